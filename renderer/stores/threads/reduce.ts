// How a Codex notification changes a thread. Pure: the same state and notification give the same state, what is not
// touched keeps its identity, what is not understood changes nothing.
import type { CodexNotification } from '../../../preload/contract/events'
import { fields, listIn, readItem, textIn, type Fields } from './decode'
import { applyDelta, completeItem, startItem } from './item-edits'
import { isItem, type Item, type ThreadNotice, type ThreadState, type TurnState } from './model'
import { presetFrom } from './send-input'
import { addUsage, readGoal, readPlan, readThread, readUsage } from './thread-fields'
import { titleFrom, titleOf } from './titles'
import { isReviewTurn } from './review-turn'
import { findTurn, newTurn, nothingLive, readError, readTurn, withTurn } from './turn-edits'

const mostNotices = 50

function withNotice(state: ThreadState, notice: Omit<ThreadNotice, 'id'>): ThreadState {
  const last = state.notices.at(-1)
  // The same sentence again (a warning at every turn) is not worth a second line.
  if (last !== undefined && last.message === notice.message && last.detail === notice.detail) return state
  const number = last === undefined ? 1 : Number(last.id.slice(last.id.indexOf(':') + 1)) + 1
  return { ...state, notices: [...state.notices, { id: `notice:${number}`, ...notice }].slice(-mostNotices) }
}

function turnStarted(state: ThreadState, params: Fields): ThreadState {
  const incoming = readTurn(params['turn'])
  if (incoming === null) return state
  const { id, startedAtMs } = incoming
  const rootId = textIn(fields(params['turn']), 'rootTurnId')
  const root = rootId === null || rootId === id ? null : findTurn(state, rootId)
  if (root?.status === 'inProgress' && isReviewTurn(root)) {
    // Only the inner turn of a review is announced: its beginning is the review's.
    const begun = withTurn(state, root.id, (turn) => ({ ...turn, startedAtMs: turn.startedAtMs ?? startedAtMs }))
    return { ...begun, runningTurnId: root.id, innerTurnId: id }
  }
  const known = findTurn(state, id)
  if (known !== null && known.status !== 'inProgress') return state
  if (known === null) {
    // The turn that the window drew on its own is this one: it gets its real id.
    const place = state.turns.findIndex((turn) => turn.local === true)
    const local = state.turns[place]
    if (local !== undefined) {
      const { local: _drawn, ...turn } = local
      const adopted = { ...turn, id, startedAtMs: startedAtMs ?? turn.startedAtMs }
      return { ...state, turns: state.turns.with(place, adopted), runningTurnId: id }
    }
  }
  const next = withTurn(state, id, (turn) => ({
    ...turn,
    startedAtMs: startedAtMs ?? turn.startedAtMs,
    items: turn.items.length === 0 ? incoming.items : turn.items,
  }))
  return { ...next, runningTurnId: id }
}

function turnCompleted(state: ThreadState, params: Fields): ThreadState {
  const incoming = readTurn(params['turn'])
  if (incoming === null) return state
  const next = withTurn(state, incoming.id, (turn) => ({
    ...turn,
    // `inProgress` in turn/completed would be a contradiction; the notification's name wins.
    status: incoming.status === 'inProgress' ? 'completed' : incoming.status,
    error: incoming.error ?? (incoming.status === 'completed' ? null : turn.error),
    startedAtMs: incoming.startedAtMs ?? turn.startedAtMs,
    durationMs: incoming.durationMs ?? turn.durationMs,
    items: turn.items.length === 0 ? incoming.items : turn.items,
    live: nothingLive,
    retry: null,
  }))
  const ended = next.runningTurnId === incoming.id
  return ended ? { ...next, runningTurnId: null, ...(next.innerTurnId ? { innerTurnId: null } : {}) } : next
}

/** A turn that was announced and holds nothing: a review has one beside the turn that its items belong to. */
const isPhantom = (turn: TurnState): boolean =>
  turn.status === 'inProgress' && turn.items.length === 0 && turn.local !== true

/** Items that come under another id than the announced, empty turn's belong to the turn that really runs. */
function adoptTurn(state: ThreadState, turnId: string): ThreadState {
  const { runningTurnId } = state
  if (runningTurnId === null || runningTurnId === turnId) return state
  const announced = findTurn(state, runningTurnId)
  if (announced === null || !isPhantom(announced)) return state
  return { ...state, turns: state.turns.filter((turn) => turn !== announced), runningTurnId: turnId }
}

/** The thread rests: a turn that was announced and never got an item will not come any more. */
function withoutPhantoms(state: ThreadState): ThreadState {
  const turns = state.turns.filter((turn) => !isPhantom(turn))
  if (turns.length === state.turns.length) return state
  const running = turns.some((turn) => turn.id === state.runningTurnId)
  return { ...state, turns, runningTurnId: running ? state.runningTurnId : null }
}

/** The reviewer's orders come as a message that nobody wrote; Codex's history leaves them out. */
function isOrderOfReview(state: ThreadState, turnId: string, item: Item): boolean {
  if (!isItem(item, 'userMessage') || (item.clientId ?? null) !== null) return false
  const turn = findTurn(state, turnId)
  return turn !== null && isReviewTurn(turn)
}

function itemEvent(state: ThreadState, method: string, params: Fields): ThreadState {
  const turnId = textIn(params, 'turnId')
  if (turnId === null) return state
  if (method === 'item/started' || method === 'item/completed') {
    const item = readItem(params['item'])
    if (item === null || isOrderOfReview(state, turnId, item)) return state
    const change = method === 'item/started' ? startItem : completeItem
    return titled(
      withTurn(adoptTurn(state, turnId), turnId, (turn) => change(turn, item)),
      item,
    )
  }
  const itemId = textIn(params, 'itemId')
  if (itemId === null) return state
  // Tried on an empty turn first: an unknown method must not make a turn.
  if (applyDelta(method, newTurn(turnId), itemId, params) === null) return state
  return withTurn(state, turnId, (turn) => applyDelta(method, turn, itemId, params) ?? turn)
}

/** A new thread takes its title from the person's first words, as Codex's own preview does. */
function titled(state: ThreadState, item: Item): ThreadState {
  if (state.title !== '' || !isItem(item, 'userMessage')) return state
  const title = titleFrom(item)
  return title === '' ? state : { ...state, title }
}

function errorEvent(state: ThreadState, params: Fields): ThreadState {
  const error = readError(params['error'])
  if (error === null) return state
  const turnId = textIn(params, 'turnId')
  if (turnId === null || findTurn(state, turnId) === null)
    return withNotice(state, { level: 'error', message: error.message, detail: error.additionalDetails, turnId })
  return withTurn(state, turnId, (turn) => {
    if (turn.status !== 'inProgress') return turn
    return params['willRetry'] === true ? { ...turn, retry: error.message } : { ...turn, error, retry: null }
  })
}

function settingsUpdated(state: ThreadState, params: Fields): ThreadState {
  const settings = fields(params['threadSettings'])
  const mode = fields(settings['collaborationMode'])
  return {
    ...state,
    model: textIn(settings, 'model') ?? state.model,
    effort: textIn(settings, 'effort'),
    preset: presetFrom(settings['approvalPolicy'], settings['sandboxPolicy']),
    planMode: textIn(mode, 'mode') === 'plan',
  }
}

function retryWords(state: ThreadState, params: Fields, words: string | null): ThreadState {
  const turnId = textIn(params, 'turnId')
  if (turnId === null || findTurn(state, turnId)?.status !== 'inProgress') return state
  return withTurn(state, turnId, (turn) => ({ ...turn, retry: words }))
}

/** Codex tells the running total and the last answer's share of it, sometimes twice: what the total grew by is new. */
function usageUpdated(state: ThreadState, params: Fields): ThreadState {
  const usage = readUsage(params['tokenUsage'])
  if (usage === null) return state
  const next = { ...state, usage }
  const turnId = textIn(params, 'turnId')
  const isNew = state.usage === null || state.usage.total.totalTokens !== usage.total.totalTokens
  const turn = turnId === null ? null : findTurn(next, turnId)
  // Told at opening, for a turn that ended long ago, it says nothing about that turn as a whole.
  if (turn === null || !isNew || turn.status !== 'inProgress') return next
  return withTurn(next, turn.id, (before) => ({ ...before, tokens: addUsage(before.tokens, usage.last) }))
}

/** Hooks draw nothing while they work; one that failed or stopped something is said. */
function hookCompleted(state: ThreadState, params: Fields): ThreadState {
  const run = fields(params['run'])
  const status = textIn(run, 'status')
  if (status !== 'failed' && status !== 'blocked' && status !== 'stopped') return state
  const entries = listIn(run, 'entries').flatMap((entry) => textIn(fields(entry), 'text') ?? [])
  return withNotice(state, {
    level: 'warning',
    message: `A ${textIn(run, 'eventName') ?? ''} hook ${status}: ${textIn(run, 'statusMessage') ?? textIn(run, 'sourcePath') ?? ''}`,
    detail: entries.join('\n') || null,
    turnId: textIn(params, 'turnId'),
  })
}

/** Applies one notification. Those of another thread, and those that say nothing about a transcript, change nothing. */
export function reduce(state: ThreadState, notification: CodexNotification): ThreadState {
  const { method } = notification
  const params = fields(notification.params)
  const threadId = textIn(params, 'threadId') ?? textIn(fields(params['thread']), 'id')
  if (threadId !== state.id) return state
  switch (method) {
    case 'turn/started':
      return turnStarted(state, params)
    case 'turn/completed':
      return turnCompleted(state, params)
    case 'turn/plan/updated': {
      const plan = readPlan(params)
      return plan === null ? state : withTurn(state, plan.turnId, (turn) => ({ ...turn, plan }))
    }
    case 'turn/diff/updated': {
      const turnId = textIn(params, 'turnId')
      const diff = textIn(params, 'diff')
      return turnId === null ? state : withTurn(state, turnId, (turn) => ({ ...turn, diff }))
    }
    case 'error':
      return errorEvent(state, params)
    case 'thread/started': {
      const thread = readThread(params['thread'])
      return thread === null ? state : { ...state, thread, title: titleOf(thread) || state.title }
    }
    case 'thread/status/changed': {
      const type = textIn(fields(params['status']), 'type')
      const settled = type === 'idle' ? withoutPhantoms(state) : state
      if (settled.thread === null || type === null) return settled
      const thread = readThread({ ...settled.thread, status: params['status'] })
      return thread === null ? settled : { ...settled, thread }
    }
    case 'thread/name/updated': {
      const name = textIn(params, 'threadName')
      const thread = state.thread === null ? null : { ...state.thread, name }
      return { ...state, thread, title: name ?? (thread === null ? state.title : titleOf(thread) || state.title) }
    }
    case 'thread/settings/updated':
      return settingsUpdated(state, params)
    case 'thread/tokenUsage/updated':
      return usageUpdated(state, params)
    case 'thread/goal/updated':
      return { ...state, goal: readGoal(params['goal']) ?? state.goal }
    case 'thread/goal/cleared':
      return { ...state, goal: null }
    case 'thread/archived':
      return { ...state, archived: true }
    case 'thread/unarchived':
      return { ...state, archived: false }
    case 'model/rerouted': {
      const message = `Answered by ${textIn(params, 'toModel') ?? 'another model'} instead of ${textIn(params, 'fromModel') ?? 'the one chosen'}.`
      return withNotice(state, { level: 'info', message, detail: null, turnId: textIn(params, 'turnId') })
    }
    case 'modelProvider/authRecoveryStarted':
      return retryWords(state, params, textIn(params, 'message') ?? 'Renewing the login…')
    case 'modelProvider/authRecoveryCompleted':
      return retryWords(state, params, null)
    case 'model/safetyBuffering/updated':
      return retryWords(
        state,
        params,
        params['showBufferingUi'] === true ? 'The answer is checked before it is shown…' : null,
      )
    // What came of it is told by a guardianWarning.
    case 'item/autoApprovalReview/started':
      return retryWords(state, params, 'Another model looks at what is asked…')
    case 'item/autoApprovalReview/completed':
      return retryWords(state, params, null)
    case 'warning':
    case 'guardianWarning': {
      const message = textIn(params, 'message')
      return message === null ? state : withNotice(state, { level: 'warning', message, detail: null, turnId: null })
    }
    case 'hook/completed':
      return hookCompleted(state, params)
    default:
      return method.startsWith('item/') ? itemEvent(state, method, params) : state
  }
}

/** The server ended under a running turn: Codex will record it as interrupted, so it is drawn so. */
export function interruptTurn(state: ThreadState, turnId: string, reason: string): ThreadState {
  const turn = findTurn(state, turnId)
  const runningTurnId = state.runningTurnId === turnId ? null : state.runningTurnId
  if (turn === null || turn.status !== 'inProgress')
    return runningTurnId === state.runningTurnId ? state : { ...state, runningTurnId }
  const next = withTurn(state, turnId, (running) => ({
    ...running,
    status: 'interrupted',
    live: nothingLive,
    retry: null,
    stoppedBecause: reason,
  }))
  return { ...next, runningTurnId }
}

/** Milliseconds that a turn has taken or takes, null when its start is unknown. */
export function turnDuration(
  turn: { durationMs: number | null; startedAtMs: number | null },
  nowMs: number,
): number | null {
  return turn.durationMs ?? (turn.startedAtMs === null ? null : Math.max(0, nowMs - turn.startedAtMs))
}
