// Marks words in what is drawn, with the browser's own highlights: no element is touched, so React and the selection are
// left in peace. Colours are in text.css.
import { useEffect, type RefObject } from 'react'

/** `deck-found` are all hits in view, `deck-current` is the one that was gone to. */
type Mark = 'deck-found' | 'deck-current'

const mostRanges = 2000

/** A pattern for these words: literal, any case. Null when there is nothing to look for. */
export function patternOf(words: string): RegExp | null {
  return words.trim() === '' ? null : new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
}

/** Where the words stand in the text below `root`, also when they begin in one element and end in another. */
export function rangesOf(root: Node, words: string): Range[] {
  const pattern = patternOf(words)
  if (pattern === null) return []
  const nodes: { node: Text; at: number }[] = []
  let text = ''
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    nodes.push({ node, at: text.length })
    text += node.data
  }
  const ranges: Range[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length
    while (from + 1 < nodes.length && (nodes[from + 1]?.at ?? 0) <= match.index) from += 1
    let to = from
    while (to + 1 < nodes.length && (nodes[to + 1]?.at ?? 0) < end) to += 1
    const [first, last] = [nodes[from], nodes[to]]
    if (!first || !last) break
    const range = document.createRange()
    range.setStart(first.node, match.index - first.at)
    range.setEnd(last.node, end - last.at)
    ranges.push(range)
    if (ranges.length >= mostRanges) break
  }
  return ranges
}

/** Marks these ranges in place of those marked before. Does nothing where highlights are not to be had. */
export function mark(name: Mark, ranges: readonly Range[]): void {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return
  if (ranges.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...ranges))
}

/** Keeps all hits of the words marked in what `root` shows, as it scrolls and grows. */
export function useFoundWords(root: RefObject<HTMLElement | null>, words: string): void {
  useEffect(() => {
    const element = root.current
    if (element === null || patternOf(words) === null) return
    let frame = 0
    const draw = () => {
      frame = 0
      mark('deck-found', rangesOf(element, words))
    }
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    draw()
    const observer = new MutationObserver(later)
    observer.observe(element, { childList: true, characterData: true, subtree: true })
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      mark('deck-found', [])
      mark('deck-current', [])
    }
  }, [root, words])
}
