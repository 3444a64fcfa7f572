// What item notifications do to a turn: started, completed, and every kind of delta. Pure.
import { appendOutput, capOutput } from './command-output'
import { numberIn, readChanges, textIn, type Fields } from './decode'
import { isItem, type Item, type ItemOf, type ItemType, type TurnState } from './model'
import * as placeholder from './placeholder'
import { placeOf, putItem, withLive } from './turn-edits'

/** Text that came by deltas outlives a started item that is still empty; there is no guessing about overlaps. */
function keepStreamed(before: Item | undefined, item: Item): Item {
  if (before === undefined || before.type !== item.type) return item
  if (
    (isItem(before, 'agentMessage') && isItem(item, 'agentMessage')) ||
    (isItem(before, 'plan') && isItem(item, 'plan'))
  )
    return item.text === '' ? { ...item, text: before.text } : item
  if (isItem(before, 'reasoning') && isItem(item, 'reasoning')) {
    const summary = item.summary.length === 0 ? before.summary : item.summary
    return { ...item, summary, content: item.content.length === 0 ? before.content : item.content }
  }
  if (isItem(before, 'commandExecution') && isItem(item, 'commandExecution'))
    return item.aggregatedOutput === null ? { ...item, aggregatedOutput: before.aggregatedOutput } : item
  if (isItem(before, 'fileChange') && isItem(item, 'fileChange'))
    return item.changes.length === 0 ? { ...item, changes: before.changes } : item
  return item
}

function capped(item: Item): Item {
  if (!isItem(item, 'commandExecution') || item.aggregatedOutput === null) return item
  if (typeof item.aggregatedOutput !== 'string') return { ...item, aggregatedOutput: null }
  const aggregatedOutput = capOutput(item.aggregatedOutput)
  return aggregatedOutput === item.aggregatedOutput ? item : { ...item, aggregatedOutput }
}

/** item/started. A second one, or one that comes after item/completed, changes nothing that is finished. */
export function startItem(turn: TurnState, item: Item): TurnState {
  const place = placeOf(turn, item)
  const before = turn.items[place]
  if (before !== undefined && before.id === item.id && !turn.live.has(item.id)) return turn
  const open = isItem(item, 'userMessage') ? withoutHalfSaid(turn) : turn
  const live = turn.status === 'inProgress' ? withLive(open, item.id, true) : turn.live
  return { ...turn, items: putItem(turn, place, keepStreamed(before, capped(item))), live, retry: null }
}

/**
 * A steered message makes Codex drop the answer under way, without an item/completed for it: what was half said then is
 * not live any more. (Measured; a running command goes on and completes.)
 */
function withoutHalfSaid(turn: TurnState): TurnState {
  const said: readonly string[] = ['agentMessage', 'reasoning', 'plan']
  const halfSaid = turn.items.filter((item) => turn.live.has(item.id) && said.includes(item.type))
  return halfSaid.reduce((open, item) => ({ ...open, live: withLive(open, item.id, false) }), turn)
}

/** item/completed: Codex's last word on the item. */
export function completeItem(turn: TurnState, item: Item): TurnState {
  const place = placeOf(turn, item)
  const before = turn.items[place]
  const kept = isItem(item, 'commandExecution') ? keepStreamed(before, capped(item)) : item
  return { ...turn, items: putItem(turn, place, kept), live: withLive(turn, item.id, false), retry: null }
}

/** Changes a live item of one type, or makes it. A delta for a finished item, or for one of another type, is dropped. */
function grow<T extends ItemType>(
  turn: TurnState,
  itemId: string,
  type: T,
  make: (id: string) => ItemOf<T>,
  change: (item: ItemOf<T>) => Item,
): TurnState {
  const place = turn.items.findLastIndex((item) => item.id === itemId)
  const before = turn.items[place]
  if (before === undefined) {
    const items = putItem(turn, -1, change(make(itemId)))
    return {
      ...turn,
      items,
      live: turn.status === 'inProgress' ? withLive(turn, itemId, true) : turn.live,
      retry: null,
    }
  }
  if (!turn.live.has(itemId) || !isItem(before, type)) return turn
  return { ...turn, items: putItem(turn, place, change(before)), retry: null }
}

/** Far beyond any real number of reasoning parts; keeps a bad index from making a giant array. */
const mostParts = 1000

function appendPart(parts: readonly string[], index: number | null, delta: string): string[] {
  const grown = [...parts]
  const place = Math.min(Math.max(Math.trunc(index ?? grown.length - 1), 0), mostParts)
  while (grown.length <= place) grown.push('')
  grown[place] = (grown[place] ?? '') + delta
  return grown
}

/** Everything under `item/` but started and completed. Null when the method is none that changes an item. */
export function applyDelta(method: string, turn: TurnState, itemId: string, params: Fields): TurnState | null {
  const delta = textIn(params, 'delta') ?? ''
  switch (method) {
    case 'item/agentMessage/delta':
      return grow(turn, itemId, 'agentMessage', placeholder.agentMessage, (item) => ({
        ...item,
        text: item.text + delta,
      }))
    case 'item/plan/delta':
      return grow(turn, itemId, 'plan', placeholder.plan, (item) => ({ ...item, text: item.text + delta }))
    case 'item/reasoning/summaryPartAdded':
      return grow(turn, itemId, 'reasoning', placeholder.reasoning, (item) => ({
        ...item,
        summary: appendPart(item.summary, numberIn(params, 'summaryIndex'), ''),
      }))
    case 'item/reasoning/summaryTextDelta':
      return grow(turn, itemId, 'reasoning', placeholder.reasoning, (item) => ({
        ...item,
        summary: appendPart(item.summary, numberIn(params, 'summaryIndex'), delta),
      }))
    case 'item/reasoning/textDelta':
      return grow(turn, itemId, 'reasoning', placeholder.reasoning, (item) => ({
        ...item,
        content: appendPart(item.content, numberIn(params, 'contentIndex'), delta),
      }))
    case 'item/commandExecution/outputDelta':
      return grow(turn, itemId, 'commandExecution', placeholder.commandExecution, (item) => ({
        ...item,
        aggregatedOutput: appendOutput(item.aggregatedOutput, delta),
      }))
    case 'item/fileChange/patchUpdated':
      return grow(turn, itemId, 'fileChange', placeholder.fileChange, (item) => ({
        ...item,
        // readChanges has given each entry the three fields of Codex's own type.
        changes: readChanges(params['changes']) as unknown as ItemOf<'fileChange'>['changes'],
      }))
    case 'item/mcpToolCall/progress': {
      const place = turn.items.findLastIndex((item) => item.id === itemId)
      const item = turn.items[place]
      if (item === undefined || !turn.live.has(itemId)) return turn
      return { ...turn, items: turn.items.with(place, { ...item, progress: textIn(params, 'message') ?? '' }) }
    }
    default:
      return null
  }
}

/** What an MCP call said last about its progress. */
export function progressOf(item: Item): string | null {
  return 'progress' in item && typeof item.progress === 'string' ? item.progress : null
}
