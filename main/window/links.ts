// The one place that opens something outside the app. https and mailto only, after a look at the address.
import { shell } from 'electron'

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
    return extra.length === 0 ? { ok: true, href: url.href } : { ok: false, reason: 'This mail link sets more than a subject.' }
  }
  if (url.protocol !== 'https:') return { ok: false, reason: `Links of the kind “${url.protocol}” are not opened.` }
  if (url.username || url.password) return { ok: false, reason: 'This link hides its real host behind a user name.' }
  return { ok: true, href: url.href }
}

/** Opens a link in the person's browser or mail program, or says why not. */
export async function openLink(text: string): Promise<LinkVerdict> {
  const verdict = judgeLink(text)
  if (verdict.ok) await shell.openExternal(verdict.href)
  return verdict
}

/** Shows a file or folder of the app's or the project's in the file manager. Never runs it. */
export function revealInFileManager(path: string): void {
  shell.showItemInFolder(path)
}
