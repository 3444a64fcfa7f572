// Asks for the name of a section.
import { useRef, useState } from 'react'
import { Button, Dialog, TextField } from '../../kit'

interface NameDialogProps {
  title: string
  initial: string
  act: string
  onName: (name: string) => void
  onClose: () => void
}

export function NameDialog({ title, initial, act, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial)
  const field = useRef<HTMLInputElement>(null)
  const done = (): void => {
    const wanted = name.trim()
    if (wanted === '') return
    onName(wanted)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      initialFocus={field}
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={name.trim() === ''} onClick={done}>
            {act}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label="Name"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) done()
        }}
      />
    </Dialog>
  )
}
