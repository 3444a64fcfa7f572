import { describe, expect, it } from 'vitest'
import { scriptOf, shellWords, splitAsCodex } from '../../../../../renderer/stores/config/rules-shell'

describe('the words of a line', () => {
  it.each([
    ['git push origin', ['git', 'push', 'origin']],
    [`echo 'a b' "c d" e\\ f`, ['echo', 'a b', 'c d', 'e f']],
    [`a''b"c"`, ['abc']],
    [`echo ""`, ['echo', '']],
    [`"a\\"b\\\\c\\n"`, ['a"b\\c\\n']],
    [`'a\\b'`, ['a\\b']],
    ['  \t ', []],
    ['ü 日本', ['ü', '日本']],
  ])('%j', (line, words) => {
    expect(shellWords(line)).toEqual(words)
  })

  it.each(["echo 'a", 'echo "a', 'echo a\\'])('are not known while something is open: %s', (line) => {
    expect(shellWords(line)).toBeNull()
  })
})

describe('a script as Codex takes it apart', () => {
  it.each([
    ['a b && c || d | e ; f\ng', [['a', 'b'], ['c'], ['d'], ['e'], ['f'], ['g']]],
    [`git commit -m 'x; y' "z && w"`, [['git', 'commit', '-m', 'x; y', 'z && w']]],
    ['a;', [['a']]],
    ['\n\na\n\n', [['a']]],
  ])('is its commands: %j', (script, commands) => {
    expect(splitAsCodex(script)).toEqual({ kind: 'commands', commands })
  })

  it.each([
    '',
    '  ',
    '&& a',
    'a &&',
    'a | | b',
    '; a',
    'a > b',
    'a $B',
    '`a`',
    '(a)',
    'a &',
    'A=1 b',
    'for a',
    '"a" b',
    '# a',
    "a 'b",
  ])('is a whole: %j', (script) => {
    const split = splitAsCodex(script)
    expect(split.kind).toBe('whole')
    expect(split.kind === 'whole' && split.because.length > 0).toBe(true)
  })

  it('is what the shell is given, where one is typed', () => {
    expect(scriptOf(`/bin/bash -lc 'git status && ls'`)).toBe('git status && ls')
    expect(scriptOf('zsh -c "ls"')).toBe('ls')
    expect(scriptOf('bash -lc')).toBe('bash -lc')
    expect(scriptOf('bash script.sh x')).toBe('bash script.sh x')
    expect(scriptOf(`crash -lc 'x'`)).toBe(`crash -lc 'x'`)
  })
})
