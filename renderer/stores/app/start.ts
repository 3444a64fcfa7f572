// Start-up of the stores: the snapshot for the first frame, then the stream of events, one store update a frame.
// Nothing here starts a server before the window is usable; later, looking at another project does.
import type { Snapshot } from '../../../preload/contract/model'
import type { PushEvent } from '../../../preload/contract/events'
import type { Result } from '../../../preload/contract/result'
import { app, deck } from '../../bridge'
import { useAccounts } from '../accounts/accounts'
import { useLimits } from '../accounts/limits'
import { useCatalog } from '../composer/catalog'
import { runCommand } from './commands'
import { FrameInbox } from './frame'
import { captureLive } from '../threads/live-events'
import { useNotices } from './notices'
import { useProjects } from './projects'
import { useRequests } from './requests'
import { tellConfig } from '../config/config-events'
import { useHookRuns } from '../config/hooks-runs'
import { tellChange } from '../changes/change-events'
import { tellSession } from '../sessions/session-events'
import { useSecrets } from '../accounts/secrets'
import { useServers } from './servers'
import { useSettings } from './settings'
import { watchSessions } from '../lists/thread-rows'
import { useThreads } from '../threads/threads'

function takeSnapshot(snapshot: Snapshot): void {
  useSettings.getState().receive(snapshot.settings)
  const { appVersion, codexVersion, platform, homeFolder } = snapshot
  useSettings.getState().know({ appVersion, codexVersion, platform, homeFolder })
  useProjects.getState().receive(snapshot.projects)
  useServers.getState().receive(snapshot.servers)
  useAccounts.getState().receive(snapshot.accounts)
  useLimits.getState().receive({ type: 'accounts', accounts: snapshot.accounts })
  useRequests.getState().receive(snapshot.requests)
  useNotices.getState().receive(snapshot.notices)
}

/** Reads what the project's view needs from a server that runs. */
function load(projectId: string): void {
  void useThreads.getState().refreshList(projectId)
  void useCatalog.getState().load(projectId)
  openShown(projectId)
}

function openShown(projectId: string): void {
  const threadId = useProjects.getState().activeThreadId[projectId]
  if (threadId) void useThreads.getState().openThread(projectId, threadId)
}

function takeEvent(event: PushEvent): void {
  switch (event.type) {
    case 'codex':
    case 'turns-interrupted':
    case 'threads-reattached':
      return // useThreads takes these in one go
    case 'server':
      useServers.getState().receive([event.status])
      if (event.status.state === 'starting') useCatalog.getState().outdate(event.status.projectId)
      if (event.status.state === 'ready') load(event.status.projectId)
      return
    case 'request-added':
      return useRequests.getState().added(event.request)
    case 'request-removed':
      return useRequests.getState().removed(event.key)
    case 'projects':
      return useProjects.getState().receive(event.projects)
    case 'accounts':
      useAccounts.getState().receive(event.accounts)
      return useLimits.getState().receive(event)
    case 'secrets':
    case 'keyring':
      return useSecrets.getState().receive(event)
    case 'home-size':
      // The store of homes listens by itself while its screen is open.
      return
    case 'account-limits':
      return useLimits.getState().receive(event)
    case 'settings':
      return useSettings.getState().receive(event.settings)
    case 'notice':
      return useNotices.getState().receive([event.notice])
    case 'command':
      return runCommand(event.command)
    case 'search-hits':
    case 'search-done':
    case 'import-progress':
    case 'sessions-changed':
    case 'session-grew':
    case 'session-deleted':
      return tellSession(event)
    case 'changes-touched':
    case 'checkpoint':
    case 'worktrees':
    case 'worktree-progress':
      return tellChange(event)
    case 'config-changed':
    case 'config-all-homes':
    case 'folder-servers':
    case 'mcp-login':
      return tellConfig(event)
    default:
      return event satisfies never
  }
}

/** Results of a search belong to nothing else in the stream, so they need not wait for a frame; hands them on at once. */
function withoutSearch(events: readonly PushEvent[]): PushEvent[] {
  return events.filter((event) => {
    if (event.type !== 'search-hits' && event.type !== 'search-done') return true
    tellSession(event)
    return false
  })
}

/** Takes in one message of main. Exported for tests and for the bench. */
export function takeEvents(events: readonly PushEvent[]): void {
  captureLive(events)
  useHookRuns.getState().receive(events)
  useThreads.getState().receive(events)
  for (const event of events) takeEvent(event)
}

/** Looking at another project or thread reads it; asking its server starts it. */
function watchView(): () => void {
  return useProjects.subscribe((now, before) => {
    const { activeId } = now
    if (activeId === null) return
    if (activeId !== before.activeId) {
      // The first project of this start is left to app/usable: its server's `ready` loads it.
      if (before.activeId !== null || useServers.getState().byProject[activeId]?.state === 'ready') load(activeId)
      return
    }
    const threadId = now.activeThreadId[activeId] ?? null
    if (threadId !== null && threadId !== before.activeThreadId[activeId]) openShown(activeId)
  })
}

/**
 * Loads the snapshot and follows the events. Answers the function that ends it all, or why the snapshot failed. Events
 * that come before the snapshot wait for it.
 */
export async function startStores(): Promise<Result<() => void>> {
  let waiting: PushEvent[] | null = []
  const inbox = new FrameInbox(takeEvents)
  const stopEvents = deck.onEvents((events) => {
    const others = withoutSearch(events)
    if (waiting !== null) waiting.push(...others)
    else if (others.length > 0) inbox.add(others)
  })
  const result = await app('app/snapshot', {})
  if (!result.ok) {
    stopEvents()
    return result
  }
  takeSnapshot(result.value)
  const early = waiting
  waiting = null
  takeEvents(early)
  // After a reload of the window its servers may run already.
  const { activeId } = useProjects.getState()
  if (activeId !== null && useServers.getState().byProject[activeId]?.state === 'ready') load(activeId)
  const stopView = watchView()
  const stopSessions = watchSessions()
  return {
    ok: true,
    value: () => {
      stopView()
      stopSessions()
      stopEvents()
      inbox.stop()
    },
  }
}
