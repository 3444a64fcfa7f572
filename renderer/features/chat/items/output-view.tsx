// A command's output: all of it when short, its head and tail when long, following the end while it runs.
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { AnsiText } from '../../../text/ansi-text'
import { splitOutput } from './output-parts'

/** `live` keeps the view at the end unless the reader scrolled up inside it. */
export function OutputView({ text, live }: { text: string; live: boolean }) {
  const [whole, setWhole] = useState(false)
  const parts = useMemo(() => splitOutput(text, { live, whole }), [text, live, whole])
  const box = useRef<HTMLPreElement>(null)
  const follow = useRef(true)
  useLayoutEffect(() => {
    const element = box.current
    if (live && element && follow.current) element.scrollTop = element.scrollHeight
  })
  return (
    <pre
      ref={box}
      tabIndex={0}
      aria-label="Command output"
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
        follow.current = scrollHeight - scrollTop - clientHeight < 16
      }}
      className="max-h-72 overflow-auto rounded-sm bg-sunken p-2 text-code whitespace-pre-wrap break-words select-text"
    >
      <AnsiText text={parts.head} />
      {parts.hidden > 0 && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="my-1 block w-full rounded-sm bg-hover px-2 py-1 text-left text-small text-muted hover:text-text"
        >
          {live ? `${parts.hidden.toLocaleString()} earlier lines` : `Show ${parts.hidden.toLocaleString()} more lines`}
        </button>
      )}
      {parts.tail !== '' && <AnsiText text={parts.tail} />}
      {parts.cut && <span className="block text-small text-faint">Cut here: copy to get all of it.</span>}
    </pre>
  )
}
