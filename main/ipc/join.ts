// Joins the text deltas of one item that wait for the same frame. Appends only: what was sent is never sent again.
import type { PushEvent } from '@contract/events'

/** Delta notifications and the fields that, with the item id, tell one text from another. */
const deltaMethods: Readonly<Record<string, string>> = {
  'item/agentMessage/delta': '',
  'item/plan/delta': '',
  'item/reasoning/summaryTextDelta': 'summaryIndex',
  'item/reasoning/textDelta': 'contentIndex',
  'item/commandExecution/outputDelta': '',
  'item/fileChange/outputDelta': '',
}

interface Delta {
  threadId: string
  itemId: string
  delta: string
  [key: string]: unknown
}

const isDelta = (params: unknown): params is Delta =>
  typeof params === 'object' &&
  params !== null &&
  'itemId' in params &&
  typeof params.itemId === 'string' &&
  'threadId' in params &&
  typeof params.threadId === 'string' &&
  'delta' in params &&
  typeof params.delta === 'string'

/** Collects events for one frame. Order is kept but for deltas, which move back to the first one of their text. */
export class FrameQueue {
  #events: PushEvent[] = []
  /** Key of a text → its waiting delta. Emptied by any other event, which the text must not overtake. */
  #open = new Map<string, Delta>()

  get length(): number {
    return this.#events.length
  }

  add(event: PushEvent): void {
    if (event.type === 'codex') {
      const { method, params } = event.notification
      const index = deltaMethods[method]
      if (index !== undefined && isDelta(params)) {
        const key = `${event.projectId}\n${method}\n${params.itemId}\n${index === '' ? '' : String(params[index])}`
        const waiting = this.#open.get(key)
        if (waiting) {
          waiting.delta += params.delta
          return
        }
        // The params object came from JSON.parse and has no other owner, so it may grow in place.
        this.#open.set(key, params)
        this.#events.push(event)
        return
      }
    }
    this.#open.clear()
    this.#events.push(event)
  }

  /** The frame's events; the queue is empty afterwards. */
  take(): PushEvent[] {
    const events = this.#events
    this.#events = []
    this.#open.clear()
    return events
  }
}
