// Logins of MCP servers in the browser: Codex makes the address and waits at its own callback; the page is opened here if its
// address may be. Tokens are Codex's and are never seen here.
import type { McpEvent } from '@contract/mcp'
import { CallError } from '../app/call-error'
import { fieldsOf, stringField } from '../codex/server/fields'
import type { CodexNotification } from '../codex/server/methods'
import type { GuardedServer } from '../projects/call-guard'
import { startupWords } from './startup-words'

export interface LoginsParts {
  /** Opens the page in the browser; rejects when the policy or the system refuses it. */
  openPage: (url: string) => Promise<void>
  push: (event: McpEvent) => void
}

interface Login {
  readonly server: string
  readonly authorizationUrl: string
  /** Lets the project's Codex rest again. */
  readonly done: () => void
  cancelled: boolean
}

/** A person may have to look for a password. */
const timeoutSecs = 600
const cancelMs = 5000

export class Logins {
  readonly #parts: LoginsParts
  /** Project and loginId → the login. */
  readonly #open = new Map<string, Login>()

  constructor(parts: LoginsParts) {
    this.#parts = parts
  }

  /** `threadId` lets Codex find servers that only a thread's folder knows. Rejects in words when no page could be opened. */
  async start(
    { projectId, supervisor }: GuardedServer,
    server: string,
    scopes: readonly string[],
    threadId: string | null,
  ): Promise<void> {
    // A second try means that the first page was lost.
    await this.cancel(projectId, server)
    const release = supervisor.lease()
    let answer: unknown
    try {
      answer = await supervisor.requestRaw('mcpServer/oauth/login', {
        name: server,
        timeoutSecs,
        ...(scopes.length === 0 ? {} : { scopes }),
        ...(threadId === null ? {} : { threadId }),
      })
    } catch (error) {
      release()
      const reason = error instanceof Error ? error.message : String(error)
      throw new CallError('login-failed', startupWords(reason))
    }
    const authorizationUrl = stringField(answer, 'authorizationUrl') ?? ''
    const key = keyOf(projectId, stringField(answer, 'loginId') ?? server)
    this.#open.set(key, { server, authorizationUrl, done: release, cancelled: false })
    try {
      await this.#parts.openPage(authorizationUrl)
    } catch (error) {
      this.#finish(key)
      await callOff(authorizationUrl)
      const reason = error instanceof Error ? error.message : null
      throw new CallError(
        'login-refused',
        'The login page of this server was not opened.',
        ...(reason === null ? [] : [reason]),
      )
    }
  }

  /** Ends a login that waits. No event follows: who cancels knows. Does nothing when there is none. */
  async cancel(projectId: string, server: string): Promise<void> {
    const mine = [...this.#open].filter(([key, login]) => login.server === server && key.startsWith(`${projectId} `))
    await Promise.all(
      mine.map(async ([key, login]) => {
        login.cancelled = true
        if (await callOff(login.authorizationUrl)) return
        // Its callback is not on this machine: it ends by its time-out, and is over for the person now.
        this.#finish(key)
      }),
    )
  }

  /** To be told of every notification; looks at the method alone but for the one that matters. */
  notification(projectId: string, { method, params }: CodexNotification): void {
    if (method !== 'mcpServer/oauthLogin/completed') return
    const server = stringField(params, 'name') ?? ''
    const key = keyOf(projectId, stringField(params, 'loginId') ?? server)
    const login = this.#open.get(key)
    if (!login) return
    this.#finish(key)
    const isDone = fieldsOf(params)['success'] === true
    if (!isDone && login.cancelled) return
    const reason = startupWords(stringField(params, 'error') ?? 'The login failed.')
    this.#parts.push({ type: 'mcp-login', projectId, server, problem: isDone ? null : reason })
  }

  /** The project's Codex ended, and its callbacks with it. */
  serverGone(projectId: string): void {
    for (const [key, { server, cancelled }] of this.#open) {
      if (!key.startsWith(`${projectId} `)) continue
      this.#finish(key)
      if (cancelled) continue
      this.#parts.push({
        type: 'mcp-login',
        projectId,
        server,
        problem: 'Codex was stopped before the login was done.',
      })
    }
  }

  #finish(key: string): void {
    this.#open.get(key)?.done()
    this.#open.delete(key)
  }
}

const keyOf = (projectId: string, id: string): string => `${projectId} ${id}`

/**
 * Codex has no call that cancels; its callback takes a refusal as the issuer would send it (measured with 0.169.0). Only a
 * callback on this machine is called. False when that wasn't possible.
 */
async function callOff(authorizationUrl: string): Promise<boolean> {
  const callback = callbackOf(authorizationUrl)
  if (callback === null) return false
  return fetch(callback, { redirect: 'error', signal: AbortSignal.timeout(cancelMs) }).then(
    () => true,
    () => false,
  )
}

/** The address of Codex's callback with a refusal; null when it is not on this machine. */
export function callbackOf(authorizationUrl: string): URL | null {
  if (!URL.canParse(authorizationUrl)) return null
  const { searchParams } = new URL(authorizationUrl)
  const redirect = searchParams.get('redirect_uri') ?? ''
  if (!URL.canParse(redirect)) return null
  const callback = new URL(redirect)
  if (callback.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(callback.hostname)) return null
  callback.searchParams.set('error', 'access_denied')
  callback.searchParams.set('state', searchParams.get('state') ?? '')
  return callback
}
