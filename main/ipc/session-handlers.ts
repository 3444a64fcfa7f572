// What each call of the page about session files does: a line or two per call, handing over to main/sessions, which is loaded
// at the first of them.
import type { sessionCalls } from '@contract/sessions'
import type { BrowserWindow } from 'electron'
import { CallError } from '../app/call-error'
import type { ProjectRegistry } from '../projects/registry'
import type { Inspections } from '../sessions/inspections'
import type { SessionWing } from '../sessions/session-wing'
import type { Sessions } from '../sessions/sessions'
import { pickImportFolder, pickRolloutFile, pickSavePath } from '../window/dialogs'
import { revealInFileManager } from '../window/links'
import type { Handlers } from './router'

export type SessionHandlers = Pick<Handlers, keyof typeof sessionCalls>

export interface SessionHandlerParts {
  wing: SessionWing
  registry: ProjectRegistry
  window: () => BrowserWindow | null
}

/** The handlers of all calls about session files. */
export function createSessionHandlers({ wing, registry, ...parts }: SessionHandlerParts): SessionHandlers {
  const sessions = (): Promise<Sessions> => wing.get()
  const inspections = async (): Promise<Inspections> => (await sessions()).inspections()
  const window = (): BrowserWindow => {
    const current = parts.window()
    if (!current) throw new CallError('no-window', 'The window is closed.')
    return current
  }
  return {
    'sessions/index': async ({ projectId, ...page }) => {
      const { homes, index } = await sessions()
      const { home, onlyCwds } = homes.of(projectId)
      return index.page(home, { ...page, onlyCwds })
    },
    'sessions/reveal': async ({ projectId, threadId }) => {
      const { homes } = await sessions()
      revealInFileManager((await homes.rollout(projectId, threadId)).path)
      return null
    },
    'sessions/delete': async ({ projectId, threadId }) => (await sessions()).deletions.begin(projectId, threadId),
    'sessions/undoDelete': async ({ projectId, threadId }) => {
      const { deletions } = await sessions()
      deletions.undo(projectId, threadId)
      return null
    },
    'sessions/follow': async ({ projectId, threadId, on }) => {
      const { following } = await sessions()
      if (on) await following.on(projectId, threadId)
      else following.off(projectId, threadId)
      return null
    },
    'sessions/usage': async ({ projectId, threadId }) => (await sessions()).threadUsage(projectId, threadId),
    'projects/usage': async ({ projectId }) => (await sessions()).projectUsage(projectId),
    'projects/prompts': async ({ projectId }) => (await sessions()).prompts(projectId),
    'projects/home': async ({ projectId, home }) => {
      const project = registry.find(projectId)
      if (!project) throw new CallError('unknown-project', 'This project is no longer in the list.')
      await (await sessions()).changeHome(project, home.kind === 'own' ? null : home.sourceId)
      return null
    },
    'sessions/export': async (what) => {
      const { exports } = await sessions()
      return exports.run(what, (name) => pickSavePath(window(), { title: 'Export this session', name }))
    },
    'exports/reveal': async () => {
      revealInFileManager((await sessions()).exports.last)
      return null
    },
    'search/start': async (query) => {
      const searches = await (await sessions()).searches()
      searches.start(query)
      return null
    },
    'search/cancel': async () => {
      const searches = await (await sessions()).searches()
      searches.cancel()
      return null
    },
    'search/locate': async ({ projectId, threadId, fileId, offset }) =>
      (await (await sessions()).searches()).locate(projectId, threadId, fileId, offset),
    'inspect/open': async ({ projectId, threadId }) => {
      const { homes } = await sessions()
      return (await inspections()).open((await homes.rollout(projectId, threadId)).path)
    },
    'inspect/pick': async () => {
      const path = await pickRolloutFile(window())
      return path === null ? null : (await inspections()).open(path)
    },
    'inspect/page': async ({ id, offset, limit }) => (await inspections()).page(id, offset, limit),
    'inspect/raw': async ({ id, offset, length }) => (await inspections()).raw(id, offset, length),
    'inspect/close': async ({ id }) => {
      const open = await inspections()
      open.close(id)
      return null
    },
    'import/sources': async ({ projectId }) => (await sessions()).sources.list(projectId),
    'import/pick': async () => {
      const { sources } = await sessions()
      const path = await pickImportFolder(window())
      return path === null ? null : sources.pick(path)
    },
    'import/scan': async ({ projectId, sourceId }) => {
      const { sources, imports } = await sessions()
      return imports.scan(projectId, sources.find(sourceId))
    },
    'import/copy': async ({ projectId, sourceId, threadIds }) => {
      const { sources, imports } = await sessions()
      return imports.copy(projectId, sources.find(sourceId), threadIds)
    },
    'import/cancel': async ({ projectId }) => {
      const { imports } = await sessions()
      imports.cancel(projectId)
      return null
    },
  }
}
