// Names with values, one pair a row: headers, parameters.
import { Plus, X } from 'lucide-react'
import { Button, cx, fieldSurface, IconButton } from '../../kit'
import type { Pair } from '../../stores/config/providers-form'

interface PairRowsProps {
  title: string
  about?: string
  pairs: readonly Pair[]
  /** What a row is called: "header". */
  one: string
  valuePlaceholder?: string
  problem?: string
  warning?: string | null
  onChange: (pairs: Pair[]) => void
}

export function PairRows({ title, about, pairs, one, valuePlaceholder, problem, warning, onChange }: PairRowsProps) {
  const change = (at: number, part: Partial<Pair>): void =>
    onChange(pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)))
  return (
    <div role="group" aria-label={title} className="flex flex-col gap-1">
      <div>{title}</div>
      {about && <p className="text-small text-muted">{about}</p>}
      {pairs.map(({ name, value }, at) => (
        // Rows have no name of their own; they are only added at the end.
        <div key={at} className="flex items-center gap-2">
          <span className="w-44 shrink-0">
            <input
              aria-label={`Name of ${one} ${at + 1}`}
              placeholder="Name"
              value={name}
              spellCheck={false}
              onChange={(event) => change(at, { name: event.target.value })}
              className={cx(fieldSurface, 'h-7 font-mono text-code')}
            />
          </span>
          <input
            aria-label={`Value of ${one} ${at + 1}`}
            placeholder={valuePlaceholder ?? 'Value'}
            value={value}
            spellCheck={false}
            onChange={(event) => change(at, { value: event.target.value })}
            className={cx(fieldSurface, 'h-7 min-w-0 flex-1 font-mono text-code')}
          />
          <IconButton
            label={`Take out ${one} ${at + 1}`}
            icon={X}
            size="sm"
            onClick={() => onChange(pairs.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {warning && <p className="text-small text-waiting">{warning}</p>}
      {problem && (
        <p role="alert" className="text-small text-failed">
          {problem}
        </p>
      )}
      <div>
        <Button size="sm" variant="plain" icon={Plus} onClick={() => onChange([...pairs, { name: '', value: '' }])}>
          Add a {one}
        </Button>
      </div>
    </div>
  )
}
