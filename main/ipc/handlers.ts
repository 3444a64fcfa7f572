// What each call of the page does: a line or two per call, handing over to the room that knows how.
import type { Project } from '@contract/model'
import type { BrowserWindow } from 'electron'
import type { AppState } from '../app/app-state'
import type { AccountHandlers } from './account-handlers'
import type { ProjectRegistry } from '../projects/registry'
import type { ProjectServers } from '../projects/project-servers'
import type { RequestInbox } from '../requests/inbox'
import { pickFolder } from '../window/dialogs'
import { judgeLink } from '../window/link-policy'
import { openLink, revealInFileManager } from '../window/links'
import type { ChangeHandlers } from './change-handlers'
import type { Configuration } from '../configuration'
import type { CodexGate } from './codex-gate'
import type { GitWorkHandlers } from './git-work-handlers'
import type { HomeHandlers } from './home-handlers'
import type { Handlers } from './router'
import type { ProtocolSchemas } from './schemas'
import { CallError } from '../app/call-error'
import type { SecretHandlers } from './secret-handlers'
import type { SessionHandlers } from './session-handlers'
import type { WorktreeHandlers } from './worktree-handlers'

export interface HandlerParts {
  state: AppState
  registry: ProjectRegistry
  servers: ProjectServers
  inbox: RequestInbox
  gate: CodexGate
  schemas: ProtocolSchemas
  accounts: AccountHandlers
  changes: ChangeHandlers
  /** The calls about configuration, extensions, MCP servers, rules, profiles and providers. */
  configuration: Configuration['handlers']
  gitWork: GitWorkHandlers
  worktrees: WorktreeHandlers
  homes: HomeHandlers
  secrets: SecretHandlers
  /** The calls about session files. */
  sessions: SessionHandlers
  /** Does what still waits for a project's server, such as deletions whose time for Undo runs. */
  leave: (projectId: string) => Promise<void>
  window: () => BrowserWindow | null
  /** The page shows a composer that can be typed in. */
  onUsable: (projectId: string | null) => void
}

/** The handlers of all calls. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { state, registry, servers, inbox, gate, schemas } = parts
  const project = (id: string): Project => {
    const found = registry.find(id)
    if (!found) throw new CallError('unknown-project', 'This project is no longer in the list.')
    return found
  }
  const window = (): BrowserWindow => {
    const current = parts.window()
    if (!current) throw new CallError('no-window', 'The window is closed.')
    return current
  }
  const settled = (found: boolean): null => {
    if (!found) throw new CallError('request-gone', 'This request was already answered or withdrawn.')
    return null
  }

  return {
    ...parts.accounts,
    ...parts.changes,
    ...parts.configuration,
    ...parts.gitWork,
    ...parts.worktrees,
    ...parts.homes,
    ...parts.secrets,
    ...parts.sessions,
    'app/snapshot': () => state.snapshot(),
    'app/usable': ({ projectId }) => {
      parts.onUsable(projectId)
      return null
    },
    'settings/set': async (change) => {
      await state.changeSettings(change)
      return null
    },
    'projects/pick': async () => {
      const path = await pickFolder(window())
      return path === null ? null : registry.add(path)
    },
    'projects/add': ({ path }) => registry.add(path),
    'projects/remove': async ({ projectId }) => {
      gate.revoke(projectId)
      await parts.leave(projectId)
      await servers.stop(projectId)
      await registry.remove(projectId)
      return null
    },
    'projects/reorder': async ({ projectIds }) => {
      await registry.reorder(projectIds)
      return null
    },
    'projects/trust': async ({ projectId, trust }) => {
      const before = project(projectId)
      if (trust !== 'trusted') gate.revoke(projectId)
      await registry.setTrust(projectId, trust)
      await servers.trustChanged(project(projectId), before.trust)
      return null
    },
    'projects/source': async ({ projectId, source }) => {
      const before = project(projectId)
      if (before.sharedHome !== null && source !== 'demo' && source !== 'provider')
        throw new CallError(
          'home-shared',
          'This project uses the home of the terminal with its login. Give it a home of its own to use this account.',
        )
      const saved = registry.setSource(projectId, source)
      // At once: a message that is sent next must find the new login.
      if (before.source !== source) await servers.logins.changed(projectId)
      await saved
      return null
    },
    'projects/account': async ({ projectId, accountId }) => {
      const before = project(projectId)
      const saved = registry.setAccount(projectId, accountId)
      if (before.accountId !== accountId) await servers.logins.changed(projectId)
      await saved
      return null
    },
    'projects/reveal': async ({ projectId, what }) => {
      const { path } = project(projectId)
      revealInFileManager(what === 'folder' ? path : await servers.homePath(projectId, what))
      return null
    },
    'server/restart': async ({ projectId }) => {
      await registry.inspect(projectId)
      const current = project(projectId)
      // The list now says that the folder is not there; no server could work in it.
      if (current.problem === null) await servers.restart(current)
      return null
    },
    'requests/answer': async ({ key, response }) => {
      const request = inbox.find(key)
      if (!request) return settled(false)
      const problem = await schemas.responseProblem(request.method, response)
      if (problem !== null) throw new CallError('bad-answer', 'Codex would not understand this answer.', problem)
      const changed = await inbox.problem(key, response)
      if (changed !== null) throw new CallError('files-changed', changed)
      return settled(inbox.answer(key, response))
    },
    'requests/refuse': ({ key, message }) => settled(inbox.refuse(key, message)),
    'links/open': async ({ url }) => {
      const verdict = judgeLink(url)
      if (!verdict.ok) throw new CallError('link-refused', verdict.reason, url)
      await openLink(url)
      return null
    },
    'codex/request': ({ projectId, method, params }) => gate.request(project(projectId), method, params),
  }
}
