// Live events as rows: one row an event, with durations and outcomes put in once an end is known. Grows as events come; a row
// that changes becomes a new object, all others keep their identity. Draws nothing.
import type { InspectorKind, InspectorRow } from '../../../preload/contract/inspection'
import { fields, numberIn, textIn, type Fields } from '../../stores/threads/decode'
import type { LiveEvent } from '../../stores/threads/live-events'
import { itemKind, itemLabel, methodKind, methodLabel, oneLine, requestLabel, tokensOf } from './live-labels'

type Status = InspectorRow['status']

/** Outcomes as Codex names them in items, turns and hooks; null for those it doesn't name. */
function statusOf(value: string | null): Status {
  switch (value) {
    case 'inProgress':
    case 'running':
    case 'active':
      return 'running'
    case 'completed':
      return 'completed'
    case 'failed':
    case 'blocked':
    case 'systemError':
      return 'failed'
    case 'interrupted':
    case 'stopped':
      return 'interrupted'
    case 'declined':
      return 'declined'
    default:
      return null
  }
}

export class LiveRows {
  #rows: InspectorRow[] = []
  #events = new Map<number, LiveEvent>()
  /** Rows whose end is awaited, by what ends them: place counted from the first row ever, and when it began. */
  #open = new Map<string, { seq: number; fromMs: number }>()
  /** Totals at the last count: Codex repeats it when a thread is opened. */
  #counted = -1

  /** Rows so far; a new array after each change. */
  get rows(): readonly InspectorRow[] {
    return this.#rows
  }

  /** The number that the next event has at least. */
  get nextSeq(): number {
    return (this.#rows.at(-1)?.index ?? -1) + 1
  }

  eventOf(index: number): LiveEvent | null {
    return this.#events.get(index) ?? null
  }

  /** Takes in further events and forgets those before `firstSeq`. Answers whether anything changed. */
  take(events: readonly LiveEvent[], firstSeq: number): boolean {
    const kept = this.#rows.findIndex((row) => row.index >= firstSeq)
    const gone = kept === -1 ? this.#rows.length : kept
    if (events.length === 0 && gone === 0) return false
    for (const row of this.#rows.slice(0, gone)) this.#events.delete(row.index)
    this.#rows = this.#rows.slice(gone)
    for (const event of events) this.#put(event)
    return true
  }

  #put(event: LiveEvent): void {
    // What was answered is told by Codex's own serverRequest/resolved; this only ends the request's row.
    if (event.source === 'resolved') {
      this.#end(`request ${event.requestKey}`, event.atMs, 'completed')
      return
    }
    const row = this.#row(event, fields(event.params))
    this.#events.set(event.seq, event)
    this.#rows.push({ ...row, label: oneLine(row.label) })
  }

  #row(event: LiveEvent, params: Fields): InspectorRow {
    const { method, atMs } = event
    const base = {
      index: event.seq,
      offset: 0,
      length: 0,
      type: method,
      subtype: '',
      atMs,
      turnId: textIn(params, 'turnId') ?? textIn(fields(params['turn']), 'id'),
      itemId: textIn(params, 'itemId'),
      durationMs: null,
      status: null,
      tokens: null,
    }
    if (event.source === 'app')
      return {
        ...base,
        kind: 'error',
        status: 'interrupted',
        label: textIn(params, 'reason') ?? 'The turn was stopped',
      }
    if (event.source === 'request') {
      this.#open.set(`request ${event.requestKey}`, { seq: event.seq, fromMs: atMs })
      return { ...base, kind: 'approval', status: 'running', label: requestLabel(method, params) }
    }
    if (method === 'item/started' || method === 'item/completed') return this.#itemRow(base, event, params)
    const kind: InspectorKind = methodKind(method)
    const label = methodLabel(method, params)
    switch (method) {
      case 'turn/started':
        this.#open.set(`turn ${base.turnId}`, { seq: event.seq, fromMs: atMs })
        return { ...base, kind, label, status: 'running' }
      case 'turn/completed': {
        const turn = fields(params['turn'])
        const status = statusOf(textIn(turn, 'status')) ?? 'completed'
        const fromMs = this.#end(`turn ${base.turnId}`, atMs, status)
        const problem = textIn(fields(turn['error']), 'message')
        const durationMs = numberIn(turn, 'durationMs') ?? (fromMs === undefined ? null : atMs - fromMs)
        this.#endItems(base.turnId, atMs)
        return { ...base, kind, status, durationMs, label: problem ?? `Turn ${status}` }
      }
      case 'thread/tokenUsage/updated': {
        const usage = fields(params['tokenUsage'])
        const total = numberIn(fields(usage['total']), 'totalTokens')
        const again = total !== null && total === this.#counted
        if (total !== null) this.#counted = total
        return { ...base, kind, label, tokens: again ? null : tokensOf(usage['last']) }
      }
      case 'hook/started':
      case 'hook/completed': {
        const run = fields(params['run'])
        return {
          ...base,
          kind,
          label,
          status: statusOf(textIn(run, 'status')),
          durationMs: numberIn(run, 'durationMs'),
        }
      }
      case 'error':
        return { ...base, kind, label, status: params['willRetry'] === true ? null : 'failed' }
      default:
        return { ...base, kind, label }
    }
  }

  #itemRow(base: Omit<InspectorRow, 'kind' | 'label'>, event: LiveEvent, params: Fields): InspectorRow {
    const item = fields(params['item'])
    const type = textIn(item, 'type') ?? ''
    const itemId = textIn(item, 'id')
    const row = { ...base, subtype: type, itemId, kind: itemKind(type), label: itemLabel(item) }
    const key = `item ${base.turnId} ${itemId}`
    if (event.method === 'item/started') {
      const fromMs = numberIn(params, 'startedAtMs') ?? event.atMs
      this.#open.set(key, { seq: event.seq, fromMs })
      return { ...row, atMs: fromMs, status: 'running' }
    }
    const toMs = numberIn(params, 'completedAtMs') ?? event.atMs
    const status = statusOf(textIn(item, 'status')) ?? 'completed'
    const fromMs = this.#end(key, toMs, status)
    const durationMs = fromMs === undefined ? numberIn(item, 'durationMs') : Math.max(0, toMs - fromMs)
    return { ...row, atMs: toMs, status, durationMs }
  }

  /** Ends what began under this key: its row gets its duration. Answers when it began. */
  #end(key: string, toMs: number, status: Status): number | undefined {
    const began = this.#open.get(key)
    if (began === undefined) return undefined
    this.#open.delete(key)
    const place = this.#rows.findLastIndex((row) => row.index === began.seq)
    const row = this.#rows[place]
    if (row !== undefined) this.#rows[place] = { ...row, status, durationMs: Math.max(0, toMs - began.fromMs) }
    return began.fromMs
  }

  /** An answer that was cut off gets no item/completed (measured): the turn's end is its end too. */
  #endItems(turnId: string | null, toMs: number): void {
    for (const key of this.#open.keys()) if (key.startsWith(`item ${turnId} `)) this.#end(key, toMs, 'interrupted')
  }
}
