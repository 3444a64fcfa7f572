// What the system's keyring is up to, in words, and a way to look again.
import type { Keyring } from '../../../preload/contract/secrets'
import { Badge, Button } from '../../kit'
import { useSecrets } from '../../stores/accounts/secrets'

const badges: Record<Keyring['state'], { word: string; tone: 'neutral' | 'waiting' }> = {
  ready: { word: 'Ready', tone: 'neutral' },
  locked: { word: 'Locked', tone: 'waiting' },
  none: { word: 'None', tone: 'waiting' },
}

export function KeyringRow() {
  const { keyring, looking, check } = useSecrets()
  const badge = keyring && badges[keyring.state]
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line pb-4">
      <div className="min-w-48 flex-1">
        <div className="flex items-center gap-2">
          Keyring
          {badge && (
            <Badge tone={badge.tone} testId="keyring-state">
              {badge.word}
            </Badge>
          )}
        </div>
        <div className="break-words text-muted select-text" role="status">
          {keyring?.words ?? 'The system’s keyring is being looked at…'}
          {keyring && keyring.state !== 'ready' && ' Meanwhile, secrets can be held for one run of the app.'}
          {keyring?.detail && <span className="block text-small text-faint">{keyring.detail}</span>}
        </div>
      </div>
      <Button
        busy={looking}
        data-tip="Writes and deletes an entry; the system may ask you to unlock the keyring"
        onClick={() => void check()}
      >
        Check again
      </Button>
    </div>
  )
}
