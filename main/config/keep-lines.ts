// Gives a config.toml that Codex has written its own lines back. Codex's writer turns CRLF into LF, drops a byte order mark and the
// comments above a deleted key, makes sections of inline tables and dotted keys (of all of a table when one is merged into it), and
// adds a final newline (measured with 0.169.0). Here the
// old text keeps every line, and only the statements whose value changed are taken from Codex. Pure; whether the result means
// what Codex wrote is for the caller to check.
//
// What is kept: the bytes of each line whose statement means the same as before, wherever Codex put it; each comment line, also
// above a deleted key and inside a deleted table; blank lines but those right above a deleted key; indentation, spacing and the
// comment behind a changed value. What is not: a value that changed is written as Codex writes it, so a list over several lines
// that gets another element becomes one line and loses the comments inside it; lines of a deleted key go whole; an array of
// tables that was changed becomes Codex's inline array (the comments between its lines stay).
import { parse } from 'smol-toml'
import { inlineTable } from './inline-table'
import { sameValue } from './key-path'
import { NotUnderstood, statementsOf, type Statement } from './toml-statements'

const byteOrderMark = '\ufeff'

/** `now` with the untouched lines of `old`; null when that can't be done. Both are whole files; neither is changed. */
export function keepLines(old: Uint8Array, now: Uint8Array): Buffer | null {
  try {
    const before = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(old)
    const after = new TextDecoder('utf-8', { fatal: true }).decode(now)
    if (isSmallStep(before, after)) return Buffer.from(now)
    const hasMark = before.startsWith(byteOrderMark)
    const text = merge(hasMark ? before.slice(1) : before, after)
    return Buffer.from(hasMark ? byteOrderMark + text : text)
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof TypeError) return null
    throw error
  }
}

/** Whether lines were only added, or one line without a comment was changed or went: most edits, and no parsing is needed. */
function isSmallStep(old: string, now: string): boolean {
  const most = Math.min(old.length, now.length)
  let start = 0
  while (start < most && old.charCodeAt(start) === now.charCodeAt(start)) start += 1
  start = start === 0 ? 0 : old.lastIndexOf('\n', start - 1) + 1
  let end = 0
  while (end < most - start && old.charCodeAt(old.length - 1 - end) === now.charCodeAt(now.length - 1 - end)) end += 1
  const gone = old.slice(start, old.length - end)
  const come = now.slice(start, now.length - end)
  // A byte order mark or an end of line that Codex changed is in here, too.
  if (/[#\r\ufeff\n]/.test(gone)) return false
  return gone === '' ? old.endsWith('\n') || old === '' : !come.includes('\n') && old.endsWith('\n')
}

/** New statements by the old one (its index, -1 for the start) that they follow. */
interface Additions {
  /** Keys of the same table. */
  readonly keys: Map<number, string[]>
  /** Whole tables, after the last line of the one before. */
  readonly tables: Map<number, string[]>
}

function merge(old: string, now: string): string {
  const newline = prevailingNewline(old)
  const before = statementsOf(old)
  const after = statementsOf(now)
  const kept = new Map(after.map((statement) => [statement.identity, statement]))
  const rows = new Map(before.map((statement, index) => [statement.identity, index]))
  const fresh = after.filter(({ identity }) => !rows.has(identity))
  const { values, absorbed } = respelt(before, kept, after, fresh, now)
  const additions = additionsOf(before, rows, after, absorbed, now, newline)

  // Pieces, not one text: looking at the end of a text that grows costs its whole length each time.
  const pieces: string[] = []
  const add = (piece: string): void => {
    if (piece === '') return
    const last = pieces.at(-1)
    if (last !== undefined && !last.endsWith('\n')) pieces.push(newline)
    pieces.push(piece)
  }
  const afterBlankLine = (): boolean => pieces.length === 0 || /\n\r?\n$/.test(pieces.slice(-2).join('').slice(-3))
  const addNew = (index: number): void => {
    for (const line of additions.keys.get(index) ?? []) add(line)
    for (const line of additions.tables.get(index) ?? []) {
      if (line.startsWith('[') && !afterBlankLine()) add(newline)
      add(line)
    }
  }
  const [head, rest] = beforeFirst(old, before)
  add(head)
  addNew(-1)
  add(rest)
  before.forEach((statement, index) => {
    const previous = before[index - 1]
    const between = previous === undefined ? '' : old.slice(previous.end, statement.start)
    const line = old.slice(statement.start, statement.end)
    const counterpart = kept.get(statement.identity)
    const is =
      values.get(statement.identity) ?? (counterpart && now.slice(counterpart.valueStart, counterpart.valueEnd))
    if (is === undefined) {
      // Deleted. Blank lines right above go with it, as Codex does it; comments stay.
      if (between.includes('#')) add(between)
    } else {
      add(between)
      add(meansSame(old.slice(statement.valueStart, statement.valueEnd), is) ? line : withValue(old, statement, is))
    }
    addNew(index)
  })
  const last = before.at(-1)
  if (last !== undefined) add(old.slice(last.end))
  return pieces.join('')
}

/** What is above the first statement, cut where a new key of the top may stand: before the comment that belongs to what follows. */
function beforeFirst(old: string, before: readonly Statement[]): [string, string] {
  const first = before[0]
  if (first === undefined) return [old, '']
  const above = old.slice(0, first.start)
  const cut = Math.max(above.lastIndexOf('\n\n') + 2, above.lastIndexOf('\n\r\n') + 3)
  return cut < 3 && !above.startsWith('\n\n') ? ['', above] : [above.slice(0, cut), above.slice(cut)]
}

function prevailingNewline(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1
  const carriage = text.split('\r\n').length - 1
  return carriage * 2 > all ? '\r\n' : '\n'
}

/** Whether two texts of values (a header has none) mean the same. */
function meansSame(left: string, right: string): boolean {
  if (left === right) return true
  const read = (text: string): unknown => parse(`v = ${text}`, { integersAsBigInt: true })['v']
  try {
    return sameValue(read(left), read(right))
  } catch {
    return false
  }
}

function withValue(old: string, statement: Statement, value: string): string {
  return old.slice(statement.start, statement.valueStart) + value + old.slice(statement.valueEnd, statement.end)
}

/**
 * Keys that Codex has written in another way: inline tables and dotted keys that it has made sections of. They are written where and
 * how they were. Gives their values as text, and the statements of Codex's that say the same.
 */
function respelt(
  before: readonly Statement[],
  kept: ReadonlyMap<string, Statement>,
  after: readonly Statement[],
  fresh: readonly Statement[],
  now: string,
): { values: Map<string, string>; absorbed: Set<Statement> } {
  const values = new Map<string, string>()
  const absorbed = new Set<Statement>()
  const dotted = new Set<string>()
  const byPath = new Map(fresh.map((statement) => [`${statement.kind}${JSON.stringify(statement.path)}`, statement]))
  for (const { kind, identity, table, path, inElement } of before) {
    // A path doesn't tell the elements of an array of tables apart.
    if (kind !== 'pair' || kept.has(identity) || inElement) continue
    if (table !== '[]' && !kept.has(table)) continue // its header is gone, and with it the place that it could stand in
    const moved = byPath.get(`pair${JSON.stringify(path)}`)
    const made =
      moved === undefined
        ? inlineTable(path, fresh, now)
        : { text: now.slice(moved.valueStart, moved.valueEnd), statements: [moved] }
    if (made === null || moved?.inElement === true) continue
    values.set(identity, made.text)
    for (const one of made.statements) absorbed.add(one)
    for (let end = 1; end < path.length; end += 1) dotted.add(JSON.stringify(path.slice(0, end)))
  }
  // A section whose keys are all back where they were is not needed, and would be one too many beside dotted keys.
  const isNew = new Set(fresh)
  let hasOwn = false
  for (const statement of after.toReversed()) {
    if (statement.kind === 'pair') hasOwn ||= !absorbed.has(statement)
    else {
      if (!hasOwn && isNew.has(statement) && dotted.has(JSON.stringify(statement.path))) absorbed.add(statement)
      hasOwn = false
    }
  }
  return { values, absorbed }
}

function additionsOf(
  before: readonly Statement[],
  rows: ReadonlyMap<string, number>,
  after: readonly Statement[],
  absorbed: ReadonlySet<Statement>,
  now: string,
  newline: string,
): Additions {
  const additions: Additions = { keys: new Map(), tables: new Map() }
  const put = (to: Map<number, string[]>, index: number, line: string): void => {
    const there = to.get(index)
    if (there === undefined) to.set(index, [line])
    else there.push(line)
  }
  let anchor = -1
  let inNewTable = false
  for (const statement of after) {
    const row = rows.get(statement.identity)
    if (row !== undefined) {
      anchor = row
      inNewTable = false
      continue
    }
    if (absorbed.has(statement)) continue
    // The line as it is, but for its end: newlines inside the value belong to the value.
    const line = now.slice(statement.start, statement.end).replace(/\r?\n$/, '') + newline
    if (statement.kind !== 'pair') inNewTable = true
    if (inNewTable) put(additions.tables, tableEnd(before, anchor), line)
    else put(additions.keys, anchor, line)
  }
  return additions
}

/** Index of the last statement of the table that this one is in. */
function tableEnd(before: readonly Statement[], from: number): number {
  let index = from
  while (before[index + 1]?.kind === 'pair') index += 1
  return index
}
