// Picks the line of a server's stderr that says why it died, for an error message. Guesswork by shape, never by wording:
// the whole tail goes along with the error.

/** The most telling line of `tail`, without log prefix, at most 300 characters; null if it says nothing. */
export function reasonFromStderr(tail: string): string | null {
  const lines = tail
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isBacktrace(line))
  const telling =
    lines.findLast((line) => /^(error|fatal)\b/i.test(line)) ??
    lines.findLast((line) => /\bpanicked at\b/.test(line)) ??
    lines.findLast((line) => /\bERROR\b/.test(line)) ??
    lines.at(-1)
  if (telling === undefined) return null
  const text = telling.replace(/^\d{4}-\d\d-\d\dT\S+\s+ERROR\s+/, '').replace(/^error:\s*/i, '')
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}

function isBacktrace(line: string): boolean {
  return /^(stack )?backtrace:?$/i.test(line) || /^\d+: /.test(line) || /^at \S+:\d+/.test(line)
}
