import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { shellWords } from '../../../../../main/changes/publish/shell-words'

const hostile = [`it's`, 'a b', '$(x)', '`x`', '"', '\\', ';rm', '#1', '~', '-x', '', '!', '*', 'ünï', '{a,b}', '@{u}']

describe('a command to copy', () => {
  it('leaves plain words as they are', () => {
    const words = ['git', 'push', '--set-upstream', 'origin', 'feature/a_b.c-1']
    expect(shellWords(words, 'linux')).toBe(words.join(' '))
    expect(shellWords(words, 'win32')).toBe(words.join(' '))
  })

  it('is read by a shell as the same words', () => {
    const said = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${shellWords(hostile, 'linux')}`], { encoding: 'utf8' })
    expect(said.split('\0').slice(0, -1)).toEqual(hostile)
  })

  it('is quoted as PowerShell reads it, typographic quotes included', () => {
    expect(shellWords([`it's`, '$x', '@{u}', 'a‘b’'], 'win32')).toBe(`'it''s' '$x' '@{u}' 'a‘‘b’’'`)
  })
})
