import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leadsTo, modeOf, replaceFile, restoreMode } from '../../../../../main/codex/files/replace-file'

describe.skipIf(process.platform === 'win32')('replacing a file of the person’s', () => {
  let folder = ''
  const at = (name: string): string => join(folder, name)
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'replace-')))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('keeps its mode, whatever the umask', async () => {
    writeFileSync(at('a'), 'old')
    chmodSync(at('a'), 0o666)
    await replaceFile(at('a'), 'new')
    expect(readFileSync(at('a'), 'utf8')).toBe('new')
    expect(statSync(at('a')).mode & 0o777).toBe(0o666)
    expect(readdirSync(folder)).toEqual(['a'])
  })

  it('makes one that only its owner reads, or what is asked for', async () => {
    await replaceFile(at('a'), 'x')
    await replaceFile(at('b'), 'x', 0o644)
    expect(statSync(at('a')).mode & 0o777).toBe(0o600)
    expect(statSync(at('b')).mode & 0o044).not.toBe(0)
  })

  it('leaves links in place, chains of them and one that leads to nothing yet', async () => {
    symlinkSync('two', at('one'))
    symlinkSync(at('real'), at('two'))
    expect(await leadsTo(at('one'))).toBe(at('real'))
    await replaceFile(at('one'), 'x')
    expect(lstatSync(at('one')).isSymbolicLink() && lstatSync(at('two')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('real'), 'utf8')).toBe('x')
  })

  it('does not run in circles', async () => {
    symlinkSync('b', at('a'))
    symlinkSync('a', at('b'))
    await expect(leadsTo(at('a'))).rejects.toThrow(/ELOOP/)
  })

  it('gives a mode back', async () => {
    writeFileSync(at('a'), 'x', { mode: 0o600 })
    await restoreMode(at('a'), 0o640)
    expect(await modeOf(at('a'))).toBe(0o640)
    expect(await modeOf(at('none'))).toBeNull()
  })
})
