// Link policy for text that a model or a file wrote: only https and mailto can be clicked, and only through main.
import { app } from '../bridge'
import { tellFailure } from '../stores/app/notices'

/** A link as it may be drawn: one to click, or just text with its target said. */
export type JudgedLink = { kind: 'open'; url: string; host: string } | { kind: 'text'; target: string }

const allowed: ReadonlySet<string> = new Set(['https:', 'mailto:'])
const longest = 8192
/** Control characters, white space and invisible ones: a browser drops some of them silently, so that the eye sees another URL. */
const unseen = /[\p{Cc}\p{Cf}\p{Z}\p{Cs}]/u

/** Judges a link target. Anything that is not plainly https or mailto is text. */
export function judgeLink(href: string): JudgedLink {
  const asText: JudgedLink = { kind: 'text', target: href }
  if (href.length > longest || unseen.test(href) || href.includes('\\')) return asText
  if (!/^(https:\/\/|mailto:)/i.test(href)) return asText
  let url: URL
  try {
    url = new URL(href)
  } catch {
    return asText
  }
  if (!allowed.has(url.protocol)) return asText
  if (url.protocol === 'mailto:') return { kind: 'open', url: url.href, host: decodedAddress(url.pathname) }
  // https://good.com@evil.com: the part before @ is there to deceive. No honest link in a chat needs a user name.
  if (url.username !== '' || url.password !== '' || url.host === '') return asText
  return { kind: 'open', url: url.href, host: url.host }
}

function decodedAddress(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

/**
 * True when the visible text looks like an address of another host than the link's own ("https://good.com" over a link
 * to evil.com). Used to say the real host beside the link.
 */
export function looksLikeAnotherHost(visible: string, host: string): boolean {
  const said = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?=[:/?#\s]|$)/iu.exec(visible)?.[1]
  if (said === undefined) return false
  return said.toLowerCase() !== host.toLowerCase().replace(/:\d+$/, '')
}

/** Opens a link outside the app, by main's own policy. */
export async function openLink(url: string): Promise<void> {
  const result = await app('links/open', { url })
  if (!result.ok) tellFailure('The link was not opened', result.error)
}
