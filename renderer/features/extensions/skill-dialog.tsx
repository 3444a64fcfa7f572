// A SKILL.md as it is, hidden characters shown: it is what the model will be told.
import { useEffect, useState } from 'react'
import type { SkillText } from '../../../preload/contract/extensions'
import type { DeckError } from '../../../preload/contract/result'
import { Button, CopyButton, Dialog, Spinner } from '../../kit'
import { useSkills } from '../../stores/config/skills'
import { LinesText } from './lines-text'
import { PathText } from './path-text'
import { ProblemLine } from './problem-line'

interface SkillDialogProps {
  projectId: string
  path: string
  title: string
  onClose: () => void
}

/** Characters drawn; the rest is in the file. */
const mostDrawn = 100_000

export function SkillDialog({ projectId, path, title, onClose }: SkillDialogProps) {
  const read = useSkills((state) => state.read)
  const reveal = useSkills((state) => state.reveal)
  const [text, setText] = useState<SkillText | null>(null)
  const [problem, setProblem] = useState<DeckError | null>(null)
  useEffect(() => {
    let gone = false
    void read(projectId, path).then((result) => {
      if (gone) return
      if (result.ok) setText(result.value)
      else setProblem(result.error)
    })
    return () => {
      gone = true
    }
  }, [read, projectId, path])
  const cut = text !== null && (text.cut || text.text.length > mostDrawn)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={title}
      testId="skill-dialog"
      description={<PathText path={path} />}
      footer={
        <>
          <Button onClick={() => void reveal(projectId, path)}>Show in file manager</Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {problem && <ProblemLine tried="It could not be read" error={problem} />}
      {text === null && problem === null && <Spinner label="Reading…" />}
      {text && (
        <div className="relative">
          <CopyButton text={text.text} label="Copy the text" className="absolute top-1 right-1" />
          <div className="max-h-[48vh] overflow-auto rounded-md bg-sunken p-3 font-mono text-code break-words whitespace-pre-wrap select-text">
            <LinesText text={text.text.slice(0, mostDrawn)} />
          </div>
          {cut && <p className="pt-1 text-small text-muted">The file is longer than this.</p>}
        </div>
      )}
    </Dialog>
  )
}
