// A project's server that starts anew, as main tells the window.
import type { ServerState } from '../../../../preload/contract/model'
import { useServers } from '../../../../renderer/stores/app/servers'

export function serverStarts(projectId: string): void {
  const says = (state: ServerState) =>
    useServers
      .getState()
      .receive([{ projectId, state, code: null, reason: null, detail: null, attempt: 1, retryAtMs: null }])
  says('idle')
  says('starting')
  says('ready')
}
