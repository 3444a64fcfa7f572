// What of an item is looked at when words are searched for.
import { describe, expect, it } from 'vitest'
import { wordsOfItem } from '../../../../../renderer/features/chat/item-words'
import { readItem } from '../../../../../renderer/stores/threads/decode'
import type { ItemType } from '../../../../../renderer/stores/threads/model'
import { sampleItems } from './items/sample-items'

/** What a reader sees or unfolds of each sample, and so expects to find. */
const seen: Record<ItemType, readonly string[]> = {
  userMessage: ['Make it faster'],
  hookPrompt: ['Be brief'],
  agentMessage: ['I will look'],
  functionCallOutput: ['lookup', 'found'],
  plan: ['1. Measure'],
  reasoning: ['Looking at the parser', 'It is slow.'],
  commandExecution: ['npm test', 'ok\n'],
  fileChange: ['/srv/app/src/parser.ts', '-slow\n+fast'],
  mcpToolCall: ['docs', 'search', 'virtua', 'three pages'],
  dynamicToolCall: ['find', 'Ada'],
  collabAgentToolCall: ['Review it'],
  subAgentActivity: ['/root/reviewer'],
  webSearch: ['virtua', 'https://example.org/virtua'],
  imageView: ['/srv/app/shot.png'],
  sleep: ['3000'],
  imageGeneration: ['A deck'],
  enteredReviewMode: ['uncommitted changes'],
  exitedReviewMode: ['All good'],
  contextCompaction: [],
}

describe('the words of an item', () => {
  it.each(Object.entries(sampleItems))('of kind %s hold what is shown of it', (type, item) => {
    const words = wordsOfItem(item)
    for (const part of seen[type as ItemType]) expect(words).toContain(part)
  })

  it('hold both the summary and the content of reasoning', () => {
    expect(wordsOfItem({ ...sampleItems.reasoning, summary: ['one', 'two'], content: ['three'] })).toBe(
      'one\ntwo\nthree',
    )
  })

  it('are those of all text parts of a message, and of no picture', () => {
    const content = [
      { type: 'text' as const, text: 'first', text_elements: [] },
      { type: 'image' as const, url: 'data:image/png;base64,SECRET' },
      { type: 'text' as const, text: 'second', text_elements: [] },
    ]
    expect(wordsOfItem({ ...sampleItems.userMessage, content })).toBe('first\nsecond')
  })

  it('do not say "null" where something is missing', () => {
    const bare = { ...sampleItems.mcpToolCall, arguments: null, result: null, error: null }
    expect(wordsOfItem(bare).trim()).toBe('docs\nsearch')
    expect(wordsOfItem({ ...sampleItems.commandExecution, aggregatedOutput: null })).not.toContain('null')
    expect(wordsOfItem({ ...sampleItems.dynamicToolCall, arguments: null, contentItems: null }).trim()).toBe('find')
  })

  it('hold why a tool failed', () => {
    expect(wordsOfItem({ ...sampleItems.mcpToolCall, error: { message: 'no such page' } })).toContain('no such page')
  })

  it('of a kind that nobody knows are its raw form', () => {
    expect(wordsOfItem({ type: 'hologram', id: 'h', shows: { inside: 'a whale' } })).toContain('a whale')
  })

  it.each(Object.keys(sampleItems))('of a %s with wrong fields are still words', (type) => {
    const broken = {
      type,
      id: 'x',
      text: 5,
      content: [null, 7, {}],
      fragments: [{}],
      changes: ['x', {}],
      summary: 'no',
    }
    const item = readItem(broken)
    if (item === null) throw new Error('an item with an id is kept')
    expect(typeof wordsOfItem(item)).toBe('string')
    expect(wordsOfItem(item)).not.toContain('[object Object]')
  })
})
