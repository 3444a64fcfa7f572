// Which files a session's records lie in. A fork holds only what came after it was taken, and reverting goes on in a new file:
// the first line of such a file (session_meta, history_base) names the file that its beginning lies in, and how much of it.
import { open } from 'node:fs/promises'
import { isFields, numberField, textField } from './fields'

export type RolloutPart =
  /** The lines of `path`, up to `endByte` when only its beginning belongs to the session. */
  | { readonly path: string; readonly endByte: number | null }
  /** A file that should hold this part and is not to be found. */
  | { readonly missing: string }

/** A first line longer than this is no session_meta (bytes); with its instructions it has some 20 kB. */
const maxMeta = 4 * 1024 * 1024
const maxFiles = 1000

/**
 * The parts of a session, oldest first, ending with the whole of `path`. `locate` gives the path of the file with an id, which
 * is a thread's or, after a revert, that of a segment (`rollout-…_<id>.jsonl`), or null. Rejects when `path` can't be read.
 */
export async function rolloutChain(
  path: string,
  locate: (fileId: string) => Promise<string | null>,
): Promise<RolloutPart[]> {
  const parts: RolloutPart[] = [{ path, endByte: null }]
  const seen = new Set([path])
  let base = await historyBase(path)
  while (base !== null && parts.length < maxFiles) {
    const before = await locate(base.fileId)
    if (before === null || seen.has(before)) {
      parts.unshift({ missing: base.fileId })
      break
    }
    seen.add(before)
    parts.unshift({ path: before, endByte: base.endByte })
    base = await historyBase(before)
  }
  return parts
}

async function historyBase(path: string): Promise<{ fileId: string; endByte: number | null } | null> {
  const meta = parsed(await firstLine(path))
  const payload = isFields(meta) ? meta['payload'] : null
  const base = isFields(payload) ? payload['history_base'] : null
  if (!isFields(base)) return null
  const fileId = textField(base, 'thread_id')
  return /^[0-9a-f-]{36}$/i.test(fileId) ? { fileId, endByte: numberField(base, 'end_byte_offset') } : null
}

async function firstLine(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    let line = Buffer.alloc(0)
    while (line.byteLength < maxMeta) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, line.byteLength)
      const end = buffer.subarray(0, bytesRead).indexOf(10)
      line = Buffer.concat([line, buffer.subarray(0, end < 0 ? bytesRead : end)])
      if (end >= 0 || bytesRead === 0) return line.toString('utf8')
    }
    return ''
  } finally {
    await file.close()
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // A torn or foreign first line names no beginning.
    return null
  }
}
