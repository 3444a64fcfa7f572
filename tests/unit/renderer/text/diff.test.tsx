import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Diff, PatchFiles } from '../../../../renderer/text/diff'

afterEach(cleanup)

describe('a diff', () => {
  it('shows path, counts, numbers and changed words', () => {
    const { container } = render(
      <Diff path="src/a.ts" patch={'@@ -1,2 +1,2 @@\n keep\n-const a = 1\n+const b = 1\n'} />,
    )
    expect(container.querySelector('.deck-diff-head')?.textContent).toBe('src/a.ts+1 −1')
    expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['a', 'b'])
    expect(container.querySelector('[data-kind="add"].deck-diff-row .deck-diff-number[data-number="2"]')).not.toBeNull()
  })

  it('shows hidden characters in what it changes', () => {
    const { container } = render(<Diff path="a" patch={'if (user\u202e) {\n'} kind="add" />)
    expect(container.textContent).toContain('⟦U+202E⟧')
  })

  it('cuts a very long one and shows all of it when asked', () => {
    const { container } = render(<Diff path="a" patch={'line\n'.repeat(1000)} kind="add" />)
    expect(container.querySelectorAll('.deck-diff-row')).toHaveLength(200)
    fireEvent.click(screen.getByRole('button', { name: 'Show all 1000 lines' }))
    expect(container.querySelectorAll('.deck-diff-row')).toHaveLength(1000)
  })

  it('says when a file does not end with a newline, and when it is empty', () => {
    const { container, rerender } = render(<Diff path="a" patch="x" kind="add" />)
    expect(container.textContent).toContain('no newline at the end')
    rerender(<Diff path="a" patch="" kind="add" />)
    expect(container.textContent).toContain('An empty file')
  })
})

it('draws a diff of many files one by one', () => {
  const patch =
    'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n'
  const { container } = render(<PatchFiles patch={patch} />)
  expect([...container.querySelectorAll('[data-testid="diff"]')].map((diff) => diff.getAttribute('data-path'))).toEqual(
    ['x', 'y'],
  )
})
