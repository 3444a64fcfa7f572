// The chip in the composer: how many comments go along, which, and the ways to and from them.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CommentsChip } from '../../../../../renderer/features/composer/comments-chip'
import { useChosen } from '../../../../../renderer/stores/changes/chosen'
import { useComments } from '../../../../../renderer/stores/changes/comments'
import { useNotices } from '../../../../../renderer/stores/app/notices'

const add = (path: string, words: string) => {
  useComments.getState().write('t', {
    path,
    side: 'old',
    from: 3,
    to: 5,
    quote: [],
    sourceKey: '{"kind":"staged"}',
    source: 'Staged changes',
  })
  useComments.getState().setText('t', words)
  useComments.getState().save('t')
}

beforeEach(() => {
  useComments.setState({ byChat: {}, writing: {}, texts: {}, sending: new Set() })
  useNotices.setState({ notices: [] })
})
afterEach(cleanup)

const draw = () => render(<CommentsChip projectId="p" threadId="t" chat="t" />)

it('is not there without comments, and counts what waits', () => {
  const { container } = draw()
  expect(container.textContent).toBe('')
  act(() => add('a.ts', 'Why?'))
  expect(screen.getByTestId('comments-chip').textContent).toBe('1 comment')
  act(() => add('b.ts', 'And?'))
  act(() => void useComments.getState().placed('t', useComments.getState().byChat['t']?.[0]?.id ?? '', null))
  expect(screen.getByTestId('comments-chip').textContent).toBe('2 comments1 outdated')
  act(() => void useComments.getState().hold('t'))
  expect(container.textContent).toBe('')
})

it('lists them, leads to the lines, and deletes with a way back', () => {
  add('a\u202E.ts', 'Why?')
  draw()
  fireEvent.click(screen.getByTestId('comments-chip'))
  const list = screen.getByRole('dialog', { name: 'Comments on the code' })
  expect(list.textContent).toMatch(/U\+202E.*:3-5Why\?/)
  fireEvent.click(screen.getByText('Why?'))
  expect(useChosen.getState().choices['t']).toEqual({ kind: 'staged' })
  expect(useChosen.getState().goTo).toEqual({ path: 'a\u202E.ts', side: 'old', line: 5 })
  fireEvent.click(screen.getByTestId('comments-chip'))
  fireEvent.click(screen.getByRole('button', { name: /^Delete the comment/ }))
  expect(screen.queryByTestId('comments-chip')).toBeNull()
  act(() => useNotices.getState().notices[0]?.action?.run())
  expect(screen.getByTestId('comments-chip').getAttribute('data-state')).toBe('closed')
})
