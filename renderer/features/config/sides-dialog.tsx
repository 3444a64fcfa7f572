// What somebody else has saved beside what is typed here, and which one goes on.
import { Button, Dialog } from '../../kit'
import { unifiedPatch } from '../../stores/config/line-diff'
import { fileWords, joined, type OpenFile } from '../../stores/config/open-file'
import { Diff } from '../../text'

interface SidesDialogProps {
  open: OpenFile
  onSettle: (how: 'theirs' | 'mine' | 'both') => void
  onClose: () => void
}

export function SidesDialog({ open, onSettle, onClose }: SidesDialogProps) {
  const { base, text, theirs, file } = open
  if (base === null || theirs === null) return null
  const both = joined(open)
  const name = fileWords(file)
  return (
    <Dialog
      open
      size="lg"
      testId="file-sides"
      onOpenChange={(shown) => !shown && onClose()}
      title={`${name} was changed by somebody else`}
      description={
        both === null
          ? 'You both changed the same lines. Choose a side; with yours, put in by hand what you want of theirs.'
          : 'The changes are in different places, so they can be joined. Nothing is saved until you save.'
      }
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Decide later
          </Button>
          <Button onClick={() => onSettle('theirs')}>Take theirs</Button>
          <Button onClick={() => onSettle('mine')}>Go on with mine</Button>
          {both !== null && (
            <Button variant="primary" onClick={() => onSettle('both')}>
              Join both
            </Button>
          )}
        </>
      }
    >
      <Side title="Yours" patch={unifiedPatch(base.text, text)} name={name} />
      <Side title="Theirs" patch={unifiedPatch(base.text, theirs.text)} name={name} />
      {!theirs.exists && <p className="text-waiting">They deleted the file.</p>}
    </Dialog>
  )
}

function Side({ title, patch, name }: { title: string; patch: string; name: string }) {
  return (
    <section aria-label={title}>
      <h3 className="pb-1 text-small text-muted">{title}, against what was read</h3>
      {patch === '' ? (
        <p className="text-faint">No change in the text.</p>
      ) : (
        <div className="max-h-56 overflow-auto rounded-md">
          <Diff patch={patch} path={name} bare />
        </div>
      )}
    </section>
  )
}
