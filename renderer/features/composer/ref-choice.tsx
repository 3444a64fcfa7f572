// A branch or commit out of a list that can be searched. Radio buttons: arrows, typing and screen readers work as they do everywhere.
import { useId, useState } from 'react'
import type { DeckError } from '../../../preload/contract/result'
import { Button, Spinner, TextField } from '../../kit'
import { VisibleText } from '../../text/visible-text'
import type { RefOption } from './review-target'

interface RefChoiceProps {
  label: string
  placeholder: string
  /** What fits the words; null while it is read. */
  options: ((words: string) => readonly RefOption[]) | null
  problem: DeckError | null
  chosen: string
  empty: string
  onChoose: (option: RefOption) => void
  onRetry: () => void
}

export function RefChoice(props: RefChoiceProps) {
  const { label, placeholder, options, problem, chosen, empty, onChoose, onRetry } = props
  const [words, setWords] = useState('')
  const group = useId()
  const found = options?.(words) ?? []
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={label}
        hideLabel
        placeholder={placeholder}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          // Enter takes the first that fits; the form is sent by its own button.
          if (event.key !== 'Enter') return
          event.preventDefault()
          const [first] = found
          if (first) onChoose(first)
        }}
      />
      {problem && (
        <div role="alert" className="flex items-center gap-2 text-failed">
          <span className="min-w-0 flex-1 break-words">
            <VisibleText text={problem.message} />
          </span>
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
      {options === null && problem === null && <Spinner label="Reading the repository…" />}
      {options !== null && found.length === 0 && <p className="text-muted">{words === '' ? empty : 'Nothing fits.'}</p>}
      {found.length > 0 && (
        <div
          role="radiogroup"
          aria-label={label}
          className="max-h-52 overflow-y-auto rounded-md border border-line p-1"
        >
          {found.map((option) => (
            <label key={option.value} className="flex min-h-7 items-center gap-2 rounded-sm px-1.5 hover:bg-hover">
              <input
                type="radio"
                name={group}
                className="shrink-0"
                checked={option.value === chosen}
                onChange={() => onChoose(option)}
              />
              <span className="min-w-0 flex-1 truncate" data-tip={option.label}>
                <VisibleText text={option.label} />
              </span>
              <span className="max-w-40 shrink-0 truncate text-small text-faint">
                <VisibleText text={option.note} />
              </span>
            </label>
          ))}
        </div>
      )}
    </div>
  )
}
