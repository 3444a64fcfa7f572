// Asks before full access is chosen, by the folder's name. Main asks natively again.
import { useRef } from 'react'
import { Button, Dialog } from '../../kit'
import { VisibleText } from '../../text/visible-text'

interface FullAccessDialogProps {
  open: boolean
  folder: string
  onClose: () => void
  onAccept: () => void
}

export function FullAccessDialog({ open, folder, onClose, onAccept }: FullAccessDialogProps) {
  const no = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Give Codex full access?"
      initialFocus={no}
      testId="full-access"
      description={
        <>
          In <VisibleText text={folder} />, commands will run without a sandbox and without questions. They can read,
          change and delete anything that you can, inside and outside the folder, and use the network.
        </>
      }
      footer={
        <>
          <Button ref={no} onClick={onClose}>
            Keep asking
          </Button>
          <Button variant="danger" onClick={onAccept}>
            Use full access
          </Button>
        </>
      }
    />
  )
}
