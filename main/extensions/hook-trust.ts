// Trusting a hook: what it runs is read from Codex once more and asked about natively, so that neither the page nor a file that changed
// meanwhile has anything else trusted than what the person reads in the question.
import type { HookTrusting } from '@contract/extensions'
import type { ConfigWrites } from '../config/config-writes'
import { fields, known, listIn, textIn, type Fields } from './answers'
import type { ExtensionParts } from './parts'
import { hookQuestion } from './questions'

export interface HookTrustParts extends Pick<ExtensionParts, 'find' | 'request' | 'ask'> {
  writes: Pick<ConfigWrites, 'write'>
}

export class HookTrust {
  readonly #parts: HookTrustParts

  constructor(parts: HookTrustParts) {
    this.#parts = parts
  }

  /** `hash`: of the definition that the person was shown. Throws Codex's words when the hooks can't be listed. */
  async trust(projectId: string, key: string, hash: string): Promise<HookTrusting> {
    const { request, ask, writes } = this.#parts
    const project = known(this.#parts, projectId)
    const answer = fields(await request(project, 'hooks/list', { cwds: [project.path] }))
    const hook = listIn(answer, 'data')
      .flatMap((entry): Fields[] => listIn(fields(entry), 'hooks').map(fields))
      .find((one) => textIn(one, 'key') === key && textIn(one, 'currentHash') === hash)
    if (hook === undefined) return { state: 'changed' }
    if (!(await ask(hookQuestion(project.name, hook)))) return { state: 'declined' }
    const [write] = await writes.write(
      { kind: 'project', projectId },
      [{ path: ['hooks', 'state', key, 'trusted_hash'], value: hash, merge: 'replace' }],
      null,
    )
    return write === undefined ? { state: 'changed' } : { state: 'done', write }
  }
}
