// What a set-up script says, as it says it, with its end in view.
import { useLayoutEffect, useRef } from 'react'
import { AnsiText } from '../../text'

export function SetupOutput({ output, label = 'Output of the set-up script' }: { output: string; label?: string }) {
  const box = useRef<HTMLPreElement>(null)
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }, [output])
  return (
    <pre
      ref={box}
      tabIndex={0}
      aria-label={label}
      className="max-h-48 min-h-12 overflow-auto rounded-md bg-sunken px-2 py-1.5 font-mono text-code break-words whitespace-pre-wrap select-text"
    >
      {output === '' ? <span className="text-faint">It says nothing yet.</span> : <AnsiText text={output} />}
    </pre>
  )
}
