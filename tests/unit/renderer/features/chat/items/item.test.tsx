// Every kind of item is drawn as what it is; unknown and broken ones are drawn raw, none is dropped.
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ItemView } from '../../../../../../renderer/features/chat/items/item'
import { readItem } from '../../../../../../renderer/stores/threads/decode'
import type { Item, ItemOf, ItemType } from '../../../../../../renderer/stores/threads/model'
import { sampleItems } from './sample-items'

afterEach(cleanup)

function draw(item: Item, live = false) {
  render(<ItemView item={item} live={live} projectId="p" threadId="t" root="/srv/app" />)
  return screen.getByTestId('item')
}

const command = (part: Partial<ItemOf<'commandExecution'>>): Item => ({ ...sampleItems.commandExecution, ...part })
const fileChange = (part: Partial<ItemOf<'fileChange'>>): Item => ({ ...sampleItems.fileChange, ...part })

/** Words by which a reader knows each kind. */
const telling: Record<ItemType, RegExp> = {
  userMessage: /Make it faster/,
  hookPrompt: /hook added instructions/i,
  agentMessage: /I will look/,
  functionCallOutput: /Output of.*lookup/,
  plan: /Proposed plan/,
  reasoning: /Looking at the parser/,
  commandExecution: /npm test/,
  fileChange: /Edited.*src\/parser\.ts.*\+1.*−1/,
  mcpToolCall: /docs.*search/,
  dynamicToolCall: /crm\.find/,
  collabAgentToolCall: /Started a sub-agent/,
  subAgentActivity: /reviewer.*started/,
  webSearch: /Searched the web for virtua/,
  imageView: /Looked at the image.*shot\.png/,
  sleep: /Waited 3\.0 s/,
  imageGeneration: /Made an image/,
  enteredReviewMode: /Review started/,
  exitedReviewMode: /All good/,
  contextCompaction: /Conversation compacted/,
}

describe('an item', () => {
  it.each(Object.values(sampleItems))('of type $type is drawn as what it is', (item) => {
    const drawn = draw(item)
    expect(drawn.dataset['itemType']).toBe(item.type)
    expect(drawn.dataset['live']).toBe('false')
    expect(drawn.textContent).toMatch(telling[item.type])
  })

  it.each(Object.values(sampleItems))('of type $type opens without failing', (item) => {
    const drawn = draw(item)
    for (const button of within(drawn).queryAllByRole('button', { expanded: false })) fireEvent.click(button)
    expect(drawn.textContent).not.toMatch(/could not be drawn/)
  })

  it.each(Object.keys(sampleItems))('of type %s with nothing but its id is drawn all the same', (type) => {
    const item = readItem({ type, id: 'bare' })
    if (!item) throw new Error('not read')
    const drawn = draw(item)
    expect(drawn.dataset['itemId']).toBe('bare')
    expect(drawn.textContent).not.toMatch(/could not be drawn/)
  })

  it('of an unknown type shows its name, its facts and its raw form on demand', () => {
    const drawn = draw({ type: 'holoDeck', id: 'x1', program: 'Sherlock', depth: 3 })
    expect(drawn.textContent).toMatch(/holoDeck.*program: Sherlock.*depth: 3/)
    fireEvent.click(within(drawn).getByRole('button', { expanded: false }))
    expect(drawn.textContent).toContain('"program": "Sherlock"')
  })

  it('whose view fails is drawn raw instead of taking the page along', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const spoiled: Item = { type: 'userMessage', id: 'x2', content: 7 }
    expect(draw(spoiled).textContent).toMatch(/userMessage.*shown raw/)
  })
})

describe('a command', () => {
  it('that failed is open, with its exit code', () => {
    const drawn = draw(command({ status: 'failed', exitCode: 2, aggregatedOutput: 'no such test' }))
    expect(drawn.textContent).toMatch(/exit 2/)
    expect(drawn.textContent).toContain('no such test')
  })

  it('that was declined says so and is not drawn as done', () => {
    expect(draw(command({ status: 'declined', exitCode: null })).textContent).toContain('declined')
  })

  it('that runs shows its output', () => {
    const drawn = draw(command({ status: 'inProgress', exitCode: null, aggregatedOutput: 'step 1\n' }), true)
    expect(drawn.textContent).toMatch(/running/)
    expect(drawn.textContent).toContain('step 1')
  })

  it('left in progress by a dead server is not called running', () => {
    expect(draw(command({ status: 'inProgress', exitCode: null })).textContent).toContain('did not finish')
  })
})

describe('a file change', () => {
  it('that was declined is not said to have happened', () => {
    const drawn = draw(fileChange({ status: 'declined' }))
    expect(drawn.textContent).toMatch(/Edit src\/parser\.ts/)
    expect(drawn.textContent).toContain('declined')
  })

  it('of a new file counts its raw lines', () => {
    const drawn = draw(fileChange({ changes: [{ path: 'a.txt', kind: { type: 'add' }, diff: 'one\ntwo\n' }] }))
    expect(drawn.textContent).toMatch(/Added a\.txt.*\+2.*−0/)
  })
})

describe('images', () => {
  it('from a remote address are never loaded', () => {
    const drawn = draw({
      ...sampleItems.userMessage,
      content: [{ type: 'image', url: 'https://tracker.example/pixel.png' }],
    })
    expect(drawn.querySelector('img')).toBeNull()
    expect(drawn.textContent).toContain('https://tracker.example/pixel.png')
  })

  it('of type svg are not drawn', () => {
    const drawn = draw({ ...sampleItems.userMessage, content: [{ type: 'image', url: 'data:image/svg+xml,<svg/>' }] })
    expect(drawn.querySelector('img')).toBeNull()
  })

  it('sent as png data are drawn', () => {
    const drawn = draw({ ...sampleItems.userMessage, content: [{ type: 'image', url: 'data:image/png;base64,AAAA' }] })
    expect(drawn.querySelector('img')?.getAttribute('src')).toBe('data:image/png;base64,AAAA')
  })
})
