import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeStreamAtomic } from '../../../../../main/codex/files/atomic-stream'

describe('writing a file piece by piece', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stream-'))
    path = join(folder, 'file')
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function* pieces(...list: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
    yield* list
  }

  it('joins texts and bytes in order and tells their size', async () => {
    expect(await writeStreamAtomic(path, pieces('ä', Buffer.from([1, 2]), '', 'z'))).toBe(5)
    expect(await readFile(path)).toEqual(Buffer.from([0xc3, 0xa4, 1, 2, 0x7a]))
  })

  it('writes an empty file for no pieces', async () => {
    expect(await writeStreamAtomic(path, pieces())).toBe(0)
    expect(await readFile(path, 'utf8')).toBe('')
  })

  it('writes far more than it gathers', async () => {
    const piece = 'x'.repeat(100_000)
    expect(await writeStreamAtomic(path, pieces(...Array<string>(50).fill(piece)))).toBe(5_000_000)
    expect((await stat(path)).size).toBe(5_000_000)
  })

  it('shows the old file until the new one is whole', async () => {
    await writeFile(path, 'old')
    async function* watched(): AsyncGenerator<string> {
      yield 'x'.repeat(1_000_000)
      expect(await readFile(path, 'utf8')).toBe('old')
      yield 'end'
    }
    await writeStreamAtomic(path, watched())
    expect((await stat(path)).size).toBe(1_000_003)
  })

  it.skipIf(process.platform === 'win32')('is for its owner only unless told otherwise', async () => {
    await writeStreamAtomic(path, pieces('a'))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('leaves the old file and nothing else when the pieces fail or it is stopped', async () => {
    await writeFile(path, 'old')
    const stop = new AbortController()
    async function* failing(): AsyncGenerator<string> {
      yield 'x'.repeat(1_000_000)
      throw new Error('no more')
    }
    async function* stopped(): AsyncGenerator<string> {
      yield 'a'
      stop.abort(new Error('stopped'))
      yield 'b'
    }
    await expect(writeStreamAtomic(path, failing())).rejects.toThrow('no more')
    await expect(writeStreamAtomic(path, stopped(), { signal: stop.signal })).rejects.toThrow('stopped')
    await expect(writeStreamAtomic(path, pieces('a'), { signal: stop.signal })).rejects.toThrow('stopped')
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['file'])
  })
})
