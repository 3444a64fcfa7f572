// The transcript as a flat list of rows, which is what the virtual list scrolls over. Pure: turns in, rows out.
import { isReviewEcho, isReviewTurn } from '../../stores/threads/review-turn'
import { isItem, type Item, type ItemOf, type ThreadNotice, type TurnState } from '../../stores/threads/model'

export type CommandItem = ItemOf<'commandExecution'>

export type Row =
  | { kind: 'item'; key: string; turn: TurnState; item: Item; live: boolean }
  /** Finished look-around commands that follow one another, drawn as one quiet line. */
  | { kind: 'exploration'; key: string; turn: TurnState; items: readonly CommandItem[] }
  /** The step list that Codex keeps through `turn/plan/updated`. */
  | { kind: 'plan'; key: string; turn: TurnState }
  /** A sentence from Codex that is no item. */
  | { kind: 'notice'; key: string; notice: ThreadNotice }
  /** Always the last row of a turn: its running state or how it ended. */
  | { kind: 'foot'; key: string; turn: TurnState; last: boolean }

/** A finished, successful command all of whose parsed actions only read, list or search. */
export function isExploration(item: Item): item is CommandItem {
  if (!isItem(item, 'commandExecution') || item.commandActions.length === 0) return false
  if (item.status !== 'completed' || (typeof item.exitCode === 'number' && item.exitCode !== 0)) return false
  return item.commandActions.every(({ type }) => type === 'read' || type === 'listFiles' || type === 'search')
}

/** Reasoning that came without a word is not worth a row. */
function isEmptyReasoning(item: Item): boolean {
  return isItem(item, 'reasoning') && ![...item.summary, ...item.content].some((part) => part.trim() !== '')
}

const rowsOfTurn = new WeakMap<TurnState, Row[]>()

/** The rows of one turn, remembered for as long as the turn keeps its identity. */
function rowsOf(turn: TurnState): Row[] {
  const remembered = rowsOfTurn.get(turn)
  if (remembered) return remembered
  const rows: Row[] = []
  const isReview = isReviewTurn(turn)
  let run: CommandItem[] = []
  const endRun = (): void => {
    const [first] = run
    if (!first) return
    if (run.length === 1) rows.push({ kind: 'item', key: `${turn.id}/${first.id}`, turn, item: first, live: false })
    else rows.push({ kind: 'exploration', key: `${turn.id}/${first.id}`, turn, items: run })
    run = []
  }
  for (const item of turn.items) {
    const live = turn.live.has(item.id)
    if (isEmptyReasoning(item) || (isReview && isReviewEcho(turn, item))) continue
    if (!live && isExploration(item)) {
      run.push(item)
      continue
    }
    endRun()
    rows.push({ kind: 'item', key: `${turn.id}/${item.id}`, turn, item, live })
  }
  endRun()
  if (turn.plan && turn.plan.plan.length > 0) rows.push({ kind: 'plan', key: `${turn.id}/:plan`, turn })
  rowsOfTurn.set(turn, rows)
  return rows
}

/**
 * All rows of a thread, oldest first. A turn always ends with its foot; notices stand before the foot of their turn,
 * those of no turn at the end.
 */
export function rowsOfThread(turns: readonly TurnState[], notices: readonly ThreadNotice[] = []): Row[] {
  const rows: Row[] = []
  const placed = new Set<string>()
  const noticeRow = (notice: ThreadNotice): void => {
    placed.add(notice.id)
    rows.push({ kind: 'notice', key: `:notice/${notice.id}`, notice })
  }
  turns.forEach((turn, index) => {
    for (const row of rowsOf(turn)) rows.push(row)
    for (const notice of notices) if (notice.turnId === turn.id) noticeRow(notice)
    rows.push({ kind: 'foot', key: `${turn.id}/:foot`, turn, last: index === turns.length - 1 })
  })
  for (const notice of notices) if (!placed.has(notice.id)) noticeRow(notice)
  return rows
}

/** What a run of look-around commands did: "Read 3 files, searched 2 times, listed 1 folder". */
export function exploredWords(items: readonly CommandItem[]): string {
  let reads = 0
  let searches = 0
  let lists = 0
  for (const item of items) {
    for (const action of item.commandActions) {
      if (action.type === 'read') reads += 1
      else if (action.type === 'search') searches += 1
      else if (action.type === 'listFiles') lists += 1
    }
  }
  const parts = [
    reads > 0 ? `read ${count(reads, 'file')}` : '',
    searches > 0 ? `searched ${count(searches, 'time')}` : '',
    lists > 0 ? `listed ${count(lists, 'folder')}` : '',
  ].filter((part) => part !== '')
  const sentence = parts.join(', ')
  return sentence === '' ? 'Looked around' : sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
