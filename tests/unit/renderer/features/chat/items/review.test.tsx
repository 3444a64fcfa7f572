// A review in the chat: running, failed, in words, as findings that can be mended, dismissed and gone to.
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ItemView } from '../../../../../../renderer/features/chat/items/item'
import { useReview } from '../../../../../../renderer/stores/changes/review'
import { useChosen } from '../../../../../../renderer/stores/changes/chosen'
import { emptyThread, type Item } from '../../../../../../renderer/stores/threads/model'
import { newTurn } from '../../../../../../renderer/stores/threads/turn-edits'
import { useThreads } from '../../../../../../renderer/stores/threads/threads'
import { fakeDeck } from '../../../stores/fake-deck'

const entered = { type: 'enteredReviewMode', id: 'in', review: "changes against 'main'" }
const exited = (review: string): Item => ({ type: 'exitedReviewMode', id: 'out', review })
const found = exited(
  'Mostly fine.\n\nFull review comments:\n\n- [P1] Off by\u202Eone — /srv/app/src/a.ts:7-9\n  It **stops**.\n\n- Other — /etc/b.ts:1-1',
)

function draw(item: Item, status: 'inProgress' | 'completed' = 'completed', items: Item[] = [entered, item]) {
  useThreads.setState({ threads: { t: { ...emptyThread('p', 't'), turns: [{ ...newTurn('r'), status, items }] } } })
  return render(<ItemView item={item} live={false} projectId="p" threadId="t" root="/srv/app" />)
}

beforeEach(() => useReview.setState({ asking: null, dismissed: {} }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('runs, and says that it can change nothing', () => {
  const { container } = draw(entered, 'inProgress', [entered])
  expect(container.textContent).toMatch(/Reviewing changes against 'main'.*can change nothing/)
})

it('is over once it has said something', () => {
  const { container } = draw(entered, 'inProgress', [entered, found])
  expect(container.textContent).toMatch(/Review started/)
})

it('without a result offers another', () => {
  draw(exited('Reviewer failed to output a response.'))
  fireEvent.click(screen.getByRole('button', { name: 'Review again…' }))
  expect(useReview.getState().asking).toEqual({ projectId: 'p', threadId: 't' })
})

it('shows each finding with priority, place and words, and everything hidden in them', () => {
  draw(found)
  const [first, second] = screen.getAllByTestId('finding')
  expect(first?.textContent).toMatch(/P1.*U\+202E.*src\/a\.ts:7-9.*It .*stops/)
  // Outside the folder there is nothing to go to.
  expect(within(second ?? document.body).queryByRole('button', { name: /b\.ts/ })).toBeNull()
  expect(screen.getByText('Mostly fine.')).toBeTruthy()
})

it('leads to the line in the changes that it looked at', () => {
  draw(found)
  fireEvent.click(screen.getByRole('button', { name: 'src/a.ts:7-9' }))
  expect(useChosen.getState().choices['t']).toEqual({ kind: 'branch', base: 'main' })
  expect(useChosen.getState().goTo).toEqual({ path: 'src/a.ts', line: 9, side: 'new' })
})

it('has one finding mended, or those that were picked', async () => {
  const deck = fakeDeck()
  useThreads.setState({ threads: {} })
  draw(found)
  const running = { ...emptyThread('p', 't'), runningTurnId: 'x', turns: [newTurn('x')] }
  useThreads.setState({ threads: { t: running } })
  fireEvent.click(screen.getAllByRole('button', { name: 'Fix this' })[1] ?? document.body)
  await waitFor(() => expect(deck.of('turn/steer')).toHaveLength(1))
  expect(JSON.stringify(deck.of('turn/steer')[0])).toMatch(/Fix this finding.*Other/)
  for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box)
  fireEvent.click(screen.getByRole('button', { name: 'Fix selected (2)' }))
  await waitFor(() => expect(deck.of('turn/steer')).toHaveLength(2))
  expect(JSON.stringify(deck.of('turn/steer')[1])).toMatch(/Fix these 2 findings/)
})

it('keeps what was dismissed in sight, without its words, and brings it back', () => {
  draw(found)
  fireEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[0] ?? document.body)
  const [first] = screen.getAllByTestId('finding')
  expect(first?.dataset['dismissed']).toBe('true')
  expect(first?.textContent).not.toContain('It stops.')
  expect(screen.queryByRole('button', { name: /^Fix (all|selected)/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Bring back' }))
  expect(screen.getAllByTestId('finding')[0]?.dataset['dismissed']).toBeUndefined()
})

it('says what it thinks of the whole, where it does', () => {
  draw(exited('{"findings":[],"overall_correctness":"patch is correct","overall_explanation":""}'))
  expect(screen.getByText('Looks right')).toBeTruthy()
  expect(screen.getByText('It found nothing to mend.')).toBeTruthy()
})
