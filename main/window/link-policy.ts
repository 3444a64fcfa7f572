// Which links may leave the app: https and mailto only, after a look at the address. Pure; links.ts acts on it.

export type LinkVerdict = { ok: true; href: string } | { ok: false; reason: string }

/** Whether a link may be handed to the operating system. User names in https links are refused: they disguise hosts. */
export function judgeLink(text: string): LinkVerdict {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return { ok: false, reason: 'This is not a complete link.' }
  }
  if (url.protocol === 'mailto:') {
    // Headers beyond the subject can attach local files in some mail programs.
    const extra = [...url.searchParams.keys()].filter((key) => key !== 'subject')
    return extra.length === 0
      ? { ok: true, href: url.href }
      : { ok: false, reason: 'This mail link sets more than a subject.' }
  }
  if (url.protocol !== 'https:') return { ok: false, reason: `Links of the kind “${url.protocol}” are not opened.` }
  if (url.username || url.password) return { ok: false, reason: 'This link hides its real host behind a user name.' }
  return { ok: true, href: url.href }
}

/** The same for the page of a login, which Codex names: an issuer of one's own may be on this very machine. */
export function judgeLoginLink(text: string): LinkVerdict {
  const url = URL.canParse(text) ? new URL(text) : null
  const isHere = url?.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost')
  return isHere && !url.username && !url.password ? { ok: true, href: url.href } : judgeLink(text)
}
