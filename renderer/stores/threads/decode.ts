// Lenient reading of what Codex sends: only the fields in use, and nothing that is missing or of another kind than
// expected throws. Values of a known item type are given the arrays and texts that views rely on.
import { isKnownItem, type Item, type ItemType } from './model'

export type Fields = Record<string, unknown>

/** The value as an object to look into; empty when it is none. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function textIn(object: Fields, name: string): string | null {
  const value = object[name]
  return typeof value === 'string' ? value : null
}

export function numberIn(object: Fields, name: string): number | null {
  const value = object[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function listIn(object: Fields, name: string): unknown[] {
  const value = object[name]
  return Array.isArray(value) ? value : []
}

type Kind = 'text' | 'list' | 'textList' | 'object' | 'objectList' | 'status'

/** Fields that the views read without asking, per known type. All others are drawn only where they are present. */
const relied: Record<ItemType, Record<string, Kind>> = {
  userMessage: { content: 'objectList' },
  hookPrompt: { fragments: 'objectList' },
  agentMessage: { text: 'text' },
  functionCallOutput: { name: 'text' },
  plan: { text: 'text' },
  reasoning: { summary: 'textList', content: 'textList' },
  commandExecution: { command: 'text', cwd: 'text', commandActions: 'objectList', status: 'status' },
  fileChange: { changes: 'objectList', status: 'status' },
  mcpToolCall: { server: 'text', tool: 'text', status: 'status' },
  dynamicToolCall: { tool: 'text', status: 'status' },
  collabAgentToolCall: { tool: 'text', status: 'status', receiverThreadIds: 'textList', agentsStates: 'object' },
  subAgentActivity: { kind: 'text', agentPath: 'text', agentThreadId: 'text' },
  webSearch: { query: 'text' },
  imageView: { path: 'text' },
  sleep: {},
  imageGeneration: { status: 'status' },
  enteredReviewMode: { review: 'text' },
  exitedReviewMode: { review: 'text' },
  contextCompaction: {},
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

function mended(value: unknown, kind: Kind): unknown {
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? value : ''
    case 'status':
      return typeof value === 'string' ? value : 'inProgress'
    case 'list':
      return Array.isArray(value) ? value : []
    case 'textList':
      return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
    case 'objectList':
      return Array.isArray(value) ? value.filter(isObject) : []
    case 'object':
      return isObject(value) ? value : {}
    default:
      return kind satisfies never
  }
}

function mendedChange(change: unknown): Fields {
  const read = fields(change)
  const kind = fields(read['kind'])
  return {
    ...read,
    path: textIn(read, 'path') ?? '',
    diff: textIn(read, 'diff') ?? '',
    kind: typeof kind['type'] === 'string' ? kind : { type: 'update', move_path: null },
  }
}

/** An item as Codex sent it, unknown kinds included. Null when it has no id or no type: it can be neither kept nor drawn. */
export function readItem(value: unknown): Item | null {
  const read = fields(value)
  const id = textIn(read, 'id')
  const type = textIn(read, 'type')
  if (id === null || type === null) return null
  const item: Item = { ...read, id, type }
  if (!isKnownItem(item)) return item
  const filled: Fields = { ...read }
  for (const [name, kind] of Object.entries(relied[item.type])) filled[name] = mended(filled[name], kind)
  if (item.type === 'fileChange') filled['changes'] = listIn(filled, 'changes').map(mendedChange)
  // The one parsed boundary of items: after this, a known type has what its views rely on.
  return filled as unknown as Item
}

/** File changes as item/fileChange/patchUpdated brings them. */
export function readChanges(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(mendedChange) : []
}
