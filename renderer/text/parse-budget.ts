// How many blocks of Markdown may be parsed in one frame. Codex can send text faster than it can be parsed (measured: 1,200
// blocks a second, about 1 ms each): what is over the budget is drawn as plain text at once and parsed in later frames.

/** New blocks a frame while text streams in: 8 ms or so, which leaves time for layout in a 16 ms frame. */
export const streamingBudget = 8
/** New blocks a frame when a finished text is opened: nobody scrolls yet, and a screenful should come at once. */
export const stillBudget = 80
/** Of those that wait so many are parsed in every frame, however full it is: a stream must not hold them up for good. */
const leastLater = 2

let used = 0
let isScheduled = false
/** Newest last: the end is what the reader sees, so it goes first. */
const waiting: (() => void)[] = []

function schedule(): void {
  if (isScheduled) return
  isScheduled = true
  // A hidden window has no frames.
  if (document.hidden || typeof requestAnimationFrame !== 'function') setTimeout(nextFrame, 50)
  else requestAnimationFrame(nextFrame)
}

function nextFrame(): void {
  isScheduled = false
  const turns = waiting.splice(-Math.max(leastLater, streamingBudget - used))
  used = turns.length
  for (const go of turns.toReversed()) go()
  if (waiting.length > 0 || used > 0) schedule()
}

/** Asks for one parse in this frame. False means: draw plain text, and wait with `parseLater`. */
export function mayParse(budget: number): boolean {
  if (used >= budget) return false
  used += 1
  schedule()
  return true
}

/** Calls back in a later frame with room for one parse. Answers the function that withdraws the wish. */
export function parseLater(go: () => void): () => void {
  waiting.push(go)
  schedule()
  return () => {
    const place = waiting.lastIndexOf(go)
    if (place >= 0) waiting.splice(place, 1)
  }
}
