// Why a write was refused or taken back, in words a person can act on. Pure.
import { CallError } from '../app/call-error'
import { isCodexError, systemErrorCode } from '../codex/errors'
import { valueAt } from './key-path'

/** `config_write_error_code` of Codex's answer, such as `configVersionConflict`; null for any other failure. */
export function writeErrorCode(error: unknown): string | null {
  if (!isCodexError(error)) return null
  const code = valueAt(error.data.rpcData, ['config_write_error_code'])
  return typeof code === 'string' ? code : null
}

/** What went wrong, for a person. */
export function writeWords(error: unknown): string {
  if (error instanceof CallError) return error.message
  if (isCodexError(error)) return error.code === 'rpc' ? codexWords(error.message) : error.message
  switch (systemErrorCode(error)) {
    case 'EROFS':
      return 'The home is on a disk that can only be read. Nothing was changed.'
    case 'EACCES':
    case 'EPERM':
      return 'You have no right to write this file. Make it yours (chown, chmod u+w), then try again.'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Nothing was changed; free some space and try again.'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

/** Codex's own words without what only its makers need. */
export function codexWords(message: string): string {
  if (message.startsWith('failed to persist config'))
    return 'config.toml can’t be written: the disk is full or read-only, or the file isn’t yours. Nothing was changed.'
  const unwrapped = message
    .replace(
      /^(?:Invalid configuration: |failed to (?:load configuration|reload config|read configuration layers): )+/i,
      '',
    )
    .replace(/^(?:invalid configuration|failed to resolve feature override precedence): /i, '')
  const place = /^(\S.*?[\\/]([^\\/:]+)):(\d+):(\d+): ([^]*)$/.exec(unwrapped)
  const said = place === null ? unwrapped : `${place[2]} line ${place[3]}, column ${place[4]}: ${place[5]}`
  return said
    .replace(/\s*\n+in `([^`]*)`\s*$/, ' (in $1)')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

/** Ends the words as a sentence. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)
