// Copies a text to the clipboard and says so for a moment. Plain on purpose: text/ knows no kit.
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

interface CopyButtonProps {
  /** The text, or a function for one that is costly to make. */
  text: string | (() => string)
  /** Accessible name, e.g. "Copy code". */
  label?: string
  className?: string
}

/** How long "Copied" stays, in ms. */
const shownFor = 1500

export function CopyButton({ text, label = 'Copy', className }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), shownFor)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  const said = state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy' : label
  return (
    <button
      type="button"
      className={`deck-copy ${className ?? ''}`}
      aria-label={said}
      title={said}
      onClick={() => void copy()}
    >
      {state === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  )
}
