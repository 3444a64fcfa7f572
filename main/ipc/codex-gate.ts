// A Codex call of the page on its way to the server: allowlist, schema, policy, native question, then the server.
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { allowedMethod, decide } from './policy'
import type { ProtocolSchemas } from './schemas'

export interface CodexGateParts {
  schemas: ProtocolSchemas
  /** Sends the confined call to the project's server. */
  send: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** Asks the person natively for full access in this project. */
  confirmFullAccess: (project: Project) => Promise<boolean>
}

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
    const context = {
      projectPath: project.path,
      trust: project.trust,
      fullAccessGranted: this.#fullAccess.has(project.id),
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
        return this.#parts.send(project, method, decision.params)
      case 'allow':
        return this.#parts.send(project, method, decision.params)
    }
  }

  /** Forgets a grant of full access. */
  revoke(projectId: string): void {
    this.#fullAccess.delete(projectId)
  }
}
