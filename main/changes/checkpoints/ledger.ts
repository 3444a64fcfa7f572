// Which snapshot belongs to which turn, and which acts can be taken back: one small file beside the store. What it names is kept,
// everything else may be removed from the store.
import { join } from 'node:path'
import { z } from 'zod'
import { openJsonFile, type JsonFile } from '../../app/json-file'

const id = z.string().regex(/^[0-9a-f]{40,64}$/)
const turnSchema = z.object({
  threadId: z.string(),
  turnId: z.string(),
  atMs: z.number(),
  /** Null while it runs, or when the app was gone before its end. */
  endedMs: z.number().nullable(),
  /** Taken after the turn had begun. */
  late: z.boolean(),
  before: id,
  after: id.nullable(),
  state: z.enum(['whole', 'partial']),
  left: z.array(z.object({ path: z.string(), reason: z.string() })),
  leftCount: z.number(),
})
const undoSchema = z.object({
  undoId: z.string(),
  atMs: z.number(),
  /** Before the act and after it; while it isn't through, what it is to come to. */
  from: id,
  to: id,
  /** Permission bits of the files before the act where they were not the usual ones (`usual` of `from`). */
  modes: z.array(z.tuple([z.string(), z.number()])),
})
const fileSchema = z.object({ turns: z.array(turnSchema), undos: z.array(undoSchema) })

export type TurnRecord = z.infer<typeof turnSchema>
export type UndoRecord = z.infer<typeof undoSchema>

export class Ledger {
  readonly #file: JsonFile<z.infer<typeof fileSchema>>

  constructor(folder: string) {
    this.#file = openJsonFile(join(folder, 'ledger.json'), fileSchema, { turns: [], undos: [] })
  }

  /** Oldest first. */
  get turns(): readonly TurnRecord[] {
    return this.#file.value.turns
  }

  /** The turn; a thread that was forked has the same turns as the one it came from. */
  turn(threadId: string, turnId: string): TurnRecord | null {
    const same = this.turns.filter((turn) => turn.turnId === turnId)
    return same.find((turn) => turn.threadId === threadId) ?? same[0] ?? null
  }

  ofThread(threadId: string): TurnRecord[] {
    return this.turns.filter((turn) => turn.threadId === threadId)
  }

  undo(undoId: string): UndoRecord | null {
    return this.#file.value.undos.find((one) => one.undoId === undoId) ?? null
  }

  async putTurn(turn: TurnRecord): Promise<void> {
    const others = this.turns.filter(({ threadId, turnId }) => threadId !== turn.threadId || turnId !== turn.turnId)
    await this.#write({ turns: [...others, turn].toSorted((a, b) => a.atMs - b.atMs) })
  }

  async putUndo(undo: UndoRecord): Promise<void> {
    await this.#write({ undos: [...this.#file.value.undos.filter(({ undoId }) => undoId !== undo.undoId), undo] })
  }

  async dropUndo(undoId: string): Promise<void> {
    await this.#write({ undos: this.#file.value.undos.filter((one) => one.undoId !== undoId) })
  }

  /** Forgets what is older than `sinceMs`, and the oldest turns over `most`. */
  async forget(sinceMs: number, most: number): Promise<void> {
    const { turns, undos } = this.#file.value
    const keptTurns = turns.filter(({ atMs }) => atMs >= sinceMs).slice(-most)
    const keptUndos = undos.filter(({ atMs }) => atMs >= sinceMs).slice(-100)
    if (keptTurns.length === turns.length && keptUndos.length === undos.length) return
    await this.#write({ turns: keptTurns, undos: keptUndos })
  }

  /** Every snapshot that must be kept. */
  commits(): Set<string> {
    const { turns, undos } = this.#file.value
    const all = [
      ...turns.flatMap(({ before, after }) => [before, after]),
      ...undos.flatMap(({ from, to }) => [from, to]),
    ]
    return new Set(all.filter((commit): commit is string => commit !== null))
  }

  #write(change: Partial<z.infer<typeof fileSchema>>): Promise<void> {
    return this.#file.write({ ...this.#file.value, ...change })
  }
}
