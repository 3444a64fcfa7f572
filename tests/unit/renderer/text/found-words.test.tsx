// Words found in what is drawn: across elements, literally, and marked as the page changes.
import { cleanup, render, waitFor } from '@testing-library/react'
import { useRef } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mark, patternOf, rangesOf, useFoundWords } from '../../../../renderer/text/found-words'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function page(html: string): HTMLElement {
  const root = document.createElement('div')
  root.innerHTML = html
  return root
}
const found = (html: string, words: string) => rangesOf(page(html), words).map(String)

describe('a pattern', () => {
  it('takes the words by letter, in any case', () => {
    const special = '^$.*+?()[]{}|/\\-'
    expect(`x${special}`.match(patternOf(`X${special}`) ?? /never/)).toEqual([`x${special}`])
    expect('aXb'.search(patternOf('a.b') ?? /never/)).toBe(-1)
  })

  it('is none where there is nothing to look for', () => {
    expect([patternOf(''), patternOf(' \t\n')]).toEqual([null, null])
  })

  it('bears ten thousand letters and half a character', () => {
    const long = '([{'.repeat(3334)
    expect(`a${long}`.search(patternOf(long) ?? /never/)).toBe(1)
    expect(() => 'x'.search(patternOf('\ud83d') ?? /never/)).not.toThrow()
  })
})

describe('the places in a page', () => {
  it('are found within an element, each of them', () => {
    expect(found('<p>ant Ant</p><p>an ANT</p>', 'ant')).toEqual(['ant', 'Ant', 'ANT'])
  })

  it('may begin in one element and end in another', () => {
    expect(found('<p>one <b>tw</b><i>o th</i>ree</p>', 'two three')).toEqual(['two three'])
  })

  it('are told apart when several stand in one element', () => {
    const ranges = rangesOf(page('ab<b>ab</b>ab'), 'ab')
    expect(ranges.map((range) => range.startContainer.parentElement?.tagName)).toEqual(['DIV', 'B', 'DIV'])
    expect(ranges.map((range) => [range.startOffset, range.endOffset])).toEqual([
      [0, 2],
      [0, 2],
      [0, 2],
    ])
  })

  it('begin in the element that has the first letter, also after an empty text', () => {
    const root = page('<b>x</b>')
    root.append('', 'needle')
    const [range] = rangesOf(root, 'needle')
    expect(range?.startContainer.textContent).toBe('needle')
    expect(range?.startOffset).toBe(0)
  })

  it('are none for no words, in no text, and in attributes', () => {
    expect(found('<p>some</p>', ' ')).toEqual([])
    expect(found('', 'some')).toEqual([])
    expect(found('<p title="some">other</p>', 'some')).toEqual([])
  })

  it('have an end, however many there are', () => {
    expect(found(`<p>${'a'.repeat(5000)}</p>`, 'a')).toHaveLength(2000)
  })
})

describe('marks', () => {
  /** The browser's highlights, as far as they are used. */
  const highlights = new Map<string, { ranges: Range[] }>()
  beforeEach(() => {
    highlights.clear()
    vi.stubGlobal('CSS', { highlights })
    vi.stubGlobal(
      'Highlight',
      class {
        readonly ranges: Range[]
        constructor(...ranges: Range[]) {
          this.ranges = ranges
        }
      },
    )
  })
  const marked = (name = 'deck-found') => highlights.get(name)?.ranges.map(String) ?? null

  function Page({ text, words }: { text: string; words: string }) {
    const root = useRef<HTMLDivElement>(null)
    useFoundWords(root, words)
    return (
      <div ref={root}>
        <p>{text}</p>
      </div>
    )
  }

  it('take the place of those before, and go with none', () => {
    mark('deck-current', rangesOf(page('a b'), 'a'))
    mark('deck-current', rangesOf(page('a b'), 'b'))
    expect(marked('deck-current')).toEqual(['b'])
    mark('deck-current', [])
    expect(marked('deck-current')).toBeNull()
  })

  it('follow the words and what the page shows', async () => {
    const { rerender } = render(<Page text="an ant" words="ant" />)
    expect(marked()).toEqual(['ant'])
    rerender(<Page text="two ants, an ant" words="ant" />)
    await waitFor(() => expect(marked()).toEqual(['ant', 'ant']))
    rerender(<Page text="two ants, an ant" words="two" />)
    expect(marked()).toEqual(['two'])
  })

  it('go when the words go, with the place that was gone to', () => {
    const { rerender, container } = render(<Page text="an ant" words="ant" />)
    mark('deck-current', rangesOf(container, 'ant'))
    rerender(<Page text="an ant" words="" />)
    expect([...highlights.keys()]).toEqual([])
  })

  it('go when the page goes', () => {
    const { unmount } = render(<Page text="an ant" words="ant" />)
    unmount()
    expect([...highlights.keys()]).toEqual([])
  })

  it('are left out where the browser has none', () => {
    vi.stubGlobal('CSS', {})
    expect(() => mark('deck-found', rangesOf(page('a'), 'a'))).not.toThrow()
  })
})
