// A text file as it is, hidden characters shown: it is what the model will be told. Read when it is opened; not to be changed here.
import { useEffect, useState } from 'react'
import type { DeckError, Result } from '../../../preload/contract/result'
import { Button, CopyButton, Dialog, Spinner } from '../../kit'
import { LinesText } from './lines-text'
import { PathText } from './path-text'
import { ProblemLine } from './problem-line'

interface ShownText {
  text: string
  /** The file is longer. */
  cut: boolean
}

interface TextDialogProps {
  title: string
  path: string
  testId: string
  /** The same function at each drawing. */
  read: (path: string) => Promise<Result<ShownText>>
  onReveal?: () => void
  onClose: () => void
}

/** Characters drawn; the rest is in the file. */
const mostDrawn = 100_000

export function TextDialog({ title, path, testId, read, onReveal, onClose }: TextDialogProps) {
  const [shown, setShown] = useState<ShownText | null>(null)
  const [problem, setProblem] = useState<DeckError | null>(null)
  useEffect(() => {
    let gone = false
    void read(path).then((result) => {
      if (gone) return
      if (result.ok) setShown(result.value)
      else setProblem(result.error)
    })
    return () => {
      gone = true
    }
  }, [read, path])
  const cut = shown !== null && (shown.cut || shown.text.length > mostDrawn)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={title}
      testId={testId}
      description={<PathText path={path} />}
      footer={
        <>
          {onReveal && <Button onClick={onReveal}>Show in file manager</Button>}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {problem && <ProblemLine tried="It could not be read" error={problem} />}
      {shown === null && problem === null && <Spinner label="Reading…" />}
      {shown && (
        <div className="relative">
          <CopyButton text={shown.text} label="Copy the text" className="absolute top-1 right-1" />
          <div className="max-h-[48vh] overflow-auto rounded-md bg-sunken p-3 pr-9 font-mono text-code break-words whitespace-pre-wrap select-text">
            {shown.text === '' ? (
              <span className="text-muted">It is empty.</span>
            ) : (
              <LinesText text={shown.text.slice(0, mostDrawn)} />
            )}
          </div>
          {cut && <p className="pt-1 text-small text-muted">The file is longer than this.</p>}
        </div>
      )}
    </Dialog>
  )
}
