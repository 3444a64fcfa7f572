// The raw records of a session with secrets masked, line by line: what holds no secret is passed on byte for byte, what is no
// record stays the bad line it was.
import { createReadStream } from 'node:fs'
import type { SecretMask } from '../../app/redact'
import { breathe } from '../in-parallel'
import { maskJsonLine } from './mask-json'
import type { RolloutPart } from './rollout-chain'

/** A longer line is left out and said to be (bytes). Codex's own records stay far below. */
export const maxLineBytes = 32 * 1024 * 1024
const newline = 10

/** The pieces of the file. Rejects with the system's error when a part can't be read. */
export async function* jsonlOf(parts: readonly RolloutPart[], mask: SecretMask): AsyncGenerator<string | Uint8Array> {
  let last = performance.now()
  for (const part of parts) {
    if ('missing' in part) yield omittedRecord(`The part of the session in ${part.missing} was not found.`)
    else {
      for await (const line of linesOf(part.path, part.endByte)) {
        yield typeof line === 'number' ? omittedRecord(`A line of ${line} bytes.`) : maskedLine(line, mask)
        // Masking works on the main thread, which the window needs too.
        if (performance.now() - last > 8) {
          await breathe()
          last = performance.now()
        }
      }
    }
  }
}

function maskedLine(line: Buffer, mask: SecretMask): string | Uint8Array {
  const text = line.toString('utf8')
  const clean = maskJsonLine(text, mask)
  return clean === text ? line : clean
}

function omittedRecord(reason: string): string {
  return `${JSON.stringify({ type: 'omitted', payload: { reason } })}\n`
}

/** Lines with their line end; the size of a line that is too long in its place. The last may have no line end: it gets one. */
async function* linesOf(path: string, endByte: number | null): AsyncGenerator<Buffer | number> {
  if (endByte !== null && endByte <= 0) return
  const stream = createReadStream(path, {
    highWaterMark: 1024 * 1024,
    ...(endByte === null ? {} : { end: endByte - 1 }),
  })
  let waiting: Buffer[] = []
  let waitingBytes = 0
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    let from = 0
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      const tail = bytes.subarray(from, end + 1)
      const size = waitingBytes + tail.byteLength
      yield size > maxLineBytes ? size : Buffer.concat([...waiting, tail])
      waiting = []
      waitingBytes = 0
      from = end + 1
    }
    const rest = bytes.subarray(from)
    waitingBytes += rest.byteLength
    // Too long already: only its size is still of interest.
    if (waitingBytes > maxLineBytes) waiting = []
    else if (rest.byteLength > 0) waiting.push(rest)
  }
  if (waitingBytes > maxLineBytes) yield waitingBytes
  else if (waitingBytes > 0) yield Buffer.concat([...waiting, Buffer.from([newline])])
}
