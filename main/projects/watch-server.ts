// Who is told of what happens on a project's server: the rooms of main, the guard between the app and Codex, the window. For as
// long as its supervisor lives.
import type { ServerStatus } from '@contract/model'
import type { HomeSupervisor } from '../codex/server/supervisor'
import type { GuardedServer } from './call-guard'
import { forwardEvents } from './forward'
import type { ProjectServersOptions } from './project-servers-options'

export interface WatchedServer {
  projectId: string
  supervisor: HomeSupervisor
  guarded: GuardedServer
  onStatus: (status: ServerStatus) => void
}

type Told = Pick<
  ProjectServersOptions,
  'inbox' | 'push' | 'log' | 'onNotification' | 'onReadiness' | 'onLimits' | 'guard'
>

export function watchServer({ projectId, supervisor, guarded, onStatus }: WatchedServer, told: Told): void {
  const { inbox, push, log, onNotification, onReadiness, onLimits, guard } = told
  if (onNotification) supervisor.onNotification((notification) => onNotification(projectId, notification))
  if (guard) supervisor.onNotification((notification) => guard.notification(guarded, notification))
  forwardEvents({
    projectId,
    supervisor,
    inbox,
    push,
    log,
    onLimits: (params) => onLimits(projectId, params),
    onStatus: (status) => {
      onStatus(status)
      onReadiness?.(projectId, status.state === 'ready')
    },
  })
}
