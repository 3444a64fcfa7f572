// Copies a text to the clipboard and says for a moment whether it did.
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button'

interface CopyButtonProps {
  /** Read when pressed, so that a streaming text is copied as it stands. */
  text: string | (() => string)
  label?: string
  size?: 'sm' | 'md'
  className?: string
}

/** How long "Copied" stays, in ms. */
const shownFor = 1500

export function CopyButton({ text, label = 'Copy', size = 'sm', className }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), shownFor)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  return (
    <IconButton
      label={state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy' : label}
      icon={state === 'copied' ? Check : Copy}
      size={size}
      className={className}
      onClick={() => void copy()}
    />
  )
}
