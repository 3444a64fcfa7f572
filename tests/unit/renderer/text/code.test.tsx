import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Code } from '../../../../renderer/text/code'
import { InProcessWorker } from '../in-process-worker'

/** Everything is near the screen at once. */
class SeenAtOnce {
  readonly #report: IntersectionObserverCallback
  constructor(report: IntersectionObserverCallback) {
    this.#report = report
  }
  observe(target: Element) {
    const entry = { isIntersecting: true, target } as IntersectionObserverEntry
    queueMicrotask(() => this.#report([entry], this as unknown as IntersectionObserver))
  }
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', SeenAtOnce)
  vi.stubGlobal('Worker', InProcessWorker)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('code', () => {
  it('is plain at once and coloured later, with the very same text', async () => {
    const code = `const answer: number = 42 // why\n\n${'call(answer)\n'.repeat(60)}end <b>`
    const { container } = render(<Code code={code} lang="ts" />)
    const text = () => container.querySelector('code')?.textContent
    expect(text()).toBe(code)
    await waitFor(() => expect(container.querySelector('.deck-code-keyword')?.textContent).toBe('const'), {
      timeout: 8000,
    })
    expect(text()).toBe(code)
    expect(container.querySelector('code b')).toBeNull()
  }, 10_000)

  it('stays plain while it streams and in a language that is not known', () => {
    const { container, rerender } = render(<Code code="const a = 1" lang="ts" streaming />)
    expect(container.querySelector('[class^="deck-code-k"]')).toBeNull()
    rerender(<Code code="+++" lang="brainfuck" />)
    expect(container.querySelector('[class^="deck-code-k"]')).toBeNull()
  })

  it('copies the code as it is', async () => {
    const writeText = vi.fn(async () => undefined)
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    render(<Code code={'a\n  b'} />)
    fireEvent.click(screen.getByRole('button', { name: 'Copy code' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(writeText).toHaveBeenCalledWith('a\n  b')
  })
})
