// Gathers main's messages and takes them in one go, at most every second frame of the page. Text that streams reads as well
// at 30 steps a second as at 60, and costs half as much drawing; while the page is behind (a burst on a busy machine) several
// messages wait for the same frame, and drawing each of them would put it further behind.

/** Shortest time between two steps, in ms: one frame is skipped at 60 Hz. The first message after a pause waits for none. */
const stepMs = 25
/** A page without frames (hidden, or just about to be) is brought up to date this much later, in ms. */
const withoutFrames = 100

/** Hands on what came since the last step, in order. */
export class FrameInbox<T> {
  readonly #take: (events: readonly T[]) => void
  #waiting: T[] = []
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stepped = Number.NEGATIVE_INFINITY

  constructor(take: (events: readonly T[]) => void) {
    this.#take = take
  }

  add(events: readonly T[]): void {
    for (const event of events) this.#waiting.push(event)
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(this.#step, document.hidden ? 0 : withoutFrames)
    this.#frame = requestAnimationFrame(this.#nextFrame)
  }

  /** Drops what waits. */
  stop(): void {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    this.#timer = undefined
    this.#waiting = []
  }

  readonly #nextFrame = (): void => {
    if (performance.now() - this.#stepped >= stepMs) this.#step()
    else this.#frame = requestAnimationFrame(this.#nextFrame)
  }

  readonly #step = (): void => {
    const events = this.#waiting
    this.stop()
    this.#stepped = performance.now()
    this.#take(events)
  }
}
