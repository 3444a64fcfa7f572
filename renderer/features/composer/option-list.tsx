// The list over the composer: files, skills or commands to choose from. Focus stays in the message; the active option is
// told by aria-activedescendant.
import { useEffect, useRef, type ReactNode } from 'react'
import { cx, Spinner } from '../../kit'
import { VisibleText } from '../../text/visible-text'

export interface Option {
  id: string
  label: string
  /** Said behind the label: a folder, a description. */
  detail: string
  icon?: ReactNode
}

interface OptionListProps {
  id: string
  label: string
  options: readonly Option[]
  active: number
  searching: boolean
  /** Said when there is nothing to choose. */
  nothing: string
  onActive: (index: number) => void
  onChoose: (index: number) => void
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`

export function OptionList({ id, label, options, active, searching, nothing, onActive, onChoose }: OptionListProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  })
  return (
    <div className="absolute inset-x-0 bottom-full z-30 mb-1 overflow-hidden rounded-md bg-raised p-1 shadow-float">
      <ul ref={list} id={id} role="listbox" aria-label={label} className="max-h-64 overflow-y-auto">
        {options.map((option, index) => (
          <li
            key={option.id}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            // The press must not take the focus from the message.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => index !== active && onActive(index)}
            onClick={() => onChoose(index)}
            className={cx(
              'flex min-h-7 items-center gap-2 rounded-sm px-2',
              index === active ? 'bg-hover text-text' : 'text-muted',
            )}
          >
            {option.icon}
            <span className="shrink-0">
              <VisibleText text={option.label} />
            </span>
            <span className="min-w-0 flex-1 truncate text-small text-faint">{option.detail}</span>
          </li>
        ))}
      </ul>
      {options.length === 0 && (
        <div className="px-2 py-1 text-small text-muted" role="status">
          {searching ? <Spinner label="Searching…" /> : nothing}
        </div>
      )}
    </div>
  )
}
