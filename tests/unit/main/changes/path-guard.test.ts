import { describe, expect, it } from 'vitest'
import { foldedPath, judgePath } from '../../../../main/changes/path-guard'

const judged = (path: string, platform: NodeJS.Platform = 'linux') => judgePath(Buffer.from(path), 'foreign', platform)

describe('paths that nothing is written to', () => {
  it.each([
    '',
    'a\0b',
    '/etc/passwd',
    '//server/share',
    '..',
    '../x',
    'a/../../x',
    'a/..',
    '..\\x',
    'a\\..\\..\\x',
    './x',
    'a//b',
    'a/',
    'a/./b',
    'C:\\Windows\\x',
    'c:x',
    '\\\\server\\share\\x',
    'x'.repeat(5000),
  ])('leads out or nowhere: %j', (path) => {
    expect(judged(path)).toMatch(/^The path /)
  })

  it.each([
    '.git/config',
    '.git',
    'sub/.git/hooks/pre-commit',
    '.GIT/config',
    '.Git',
    'git~1/config',
    'GIT~2',
    'gi7eba~1/config',
    '.git /config',
    '.git./config',
    '.git. . /config',
    '.git::$INDEX_ALLOCATION/config',
    '.git:stream',
    '.g\u200cit/config',
    '.git\u200d/config',
    '\ufeff.git/config',
    '.gi\u00adt/config',
    '.\u2060git/config',
    '．git/config',
    'sub\\.git\\config',
  ])('is git’s own folder in some disguise: %j', (path) => {
    expect(judged(path)).toContain('.git')
    expect(judgePath(Buffer.from(path), 'own', 'linux')).toContain('.git')
  })

  it.each([
    '.codex/config.toml',
    '.CODEX/x',
    'sub/.codex/x',
    '.agents/skills/x',
    '.agent\u017f/x',
    '.codex./x',
    'codex~1/x',
  ])('decides what Codex may do: %j', (path) => {
    expect(judged(path)).toContain('what Codex may do')
  })

  it.each([
    'CON',
    'nul.txt',
    'sub/com1',
    'LPT9.log',
    'aux .c',
    'COM¹',
    'conin$',
    'file.txt:stream',
    'name.',
    'name /x',
    'a|b',
    'a\nb',
    '\\rooted',
    'a\\..\\b',
  ])('means something else on Windows: %j', (path) => {
    expect(judged(path, 'win32')).not.toBeNull()
  })
})

describe('paths that nothing speaks against', () => {
  it.each([
    'a',
    'src/main.ts',
    '.gitignore',
    '.gitattributes',
    '.github/workflows/x.yml',
    'git',
    'digit~1x',
    'codex/readme',
    'agents/a.ts',
    '...',
    'a..b',
    '-dash',
    'with space/ü\u202e',
    'con.ts.d/x',
    'new\nline',
    'quote"s',
    'back\\slash',
    'drivers/aux.c',
  ])('on Linux: %j', (path) => {
    expect(judged(path)).toBeNull()
  })

  it('takes bytes that are no UTF-8', () => {
    expect(judgePath(Buffer.from([0x61, 0xff, 0x2f, 0xfe]), 'foreign', 'linux')).toBeNull()
  })

  it('lets people work on their own Codex files', () => {
    expect(judgePath(Buffer.from('.codex/config.toml'), 'own', 'linux')).toBeNull()
  })

  it('knows which names are one on a disk that ignores case', () => {
    const folded = (path: string): string => foldedPath(Buffer.from(path))
    expect(folded('Read\u0065\u0301Me')).toBe(folded('READ\u00c9ME'))
    expect(folded('a\u200b')).toBe(folded('A'))
    expect(folded('a')).not.toBe(folded('b'))
  })
})
