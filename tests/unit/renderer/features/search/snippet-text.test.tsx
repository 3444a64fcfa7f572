// A snippet is anybody's text: it must show what it is, and be nothing else.
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SnippetText } from '../../../../../renderer/features/search/snippet-text'
import { snippet } from '../../stores/session-samples'

afterEach(cleanup)

function show(text: string, marks: [number, number][]) {
  const { container } = render(<SnippetText snippet={{ ...snippet(text, ''), marks }} />)
  return { box: container, marked: [...container.querySelectorAll('mark')].map((mark) => mark.textContent) }
}

describe('the marks', () => {
  it('stand where the hits are, and the text around them stays', () => {
    const { box, marked } = show('one two one', [
      [0, 3],
      [8, 11],
    ])
    expect(marked).toEqual(['one', 'one'])
    expect(box.textContent).toBe('one two one')
  })

  it('may fill the whole text, or be none', () => {
    expect(show('all', [[0, 3]]).marked).toEqual(['all'])
    expect(show('none', []).box.textContent).toBe('none')
  })

  it('that overlap, run backwards, hold nothing or reach beyond the text never repeat or lose a word of it', () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { box, marked } = show('abcdefghij', [
      [0, 0],
      [1, 3],
      [2, 5],
      [6, 4],
      [7, 7],
      [8, 99],
      [-2, 1],
    ])
    expect(box.textContent).toBe('abcdefghij')
    expect(marked).toEqual(['bc'])
    expect(complaints).not.toHaveBeenCalled()
  })

  it('cut no emoji in two', () => {
    const { box, marked } = show('a 😀 b', [[2, 4]])
    expect(marked).toEqual(['😀'])
    expect(box.textContent).toBe('a 😀 b')
  })
})

describe('hostile text', () => {
  it('with markup is text', () => {
    const html = '<img src=x onerror="window.hit = 1"><script>window.hit = 1</script><mark>no</mark>&lt;'
    const { box, marked } = show(html, [[0, 4]])
    expect(box.textContent).toBe(html)
    expect(box.querySelector('img, script')).toBeNull()
    expect(marked).toEqual(['<img'])
  })

  it('with Markdown and links stays words', () => {
    const { box } = show('[press](javascript:alert(1)) **now**', [[1, 6]])
    expect(box.querySelector('a, strong')).toBeNull()
    expect(box.textContent).toBe('[press](javascript:alert(1)) **now**')
  })

  it('that turns the reading direction or hides is shown as what it is, in and out of a mark', () => {
    const { box, marked } = show('rm \u202Egpj.\u2066exe\u2069 a\u200Bb', [[3, 8]])
    expect(marked).toEqual(['⟦U+202E⟧gpj.'])
    expect(box.textContent).toBe('rm ⟦U+202E⟧gpj.⟦U+2066⟧exe⟦U+2069⟧ a⟦U+200B⟧b')
    expect(box.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })

  it('of control characters and halves of characters is shown too', () => {
    const { box } = show('\u001b[31mred\u0007 \u0000 \ud83d', [[0, 1]])
    expect(box.textContent).toBe('⟦U+001B⟧[31mred⟦U+0007⟧ ⟦U+0000⟧ ⟦U+D83D⟧')
  })

  it('of many lines takes one', () => {
    expect(show('a\n\n\tb\r\n   c', [[0, 1]]).box.textContent).toBe('a b c')
  })
})
