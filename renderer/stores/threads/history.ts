// Pages of turns as Codex keeps them, merged into what the window has. Pure.
import type { ThreadState, TurnState } from './model'
import { isItem, type Item } from './model'
import { isLocalItem } from './placeholder'
import { innerTurnsIn } from './review-turn'
import { nothingLive, readTurn } from './turn-edits'

/** A page's turns, oldest first. Pages are asked for newest first. */
export function turnsOfPage(data: unknown): TurnState[] {
  if (!Array.isArray(data)) return []
  const inner = innerTurnsIn(data)
  return data
    .flatMap((turn) => readTurn(turn) ?? [])
    .filter(({ id }) => !inner.has(id))
    .toReversed()
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function mergeItem(mine: Item | undefined, theirs: Item, live: ReadonlySet<string>): Item {
  if (mine === undefined) return theirs
  const stale = 'status' in theirs && theirs.status === 'inProgress' && !live.has(mine.id)
  return stale || same(mine, theirs) ? mine : theirs
}

/**
 * Codex's turn over ours. Its items and their order win; an item that only we have (text that streamed before the server
 * died, a message on its way) stays at the end. An end that we were told of outranks a page that still says "in progress".
 */
function mergeTurn(mine: TurnState, theirs: TurnState): TurnState {
  const byId = new Map(mine.items.map((item) => [item.id, item]))
  const items = theirs.items.map((item) => mergeItem(byId.get(item.id), item, mine.live))
  const ids = new Set(items.map((item) => item.id))
  const clientIds = new Set(items.flatMap((item) => (isItem(item, 'userMessage') ? [item.clientId] : [])))
  const confirmed = (item: Item) => isLocalItem(item) && isItem(item, 'userMessage') && clientIds.has(item.clientId)
  const ended = theirs.status === 'inProgress' && mine.status !== 'inProgress'
  const status = ended ? mine.status : theirs.status
  return {
    ...mine,
    status,
    error: theirs.error ?? mine.error,
    startedAtMs: theirs.startedAtMs ?? mine.startedAtMs,
    durationMs: theirs.durationMs ?? mine.durationMs,
    items: [...items, ...mine.items.filter((item) => !ids.has(item.id) && !confirmed(item))],
    live: status === 'inProgress' ? new Set([...mine.live, ...theirs.live]) : nothingLive,
    retry: status === 'inProgress' ? mine.retry : null,
  }
}

/** How item ids live: `paginated` threads keep theirs, `legacy` ones are numbered anew at each reading. */
const keepsIds = (state: ThreadState) => state.thread?.historyMode !== 'legacy'

/** Puts the newest page (oldest first) in: what is older than it stays, what it brings is merged, what came since stays. */
export function withNewestPage(
  state: ThreadState,
  page: readonly TurnState[],
  olderCursor: string | null,
): ThreadState {
  const known = new Map(state.turns.map((turn) => [turn.id, turn]))
  const merged = page.map((theirs) => {
    const mine = known.get(theirs.id)
    return mine === undefined || !keepsIds(state) ? theirs : mergeTurn(mine, theirs)
  })
  const ids = new Set(page.map((turn) => turn.id))
  const first = state.turns.findIndex((turn) => ids.has(turn.id))
  const overlaps = first >= 0
  const older = overlaps ? state.turns.slice(0, first) : []
  const newer = state.turns.filter(
    (turn, place) => !ids.has(turn.id) && (overlaps ? place > first : true) && isFresh(turn),
  )
  return { ...state, turns: [...older, ...merged, ...newer], olderCursor: overlaps ? state.olderCursor : olderCursor }
}

/** Turns that a page read a moment ago may lack: those drawn here and those that just began. */
const isFresh = (turn: TurnState) => turn.local === true || turn.status === 'inProgress'

/** The thread without a turn and all that came after it, as thread/revert leaves it. */
export function withoutTurnsFrom(state: ThreadState, turnId: string): ThreadState {
  const place = state.turns.findIndex((turn) => turn.id === turnId)
  if (place < 0) return state
  const turns = state.turns.slice(0, place)
  const runs = turns.some((turn) => turn.id === state.runningTurnId)
  return { ...state, turns, runningTurnId: runs ? state.runningTurnId : null }
}

/** Puts an older page (oldest first) before what is there. */
export function withOlderPage(state: ThreadState, page: readonly TurnState[], olderCursor: string | null): ThreadState {
  const known = new Set(state.turns.map((turn) => turn.id))
  const older = page.filter((turn) => !known.has(turn.id))
  return { ...state, turns: [...older, ...state.turns], olderCursor }
}

/**
 * Settles which turn runs after a page was read: Codex says whether the thread is active; a turn that says "in progress"
 * in an idle thread was cut by a crash before anything could be written about it.
 */
export function withRunning(state: ThreadState, active: boolean): ThreadState {
  if (active) {
    const running = state.turns.findLast((turn) => turn.status === 'inProgress')
    return { ...state, runningTurnId: running?.id ?? state.runningTurnId }
  }
  const turns = state.turns.map((turn): TurnState =>
    turn.status === 'inProgress' && turn.local !== true && turn.id !== state.runningTurnId
      ? { ...turn, status: 'interrupted', live: nothingLive, retry: null }
      : turn,
  )
  return { ...state, turns }
}
