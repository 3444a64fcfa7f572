// A snippet with its hits marked. The text is anybody's: hidden characters are shown, and nothing of it is markup.
import type { SearchSnippet } from '../../../preload/contract/search'
import { drawLine } from '../../text/visible-text'

export function SnippetText({ snippet }: { snippet: SearchSnippet }) {
  const { text, marks } = snippet
  const parts: { from: number; to: number; marked: boolean }[] = []
  let at = 0
  for (const [from, to] of marks) {
    if (from < at || to <= from || to > text.length) continue
    if (from > at) parts.push({ from: at, to: from, marked: false })
    parts.push({ from, to, marked: true })
    at = to
  }
  if (at < text.length) parts.push({ from: at, to: text.length, marked: false })
  return (
    <>
      {parts.map(({ from, to, marked }) => {
        const words = drawLine(text.slice(from, to).replace(/\s+/g, ' '))
        return marked ? (
          <mark key={from} className="rounded-sm bg-found text-on-found">
            {words}
          </mark>
        ) : (
          <span key={from}>{words}</span>
        )
      })}
    </>
  )
}
