// Asks, by name, before a secret goes, and says what stops working.
import type { Secret } from '../../../preload/contract/secrets'
import { Button, Dialog } from '../../kit'
import { useSecrets } from '../../stores/accounts/secrets'

export function DeleteDialog({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { remove, busy } = useSecrets()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${secret.name}?`}
      description="Its value can’t be brought back from here. A config that names it stays as it is, and finds nothing there once Codex is started anew."
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void remove(secret.id).then(onClose)}>
            Delete {secret.name}
          </Button>
        </>
      }
    />
  )
}
