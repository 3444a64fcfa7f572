// A text of many lines as it is, hidden characters shown in each line. Ends of lines are no hidden characters here.
import { Fragment } from 'react'
import { drawLine } from '../../text/visible-text'

/** To be put where white space is kept. */
export function LinesText({ text }: { text: string }) {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line, place) => (
      <Fragment key={place}>
        {place > 0 && '\n'}
        {drawLine(line)}
      </Fragment>
    ))
}
