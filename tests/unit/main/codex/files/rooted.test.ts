// Both ways of touching entries: below folders that are held open (Linux), and by names that are looked at before and after.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Rooted, type NewEntry } from '../../../../../main/codex/files/rooted'

const at = (path: string): Buffer => Buffer.from(path)
const file = (text: string, mode: number | null = null): NewEntry => ({
  kind: 'file',
  bytes: Buffer.from(text),
  mode,
  executable: false,
})

describe.each([
  { way: 'below open folders', byName: false },
  { way: 'by names', byName: true },
])('entries below a root, $way', ({ byName }) => {
  let base = ''
  let root = ''
  const rooted = (beforeTouching?: () => void): Rooted =>
    new Rooted(root, beforeTouching ? { byName, beforeTouching } : { byName })
  const inRoot = (path: string): string => join(root, path)
  const litter = (): string[] =>
    readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.deck-'))

  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'codex-deck-rooted-')))
    root = join(base, 'root')
    mkdirSync(join(root, 'sub'), { recursive: true })
    mkdirSync(join(base, 'outside'))
    writeFileSync(join(base, 'outside', 'a.txt'), 'outside\n')
    writeFileSync(inRoot('sub/a.txt'), 'inside\n')
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  it('reads files, links, and says what else is there', async () => {
    symlinkSync('a.txt', inRoot('sub/link'))
    execFileSync('mkfifo', [inRoot('pipe')])
    expect(await rooted().read(at('sub/a.txt'), 100)).toMatchObject({ kind: 'file', bytes: at('inside\n') })
    expect(await rooted().read(at('sub/a.txt'), 3)).toMatchObject({ kind: 'large', size: 7 })
    expect(await rooted().read(at('sub/link'), 100)).toMatchObject({ kind: 'link', target: at('a.txt') })
    expect(await rooted().read(at('sub'), 100)).toEqual({ kind: 'other', what: 'folder' })
    expect(await rooted().read(at('pipe'), 100)).toEqual({ kind: 'other', what: 'pipe' })
    expect(await rooted().read(at('none/at/all'), 100)).toEqual({ kind: 'absent', under: null })
    expect(await rooted().read(at('sub/a.txt/below'), 100)).toEqual({ kind: 'absent', under: at('sub/a.txt') })
  })

  it('goes over no link, neither to read nor to write nor to remove', async () => {
    symlinkSync('../outside', inRoot('out'))
    const path = at('out/a.txt')
    await expect(rooted().read(path, 100)).rejects.toMatchObject({ trouble: 'beyond-link' })
    await expect(rooted().write(path, file('x'), null)).rejects.toMatchObject({ trouble: 'beyond-link' })
    await expect(rooted().remove(path, 'any')).rejects.toMatchObject({ trouble: 'beyond-link' })
    await expect(rooted().makeFoldersAbove(at('out/deep/x'))).rejects.toMatchObject({ trouble: 'beyond-link' })
    expect(readdirSync(join(base, 'outside'))).toEqual(['a.txt'])
  })

  it.each(['../outside/a.txt', '/etc/passwd', 'sub/../../outside/a.txt', 'sub//a.txt', './x', '', 'a\0b'])(
    'takes no path like %j',
    async (path) => {
      await expect(rooted().read(at(path), 100)).rejects.toThrow(/not plainly below|empty path/)
      await expect(rooted().write(at(path), file('x'), null)).rejects.toThrow(/not plainly below|empty path/)
    },
  )

  it('writes new files with the system’s permissions and replaced ones with those asked for', async () => {
    await rooted().write(at('sub/new.txt'), file('new\n'), null)
    expect(lstatSync(inRoot('sub/new.txt')).mode & 0o777).toBe(0o666 & ~process.umask())
    const stamp = await rooted().stamp(at('sub/a.txt'))
    await rooted().write(at('sub/a.txt'), file('replaced\n', 0o640), stamp)
    expect(lstatSync(inRoot('sub/a.txt')).mode & 0o777).toBe(0o640)
    expect(readFileSync(inRoot('sub/a.txt'), 'utf8')).toBe('replaced\n')
    expect(litter()).toEqual([])
  })

  it('replaces a link itself and never what it leads to', async () => {
    symlinkSync('../../outside/a.txt', inRoot('sub/link'))
    const stamp = await rooted().stamp(at('sub/link'))
    await rooted().write(at('sub/link'), { kind: 'link', target: at('elsewhere') }, stamp)
    expect(readlinkSync(inRoot('sub/link'))).toBe('elsewhere')
    await rooted().write(at('sub/link'), file('a file\n'), await rooted().stamp(at('sub/link')))
    expect(lstatSync(inRoot('sub/link')).isFile()).toBe(true)
    expect(readFileSync(join(base, 'outside', 'a.txt'), 'utf8')).toBe('outside\n')
  })

  it('writes over nothing that the caller hasn’t seen, in whatever moment it changes', async () => {
    const stamp = (await rooted().stamp(at('sub/a.txt'))) ?? ''
    await expect(rooted().write(at('sub/a.txt'), file('x'), null)).rejects.toMatchObject({ trouble: 'changed' })
    const sneak = (): void => writeFileSync(inRoot('sub/a.txt'), 'mine\n')
    await expect(rooted(sneak).write(at('sub/a.txt'), file('x'), stamp)).rejects.toMatchObject({ trouble: 'changed' })
    await expect(rooted().remove(at('sub/a.txt'), stamp)).rejects.toMatchObject({ trouble: 'changed' })
    const now = (await rooted().stamp(at('sub/a.txt'))) ?? ''
    await expect(
      rooted(() => chmodSync(inRoot('sub/a.txt'), 0o600)).remove(at('sub/a.txt'), now),
    ).rejects.toMatchObject({
      trouble: 'changed',
    })
    const appear = (): void => writeFileSync(inRoot('sub/b.txt'), 'mine\n')
    await expect(rooted(appear).write(at('sub/b.txt'), file('x'), null)).rejects.toMatchObject({ trouble: 'changed' })
    expect(readFileSync(inRoot('sub/a.txt'), 'utf8')).toBe('mine\n')
    expect(readFileSync(inRoot('sub/b.txt'), 'utf8')).toBe('mine\n')
    expect(litter()).toEqual([])
  })

  it('takes back what it did when the folder was swapped for a link in the middle of it', async () => {
    const stamp = await rooted().stamp(at('sub/a.txt'))
    const swap = (): void => {
      renameSync(inRoot('sub'), join(base, 'moved'))
      symlinkSync('../outside', inRoot('sub'))
    }
    await expect(rooted(swap).write(at('sub/a.txt'), file('x'), stamp)).rejects.toMatchObject({ trouble: 'moved' })
    expect(readFileSync(join(base, 'moved', 'a.txt'), 'utf8')).toBe('inside\n')
    expect(readFileSync(join(base, 'outside', 'a.txt'), 'utf8')).toBe('outside\n')
    expect(readdirSync(join(base, 'outside'))).toEqual(['a.txt'])
    if (!byName) expect(litter()).toEqual([])
  })

  it('removes nothing from a folder that was swapped for a link in the middle of it', async () => {
    const stamp = (await rooted().stamp(at('sub/a.txt'))) ?? ''
    const swap = (): void => {
      renameSync(inRoot('sub'), join(base, 'moved'))
      symlinkSync('../outside', inRoot('sub'))
    }
    await expect(rooted(swap).remove(at('sub/a.txt'), stamp)).rejects.toMatchObject({ trouble: 'moved' })
    expect(existsSync(join(base, 'moved', 'a.txt'))).toBe(true)
    expect(existsSync(join(base, 'outside', 'a.txt'))).toBe(true)
  })

  it('makes folders that are missing and removes those that are empty', async () => {
    expect(await rooted().makeFoldersAbove(at('sub/x/y/z.txt'))).toEqual([at('sub/x'), at('sub/x/y')])
    expect(await rooted().makeFolder(at('sub/x'), null)).toBe(false)
    expect(await rooted().removeEmptyFolder(at('sub'))).toBeNull()
    expect(await rooted().makeFolder(at('own'), 0o700)).toBe(true)
    expect(await rooted().removeEmptyFolder(at('own'))).toBe(0o700)
    await expect(rooted().makeFolder(at('sub/a.txt'), null)).rejects.toMatchObject({ code: 'EEXIST' })
  })

  it('touches nothing once the root itself is a link', async () => {
    renameSync(root, join(base, 'was'))
    symlinkSync('outside', root)
    await expect(rooted().read(at('a.txt'), 100)).rejects.toThrow(/moved|ELOOP|ENOTDIR/)
    await expect(rooted().write(at('b.txt'), file('x'), null)).rejects.toThrow(/moved|ELOOP|ENOTDIR/)
    expect(readdirSync(join(base, 'outside'))).toEqual(['a.txt'])
  })

  it('keeps names of any bytes', async () => {
    const name = Buffer.from([0x66, 0xff, 0x0a, 0x22])
    await rooted().write(Buffer.concat([at('sub/'), name]), file('odd\n'), null)
    expect(readdirSync(inRoot('sub'), { encoding: 'buffer' }).some((one) => one.equals(name))).toBe(true)
  })
})
