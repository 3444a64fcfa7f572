// Hands main's events on to the stores that asked for them, so that start.ts need not know, and load, those.

export interface Hub<Event> {
  /** Listens until the answered function is called. */
  on: (listener: (event: Event) => void) => () => void
  /** Called by start.ts with each event of main. */
  tell: (event: Event) => void
}

export function createHub<Event>(): Hub<Event> {
  const listeners = new Set<(event: Event) => void>()
  return {
    on: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (event) => {
      for (const listener of listeners) listener(event)
    },
  }
}
