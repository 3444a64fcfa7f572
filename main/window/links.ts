// The one place that opens something outside the app, after the policy of link-policy.ts.
import { shell } from 'electron'
import { judgeLink, type LinkVerdict } from './link-policy'

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
