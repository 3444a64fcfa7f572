// The only reader of window.deck. Stores call main through these three; no other file of the renderer touches the bridge.
import type { DeckBridge } from '../preload/contract/bridge'
import type { AppCall, AppParams, AppResults } from '../preload/contract/channels'
import type { CodexMethod, CodexParams, CodexResponses } from '../preload/contract/codex'
import { fail, type Result } from '../preload/contract/result'

declare global {
  interface Window {
    /** Put there by the preload. A page opened outside the app lacks it, which `deck` below tells in words. */
    readonly deck: DeckBridge
  }
}

const outside = fail('bridge.missing', 'This page runs outside Codex Deck.', 'window.deck is missing.')

/** window.deck, looked up at each use so that tests can put their own there. */
export const deck: DeckBridge = {
  call: async (name, params) => {
    if (!('deck' in window)) return outside
    try {
      return await window.deck.call(name, params)
    } catch (cause) {
      // The router answers with a Result; a rejection means that the door itself failed (main is gone, a reply was not cloneable).
      return fail('bridge.failed', 'The app did not answer.', cause instanceof Error ? cause.message : String(cause))
    }
  },
  onEvents: (listener) => window.deck?.onEvents(listener) ?? (() => undefined),
  pathOf: (file) => window.deck?.pathOf(file) ?? '',
}

let isUsable = false
const waiting: (() => void)[] = []

/** Resolves once the window has told main that it is usable (app/usable): before that no server should be started. */
export function whenUsable(): Promise<void> {
  return isUsable ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
}

function becomeUsable(): void {
  isUsable = true
  for (const go of waiting.splice(0)) go()
}

/** Calls one of the app's own acts. Never throws. */
export async function app<C extends AppCall>(call: C, params: AppParams<C>): Promise<Result<AppResults[C]>> {
  const result = await deck.call(call, params)
  // Whatever main said: what waits for this must not wait for ever.
  if (call === 'app/usable') becomeUsable()
  return result
}

/**
 * Calls an allowed Codex method on the project's own server; starts the server when it sleeps. Never throws.
 * The answer is Codex's own JSON: its type is what the bundled binary generated, and it is not checked again here.
 */
export async function codex<M extends CodexMethod>(
  projectId: string,
  method: M,
  params: CodexParams<M>,
): Promise<Result<CodexResponses[M]>> {
  const result = await deck.call('codex/request', { projectId, method, params })
  return result.ok ? { ok: true, value: result.value as CodexResponses[M] } : result
}
