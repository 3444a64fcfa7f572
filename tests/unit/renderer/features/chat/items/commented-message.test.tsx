// A sent message with comments shows each with its code; long ones show their beginning until asked for.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ItemView } from '../../../../../../renderer/features/chat/items/item'
import { composeMessage, type SaidComment } from '../../../../../../renderer/stores/changes/comment-message'
import { sampleItems } from './sample-items'

afterEach(cleanup)

const comment = (words: string): SaidComment => ({
  path: 'src/a\u202E.ts',
  side: 'old',
  from: 2,
  to: 2,
  quote: ['let a = 1'],
  source: 'Unstaged changes',
  outdated: false,
  words,
})

const draw = (text: string) =>
  render(
    <ItemView
      item={{ ...sampleItems.userMessage, content: [{ type: 'text', text, text_elements: [] }] }}
      live={false}
      projectId="p"
      threadId="t"
      root={null}
    />,
  )

it('shows the words, the place, the code and what was said', () => {
  const { container } = draw(composeMessage('Look:', [comment('Why?')]))
  expect(screen.getByTestId('sent-comment').textContent).toMatch(
    /src\/a\\u\{202e\}\.ts:2Unstaged changes · before the changelet a = 1Why\?/,
  )
  expect(container.textContent).not.toContain('###')
  expect(container.textContent).toContain('Look:')
})

it('shows the first of many until the whole is asked for', () => {
  draw(
    composeMessage(
      '',
      Array.from({ length: 30 }, (_, at) => comment(`Number ${at}`)),
    ),
  )
  expect(screen.getAllByTestId('sent-comment')).toHaveLength(8)
  fireEvent.click(screen.getByRole('button', { name: /Show the whole message/ }))
  expect(screen.getAllByTestId('sent-comment')).toHaveLength(30)
})

it('leaves a message alone that only looks like one', () => {
  const { container } = draw('Comments on 1 place in the code:\n\n### nothing')
  expect(container.textContent).toContain('### nothing')
})
