// Why a server did not start, or a login did not work out: Codex's words without what only its makers understand. Pure.
import { redact } from '../app/redact'

const mostLength = 1000

/** Takes out the name of the transport's type and repeated parts; secrets too. */
export function startupWords(text: string): string {
  const clean = redact(text)
    .replace(/\bTransport \[[^\]]*\] error: /g, '')
    .replace(
      /Add or adjust `startup_timeout_sec` in your config\.toml:[\s\S]*$/,
      'It may be given more time (start-up time-out).',
    )
    .trim()
  const parts = clean.split(': ')
  const once = parts.filter((part, index) => part !== parts[index - 1] && parts.indexOf(part) === index).join(': ')
  return once.length > mostLength ? `${once.slice(0, mostLength - 1)}…` : once
}
