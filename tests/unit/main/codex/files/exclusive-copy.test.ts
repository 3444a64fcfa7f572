import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyFileExclusive } from '../../../../../main/codex/files/exclusive-copy'

describe('copying a file', () => {
  let folder: string
  let source: string
  let target: string
  const past = new Date('2024-03-01T12:00:00Z')

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deck-copy-'))
    source = join(folder, 'source.jsonl')
    target = join(folder, 'target.jsonl')
    writeFileSync(source, 'one\ntwo\n')
    chmodSync(source, 0o444)
    utimesSync(source, past, past)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('gives the same bytes and the same time, readable by nobody else', async () => {
    expect(await copyFileExclusive(source, target)).toBe(true)

    expect(readFileSync(target, 'utf8')).toBe('one\ntwo\n')
    expect(statSync(target).mtimeMs).toBe(past.getTime())
    expect(statSync(target).mode & 0o777).toBe(0o600)
  })

  it('takes no time that is ahead of now', async () => {
    const future = new Date(Date.now() + 3_600_000)
    utimesSync(source, future, future)
    await copyFileExclusive(source, target)
    expect(statSync(target).mtimeMs).toBeLessThanOrEqual(Date.now())
  })

  it('leaves the source as it was', async () => {
    const before = statSync(source)
    await copyFileExclusive(source, target)

    const after = statSync(source)
    expect([after.size, after.mtimeMs, after.mode, after.ino]).toEqual([
      before.size,
      before.mtimeMs,
      before.mode,
      before.ino,
    ])
    expect(readFileSync(source, 'utf8')).toBe('one\ntwo\n')
  })

  it('never overwrites what is there', async () => {
    writeFileSync(target, 'mine')
    expect(await copyFileExclusive(source, target)).toBe(false)
    expect(readFileSync(target, 'utf8')).toBe('mine')
  })

  it('takes a dangling link for something that is there', async () => {
    symlinkSync(join(folder, 'nowhere'), target)
    expect(await copyFileExclusive(source, target)).toBe(false)
    expect(readdirSync(folder).toSorted()).toEqual(['source.jsonl', 'target.jsonl'])
  })

  it('leaves nothing behind when the source has vanished', async () => {
    rmSync(source)
    await expect(copyFileExclusive(source, target)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('lets only one of two copies at once have the name', async () => {
    const both = await Promise.all([copyFileExclusive(source, target), copyFileExclusive(source, target)])
    expect(both.toSorted()).toEqual([false, true])
    expect(readdirSync(folder).toSorted()).toEqual(['source.jsonl', 'target.jsonl'])
  })
})
