import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookOnDisk } from '../../../../main/changes/path-on-disk'
import { readWorkFile } from '../../../../main/changes/work-file'

let root: string
let folder: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'codex-deck-path-')))
  folder = join(root, 'work')
  mkdirSync(join(folder, 'sub'), { recursive: true })
  mkdirSync(join(root, 'outside'))
  writeFileSync(join(root, 'outside', 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'sub', 'a.txt'), 'a')
  symlinkSync(join(root, 'outside'), join(folder, 'way'))
  symlinkSync('sub', join(folder, 'inner'))
  symlinkSync('nowhere', join(folder, 'dangling'))
  execFileSync('mkfifo', [join(folder, 'pipe')])
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const look = (path: string) => lookOnDisk(folder, Buffer.from(path))

describe('what stands where a path leads', () => {
  it.each([
    ['sub/a.txt', 'file'],
    ['sub', 'folder'],
    ['sub/new.txt', 'nothing'],
    ['new/deep/file.txt', 'nothing'],
    ['dangling', 'symlink'],
    ['way', 'symlink'],
  ])('%s: %s', async (path, kind) => {
    expect(await look(path)).toEqual({ refused: null, kind })
  })

  it.each([
    ['way/secret.txt', '“way” on the way there is a link.'],
    ['way/new.txt', '“way” on the way there is a link.'],
    ['inner/a.txt', '“inner” on the way there is a link.'],
    ['sub/a.txt/b', '“sub/a.txt” on the way there is no folder.'],
    ['pipe', 'A device, a pipe or a socket stands there.'],
  ])('refuses %s', async (path, refused) => {
    expect((await look(path)).refused).toBe(refused)
  })

  it('refuses everything once the folder itself was swapped for a link', async () => {
    rmSync(folder, { recursive: true })
    symlinkSync(join(root, 'outside'), folder)
    expect((await look('secret.txt')).refused).toContain('not where it was')
  })
})

describe('reading a file of the working tree', () => {
  const read = (path: string, most = 100) => readWorkFile(folder, Buffer.from(path), most)

  it('reads plain files, links as links, and nothing else', async () => {
    expect(await read('sub/a.txt')).toMatchObject({ kind: 'file', bytes: Buffer.from('a'), mode: '100644' })
    expect(await read('dangling')).toEqual({ kind: 'symlink', target: Buffer.from('nowhere') })
    expect(await read('pipe')).toEqual({ kind: 'special' })
    expect(await read('sub')).toEqual({ kind: 'folder' })
    expect(await read('gone')).toEqual({ kind: 'gone' })
    expect(await read('way/secret.txt')).toEqual({ kind: 'elsewhere' })
    expect(await read('inner/a.txt')).toEqual({ kind: 'elsewhere' })
    expect(await read('sub/a.txt', 0)).toMatchObject({ kind: 'large', size: 1 })
  })

  it('opens no device', async () => {
    expect(await readWorkFile('/dev', Buffer.from('zero'), 100)).toEqual({ kind: 'special' })
  })
})
