// Turns and threads for the chat's tests.
import { emptyThread, type Item, type ThreadState, type TurnState } from '../../../../../renderer/stores/threads/model'
import { sampleItems } from './items/sample-items'

export function turnOf(id: string, items: readonly Item[] = [], part: Partial<TurnState> = {}): TurnState {
  return {
    id,
    status: 'completed',
    error: null,
    startedAtMs: 0,
    durationMs: 1,
    items,
    live: new Set(),
    retry: null,
    plan: null,
    diff: null,
    ...part,
  }
}

/** The person's words. */
export const asked = (id: string, text: string): Item => ({
  ...sampleItems.userMessage,
  id,
  content: [{ type: 'text', text, text_elements: [] }],
})

/** Codex's words. */
export const said = (id: string, text: string): Item => ({ ...sampleItems.agentMessage, id, text })

export const threadOf = (part: Partial<ThreadState> = {}): ThreadState => ({ ...emptyThread('p', 't'), ...part })
