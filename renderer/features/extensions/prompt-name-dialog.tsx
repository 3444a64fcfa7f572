// Asks for the name of a new prompt.
import { useState } from 'react'
import { Button, Dialog, TextField } from '../../kit'
import { isPromptName, promptCommand } from '../../stores/config/prompts-words'

interface PromptNameDialogProps {
  taken: readonly string[]
  onName: (name: string) => void
  onClose: () => void
}

export function PromptNameDialog({ taken, onName, onClose }: PromptNameDialogProps) {
  const [name, setName] = useState('')
  const given = name.trim()
  const problem =
    given === ''
      ? null
      : !isPromptName(given)
        ? 'Letters, digits, - _ and . only, at most 64.'
        : taken.includes(given)
          ? 'There is a prompt of this name.'
          : null
  const isFine = given !== '' && problem === null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New prompt"
      testId="prompt-name"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!isFine} onClick={() => onName(given)}>
            Write it
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isFine) onName(given)
        }}
      >
        <TextField
          label="Name"
          placeholder="what-could-go-wrong"
          value={name}
          spellCheck={false}
          onChange={(event) => setName(event.target.value)}
          hint={isFine ? `Called by ${promptCommand(given)}` : 'It follows /prompts: in a message.'}
          problem={problem}
        />
      </form>
    </Dialog>
  )
}
