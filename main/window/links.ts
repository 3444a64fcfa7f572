// The one place that opens something outside the app, after the policy of link-policy.ts.
import { shell } from 'electron'
import { judgeLink, judgeLoginLink, type LinkVerdict } from './link-policy'

/** Opens a link in the person's browser or mail program, or says why not. */
export async function openLink(text: string): Promise<LinkVerdict> {
  const verdict = judgeLink(text)
  if (verdict.ok) await shell.openExternal(verdict.href)
  return verdict
}

/** Opens the page of a login. Rejects when it may not be opened, or no browser takes it. */
export async function openLoginPage(url: string): Promise<void> {
  const verdict = judgeLoginLink(url)
  if (!verdict.ok) throw new Error(verdict.reason)
  await shell.openExternal(verdict.href)
}

/** Moves a file or folder to the system's trash. Rejects when there is none. */
export function moveToTrash(path: string): Promise<void> {
  return shell.trashItem(path)
}

/** Shows a file or folder of the app's or the project's in the file manager. Never runs it. */
export function revealInFileManager(path: string): void {
  shell.showItemInFolder(path)
}
