// Rows of names with values: variables or headers. A value may go to the keychain instead of the configuration.
import { KeyRound, Plus, X } from 'lucide-react'
import { Button, cx, fieldSurface, IconButton } from '../../kit'
import type { Pair } from '../../stores/config/mcp-draft'
import { looksSecret } from '../../stores/config/mcp-secrets'

interface PairRowsProps {
  label: string
  hint?: string
  /** What a name is: "Variable", "Header". */
  what: string
  pairs: readonly Pair[]
  problem: string | null
  /** Values name variables, so there is nothing to keep secret. */
  references?: boolean
  onChange: (pairs: Pair[]) => void
}

export function PairRows({ label, hint, what, pairs, problem, references = false, onChange }: PairRowsProps) {
  const put = (at: number, part: Partial<Pair>): void =>
    onChange(pairs.map((pair, place) => (place === at ? { ...pair, ...part } : pair)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1">{label}</legend>
      {pairs.map((pair, at) => {
        const suspicious = !references && !pair.secret && looksSecret(pair.key, pair.value)
        return (
          <div key={at} className="flex flex-col gap-0.5">
            <div className="flex items-center gap-1">
              <input
                aria-label={`${what} ${at + 1}`}
                placeholder={what}
                spellCheck={false}
                autoComplete="off"
                value={pair.key}
                onChange={(event) => put(at, { key: event.target.value })}
                className={cx(fieldSurface, 'h-7 w-2/5! shrink-0 font-mono text-code')}
              />
              <input
                aria-label={references ? `Variable for ${pair.key}` : `Value of ${pair.key || `${what} ${at + 1}`}`}
                placeholder={references ? 'VARIABLE' : pair.secret ? 'Secret value' : 'Value'}
                type={pair.secret || suspicious ? 'password' : 'text'}
                spellCheck={false}
                autoComplete="off"
                value={pair.value}
                onChange={(event) => {
                  const { value } = event.target
                  // Once, when it begins to look like one: after that the person's word counts.
                  const turned = !references && !looksSecret(pair.key, pair.value) && looksSecret(pair.key, value)
                  put(at, { value, secret: pair.secret || turned })
                }}
                className={cx(fieldSurface, 'h-7 min-w-0 flex-1 font-mono text-code')}
              />
              {!references && (
                <IconButton
                  label={
                    pair.secret
                      ? `${pair.key || 'This value'} goes to the keychain; press to write it into config.toml`
                      : `Keep ${pair.key || 'this value'} in the keychain`
                  }
                  aria-pressed={pair.secret}
                  icon={KeyRound}
                  size="sm"
                  className={pair.secret ? 'bg-accent-soft text-accent!' : ''}
                  onClick={() => put(at, { secret: !pair.secret })}
                />
              )}
              <IconButton
                label={`Remove ${pair.key || `row ${at + 1}`}`}
                icon={X}
                size="sm"
                onClick={() => onChange(pairs.filter((_pair, place) => place !== at))}
              />
            </div>
            {suspicious && (
              <span className="text-small text-waiting">
                It looks like a secret, and left like this it stands readable in config.toml. The key beside it puts it
                into the keychain.
              </span>
            )}
          </div>
        )
      })}
      <div>
        <Button
          size="sm"
          variant="plain"
          icon={Plus}
          onClick={() => onChange([...pairs, { key: '', value: '', secret: false }])}
        >
          Add
        </Button>
      </div>
      {(problem ?? hint) && (
        <div role={problem ? 'alert' : undefined} className={cx('text-small', problem ? 'text-failed' : 'text-muted')}>
          {problem ?? hint}
        </div>
      )}
    </fieldset>
  )
}
