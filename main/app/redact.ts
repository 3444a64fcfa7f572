// Takes secrets out of text before it reaches a log or the window. It errs on the side of taking out too much.

const secretShapes: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\b(?:gh[pousr]|github_pat)_[A-Za-z0-9_]{16,}/g,
  /(\bBearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi,
  /((?:api[_-]?key|token|secret|password|authorization)["']?\s*[:=]\s*["']?)[^\s"',;}]{6,}/gi,
]

/** The same text with API keys, JWTs, bearer tokens and values of secret-looking keys replaced by `[redacted]`. */
export function redact(text: string): string {
  return secretShapes.reduce(
    (clean, shape) =>
      clean.replace(shape, (_match, prefix: unknown) => `${typeof prefix === 'string' ? prefix : ''}[redacted]`),
    text,
  )
}
