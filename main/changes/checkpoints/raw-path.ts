// Paths as bytes, for a file name may be no UTF-8. Held as strings with one character a byte (latin1), so that they can be keys
// and be cut at slashes; always relative to the root of the work tree, `/`-separated.

/** One character a byte. */
export type RawPath = string

export const rawPath = (bytes: Buffer): RawPath => bytes.toString('latin1')

export const pathBytes = (path: RawPath): Buffer => Buffer.from(path, 'latin1')

/** For people: bytes that are no UTF-8 replaced. */
export const shownPath = (path: RawPath): string => pathBytes(path).toString('utf8')

/** Where it is on disk. `top` is the root of the work tree. */
export function placeOf(top: string, path: RawPath): Buffer {
  return Buffer.concat([Buffer.from(top), Buffer.from('/'), pathBytes(path)])
}

/** The folder that a path is in; empty for one at the root. */
export function parentOf(path: RawPath): RawPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The pieces of `-z` output. */
export function splitZ(output: Buffer): RawPath[] {
  return output.toString('latin1').split('\0').filter(Boolean)
}

/** Paths as `-z --stdin` takes them. */
export function joinZ(paths: readonly RawPath[]): Buffer {
  return Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1')
}
