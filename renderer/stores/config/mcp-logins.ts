// Logins of MCP servers in the browser: which are on their way and why the last one failed, of every project. Known for as long as
// the window lives: a login goes on while its row is out of view.
import { create } from 'zustand'
import { app } from '../../bridge'
import { tellFailure } from '../app/notices'
import { onConfigEvent } from './config-events'

/** A login on its way, or why the last one failed. */
export type McpLogin = { state: 'running' } | { state: 'failed'; problem: string }

interface McpLoginsStore {
  /** By `loginKey`. */
  logins: ReadonlyMap<string, McpLogin>
  /** Opens the server's login page; how it ends is told by an event. */
  login(projectId: string, name: string, scopes: readonly string[]): Promise<void>
  cancel(projectId: string, name: string): Promise<void>
  /** True when it worked; a failure is told. */
  logout(projectId: string, name: string): Promise<boolean>
}

export const loginKey = (projectId: string, name: string): string => JSON.stringify([projectId, name])

export const useMcpLogins = create<McpLoginsStore>()((set) => {
  const put = (projectId: string, name: string, login: McpLogin | null): void =>
    set(({ logins }) => {
      const next = new Map(logins)
      if (login === null) next.delete(loginKey(projectId, name))
      else next.set(loginKey(projectId, name), login)
      return { logins: next }
    })
  onConfigEvent((event) => {
    if (event.type === 'mcp-login')
      put(event.projectId, event.server, event.problem === null ? null : { state: 'failed', problem: event.problem })
  })
  return {
    logins: new Map(),
    async login(projectId, name, scopes) {
      put(projectId, name, { state: 'running' })
      const result = await app('mcp/login', { projectId, server: name, scopes: [...scopes] })
      if (!result.ok) put(projectId, name, { state: 'failed', problem: result.error.message })
    },
    async cancel(projectId, name) {
      const result = await app('mcp/cancelLogin', { projectId, server: name })
      if (!result.ok) return tellFailure('The login was not cancelled', result.error, projectId)
      put(projectId, name, null)
    },
    async logout(projectId, name) {
      const result = await app('mcp/logout', { projectId, server: name })
      if (!result.ok) tellFailure(`${name} was not logged out`, result.error, projectId)
      return result.ok
    },
  }
})
