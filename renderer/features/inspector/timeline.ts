// Rows of the inspector ordered into turns, with what each turn took, and flattened into what the list draws. Pure.
import type { InspectorKind, InspectorRow } from '../../../preload/contract/inspection'
import type { TokenCount } from '../../../preload/contract/usage'

/** Rows of one turn, or a run of rows that belong to none. */
export interface TurnGroup {
  key: string
  turnId: string | null
  /** From 1, by first appearance; 0 for rows outside any turn. */
  number: number
  rows: readonly InspectorRow[]
  /** Unix ms of the earliest begin and the latest end; null when no row has a time. */
  fromMs: number | null
  toMs: number | null
  durationMs: number | null
  status: InspectorRow['status']
  /** Nothing in it runs any more, also where no end was recorded. */
  over: boolean
  tokens: TokenCount | null
  /** Different items named by the rows. */
  items: number
}

export type TimelineNode =
  | { type: 'turn'; key: string; group: TurnGroup; open: boolean }
  | { type: 'row'; key: string; group: TurnGroup; row: InspectorRow; level: 2 | 3 }
  /** The deltas of one text, folded into one row. */
  | { type: 'fold'; key: string; group: TurnGroup; rows: readonly InspectorRow[]; open: boolean }

export interface Shown {
  hidden: ReadonlySet<InspectorKind>
  /** Free text, matched anywhere in label and types, in any case. */
  text: string
  /** Keys of turns that are shut. */
  shut: ReadonlySet<string>
  /** Keys of folds that are open. */
  unfolded: ReadonlySet<string>
}

/** Records of a begin: the file's, the stream's, and server requests, whose answer comes later. */
const begin = /(?:started|begin|_call|requestUserInput|Approval|\/request|\/call)$/

/** True for a record of a begin, whose thing went on after it. */
export function isBegin(row: InspectorRow): boolean {
  return begin.test(row.subtype) || begin.test(row.type) || row.status === 'running'
}

/** When the row's thing began and ended: a record of a begin lies at its start, any other at its end. Null without a time. */
export function spanOf(row: InspectorRow): { fromMs: number; toMs: number } | null {
  if (row.atMs === null) return null
  const lasted = Math.max(0, row.durationMs ?? 0)
  return isBegin(row) ? { fromMs: row.atMs, toMs: row.atMs + lasted } : { fromMs: row.atMs - lasted, toMs: row.atMs }
}

const noTokens: TokenCount = { input: 0, cachedInput: 0, output: 0, reasoning: 0, total: 0 }

export function addTokens(one: TokenCount, other: TokenCount): TokenCount {
  return {
    input: one.input + other.input,
    cachedInput: one.cachedInput + other.cachedInput,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    total: one.total + other.total,
  }
}

/**
 * A file counts an answer's tokens in `token_usage_record`; older ones only tell the session's sum so far (`token_count`), so
 * that a turn's share is the difference to the sum before it, which is unknown when the beginning is not here.
 */
function tokensOf(rows: readonly InspectorRow[], before: TokenCount | null): TokenCount | null {
  const sums = rows.filter((row) => isSum(row) && row.tokens !== null)
  const answers = rows.filter((row) => !isSum(row) && row.tokens !== null)
  if (answers.length > 0) return answers.reduce((sum, row) => (row.tokens ? addTokens(sum, row.tokens) : sum), noTokens)
  const last = sums.at(-1)?.tokens
  return last && before ? lessTokens(last, before) : null
}

const isSum = (row: InspectorRow) => row.subtype === 'token_count'

/** What came on top; a sum that went back began anew. */
function lessTokens(sum: TokenCount, before: TokenCount): TokenCount {
  if (sum.total < before.total) return sum
  return {
    input: sum.input - before.input,
    cachedInput: sum.cachedInput - before.cachedInput,
    output: sum.output - before.output,
    reasoning: sum.reasoning - before.reasoning,
    total: sum.total - before.total,
  }
}

/** A begin may carry the outcome too, once it is known. */
const ended = (row: InspectorRow) =>
  row.kind === 'turn' && row.status !== null && row.status !== 'running' && !isBegin(row)

interface Gathering {
  key: string
  turnId: string | null
  number: number
  rows: InspectorRow[]
  ended: boolean
}

/**
 * Puts rows into turns. A row without a turn belongs to the one that runs, else to none. `running`: the last turn may still
 * be under way; a turn before it is over even when its end is missing.
 */
export function groupRows(rows: readonly InspectorRow[], running: boolean): TurnGroup[] {
  const groups: Gathering[] = []
  const byTurn = new Map<string, Gathering>()
  let current: Gathering | null = null
  for (const row of rows) {
    let group: Gathering | null
    if (row.turnId !== null) group = byTurn.get(row.turnId) ?? null
    else group = current !== null && !current.ended ? current : null
    if (group === null) {
      group = { key: keyOf(row), turnId: row.turnId, number: 0, rows: [], ended: false }
      if (row.turnId !== null) {
        byTurn.set(row.turnId, group)
        group.number = byTurn.size
      }
      groups.push(group)
    }
    group.rows.push(row)
    if (ended(row)) group.ended = true
    current = group
  }
  const last = groups.findLast((group) => group.turnId !== null)
  let sum = rows[0]?.index === 0 ? noTokens : null
  return groups.map((group) => {
    const over = group.ended || !running || (group !== last && group.turnId !== null)
    const done = summed(group, over, sum)
    sum = group.rows.findLast((row) => isSum(row) && row.tokens !== null)?.tokens ?? sum
    return done
  })
}

const keyOf = (row: InspectorRow) => (row.turnId === null ? `outside:${row.index}` : `turn:${row.turnId}`)

function summed({ key, turnId, number, rows }: Gathering, over: boolean, before: TokenCount | null): TurnGroup {
  let fromMs: number | null = null
  let toMs: number | null = null
  for (const row of rows) {
    // A turn's own record tells the same span again, in whole seconds at worst; the others say it better.
    const span = row.kind === 'turn' && row.atMs !== null ? { fromMs: row.atMs, toMs: row.atMs } : spanOf(row)
    if (span === null) continue
    fromMs = fromMs === null ? span.fromMs : Math.min(fromMs, span.fromMs)
    toMs = toMs === null ? span.toMs : Math.max(toMs, span.toMs)
  }
  const turn = rows.findLast((row) => row.kind === 'turn' && row.status !== null)
  const lasted = turnId === null || fromMs === null || toMs === null ? null : toMs - fromMs
  return {
    key,
    turnId,
    number,
    rows,
    fromMs,
    toMs,
    durationMs: turn?.durationMs ?? lasted,
    status: over && turn?.status === 'running' ? null : (turn?.status ?? null),
    over,
    tokens: tokensOf(rows, before),
    items: countItems(rows),
  }
}

/** What the model was sent and sent back (`response_item`) has ids of its own, so that it counts only where no items are told. */
function countItems(rows: readonly InspectorRow[]): number {
  const ids = (wanted: (row: InspectorRow) => boolean) =>
    new Set(rows.flatMap((row) => (row.itemId !== null && wanted(row) ? [row.itemId] : []))).size
  return ids((row) => row.type !== 'response_item') || ids((row) => row.kind !== 'context')
}

/** The lines of the list: each turn with those of its rows that pass the filter. Turns without any are left out. */
export function nodesOf(groups: readonly TurnGroup[], shown: Shown): TimelineNode[] {
  const wanted = shown.text.trim().toLowerCase()
  const passes = (row: InspectorRow) =>
    !shown.hidden.has(row.kind) &&
    (wanted === '' || `${row.label}\n${row.type}\n${row.subtype}`.toLowerCase().includes(wanted))
  const nodes: TimelineNode[] = []
  for (const group of groups) {
    const rows = group.rows.filter(passes)
    if (rows.length === 0) continue
    const open = !shown.shut.has(group.key)
    nodes.push({ type: 'turn', key: group.key, group, open })
    if (open) pushRows(nodes, group, rows, shown.unfolded)
  }
  return nodes
}

function pushRows(
  nodes: TimelineNode[],
  group: TurnGroup,
  rows: readonly InspectorRow[],
  unfolded: ReadonlySet<string>,
): void {
  const folds = new Map<string, InspectorRow[]>()
  const textOf = (row: InspectorRow) => `fold:${row.itemId ?? group.key}:${row.type}`
  for (const row of rows) {
    if (row.kind !== 'delta') continue
    const fold = folds.get(textOf(row))
    if (fold) fold.push(row)
    else folds.set(textOf(row), [row])
  }
  for (const row of rows) {
    if (row.kind !== 'delta') {
      nodes.push({ type: 'row', key: `row:${row.index}`, group, row, level: 2 })
      continue
    }
    const key = textOf(row)
    const fold = folds.get(key) ?? []
    if (fold[0] !== row) continue
    const open = unfolded.has(key)
    nodes.push({ type: 'fold', key, group, rows: fold, open })
    if (open) for (const each of fold) nodes.push({ type: 'row', key: `row:${each.index}`, group, row: each, level: 3 })
  }
}

/** How many rows there are of each kind; kinds without any are absent. */
export function countKinds(rows: readonly InspectorRow[]): ReadonlyMap<InspectorKind, number> {
  const counts = new Map<InspectorKind, number>()
  for (const row of rows) counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1)
  return counts
}

/** A folded text in numbers: pieces a second, null when they came at once. */
export function rateOf(rows: readonly InspectorRow[]): number | null {
  const from = rows[0]?.atMs ?? null
  const to = rows.at(-1)?.atMs ?? null
  if (from === null || to === null || to <= from) return null
  return (rows.length * 1000) / (to - from)
}
