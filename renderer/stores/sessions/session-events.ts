// Hands main's events about session files to the stores that asked for them, so that start.ts need not know those.
import type { SessionEvent } from '../../../preload/contract/sessions'

type Listener = (event: SessionEvent) => void

const listeners = new Set<Listener>()

/** Listens until the answered function is called. */
export function onSessionEvent(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Called by start.ts with each event of main. */
export function tellSession(event: SessionEvent): void {
  for (const listener of listeners) listener(event)
}
