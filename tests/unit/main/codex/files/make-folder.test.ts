import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFolder } from '../../../../../main/codex/files/make-folder'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'make-folder-'))))
afterEach(() => rmSync(root, { recursive: true }))

it('makes what is missing above, for its owner only', async () => {
  await makeFolder(join(root, 'a/b/c'))
  expect(statSync(join(root, 'a/b/c')).mode & 0o777).toBe(0o700)
  await makeFolder(join(root, 'a/b/c'))
})

it('is made by many at once, below folders that are missing, too', async () => {
  for (let round = 0; round < 200; round += 1) {
    const paths = Array.from({ length: 8 }, (_, at) => join(root, `r${round}/x/y/${at % 3}`))
    await Promise.all(paths.map((path) => makeFolder(path)))
    for (const path of paths) expect(statSync(path).isDirectory()).toBe(true)
  }
})

it('says what is in the way', async () => {
  writeFileSync(join(root, 'file'), '')
  await expect(makeFolder(join(root, 'file'))).rejects.toThrow('EEXIST')
  await expect(makeFolder(join(root, 'file/below'))).rejects.toThrow('ENOTDIR')
  if (process.platform === 'linux') await expect(makeFolder('/proc/no/such/place')).rejects.toThrow('ENOENT')
})
