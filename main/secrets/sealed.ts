// A secret's value as it lies in the keyring: with a mark and a checksum in front, so that an entry that was cut off, mixed up
// or written by somebody else is seen as such and never handed out as a key. No encryption: that is the keyring's part.
import { createHash } from 'node:crypto'

const mark = 'deck1'

function checksum(id: string, value: string): string {
  return createHash('sha256').update(`${id}\0${value}`).digest('hex').slice(0, 16)
}

/** The text to keep for the secret of this id. */
export function seal(id: string, value: string): string {
  return `${mark}:${checksum(id, value)}:${value}`
}

/** The value again; null if the text is not what `seal` made for this id. */
export function unseal(id: string, text: string): string | null {
  const [found, sum, ...rest] = text.split(':')
  const value = rest.join(':')
  return found === mark && value !== '' && sum === checksum(id, value) ? value : null
}
