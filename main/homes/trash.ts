// Which homes may go to the trash, and the move itself. A home that something works in, that a project shares or that keeps
// the login of an account stays; the person's own goes only by a question that the page can't answer.
import { lstat, realpath } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { HomeEntry, TrashVerdict } from '@contract/homes'
import { CallError } from '../app/call-error'
import { isBelow } from '../sessions/homes'

export interface TrashFacts {
  readonly entry: Omit<HomeEntry, 'trash'>
  /** The account whose home it is, when it is in the list. */
  readonly signedIn: boolean
  /** Folders that must not be in it: the person's home folder, the app's data, the projects. */
  readonly keep: readonly string[]
  /** Where the app keeps its homes. */
  readonly appHomes: string
}

/** Pure. Reasons and questions are whole sentences. */
export function trashVerdict({ entry, signedIn, keep, appHomes }: TrashFacts): TrashVerdict {
  const no = (reason: string): TrashVerdict => ({ allowed: false, reason })
  const { kind, path, users, use, hasLoginFile, account } = entry
  const names = users.map(({ name }) => name).join(', ')
  const own = kind === 'project' || kind === 'account'
  if (own ? !isBelow(appHomes, path) : isBelow(appHomes, path) || path === appHomes)
    return no('This folder is not where it should be, so it is left alone.')
  if (parse(path).root === path || keep.some((folder) => folder === path || isBelow(path, folder)))
    return no('More than a home lies in this folder.')
  if (use === 'busy') return no('Codex is working in it. Stop it first.')
  switch (kind) {
    case 'account':
      if (signedIn) return no(`${account?.name ?? 'An account'} is signed in here. Sign out first.`)
      if (hasLoginFile && account !== null) return no('A login is still stored in it. Sign out of the account first.')
      break
    case 'shared':
    case 'terminal':
      if (users.length > 0) return no(`${names} uses it. Give the project a home of its own first.`)
      break
    case 'project':
      break
  }
  const ask = [
    ...(use === 'idle' ? ['The Codex that rests in it is ended first.'] : []),
    ...(kind === 'project' && users.length > 0
      ? [`${names} begins again with an empty home: no chats, no settings.`]
      : []),
    ...(own
      ? []
      : ['This is your own home, not one of Codex Deck. Codex in the terminal loses its chats and its login.']),
    ...(hasLoginFile
      ? ['A login lies in it (auth.json) and stays usable in the trash until you sign out or empty it.']
      : []),
  ]
  return { allowed: true, ask }
}

export interface TrashActs {
  /** Ends the server that rests in this home, and resolves once it is gone. */
  readonly letGo: (home: string) => Promise<void>
  /** Whether a server of this app runs in it. */
  readonly inUse: (home: string) => HomeEntry['use']
  /** Asks natively, naming the folder. */
  readonly confirmOwn: (path: string) => Promise<boolean>
  /** electron's `shell.trashItem`. */
  readonly trashItem: (path: string) => Promise<void>
}

/** Moves it. False when the person said no; throws a CallError when it may not go or can't. */
export async function moveToTrash(entry: HomeEntry, acts: TrashActs): Promise<boolean> {
  const { path, kind, trash } = entry
  if (!trash.allowed) throw new CallError('home-kept', trash.reason)
  if ((kind === 'terminal' || kind === 'shared') && !(await acts.confirmOwn(path))) return false
  // Asked again: a turn may have begun while the question stood.
  if (acts.inUse(path) === 'idle') await acts.letGo(path)
  if (acts.inUse(path) !== 'no') throw new CallError('home-kept', 'Codex is working in it. Stop it first.')
  // Whatever was asked about is what goes: not what a link put in its place leads to.
  if (!(await isRealFolder(path))) throw new CallError('home-gone', `${path} is not there any more.`)
  try {
    await acts.trashItem(path)
  } catch (error) {
    throw new CallError(
      'trash-failed',
      `The system could not move ${path} to the trash. Nothing was deleted.`,
      error instanceof Error ? error.message : String(error),
    )
  }
  return true
}

async function isRealFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory() && (await realpath(path)) === path
  } catch {
    return false
  }
}

/** The folder below which all homes of the app lie. */
export function appHomesPath(userData: string): string {
  return join(userData, 'homes')
}
