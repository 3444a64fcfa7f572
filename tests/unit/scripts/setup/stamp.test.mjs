import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashFile, isStamped, readJson, removeStamp, sha256, writeJson } from '../../../../scripts/setup/stamp.mjs'

describe('a stamp', () => {
  let folder = ''
  let stamp = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stamp-'))
    stamp = join(folder, 'deep', 'build.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('holds for the inputs it was written for, and for no others', async () => {
    await writeJson(stamp, { hash: 'a', major: 33 })
    expect(await isStamped(stamp, { hash: 'a', major: 33 })).toBe(true)
    expect(await isStamped(stamp, { hash: 'b', major: 33 })).toBe(false)
  })

  it('leaves no half-written file beside it', async () => {
    await writeJson(stamp, { hash: 'a' })
    expect(readdirSync(join(folder, 'deep'))).toEqual(['build.json'])
  })

  it('counts as absent when it is broken or removed', async () => {
    await writeJson(stamp, { hash: 'a' })
    writeFileSync(stamp, '{"hash": "a')
    expect(await readJson(stamp)).toBe(null)
    await writeJson(stamp, { hash: 'a' })
    await removeStamp(stamp)
    expect(await isStamped(stamp, { hash: 'a' })).toBe(false)
  })

  it('hashes a file as it hashes its text', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, 'codex')
    expect(await hashFile(file)).toBe(sha256('codex'))
  })
})
