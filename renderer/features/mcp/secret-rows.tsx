// Variables and headers of a server, whose values may go to the keychain instead of the configuration.
import { KeyRound } from 'lucide-react'
import { useEffect } from 'react'
import { PairRows } from '../../forms/pair-rows'
import { IconButton } from '../../kit'
import { useSecrets } from '../../stores/accounts/secrets'
import type { Pair } from '../../stores/config/mcp-draft'
import { looksSecret } from '../../stores/config/mcp-secrets'

interface SecretRowsProps {
  label: string
  /** What a row is called: "variable", "header". */
  one: string
  rows: readonly Pair[]
  problem: string | null
  onChange: (rows: Pair[]) => void
}

export const blankPair: Pair = { name: '', value: '', secret: false }

const isReadable = ({ name, value, secret }: Pair): boolean => !secret && looksSecret(name, value)

/** Once, when it begins to look like a secret: after that the person's word counts. */
const typed = (row: Pair, value: string): Pair => ({
  ...row,
  value,
  secret: row.secret || (!looksSecret(row.name, row.value) && looksSecret(row.name, value)),
})

export function SecretRows(props: SecretRowsProps) {
  return (
    <PairRows
      {...props}
      blank={blankPair}
      valuePlaceholder={({ secret }) => (secret ? 'Secret value' : 'Value')}
      isHidden={(row) => row.secret || isReadable(row)}
      typed={typed}
      beside={(row, change) => (
        <IconButton
          label={
            row.secret
              ? `${row.name || 'This value'} goes to the keychain; press to write it into config.toml`
              : `Keep ${row.name || 'this value'} in the keychain`
          }
          aria-pressed={row.secret}
          icon={KeyRound}
          size="sm"
          className={row.secret ? 'bg-accent-soft text-accent!' : ''}
          onClick={() => change({ ...row, secret: !row.secret })}
        />
      )}
      below={(row) =>
        isReadable(row) && (
          <span className="text-small text-waiting">
            It looks like a secret, and left like this it stands readable in config.toml. The key beside it puts it into
            the keychain.
          </span>
        )
      }
    />
  )
}

/** Where values go that are marked as secrets. */
export function SecretsNote() {
  const keyring = useSecrets((state) => state.keyring)
  const load = useSecrets((state) => state.load)
  useEffect(() => void load(), [load])
  return (
    <p className="text-muted">
      {keyring?.state === 'none'
        ? 'There is no keychain on this system: values marked so are held in memory until the app ends.'
        : 'Values marked so go to the system’s keychain; config.toml only names their variables.'}{' '}
      Codex gets them when it is started anew.
    </p>
  )
}
