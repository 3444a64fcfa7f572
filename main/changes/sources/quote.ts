// How git writes a file name in a patch: as it is, or in double quotes with escapes where it holds control characters, quotes or
// backslashes (core.quotePath=false: bytes over 127 stay). Over bytes: a name may be no UTF-8. Pure.

const escapes: Readonly<Record<number, string>> = {
  0x07: 'a',
  0x08: 'b',
  0x09: 't',
  0x0a: 'n',
  0x0b: 'v',
  0x0c: 'f',
  0x0d: 'r',
  0x22: '"',
  0x5c: '\\',
}
const bytesOf: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(escapes).map(([byte, letter]) => [letter, Number(byte)]),
)

const isPlain = (byte: number): boolean => byte >= 0x20 && byte !== 0x7f && byte !== 0x22 && byte !== 0x5c

/** A name with its prefix (`a/`, `b/`, or none) as git writes it in headers. */
export function quoted(prefix: string, name: Buffer): Buffer {
  const whole = Buffer.concat([Buffer.from(prefix, 'latin1'), name])
  if (whole.every(isPlain)) return whole
  const written = [...whole].map((byte) => {
    if (isPlain(byte)) return String.fromCharCode(byte)
    const letter = escapes[byte]
    return `\\${letter ?? byte.toString(8).padStart(3, '0')}`
  })
  return Buffer.from(`"${written.join('')}"`, 'latin1')
}

/**
 * Reads a quoted name that starts at `start` (where its `"` stands). Gives the name and the place after its closing quote; null
 * when it is no well-formed quoted name within `end`.
 */
export function unquoted(bytes: Buffer, start: number, end: number): { name: Buffer; end: number } | null {
  if (bytes[start] !== 0x22) return null
  const name: number[] = []
  let place = start + 1
  while (place < end) {
    const byte = bytes[place] ?? 0
    if (byte === 0x22) return { name: Buffer.from(name), end: place + 1 }
    if (byte !== 0x5c) {
      name.push(byte)
      place += 1
      continue
    }
    const octal = /^[0-3][0-7]{2}/.exec(bytes.toString('latin1', place + 1, Math.min(place + 4, end)))?.[0]
    if (octal !== undefined) {
      name.push(Number.parseInt(octal, 8))
      place += 4
      continue
    }
    const meant = bytesOf[String.fromCharCode(bytes[place + 1] ?? 0)]
    if (meant === undefined) return null
    name.push(meant)
    place += 2
  }
  return null
}
