// A second opinion on whether two TOML texts mean the same, beside Codex's own.
import { sameValue } from './key-path'

/** Longer texts are left to Codex alone: parsing them would hold up the app. */
const mostChars = 512 * 1024

/** Whether the text can be parsed at all. */
export async function isToml(text: string): Promise<boolean> {
  const { parse } = await import('smol-toml')
  try {
    parse(text, { integersAsBigInt: true })
    return true
  } catch {
    return false
  }
}

/** `unknown`: too long, or a TOML that only Codex reads. */
export async function sameValues(left: string, right: string): Promise<'same' | 'different' | 'unknown'> {
  if (left.length > mostChars) return 'unknown'
  const { parse } = await import('smol-toml')
  const read = (text: string): unknown => parse(text, { integersAsBigInt: true })
  let meant: unknown
  try {
    meant = read(right)
  } catch {
    return 'unknown'
  }
  try {
    return sameValue(read(left), meant) ? 'same' : 'different'
  } catch {
    return 'different'
  }
}
