// What the person decided about servers that folders bring: kept on disk, bound to project, name and hash of the definition.
// It knows no server and no configuration.
import { z } from 'zod'
import type { FolderServer, McpDefinition } from '@contract/mcp'
import { CallError } from '../app/call-error'
import { openJsonFile, type JsonFile } from '../app/json-file'
import { comparable, masked } from './masked'

const texts = z.record(z.string(), z.string())
const definitionSchema = z.object({
  command: z.string().nullable(),
  args: z.array(z.string()),
  env: texts,
  envVars: z.array(z.string()),
  cwd: z.string().nullable(),
  url: z.string().nullable(),
  headers: texts,
  envHeaders: texts,
  bearerTokenVariable: z.string().nullable(),
  headersHelper: z.string().nullable(),
  rest: z.string(),
})
const decisionSchema = z.object({
  projectId: z.string(),
  name: z.string(),
  hash: z.string(),
  approved: z.boolean(),
  /** As it was seen, without secrets. */
  definition: definitionSchema,
})
const fileSchema = z.object({
  /** Oldest first. One that can't be read is dropped: it is asked about again. */
  decisions: z.array(z.unknown()).transform((list) =>
    list.flatMap((one) => {
      const read = decisionSchema.safeParse(one)
      return read.success ? [read.data] : []
    }),
  ),
})

type Decision = z.infer<typeof decisionSchema>

/** Beyond this the oldest are forgotten, and asked about again. */
const mostDecisions = 2000

export class Decisions {
  readonly #path: string
  #file: JsonFile<z.output<typeof fileSchema>> | undefined

  /** `path` is read when first needed. */
  constructor(path: string) {
    this.#path = path
  }

  /** Why the earlier decisions could not be read; null when all is well. */
  get problem(): string | null {
    return this.#open.problem
  }

  /** What was decided about this definition, and what was approved before it if that was another. */
  of(projectId: string, name: string, hash: string, definition: McpDefinition): Pick<FolderServer, 'state' | 'before'> {
    const all = this.#open.value.decisions.filter((one) => one.projectId === projectId && one.name === name)
    const mine = all.findLast((one) => one.hash === hash)
    if (mine?.approved) return { state: 'approved', before: null }
    const earlier = all.findLast((one) => one.approved)
    const before = earlier === undefined ? null : comparable(earlier.definition, definition)
    if (mine) return { state: 'refused', before }
    return { state: before === null ? 'waiting' : 'changed', before }
  }

  /** Notes a decision down; it counts once this resolves. Rejects in words when it can't be kept. */
  async keep(decision: Decision): Promise<void> {
    const { projectId, name, hash } = decision
    const known = this.#open.value
    const others = known.decisions.filter(
      (one) => one.projectId !== projectId || one.name !== name || one.hash !== hash,
    )
    const decisions = [...others, { ...decision, definition: masked(decision.definition) }].slice(-mostDecisions)
    try {
      await this.#open.write({ decisions })
    } catch (error) {
      // What is on no disk must not count either.
      await this.#open.write(known).catch(() => undefined)
      const reason = error instanceof Error ? error.message : String(error)
      throw new CallError('decision-unkept', 'Your decision could not be noted down, so nothing was changed.', reason)
    }
  }

  get #open(): JsonFile<z.output<typeof fileSchema>> {
    return (this.#file ??= openJsonFile(this.#path, fileSchema, { decisions: [] }))
  }
}
