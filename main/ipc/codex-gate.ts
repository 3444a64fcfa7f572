// A Codex call of the page on its way to the server: allowlist, schema, policy, native question, then the server.
import type { CodexMethod } from '@contract/codex'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { allowedMethod, callBefore, decide, type WorktreePlaces } from './policy'
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
  /** Folders besides its own that the project's chats may write to. Absent: none. */
  writableRoots?: (project: Project) => Promise<readonly string[]>
  /** Asks the person natively for full access in this project. */
  confirmFullAccess: (project: Project) => Promise<boolean>
}

/** Calls that say where a chat may write. */
const startsWork: ReadonlySet<CodexMethod> = new Set(['thread/start', 'thread/resume', 'thread/fork', 'turn/start'])

export class CodexGate {
  readonly #parts: CodexGateParts
  /** Projects where full access was granted, until the app is closed or trust is revoked. */
  readonly #fullAccess = new Set<string>()

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
    const writableRoots = startsWork.has(method) ? await this.#parts.writableRoots?.(project) : undefined
    const context = {
      projectPath: project.path,
      trust: project.trust,
      fullAccessGranted: this.#fullAccess.has(project.id),
      ...(worktrees ? { worktrees } : {}),
      ...(writableRoots ? { writableRoots } : {}),
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
        return this.#send(project, method, decision.params)
      case 'allow':
        return this.#send(project, method, decision.params)
    }
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
