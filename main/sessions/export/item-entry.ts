// What each kind of thread item becomes in an export. Types that are not known here, or known ones with other fields than
// expected, still come out: with what they hold as JSON.
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import type { Block, BlockMaker, Entry } from './blocks'
import { asText, isFields, listField, numberField, textField, textsField, type Fields } from './fields'
import { contentBlocks, inputBlocks } from './item-content'

type EntryParts = Partial<Entry> & Pick<Entry, 'kind' | 'title'>

/** The entry of an item of any type; null for one that has nothing to show. */
export function itemEntry(item: ThreadItem, make: BlockMaker): Entry | null {
  const fields: Fields = { ...item }
  const parts = known(item.type, fields, make) ?? unknownItem(fields, make)
  if (parts.blocks?.length === 0 && (parts.kind === 'user' || parts.kind === 'agent')) return null
  const status = parts.status ?? statusOf(fields)
  return { blocks: [], failed: isFailure(fields), ...parts, status }
}

function known(type: ThreadItem['type'], fields: Fields, make: BlockMaker): EntryParts | null {
  switch (type) {
    case 'userMessage':
      return { kind: 'user', title: 'You', blocks: inputBlocks(listField(fields, 'content'), make) }
    case 'agentMessage':
      return { kind: 'agent', title: 'Codex', blocks: [...prose(fields, 'text', make), ...questions(fields, make)] }
    case 'plan':
      return { kind: 'agent', title: 'Plan', blocks: prose(fields, 'text', make) }
    case 'reasoning': {
      const summary = textsField(fields, 'summary')
      const texts = summary.length > 0 ? summary : textsField(fields, 'content')
      return { kind: 'detail', title: 'Reasoning', blocks: texts.map((text) => make.prose(text)) }
    }
    case 'hookPrompt': {
      const texts = listField(fields, 'fragments').map((part) => (isFields(part) ? textField(part, 'text') : ''))
      return { kind: 'detail', title: 'Hook', blocks: texts.map((text) => make.plain(text)) }
    }
    case 'commandExecution':
      return command(fields, make)
    case 'fileChange':
      return fileChange(fields, make)
    case 'mcpToolCall':
      return toolCall(`${textField(fields, 'server')}: ${textField(fields, 'tool')}`, fields, make)
    case 'dynamicToolCall':
      return toolCall(textField(fields, 'tool'), fields, make)
    case 'functionCallOutput': {
      const blocks = contentBlocks(fields['output'], make)
      return { kind: 'detail', title: `Output of ${make.line(textField(fields, 'name'))}`, blocks }
    }
    case 'collabAgentToolCall':
      return collab(fields, make)
    case 'subAgentActivity':
      return note(`Sub-agent ${textField(fields, 'agentPath')}: ${textField(fields, 'kind')}`, make)
    case 'webSearch':
      return webSearch(fields, make)
    case 'imageView':
      return { kind: 'note', title: 'Looked at a picture', blocks: [make.image(textField(fields, 'path'))] }
    case 'imageGeneration':
      return imageGeneration(fields, make)
    case 'sleep':
      return note(`Waited ${duration(numberField(fields, 'durationMs') ?? 0)}`, make)
    case 'enteredReviewMode':
      return note(`Review started: ${textField(fields, 'review')}`, make)
    case 'exitedReviewMode':
      return { kind: 'agent', title: 'Review', blocks: prose(fields, 'review', make) }
    case 'contextCompaction':
      return note('The context was compacted here.', make)
    default:
      return nothingKnown(type)
  }
}

/** The compiler holds that every known type has its case; at run time a newer Codex may send others. */
function nothingKnown(_type: never): null {
  return null
}

function unknownItem(fields: Fields, make: BlockMaker): EntryParts {
  const blocks = [make.code('', 'json', asText(fields))]
  return { kind: 'detail', title: make.line(textField(fields, 'type')) || 'Unnamed item', blocks }
}

function command(fields: Fields, make: BlockMaker): EntryParts {
  const text = textField(fields, 'command')
  const cwd = textField(fields, 'cwd')
  const output = textField(fields, 'aggregatedOutput')
  const exit = numberField(fields, 'exitCode')
  const status = [exit === null ? '' : `exit ${exit}`, statusOf(fields)].filter((part) => part !== '').join(', ')
  const blocks: Block[] = [make.code('', 'sh', text)]
  if (cwd !== '') blocks.push(make.note(`in ${cwd}`))
  if (output !== '') blocks.push(make.code('Output', '', output))
  return { kind: 'detail', title: `Command: ${make.line(text, 120)}`, status, blocks }
}

function fileChange(fields: Fields, make: BlockMaker): EntryParts {
  const changes = listField(fields, 'changes').filter(isFields)
  const blocks = changes.map((change): Block => {
    const kind = isFields(change['kind']) ? change['kind'] : {}
    const moved = textField(kind, 'move_path')
    const label = `${verbs[textField(kind, 'type')] ?? 'changed'} ${textField(change, 'path')}${moved === '' ? '' : ` → ${moved}`}`
    // An added file comes as its content, a changed one as hunks.
    return make.code(label, textField(kind, 'type') === 'update' ? 'diff' : '', textField(change, 'diff'))
  })
  const paths = changes.map((change) => textField(change, 'path').split(/[\\/]/).at(-1) ?? '')
  const title = paths.length === 1 ? `File change: ${make.line(paths[0] ?? '')}` : `${paths.length} file changes`
  return { kind: 'detail', title, blocks }
}

const verbs: Readonly<Record<string, string>> = { add: 'added', delete: 'deleted', update: 'changed' }

function toolCall(name: string, fields: Fields, make: BlockMaker): EntryParts {
  const result = fields['result']
  const error = fields['error']
  const blocks: Block[] = [make.code('Arguments', 'json', asText(fields['arguments'] ?? null))]
  if (isFields(result)) blocks.push(...contentBlocks(result['content'], make))
  blocks.push(...contentBlocks(fields['contentItems'], make))
  if (isFields(error)) blocks.push(make.note(`Error: ${textField(error, 'message')}`))
  return { kind: 'detail', title: `Tool: ${make.line(name, 120)}`, blocks }
}

function collab(fields: Fields, make: BlockMaker): EntryParts {
  const blocks: Block[] = [make.note(`Agents: ${textsField(fields, 'receiverThreadIds').join(', ') || 'none'}`)]
  if (textField(fields, 'prompt') !== '') blocks.push(make.plain(textField(fields, 'prompt')))
  const states = fields['agentsStates']
  for (const [id, state] of Object.entries(isFields(states) ? states : {})) {
    if (!isFields(state)) continue
    const message = textField(state, 'message')
    blocks.push(make.note(`${id}: ${textField(state, 'status')}${message === '' ? '' : `, ${message}`}`))
  }
  return { kind: 'detail', title: `Sub-agent: ${make.line(textField(fields, 'tool'))}`, blocks }
}

function webSearch(fields: Fields, make: BlockMaker): EntryParts {
  const action = isFields(fields['action']) ? fields['action'] : {}
  const what = textField(fields, 'query') || textField(action, 'query') || textField(action, 'url')
  const results = fields['results']
  const blocks = Array.isArray(results) && results.length > 0 ? [make.code('Results', 'json', asText(results))] : []
  return { kind: blocks.length > 0 ? 'detail' : 'note', title: `Web search: ${make.line(what)}`, blocks }
}

function imageGeneration(fields: Fields, make: BlockMaker): EntryParts {
  const result = textField(fields, 'result')
  const path = textField(fields, 'savedPath')
  const blocks: Block[] = []
  // The picture comes as bare base64.
  if (result !== '') blocks.push(make.image(`data:image/png;base64,${result}`, 'Generated picture'))
  if (path !== '') blocks.push(make.image(path, 'Generated picture'))
  const prompt = textField(fields, 'revisedPrompt')
  if (prompt !== '') blocks.push(make.plain(prompt))
  return { kind: 'detail', title: 'Generated a picture', blocks }
}

function note(title: string, make: BlockMaker): EntryParts {
  return { kind: 'note', title: make.line(title), status: '' }
}

function prose(fields: Fields, name: string, make: BlockMaker): Block[] {
  const text = textField(fields, name)
  return text.trim() === '' ? [] : [make.prose(text)]
}

function questions(fields: Fields, make: BlockMaker): Block[] {
  return listField(fields, 'questions')
    .filter(isFields)
    .map((question) => {
      const options = textsField(question, 'options').join(' / ')
      return make.note(`Asked: ${textField(question, 'title')}${options === '' ? '' : ` (${options})`}`)
    })
}

function statusOf(fields: Fields): string {
  const status = textField(fields, 'status')
  const took = numberField(fields, 'durationMs')
  const words = status === 'inProgress' ? 'not finished' : status === 'completed' ? '' : status.slice(0, 40)
  return [words, took === null ? '' : duration(took)].filter((part) => part !== '').join(', ')
}

function isFailure(fields: Fields): boolean {
  const exit = numberField(fields, 'exitCode')
  return ['failed', 'declined'].includes(textField(fields, 'status')) || (exit !== null && exit !== 0)
}

/** "0.4 s", "12 s", "3 min 5 s". */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
