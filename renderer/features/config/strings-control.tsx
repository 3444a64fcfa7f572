// A list of texts, edited entry by entry and written whole.
import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, cx, fieldSurface, IconButton } from '../../kit'

interface StringsControlProps {
  label: string
  value: readonly string[]
  onTake: (value: string[]) => void
  onClose: () => void
}

export function StringsControl({ label, value, onTake, onClose }: StringsControlProps) {
  const [entries, setEntries] = useState<readonly string[]>(value.length === 0 ? [''] : value)
  const put = (at: number, text: string) => setEntries(entries.with(at, text))
  const up = (at: number) => {
    const [one, before] = [entries[at], entries[at - 1]]
    if (one !== undefined && before !== undefined) setEntries(entries.with(at - 1, one).with(at, before))
  }
  return (
    <div
      role="group"
      aria-label={label}
      className="flex max-w-xl flex-col gap-1"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      {entries.map((entry, at) => (
        // Entries have no identity but their place; what is typed lies in `entries`.
        <div key={at} className="flex items-center gap-1">
          <span className="w-6 shrink-0 text-right text-small text-faint tabular-nums">{at + 1}</span>
          <input
            aria-label={`${label}, entry ${at + 1}`}
            value={entry}
            spellCheck={false}
            onChange={(event) => put(at, event.target.value)}
            className={cx(fieldSurface, 'h-6 font-mono text-code')}
          />
          <IconButton
            label={`Move entry ${at + 1} up`}
            icon={ArrowUp}
            size="sm"
            disabled={at === 0}
            onClick={() => up(at)}
          />
          <IconButton
            label={`Remove entry ${at + 1}`}
            icon={Trash2}
            size="sm"
            onClick={() => setEntries(entries.toSpliced(at, 1))}
          />
        </div>
      ))}
      <div className="flex gap-1 pl-7">
        <Button size="sm" variant="plain" icon={Plus} onClick={() => setEntries([...entries, ''])}>
          Add
        </Button>
        <span className="flex-1" />
        <Button size="sm" variant="plain" onClick={onClose}>
          Cancel
        </Button>
        <Button
          size="sm"
          onClick={() => {
            onTake([...entries])
            onClose()
          }}
        >
          Write list
        </Button>
      </div>
    </div>
  )
}
