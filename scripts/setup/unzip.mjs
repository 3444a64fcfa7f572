// Unpacks a zip archive with Node alone: the fallback runtime comes in one, and a bare machine has no unzip. Only what
// such an archive uses: stored or deflated entries, plain files, symbolic links; a 64-bit archive is refused.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, symlink } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw, crc32 } from 'node:zlib'
import { SetupFailure } from './failure.mjs'

// Signatures and sizes from the zip specification (APPNOTE 4.3).
const endSignature = 0x06054b50
const endSize = 22
const entrySignature = 0x02014b50
const entrySize = 46
const localHeaderSize = 30
const longestComment = 0xffff

const readAt = async (handle, position, length) => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead !== length) throw new SetupFailure('The archive ends too early.')
  return buffer
}

/** Finds and reads the table of contents at the end of the archive. */
const readEntries = async (handle) => {
  const { size } = await handle.stat()
  const tailSize = Math.min(size, endSize + longestComment)
  const tail = await readAt(handle, size - tailSize, tailSize)
  let end = tailSize - endSize
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
  if (end < 0) throw new SetupFailure('This is not a zip archive.')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count === 0xffff || start === 0xffffffff) throw new SetupFailure('64-bit zip archives are not supported.')
  const table = await readAt(handle, start, length)
  const entries = []
  for (let at = 0; entries.length < count;) {
    if (table.readUInt32LE(at) !== entrySignature) throw new SetupFailure('The archive has a broken table of contents.')
    const nameLength = table.readUInt16LE(at + 28)
    entries.push({
      name: table.toString('utf8', at + entrySize, at + entrySize + nameLength),
      method: table.readUInt16LE(at + 10),
      crc: table.readUInt32LE(at + 16),
      compressed: table.readUInt32LE(at + 20),
      mode: table.readUInt32LE(at + 38) >>> 16,
      offset: table.readUInt32LE(at + 42),
    })
    at += entrySize + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  return entries
}

const fileTypeMask = 0o170000
const symbolicLink = 0o120000

/** The place of an entry inside `folder`; an entry that would leave it is an attack, not an accident. */
export const placeInside = (folder, name) => {
  const place = normalize(join(folder, name))
  if (!place.startsWith(folder + sep)) throw new SetupFailure(`The archive has an entry outside its folder: ${name}`)
  return place
}

const contentOf = async (file, handle, entry) => {
  const header = await readAt(handle, entry.offset, localHeaderSize)
  const start = entry.offset + localHeaderSize + header.readUInt16LE(26) + header.readUInt16LE(28)
  const stream = createReadStream(file, { start, end: start + entry.compressed - 1, highWaterMark: 1 << 18 })
  if (entry.method === 0) return [stream]
  if (entry.method === 8) return [stream, createInflateRaw({ chunkSize: 1 << 18 })]
  throw new SetupFailure(`${entry.name} is compressed in a way that is not supported.`)
}

const unpackFile = async (file, handle, entry, place) => {
  let crc = 0
  const check = async function* (chunks) {
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc)
      yield chunk
    }
    if (crc !== entry.crc) throw new SetupFailure(`${entry.name} is damaged in the archive.`)
  }
  if ((entry.mode & fileTypeMask) === symbolicLink) {
    const parts = []
    const [stream, ...rest] = await contentOf(file, handle, entry)
    await pipeline(stream, ...rest, check, async (chunks) => {
      for await (const chunk of chunks) parts.push(chunk)
    })
    const target = Buffer.concat(parts).toString('utf8')
    placeInside(dirname(place), target)
    return symlink(target, place)
  }
  const write = createWriteStream(place, { mode: entry.mode & 0o777 || 0o644 })
  if (entry.compressed === 0) return pipeline([], write)
  await pipeline(...(await contentOf(file, handle, entry)), check, write)
}

/**
 * @param {string} file the archive
 * @param {string} folder where to, absolute; made if missing
 * @param {(name: string) => string | null} placeOf what an entry shall be called under `folder`; null leaves it out
 */
export const unzip = async (file, folder, placeOf = (name) => name) => {
  const handle = await open(file)
  try {
    for (const entry of await readEntries(handle)) {
      const name = placeOf(entry.name)
      if (name === null || name === '' || name.endsWith('/')) continue
      const place = placeInside(folder, name)
      await mkdir(dirname(place), { recursive: true })
      await unpackFile(file, handle, entry, place)
    }
  } finally {
    await handle.close()
  }
}
