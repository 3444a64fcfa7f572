// A stamp tells for which inputs a step was last done. It is written last and in one move, so a run that was
// interrupted leaves none and the step is simply done again.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** @returns {Promise<unknown>} the parsed JSON, or null where there is none or it is broken */
export const readJson = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}

/** Writes JSON so that a reader sees the old file or the new one, never half of it. */
export const writeJson = async (file, value) => {
  await mkdir(dirname(file), { recursive: true })
  const partial = `${file}.${process.pid}.partial`
  await writeFile(partial, `${JSON.stringify(value, null, 2)}\n`)
  await rename(partial, file)
}

/** True when the stamp was written for exactly these inputs (compared as JSON, so order of keys counts). */
export const isStamped = async (file, inputs) => JSON.stringify(await readJson(file)) === JSON.stringify(inputs)

export const removeStamp = (file) => rm(file, { force: true })

/** The sha256 of a string or a buffer, in hex. */
export const sha256 = (data) => createHash('sha256').update(data).digest('hex')

/** Hashes a file as a stream; `encoding` is Node's digest encoding. */
export const hashFile = async (file, algorithm = 'sha256', encoding = 'hex') => {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest(encoding)
}
