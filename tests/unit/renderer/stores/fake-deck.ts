// A window.deck for the stores' tests: answers calls by name, records them, and lets a test push events.
import { vi } from 'vitest'
import type { PushEvent } from '../../../../preload/contract/events'

type Answer = unknown | ((params: Record<string, unknown>) => unknown)

export interface FakeDeck {
  /** Calls so far as [name or Codex method, params]. */
  calls: [string, Record<string, unknown>][]
  /** Params of the calls of one name. */
  of(name: string): Record<string, unknown>[]
  push(...events: PushEvent[]): void
}

/** A promise that a test settles when it likes. */
export function later<T = unknown>() {
  let settle: (value: T) => void = () => undefined
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}

export const refusal = (message: string) => ({ failed: { code: 'test', message } })

const isRefusal = (value: unknown): value is { failed: { code: string; message: string } } =>
  typeof value === 'object' &&
  value !== null &&
  'failed' in value &&
  typeof value.failed === 'object' &&
  value.failed !== null &&
  'code' in value.failed

/** Puts a fake in place. Names that have no answer are answered with {}. */
export function fakeDeck(answers: Record<string, Answer> = {}): FakeDeck {
  const calls: FakeDeck['calls'] = []
  let listener: (events: PushEvent[]) => void = () => undefined
  const call = async (name: string, given: Record<string, unknown>) => {
    const codex = name === 'codex/request'
    const method = codex ? String(given['method']) : name
    const params = codex ? (given['params'] as Record<string, unknown>) : given
    calls.push([method, params])
    const answer = answers[method]
    const value: unknown = await (typeof answer === 'function' ? answer(params) : answer)
    return isRefusal(value) ? { ok: false, error: value.failed } : { ok: true, value: value ?? {} }
  }
  vi.stubGlobal('deck', {
    call,
    onEvents: (given: typeof listener) => {
      listener = given
      return () => {
        listener = () => undefined
      }
    },
    pathOf: () => '',
  })
  return {
    calls,
    of: (name) => calls.filter(([called]) => called === name).map(([, params]) => params),
    push: (...events) => listener(events),
  }
}
