import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeFileAtomic } from '../../../../../main/codex/files/atomic-write'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'atomic-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('replaces a file whole and leaves nothing beside it', async () => {
  const path = join(dir, 'a.json')
  await writeFileAtomic(path, 'one')
  await writeFileAtomic(path, 'two')
  expect(readFileSync(path, 'utf8')).toBe('two')
  expect(readdirSync(dir)).toEqual(['a.json'])
})

it.skipIf(process.platform === 'win32')('makes a file that only its owner reads', async () => {
  const path = join(dir, 'a.json')
  await writeFileAtomic(path, 'one')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('rejects and cleans up when the folder is not there', async () => {
  await expect(writeFileAtomic(join(dir, 'none', 'a'), 'x')).rejects.toMatchObject({ code: 'ENOENT' })
  chmodSync(dir, 0o700)
  expect(readdirSync(dir)).toEqual([])
})
