// A Codex call of the page on its way to the server: allowlist, schema, policy, native question, then the server.
import type { CodexMethod } from '@contract/codex'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { valueAt } from '../config/key-path'
import type { HomePermissions } from '../projects/home-permissions'
import { allowedMethod, callBefore, decide } from './policy'
import type { WorktreePlaces } from './policy-rules'
import type { ProtocolSchemas } from './schemas'

export interface CodexGateParts {
  schemas: ProtocolSchemas
  /** Sends the confined call to the project's server. */
  send: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** Which of the project's worktrees the call's thread works in, and which threads work where after its answer. Absent: nowhere else. */
  places?: {
    of: (project: Project, method: string, params: unknown) => Promise<WorktreePlaces | undefined>
    learn: (project: Project, answer: unknown) => Promise<void>
  }
  /** What the project's home adds to the presets of its chats. Absent: nothing. */
  homePermissions?: (project: Project) => Promise<HomePermissions>
  /** Asks the person natively for full access in this project. */
  confirmFullAccess: (project: Project) => Promise<boolean>
}

/** Calls that give a thread its settings. */
const begins: ReadonlySet<CodexMethod> = new Set(['thread/start', 'thread/resume', 'thread/fork'])

/** Calls that say what a chat may do. */
const startsWork: ReadonlySet<CodexMethod> = new Set([
  'thread/start',
  'thread/resume',
  'thread/fork',
  'turn/start',
  'thread/settings/update',
])

export class CodexGate {
  readonly #parts: CodexGateParts
  /** Projects where full access was granted, until the app is closed or trust is revoked. */
  readonly #fullAccess = new Set<string>()
  /** Permission profile by thread, as it was begun; null for none. */
  readonly #profiles = new Map<string, string | null>()

  constructor(parts: CodexGateParts) {
    this.#parts = parts
  }

  /** Carries out one call, or throws a CallError that says why not. */
  async request(project: Project, name: string, params: unknown): Promise<unknown> {
    const method = allowedMethod(name)
    if (method === null) throw new CallError('method-denied', `The window may not call “${name}”.`)
    const problem = await this.#parts.schemas.paramsProblem(method, params)
    if (problem !== null)
      throw new CallError('bad-params', `Codex would not understand this call of “${method}”.`, problem)
    const worktrees = await this.#parts.places?.of(project, method, params)
    const home = startsWork.has(method) ? await this.#parts.homePermissions?.(project) : undefined
    const context = {
      projectPath: project.path,
      trust: project.trust,
      fullAccessGranted: this.#fullAccess.has(project.id),
      ...(worktrees ? { worktrees } : {}),
      ...(home ? { home } : {}),
      ...this.#profileOf(params),
    }
    const decision = decide(method, params, context)
    switch (decision.kind) {
      case 'deny':
        throw new CallError('policy-denied', decision.message)
      case 'ask-full-access':
        if (!(await this.#parts.confirmFullAccess(project)))
          throw new CallError(
            'full-access-declined',
            'Full access was not given. Choose another permission and send again.',
          )
        this.#fullAccess.add(project.id)
        break
      case 'allow':
        break
    }
    const answer = await this.#send(project, method, decision.params)
    if (begins.has(method)) this.#learnProfile(method, answer, project.trust === 'trusted' ? home?.profile : null)
    return answer
  }

  #profileOf(params: unknown): { threadProfile?: string } {
    const threadId = valueAt(params, ['threadId'])
    const threadProfile = typeof threadId === 'string' ? this.#profiles.get(threadId) : undefined
    return threadProfile == null ? {} : { threadProfile }
  }

  #learnProfile(method: CodexMethod, answer: unknown, profile: HomePermissions['profile'] | undefined): void {
    const threadId = valueAt(answer, ['thread', 'id'])
    if (typeof threadId !== 'string') return
    const before = this.#profiles.get(threadId)
    // A thread that Codex holds takes nothing new by being resumed (measured with 0.169.0): it keeps what it was begun with.
    const isKept =
      before === null || (before !== undefined && valueAt(profile?.config, ['permissions', before]) !== undefined)
    if (method === 'thread/resume' && isKept) return
    this.#profiles.set(threadId, profile?.id ?? null)
  }

  async #send(project: Project, method: CodexMethod, params: Record<string, unknown>): Promise<unknown> {
    const before = callBefore(method, params)
    if (before !== null) await this.#parts.send(project, before.method, before.params)
    const answer = await this.#parts.send(project, method, params)
    // Known before the page is: its next call is about this thread.
    await this.#parts.places?.learn(project, answer)
    return answer
  }

  /** Forgets a grant of full access. */
  revoke(projectId: string): void {
    this.#fullAccess.delete(projectId)
  }
}
