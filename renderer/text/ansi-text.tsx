// Output of a command: the terminal's colours kept (16 of them), all other control sequences dropped. Draws only the
// piece that grew. Put it in a container with `white-space: pre-wrap` and a code font (class deck-output has both).
import { memo, useMemo } from 'react'
import { parseAnsi, plainStyle, type AnsiRun, type AnsiStyle } from './ansi'
import { chunksOf } from './chunks'
import './text.css'

interface AnsiTextProps {
  text: string
  className?: string
}

function classOf(style: AnsiStyle): string {
  const names: string[] = []
  if (style.color !== null) names.push(`deck-ansi-${style.color}`)
  if (style.background !== null) names.push(`deck-ansi-on-${style.background}`)
  if (style.bold) names.push('deck-ansi-bold')
  if (style.faint) names.push('deck-ansi-faint')
  if (style.italic) names.push('deck-ansi-italic')
  if (style.underline) names.push('deck-ansi-underline')
  return names.join(' ')
}

const Run = ({ run }: { run: AnsiRun }) => {
  const names = classOf(run.style)
  return names === '' ? run.text : <span className={names}>{run.text}</span>
}

/** `start` is compared by its look, not its identity: a new object for the same colour must not redraw the piece. */
const Piece = memo(
  function Piece({ text, start }: { text: string; start: AnsiStyle }) {
    const { runs } = useMemo(() => parseAnsi(text, start), [text, start])
    return (
      <span className="deck-piece">
        {runs.map((run, place) => (
          <Run key={place} run={run} />
        ))}
      </span>
    )
  },
  (before, after) => before.text === after.text && classOf(before.start) === classOf(after.start),
)

/** Any control character but newline and tab: without one there is nothing to parse. */
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

export function AnsiText({ text, className }: AnsiTextProps) {
  let style = plainStyle
  const pieces = chunksOf(text).map((chunk, place) => {
    const start = style
    if (controls.test(chunk)) style = parseAnsi(chunk, start).end
    return <Piece key={place} text={chunk.endsWith('\n') ? chunk.slice(0, -1) : chunk} start={start} />
  })
  return <span className={`deck-output ${className ?? ''}`}>{pieces}</span>
}
