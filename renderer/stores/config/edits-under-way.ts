// Edits that are on their way: one after the other for each project, and what of them is to be drawn. Knows no store.
import type { ConfigValue } from '../../../preload/contract/config'

/** Most writes are answered sooner (ms): until then a switch isn't drawn anew only to be drawn once more. */
const quietMs = 40

export class EditsUnderWay {
  readonly #show: (id: string, value: ConfigValue, runs: boolean) => void
  readonly #hide: (id: string) => void
  /** Of each project the last act that goes on. */
  readonly #acts = new Map<string, Promise<unknown>>()
  /** The last edit of each id that goes on. */
  readonly #edits = new Map<string, { value: ConfigValue; timer: ReturnType<typeof setTimeout> | undefined }>()

  /** `show` is called with what an edit says, and whether that runs already. */
  constructor(show: (id: string, value: ConfigValue, runs: boolean) => void, hide: (id: string) => void) {
    this.#show = show
    this.#hide = hide
  }

  /** Carries an act out when those before it in the project are over, at once if there are none. */
  async inTurn<Answer>(projectId: string, act: () => Promise<Answer>): Promise<Answer> {
    const before = this.#acts.get(projectId)
    const mine = before === undefined ? act() : before.then(act, act)
    this.#acts.set(projectId, mine)
    try {
      return await mine
    } finally {
      if (this.#acts.get(projectId) === mine) this.#acts.delete(projectId)
    }
  }

  /**
   * An edit begins; to be told of its end by the answered function. One more edit of the same id takes its place. It is drawn at
   * once unless it is `patient`: for what stands still until it is told, as a switch does and a field doesn't.
   */
  begin(id: string, value: ConfigValue, patient: boolean): () => void {
    const before = this.#edits.get(id)
    clearTimeout(before?.timer)
    // A second press in a row is seen to be taken.
    const waits = patient && before === undefined
    const mine = { value, timer: waits ? setTimeout(() => this.#show(id, value, false), quietMs) : undefined }
    this.#edits.set(id, mine)
    if (!waits) this.#show(id, value, false)
    return () => {
      clearTimeout(mine.timer)
      if (this.#edits.get(id) !== mine) return
      this.#edits.delete(id)
      this.#hide(id)
    }
  }

  /** What an edit says runs now, though the edit is not over. */
  runs(id: string, value: ConfigValue): void {
    const edit = this.#edits.get(id)
    if (edit === undefined || edit.value !== value) return
    clearTimeout(edit.timer)
    this.#show(id, value, true)
  }
}
