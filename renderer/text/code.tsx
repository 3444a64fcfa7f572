// A block of code with its language and copy button. Plain at once; coloured when it is finished, near the screen, and the
// page is idle.
import { memo, useRef } from 'react'
import { CopyButton } from '../kit'
import type { CodeLines, CodeToken } from './highlight'
import { languageOf } from './languages'
import { PlainText } from './plain-text'
import { useHighlighted } from './use-highlighted'
import './text.css'

interface CodeProps {
  code: string
  /** A name as in a Markdown fence ("ts", "python"), or a path to guess from. */
  lang?: string | null
  /** True while more of it may come: not coloured yet. */
  streaming?: boolean
  /** Leaves out the line with language and copy button. */
  bare?: boolean
}

function classOf({ role, font }: CodeToken): string {
  return [
    role === null ? '' : `deck-code-${role}`,
    font & 1 ? 'deck-ansi-italic' : '',
    font & 2 ? 'deck-ansi-bold' : '',
    font & 4 ? 'deck-ansi-underline' : '',
  ]
    .filter((name) => name !== '')
    .join(' ')
}

function Token({ token }: { token: CodeToken }) {
  const names = classOf(token)
  return names === '' ? token.text : <span className={names}>{token.text}</span>
}

const Lines = memo(function Lines({ lines }: { lines: CodeLines }) {
  return lines.map((tokens, number) => (
    <span key={number}>
      {tokens.map((token, place) => (
        <Token key={place} token={token} />
      ))}
      {number < lines.length - 1 ? '\n' : null}
    </span>
  ))
})

export const Code = memo(function Code({ code, lang = null, streaming = false, bare = false }: CodeProps) {
  const element = useRef<HTMLDivElement>(null)
  const lines = useHighlighted(code, languageOf(lang), streaming, element)
  const said = (lang ?? '').trim().split(/\s/, 1)[0] ?? ''
  return (
    <div className="deck-code" ref={element} data-lang={said === '' ? undefined : said}>
      {bare ? null : (
        <div className="deck-code-head">
          <span>{said}</span>
          <CopyButton text={code} label="Copy code" />
        </div>
      )}
      <pre tabIndex={0}>
        <code>{lines === null ? <PlainText text={code} /> : <Lines lines={lines} />}</code>
      </pre>
    </div>
  )
})
