// A value that is typed: text or a number. Taken with Enter or when the focus leaves; Escape brings the old one back.
import { Eye, EyeOff } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { cx, fieldSurface, IconButton } from '../../kit'

interface TextControlProps {
  label: string
  value: string
  placeholder: string
  numeric?: boolean
  secret?: boolean
  disabled?: boolean
  /** Answers why the text can't be taken; null when it was. */
  onTake: (text: string) => string | null
}

export function TextControl(props: TextControlProps) {
  const { label, value, placeholder, numeric, secret, disabled, onTake } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [shown, setShown] = useState(false)
  const text = draft ?? value
  const lines = value.includes('\n')
  const take = (): void => {
    if (draft === null || draft === value) return setDraft(null)
    const said = onTake(draft)
    setProblem(said)
    if (said === null) setDraft(null)
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !(lines && event.shiftKey)) {
      event.preventDefault()
      take()
    } else if (event.key === 'Escape' && draft !== null) {
      // Only what was typed goes, not the page.
      event.preventDefault()
      setDraft(null)
      setProblem(null)
    }
  }
  const shared = {
    'aria-label': label,
    'aria-invalid': problem !== null || undefined,
    // While nothing is typed, undo means the last edit.
    'data-untyped': draft === null || undefined,
    value: text,
    placeholder,
    disabled,
    spellCheck: false,
    onBlur: take,
    onKeyDown: keys,
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
  }
  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-start gap-1">
        {lines && !secret ? (
          <textarea {...shared} rows={3} className={cx(fieldSurface, 'resize-y py-0.5 font-mono text-code')} />
        ) : (
          <input
            {...shared}
            type={secret && !shown ? 'password' : 'text'}
            autoComplete="off"
            inputMode={numeric ? 'decimal' : undefined}
            className={cx(fieldSurface, 'h-6 font-mono text-code', numeric && 'max-w-32 tabular-nums')}
          />
        )}
        {secret && (
          <IconButton
            label={shown ? 'Hide' : 'Show'}
            icon={shown ? EyeOff : Eye}
            size="sm"
            className="mt-0.5"
            onClick={() => setShown(!shown)}
          />
        )}
      </div>
      {problem && (
        <div role="alert" className="text-small text-failed">
          {problem}
        </div>
      )}
    </div>
  )
}
