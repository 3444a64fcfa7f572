// Edits of a thread's turns and items that keep everything untouched identical (===). The bricks of reduce.ts. Pure.
import type { TurnError } from '@protocol/v2/TurnError'
import { fields, numberIn, readItem, textIn, listIn } from './decode'
import { isItem, type Item, type ThreadState, type TurnState, type TurnStatus } from './model'
import { isLocalItem } from './placeholder'

export const nothingLive: ReadonlySet<string> = new Set()

export function newTurn(id: string): TurnState {
  return {
    id,
    status: 'inProgress',
    error: null,
    startedAtMs: null,
    durationMs: null,
    items: [],
    live: nothingLive,
    retry: null,
    plan: null,
    diff: null,
  }
}

const statuses: ReadonlySet<string> = new Set(['inProgress', 'completed', 'interrupted', 'failed'])
const isStatus = (value: string | null): value is TurnStatus => value !== null && statuses.has(value)

/** Codex's turn status; one that is not known yet counts as completed, for such a turn is surely not running. */
export function readStatus(value: unknown): TurnStatus {
  const text = typeof value === 'string' ? value : null
  return isStatus(text) ? text : 'completed'
}

export function readError(value: unknown): TurnError | null {
  const read = fields(value)
  const message = textIn(read, 'message')
  if (message === null) return null
  const info = read['codexErrorInfo']
  return {
    message,
    codexErrorInfo: typeof info === 'string' ? info : info === undefined || info === null ? null : fields(info),
    additionalDetails: textIn(read, 'additionalDetails'),
    misalignment: null,
  }
}

/** Seconds, as Codex gives them, in ms. */
export function readSeconds(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value * 1000 : null
}

/** A turn as thread/turns/list, thread/resume or a notification brings it. Null without an id. */
export function readTurn(value: unknown): TurnState | null {
  const read = fields(value)
  const id = textIn(read, 'id')
  if (id === null) return null
  const status = readStatus(read['status'])
  const items = listIn(read, 'items').flatMap((item) => readItem(item) ?? [])
  const live = items.filter((item) => 'status' in item && item.status === 'inProgress').map((item) => item.id)
  return {
    ...newTurn(id),
    status,
    error: readError(read['error']),
    startedAtMs: readSeconds(read['startedAt']),
    durationMs: numberIn(read, 'durationMs'),
    items,
    live: status === 'inProgress' && live.length > 0 ? new Set(live) : nothingLive,
  }
}

export function findTurn(state: ThreadState, turnId: string): TurnState | null {
  // Nearly always the last one.
  return state.turns.findLast((turn) => turn.id === turnId) ?? null
}

/** Changes one turn; makes it when it is not there (an event may overtake turn/started). */
export function withTurn(state: ThreadState, turnId: string, change: (turn: TurnState) => TurnState): ThreadState {
  const place = state.turns.findLastIndex((turn) => turn.id === turnId)
  const before = state.turns[place]
  if (before === undefined) return { ...state, turns: [...state.turns, change(newTurn(turnId))] }
  const after = change(before)
  return after === before ? state : { ...state, turns: state.turns.with(place, after) }
}

export function withLive(turn: TurnState, itemId: string, live: boolean): ReadonlySet<string> {
  if (turn.live.has(itemId) === live) return turn.live
  const changed = new Set(turn.live)
  if (live) changed.add(itemId)
  else changed.delete(itemId)
  return changed.size === 0 ? nothingLive : changed
}

/** Where an incoming item belongs: at its own id, or over the message that was drawn before Codex had it. */
export function placeOf(turn: TurnState, incoming: Item): number {
  const same = turn.items.findLastIndex((item) => item.id === incoming.id)
  if (same >= 0 || !isItem(incoming, 'userMessage')) return same
  const { clientId } = incoming
  return turn.items.findIndex(
    (item) => isLocalItem(item) && isItem(item, 'userMessage') && (clientId === null || item.clientId === clientId),
  )
}

export function putItem(turn: TurnState, place: number, item: Item): readonly Item[] {
  return place < 0 ? [...turn.items, item] : turn.items.with(place, item)
}
