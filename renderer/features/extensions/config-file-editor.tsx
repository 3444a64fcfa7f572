// A small file of configuration as text, folded until it is opened: typed, checked, saved against what was read. What is typed stays
// in its store until it is saved or thrown away by name.
import { useEffect, useState, type ReactNode } from 'react'
import type { ConfigFile } from '../../../preload/contract/config'
import { CodeEditor, languageOf } from '../../editor'
import { Badge, Button, CollapsibleRow, Dialog, hasMod, Spinner } from '../../kit'
import { fileKey, isDirty, joined, type OpenFile } from '../../stores/config/open-file'
import { useRaw } from '../../stores/config/raw'
import { unifiedPatch } from '../../stores/config/line-diff'
import { Diff } from '../../text'
import { drawLine } from '../../text/visible-text'
import { PathText } from './path-text'
import { ProblemLine, WarningLine } from './problem-line'

interface ConfigFileEditorProps {
  projectId: string
  /** The same object at each drawing. */
  file: ConfigFile
  title: string
  /** Offered as a start where there is no file. */
  begin?: string
  /** What is to be known of it. */
  note?: string
  /** Said behind the title, quietly. */
  about?: string
  /** Over the text. */
  head?: ReactNode
  defaultOpen?: boolean
  /** Under the text, for counts and limits. */
  foot?: (text: string) => string | null
  onSaved?: () => void
}

export function ConfigFileEditor(props: ConfigFileEditorProps) {
  const { projectId, file, title, note, about, defaultOpen = false } = props
  const open = useRaw((state) => state.files[fileKey(projectId, file)])
  const dirty = open !== undefined && isDirty(open)
  const summary = (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <span className="max-w-full shrink-0 truncate">{title}</span>
      {open?.base && !open.base.exists && <Badge>not there</Badge>}
      {dirty && <Badge tone="waiting">not saved</Badge>}
      {about && <span className="min-w-0 truncate text-small text-muted">{drawLine(about)}</span>}
      {note && <span className="min-w-0 truncate text-small text-waiting">{note}</span>}
    </span>
  )
  return (
    <CollapsibleRow summary={summary} defaultOpen={defaultOpen || dirty}>
      <EditorBody {...props} open={open} />
    </CollapsibleRow>
  )
}

function EditorBody(props: ConfigFileEditorProps & { open: OpenFile | undefined }) {
  const { projectId, file, title, begin, head, foot, onSaved, open } = props
  const follow = useRaw((state) => state.open)
  const edit = useRaw((state) => state.edit)
  const save = useRaw((state) => state.save)
  const discard = useRaw((state) => state.discard)
  useEffect(() => follow(projectId, file), [follow, projectId, file])
  if (open?.problem && open.base === null)
    return (
      <ProblemLine tried="The file could not be read" error={open.problem} onAgain={() => follow(projectId, file)()} />
    )
  if (open === undefined || open.base === null) return <Spinner label="Reading the file…" className="p-2" />
  const { base, text, problems, saving, saveProblem, invalid, theirs } = open
  const dirty = isDirty(open)
  const readOnly = base.lossy || !base.writable
  const keep = async (evenIfInvalid: boolean): Promise<void> => {
    if (await save(projectId, file, evenIfInvalid)) onSaved?.()
  }
  return (
    <div
      className="flex flex-col gap-1.5 py-1.5 pl-4"
      data-testid="config-file-editor"
      onKeyDown={(event) => {
        if (!hasMod(event) || event.key !== 's') return
        event.preventDefault()
        void keep(false)
      }}
    >
      {head}
      <PathText path={base.path} />
      {readOnly && (
        <WarningLine>
          {base.lossy ? 'Some bytes are no UTF-8: it can’t be changed here.' : 'You may not write this file.'}
        </WarningLine>
      )}
      <CodeEditor
        label={title}
        text={text}
        given={open.given}
        readOnly={readOnly}
        language={languageOf(file)}
        problems={problems}
        onChange={(next) => edit(projectId, file, next)}
      />
      {problems.map(({ line, message, level }) => (
        <WarningLine key={`${line} ${message}`}>
          {`${level === 'error' ? 'Error' : 'Note'}${line === null ? '' : ` in line ${line}`}: ${message}`}
        </WarningLine>
      ))}
      {saveProblem && <ProblemLine tried="It was not saved" error={saveProblem} />}
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 text-small text-faint tabular-nums">{foot?.(text)}</span>
        {!base.exists && begin !== undefined && text === '' && !readOnly && (
          <Button size="sm" onClick={() => edit(projectId, file, begin)}>
            Begin with an example
          </Button>
        )}
        {dirty && (
          <Button size="sm" disabled={saving} onClick={() => discard(projectId, file)}>
            Throw away changes
          </Button>
        )}
        {invalid && (
          <Button size="sm" variant="danger" disabled={saving} onClick={() => void keep(true)}>
            Save with the errors
          </Button>
        )}
        <Button
          size="sm"
          variant="primary"
          busy={saving}
          disabled={!dirty || readOnly}
          onClick={() => void keep(false)}
        >
          Save
        </Button>
      </div>
      {theirs && <Conflict projectId={projectId} open={open} />}
    </div>
  )
}

/** Somebody else saved the file meanwhile. */
function Conflict({ projectId, open }: { projectId: string; open: OpenFile }) {
  const settle = useRaw((state) => state.settle)
  const [later, setLater] = useState(false)
  const { file, theirs, text } = open
  if (theirs === null) return null
  const together = joined(open)
  if (later)
    return (
      <div className="flex items-center gap-2 text-small text-waiting">
        <span className="flex-1">Somebody else saved this file. Yours isn’t saved.</span>
        <Button size="sm" onClick={() => setLater(false)}>
          Look at both…
        </Button>
      </div>
    )
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && setLater(true)}
      size="lg"
      testId="file-conflict"
      title="Somebody else saved this file"
      description="This is what becomes of theirs with your text. Nothing is saved yet, whichever you choose."
      footer={
        <>
          <Button onClick={() => settle(projectId, file, 'theirs')}>Take theirs, drop mine</Button>
          {together !== null && <Button onClick={() => settle(projectId, file, 'both')}>Join both</Button>}
          <Button variant="primary" onClick={() => settle(projectId, file, 'mine')}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="max-h-[46vh] overflow-auto">
        <Diff patch={unifiedPatch(theirs.text, text)} path={theirs.path} bare />
      </div>
    </Dialog>
  )
}
