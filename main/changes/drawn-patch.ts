// Makes the text of one file's patch that the page draws from the bytes that main holds: bounded, decoded, and honest about both.
// Nobody acts on this text. Pure.
import { isUtf8 } from 'node:buffer'
import type { FilePatch } from '@contract/changes'
import { afterLine } from './sources/hunks'
import { patchHeader } from './sources/patch-header'
import type { HeldFile } from './view-model'

/** A patch over this is drawn up to here. */
const drawnBytes = 2 * 1024 * 1024
/** A line over this is drawn up to here: nobody reads on, and a page is slow with it. */
const lineBytes = 100_000

/**
 * The patch of a file for drawing. `hunks` names the hunks that are drawn to their end; a last one that is drawn in part has no
 * name (and fewer lines than its head says). A file whose hunks weren't read has its header alone and is `cut`.
 */
export function drawnPatch(file: HeldFile): FilePatch {
  const { view, hunks } = file
  const pieces: Buffer[] = [patchHeader(file)]
  const names: string[] = []
  let left = drawnBytes
  let cut = hunks === null
  for (const { id, bytes } of hunks ?? []) {
    if (left <= 0) {
      cut = true
      break
    }
    const drawn = bytes.length > lineBytes ? shortened(bytes, left) : { pieces: [bytes], whole: true, cut: false }
    pieces.push(...drawn.pieces)
    if (drawn.whole) names.push(id)
    if (drawn.cut) cut = true
    left -= drawn.pieces.reduce((total, piece) => total + piece.length, 0)
  }
  const whole = Buffer.concat(pieces)
  const lossy = !isUtf8(whole) || !isUtf8(file.rawPath)
  return { fileId: view.id, patch: whole.toString('utf8'), hunks: names, lossy, cut }
}

/** A hunk with its long lines cut, up to `most` bytes; `whole`: down to its last line. */
function shortened(bytes: Buffer, most: number): { pieces: Buffer[]; whole: boolean; cut: boolean } {
  const pieces: Buffer[] = []
  let size = 0
  let cut = false
  let place = 0
  while (place < bytes.length) {
    if (size >= most) return { pieces, whole: false, cut: true }
    const end = afterLine(bytes, place, bytes.length)
    if (end - place > lineBytes) {
      const stop = letterStart(bytes, place + lineBytes)
      pieces.push(bytes.subarray(place, stop), Buffer.from(` … ${String(end - stop)} more bytes\n`))
      size += lineBytes
      cut = true
    } else {
      pieces.push(bytes.subarray(place, end))
      size += end - place
    }
    place = end
  }
  return { pieces, whole: true, cut }
}

/** The place at or before `place` where a letter of UTF-8 starts. */
function letterStart(bytes: Buffer, place: number): number {
  let start = place
  while (start > place - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}
