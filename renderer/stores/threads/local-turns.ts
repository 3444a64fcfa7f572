// The person's message drawn before Codex has it: put in, given its real turn, or taken back. Pure.
import type { SendInput, ThreadState, TurnState } from './model'
import { isItem } from './model'
import { isLocalItem, localMessage, localPrefix } from './placeholder'
import { titleFrom } from './titles'
import { newTurn, readTurn, withTurn } from './turn-edits'

export function localTurnId(clientId: string): string {
  return `${localPrefix}${clientId}`
}

/** Draws a message in a turn of its own that waits for turn/start. */
export function withLocalTurn(state: ThreadState, clientId: string, input: SendInput, nowMs: number): ThreadState {
  const id = localTurnId(clientId)
  const message = localMessage(clientId, input)
  const turn: TurnState = { ...newTurn(id), startedAtMs: nowMs, items: [message], local: true }
  return {
    ...state,
    turns: [...state.turns, turn],
    runningTurnId: state.runningTurnId ?? id,
    title: state.title || titleFrom(message),
  }
}

/** Draws a message at the end of the running turn (steering). */
export function withLocalMessage(state: ThreadState, turnId: string, clientId: string, input: SendInput): ThreadState {
  return withTurn(state, turnId, (turn) => ({ ...turn, items: [...turn.items, localMessage(clientId, input)] }))
}

/** turn/start has answered: the drawn turn becomes the real one, or its message joins the turn that is there already. */
export function adoptTurn(state: ThreadState, clientId: string, answered: unknown): ThreadState {
  const real = readTurn(answered)
  const localId = localTurnId(clientId)
  const local = state.turns.find((turn) => turn.id === localId)
  // turn/started came first and has adopted it already.
  if (real === null || local === undefined) return state
  const runningTurnId = state.runningTurnId === localId ? real.id : state.runningTurnId
  const known = state.turns.find((turn) => turn.id === real.id)
  if (known === undefined) {
    const { local: _drawn, ...turn } = local
    const adopted = { ...turn, id: real.id, status: real.status, startedAtMs: real.startedAtMs ?? turn.startedAtMs }
    return { ...state, turns: state.turns.map((one) => (one === local ? adopted : one)), runningTurnId }
  }
  // The message was added to a turn that ran already, whose events name it; only an unconfirmed one still has to move.
  const confirmed = known.items.some((item) => isItem(item, 'userMessage') && item.clientId === clientId)
  const joined = confirmed ? known : { ...known, items: [...known.items, ...local.items] }
  const turns = state.turns.filter((turn) => turn !== local).map((turn) => (turn === known ? joined : turn))
  return {
    ...state,
    turns,
    runningTurnId: runningTurnId === real.id && known.status !== 'inProgress' ? null : runningTurnId,
  }
}

/** The message could not be sent: what was drawn of it goes, in whichever turn it is by now. */
export function withoutLocal(state: ThreadState, clientId: string): ThreadState {
  const localId = localTurnId(clientId)
  const turns = state.turns
    .filter((turn) => turn.id !== localId)
    .map((turn) => {
      const items = turn.items.filter(
        (item) => !(isLocalItem(item) && isItem(item, 'userMessage') && item.clientId === clientId),
      )
      return items.length === turn.items.length ? turn : { ...turn, items }
    })
  return { ...state, turns, runningTurnId: state.runningTurnId === localId ? null : state.runningTurnId }
}
