// Asks what `/review` should look at.
import { useId, useState } from 'react'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import { Button, Dialog, TextArea, TextField } from '../../kit'

type Kind = ReviewTarget['type']

const kinds: readonly { kind: Kind; label: string }[] = [
  { kind: 'uncommittedChanges', label: 'Uncommitted changes' },
  { kind: 'baseBranch', label: 'Changes against a branch' },
  { kind: 'commit', label: 'One commit' },
  { kind: 'custom', label: 'Something else, in your words' },
]

/** The target of `review/start`; null while its text is missing. */
export function targetOf(kind: Kind, text: string): ReviewTarget | null {
  const said = text.trim()
  switch (kind) {
    case 'uncommittedChanges':
      return { type: 'uncommittedChanges' }
    case 'baseBranch':
      return said === '' ? null : { type: 'baseBranch', branch: said }
    case 'commit':
      return said === '' ? null : { type: 'commit', sha: said, title: null }
    case 'custom':
      return said === '' ? null : { type: 'custom', instructions: said }
    default:
      return kind satisfies never
  }
}

interface ReviewDialogProps {
  onClose: () => void
  onStart: (target: ReviewTarget) => void
}

/** Mounted only while open, so that it starts afresh each time. */
export function ReviewDialog({ onClose, onStart }: ReviewDialogProps) {
  const [kind, setKind] = useState<Kind>('uncommittedChanges')
  const [text, setText] = useState('')
  const group = useId()
  const target = targetOf(kind, text)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="What should Codex review?"
      testId="review-dialog"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={`${group}-form`} disabled={target === null}>
            Start review
          </Button>
        </>
      }
    >
      <form
        id={`${group}-form`}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (target) onStart(target)
        }}
      >
        <fieldset className="flex flex-col gap-1">
          <legend className="sr-only">What to review</legend>
          {kinds.map((entry) => (
            <label key={entry.kind} className="flex items-center gap-2">
              <input
                type="radio"
                name={group}
                checked={kind === entry.kind}
                onChange={() => {
                  setKind(entry.kind)
                  setText('')
                }}
              />
              {entry.label}
            </label>
          ))}
        </fieldset>
        {kind === 'baseBranch' && (
          <TextField
            label="Base branch"
            value={text}
            placeholder="main"
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {kind === 'commit' && (
          <TextField
            label="Commit"
            value={text}
            placeholder="a1b2c3d"
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {kind === 'custom' && (
          <TextArea label="Instructions" rows={3} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </form>
    </Dialog>
  )
}
