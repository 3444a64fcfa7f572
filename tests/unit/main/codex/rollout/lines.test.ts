// Cutting files into lines, on real files: whatever lies in them, and however large they are.
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openForReading,
  readBytes,
  readLines,
  sizeOfFile,
  type FileLine,
  type LineOptions,
} from '../../../../../main/codex/rollout/lines'
import { readRollout } from '../../../../../main/codex/rollout/read'

const mebibyte = 1024 * 1024
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollout-lines-'))
  path = join(folder, 'rollout.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function all(options?: LineOptions): Promise<FileLine[]> {
  const lines: FileLine[] = []
  for await (const batch of readLines(path, options)) lines.push(...batch)
  return lines
}

const textsOf = (lines: readonly FileLine[]): (string | null)[] => lines.map(({ text }) => text)

describe('the lines of a file', () => {
  it('are none in a file of no bytes', async () => {
    writeFileSync(path, '')
    expect(await all()).toEqual([])
  })

  it('come with their places, empty ones too, and tell whether they were ended', async () => {
    writeFileSync(path, 'one\n\ntorn')
    expect(await all()).toEqual([
      { offset: 0, length: 3, text: 'one', ended: true },
      { offset: 4, length: 0, text: '', ended: true },
      { offset: 5, length: 4, text: 'torn', ended: false },
    ])
  })

  it('have no line after the last line end', async () => {
    writeFileSync(path, 'one\ntwo\n')
    expect((await all()).map(({ ended }) => ended)).toEqual([true, true])
  })

  it('count bytes and not characters, and keep what other systems add', async () => {
    writeFileSync(path, '\uFEFFgrüß\r\n😀\r\n')
    expect(await all()).toEqual([
      { offset: 0, length: 10, text: '\uFEFFgrüß\r', ended: true },
      { offset: 11, length: 5, text: '😀\r', ended: true },
    ])
  })

  it('are cut in bytes that are no text as well', async () => {
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3, 0x28, 0x0a]))
    const lines = await all()
    expect(lines.map(({ offset, length }) => [offset, length])).toEqual([
      [0, 3],
      [4, 2],
    ])
    expect(lines[1]?.text).toContain('\uFFFD')
  })

  it.each([-1, 0, 1])(
    'are whole where a piece that is read ends %i bytes from a line end or amid a character',
    async (by) => {
      const first = `${'a'.repeat(mebibyte - 3 + by)}é`
      writeFileSync(path, `${first}\nsecond\n${'b'.repeat(3 * mebibyte)}ü\nlast`)
      const lines = await all()
      expect(lines.map(({ text }) => text?.length)).toEqual([first.length, 6, 3 * mebibyte + 1, 4])
      expect(lines[0]?.text?.endsWith('aé')).toBe(true)
      expect(lines[2]?.text?.endsWith('bü')).toBe(true)
      for (const { offset, length, text } of lines)
        expect((await readBytes(path, offset, length)).toString()).toBe(text)
    },
  )

  it('come without their text when they are longer than may be held, and the next ones as ever', async () => {
    writeFileSync(path, `${'x'.repeat(10)}\n${'x'.repeat(11)}\n${'y'.repeat(2 * mebibyte)}\nshort\n${'z'.repeat(11)}`)
    const lines = await all({ maxLineBytes: 10 })
    expect(textsOf(lines)).toEqual(['x'.repeat(10), null, null, 'short', null])
    expect(lines.map(({ length }) => length)).toEqual([10, 11, 2 * mebibyte, 5, 11])
    expect(lines.at(-1)?.offset).toBe(12 + 11 + 2 * mebibyte + 1 + 6)
  })

  it('can be read from the start of a line on, and up to a byte', async () => {
    writeFileSync(path, 'one\ntwo\nthree\n')
    expect(textsOf(await all({ start: 4 }))).toEqual(['two', 'three'])
    expect(await all({ start: 4, end: 10 })).toEqual([
      { offset: 4, length: 3, text: 'two', ended: true },
      { offset: 8, length: 2, text: 'th', ended: false },
    ])
    expect(await all({ start: 4, end: 4 })).toEqual([])
    expect(await all({ start: 1e12 })).toEqual([])
  })

  it('that come while the file is read are read too, and a file cut short meanwhile just ends', async () => {
    writeFileSync(path, `${'a'.repeat(mebibyte - 1)}\n`)
    const growing = readLines(path)
    await growing.next()
    appendFileSync(path, 'later\n')
    expect(textsOf((await growing.next()).value ?? [])).toEqual(['later'])
    expect((await growing.next()).done).toBe(true)

    writeFileSync(path, `${'a'.repeat(mebibyte - 1)}\n${'b'.repeat(2 * mebibyte)}\n`)
    const shrinking = readLines(path)
    await shrinking.next()
    truncateSync(path, 10)
    expect((await shrinking.next()).done).toBe(true)
  })
})

describe('reading that is stopped', () => {
  it('ends with the reason of the signal, before the first byte or between two pieces', async () => {
    writeFileSync(path, `${'line\n'.repeat(mebibyte)}`)
    const reason = new Error('the window was closed')
    await expect(all({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)

    const stop = new AbortController()
    const reading = readLines(path, { signal: stop.signal })
    expect((await reading.next()).value?.length).toBeGreaterThan(0)
    stop.abort(reason)
    await expect(reading.next()).rejects.toBe(reason)
  })
})

describe('what can not be read', () => {
  it('is told in words, with the path and the cause', async () => {
    await expect(all()).rejects.toMatchObject({
      code: 'rollout-unreadable',
      message: 'The session file is not there any more.',
      data: { path },
      cause: { code: 'ENOENT' },
    })
    path = folder
    const aFolder = { code: 'rollout-unreadable', message: 'This is a folder, not a session file.' }
    await expect(all()).rejects.toMatchObject(aFolder)
    await expect(readBytes(folder, 0, 10)).rejects.toMatchObject(aFolder)
    await expect(sizeOfFile(folder)).rejects.toMatchObject(aFolder)
  })

  it('is a link to nowhere or in a circle', async () => {
    const nowhere = join(folder, 'nowhere')
    symlinkSync(join(folder, 'missing'), nowhere)
    await expect(openForReading(nowhere)).rejects.toMatchObject({ code: 'rollout-unreadable' })
    symlinkSync(path, path)
    await expect(openForReading(path)).rejects.toMatchObject({ message: 'The session file can’t be read (ELOOP).' })
  })

  it.skipIf(process.platform === 'win32')('is a pipe, which keeps nobody waiting for its other end', async () => {
    execFileSync('mkfifo', [path])
    await expect(all()).rejects.toMatchObject({ message: 'The session file can’t be read (ESPIPE).' })
    await expect(sizeOfFile(path)).rejects.toMatchObject({ message: 'This is no file, not a session file.' })
  })

  it('is nothing behind the end of a file: its bytes are fewer, or none', async () => {
    writeFileSync(path, 'short')
    expect((await readBytes(path, 2, 100)).toString()).toBe('ort')
    expect(await readBytes(path, 100, 100)).toHaveLength(0)
    expect(await sizeOfFile(path)).toBe(5)
  })
})

/** Answers what is held, in MiB, once the garbage is gone. */
function measure(): () => number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  return () => {
    if (typeof collect === 'function') collect()
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / mebibyte
  }
}

describe('a file of 60 MB', () => {
  it('is read record by record in a moment, with memory flat', async () => {
    const record = `${JSON.stringify({ type: 'event_msg', payload: { type: 'agent_message', message: 'w'.repeat(900) } })}\n`
    const piece = record.repeat(1000)
    const pieces = Math.ceil((60 * 1000 * 1000) / piece.length)
    const file = openSync(path, 'w')
    for (let at = 0; at < pieces; at++) writeSync(file, piece)
    closeSync(file)

    const held = measure()
    const before = held()
    let most = 0
    let batches = 0
    let records = 0
    const began = performance.now()
    for await (const batch of readRollout(path)) {
      records += batch.length
      if (++batches % 8 === 0) most = Math.max(most, held() - before)
    }
    expect(records).toBe(pieces * 1000)
    expect(performance.now() - began).toBeLessThan(3000)
    expect(batches).toBeGreaterThan(50)
    // A piece and its records, whatever the file's size.
    expect(most).toBeLessThan(12)
  })

  it('may be one single line: it takes no memory of its length, and the one behind it is read', async () => {
    writeFileSync(path, '')
    // A hole in the file: it takes no room on the disk either.
    truncateSync(path, 200 * mebibyte)
    appendFileSync(path, '\nlast')
    const held = (): number => process.memoryUsage().external / mebibyte
    const before = held()
    let most = 0
    const sampling = setInterval(() => (most = Math.max(most, held() - before)), 2)
    const lines = await all({ maxLineBytes: 4 * mebibyte }).finally(() => clearInterval(sampling))
    expect(lines.map(({ length, text }) => [length, text])).toEqual([
      [200 * mebibyte, null],
      [4, 'last'],
    ])
    expect(most).toBeLessThan(16)
  })
})
