import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AnsiText } from '../../../../renderer/text/ansi-text'

afterEach(cleanup)

it('draws colours as classes and no control character', () => {
  const { container } = render(<AnsiText text={'ok \u001b[32mpassed\u001b[0m\n\u001b]0;t\u0007end'} />)
  expect(container.querySelector('.deck-ansi-2')?.textContent).toBe('passed')
  expect(container.textContent).toBe('ok passed\nend')
})

it('carries a colour over the cut between two pieces, and keeps finished pieces', () => {
  const text = `\u001b[31m${'red line\n'.repeat(3000)}`
  const view = render(<AnsiText text={text} />)
  const pieces = [...view.container.querySelectorAll('.deck-piece')]
  expect(pieces.length).toBeGreaterThan(2)
  for (const piece of pieces) expect(piece.querySelector('.deck-ansi-1')).not.toBeNull()
  const first = pieces[0]?.firstChild
  view.rerender(<AnsiText text={`${text}more\n`} />)
  expect(view.container.querySelector('.deck-piece')?.firstChild).toBe(first)
})
