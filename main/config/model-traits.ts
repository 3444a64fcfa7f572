// What a model takes beyond what model/list tells: length of answers, summaries of its thinking. From the catalog that the bundled
// Codex prints (`debug models`, offline, some 50 ms), in a folder of the app's own so that no login and no provider's command is used.
import { isAbsolute } from 'node:path'
import type { Project } from '@contract/model'
import type { ModelTraits } from '@contract/workings'
import { z } from 'zod'
import { CallError } from '../app/call-error'
import { makeFolder } from '../codex/files/make-folder'
import { codexEnvironment, type Environment } from '../codex/process/environment'
import { runToEnd } from '../codex/process/run'
import { valueAt } from './key-path'

export interface CatalogParts {
  find: (projectId: string) => Project | null
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  codex: () => Promise<string>
  environment: Environment
  /** A folder of the app's own. */
  scratch: string
}

const timeoutMs = 10_000
/** Each model brings its whole instructions along. */
const mostBytes = 32 * 1024 * 1024

const catalogSchema = z.object({
  models: z.array(
    z.object({
      slug: z.string(),
      support_verbosity: z.boolean().optional(),
      supports_reasoning_summary_parameter: z.boolean().optional(),
    }),
  ),
})

export class ModelCatalog {
  readonly #parts: CatalogParts
  /** The bundled one never changes. */
  #bundled: Promise<ModelTraits[]> | undefined

  constructor(parts: CatalogParts) {
    this.#parts = parts
  }

  /** The models of the catalog that the project's Codex works with. Rejects in words when it can't be read. */
  async traits(projectId: string): Promise<ModelTraits[]> {
    const project = this.#parts.find(projectId)
    if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
    const answer = await this.#parts.request(project, 'config/read', { includeLayers: false, cwd: project.path })
    const path = valueAt(answer, ['config', 'model_catalog_json'])
    if (typeof path === 'string' && isAbsolute(path))
      // As TOML takes a text without escapes; a path with a quote in it would need some.
      return this.#read(path.includes("'") ? ['--bundled'] : ['-c', `model_catalog_json='${path}'`])
    this.#bundled ??= this.#read(['--bundled']).catch((error: unknown) => {
      this.#bundled = undefined
      throw error
    })
    return this.#bundled
  }

  async #read(args: readonly string[]): Promise<ModelTraits[]> {
    const { codex, environment, scratch } = this.#parts
    await makeFolder(scratch)
    const env = codexEnvironment({ base: environment, home: scratch })
    const limits = { maxBytes: mostBytes, timeoutMs }
    const ended = await runToEnd(await codex(), ['debug', 'models', ...args], { cwd: scratch, env, ...limits })
    if (ended.code !== 0)
      throw new CallError('no-catalog', 'Codex could not list what its models take.', ended.stderr.slice(0, 600))
    return catalogSchema.parse(JSON.parse(ended.stdout.toString('utf8'))).models.map((model) => ({
      slug: model.slug,
      verbosity: model.support_verbosity === true,
      // Left out, it is sent.
      summary: model.supports_reasoning_summary_parameter !== false,
    }))
  }
}
