// A file of a project's configuration as text: typed, checked by Codex while typing, saved against what was read.
import { FolderOpen, History, Save, Search, Undo2 } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ConfigFile, TextProblem } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { CodeEditor, languageOf, type CodeEditorHandle, type EditorPlace } from '../../editor'
import { Button, EmptyState, hasMod, IconButton, Spinner, tip } from '../../kit'
import { hiddenLines } from '../../stores/config/hidden-lines'
import { lineOfKey } from '../../stores/config/key-line'
import { fileKey, fileWords, isDirty } from '../../stores/config/open-file'
import { useRaw } from '../../stores/config/raw'
import { drawLine } from '../../text/visible-text'
import { BackupsDialog } from './backups-dialog'
import { EditorBanner } from './editor-banner'
import { ProblemList } from './problem-list'
import { SidesDialog } from './sides-dialog'

export interface FileEditorProps {
  project: Project
  file: ConfigFile
  /** A key to bring into view once the file is read; a new object goes there again. */
  goTo?: { path: readonly string[] } | null
}

export function FileEditor(props: FileEditorProps) {
  // The same file is often another object: what it says counts.
  return <Editor key={fileKey(props.project.id, props.file)} {...props} />
}

function Editor({ project, file: given, goTo = null }: FileEditorProps) {
  const [file] = useState(given)
  const open = useRaw((state) => state.files[fileKey(project.id, file)])
  const { open: follow, edit, save, discard, settle, forgetOutside, reveal } = useRaw.getState()
  const field = useRef<CodeEditorHandle>(null)
  const [place, setPlace] = useState<EditorPlace | null>(null)
  const [sides, setSides] = useState(false)
  const [copies, setCopies] = useState(false)
  const text = open?.text ?? ''
  // Looking for what can't be seen goes over the whole text: it waits for the drawing.
  const settled = useDeferredValue(text)
  useEffect(() => follow(project.id, file), [follow, project.id, file])

  const isRead = open?.base != null
  useEffect(() => {
    if (!isRead || goTo === null) return
    setPlace({ line: lineOfKey(text, goTo.path) ?? 1, column: null })
    // Only when there is somewhere new to go.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isRead, goTo])

  const warnings = useMemo<TextProblem[]>(
    () =>
      hiddenLines(settled).map(({ line, column, code }) => ({
        line,
        column,
        message: `A character that can’t be seen (${code}) stands here.`,
        level: 'warning',
      })),
    [settled],
  )
  const said = open?.problems
  const problems = useMemo(() => [...(said ?? []), ...warnings], [said, warnings])
  if (open === undefined || open.base === null) {
    if (open?.problem)
      return (
        <EmptyState
          title={`${fileWords(file)} could not be read`}
          action={<Button onClick={() => void follow(project.id, file)()}>Try again</Button>}
        >
          <span role="alert">{open.problem.message}</span>
        </EmptyState>
      )
    return <Spinner label={`Reading ${fileWords(file)}…`} className="justify-center p-8" />
  }
  const { base, saving } = open
  const dirty = isDirty(open)
  const readOnly = !base.writable
  const keys = (event: KeyboardEvent): void => {
    const letter = event.key.toLowerCase()
    if (!hasMod(event) || event.altKey || (letter !== 's' && letter !== 'f')) return
    event.preventDefault()
    event.stopPropagation()
    if (letter === 'f') field.current?.find()
    else if (dirty) void save(project.id, file)
  }
  return (
    <div data-testid="file-editor" className="flex min-h-0 flex-1 flex-col gap-2" onKeyDown={keys}>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-full truncate text-muted select-text @2xl:basis-0" {...tip(base.path)}>
          {drawLine(base.path)}
        </code>
        <span aria-live="polite" className="flex-1 text-small text-muted @2xl:flex-none">
          {dirty ? 'not saved' : !base.exists ? 'no such file yet' : ''}
        </span>
        <IconButton label="Find" shortcut="Mod+F" icon={Search} onClick={() => field.current?.find()} />
        <IconButton label="Copies from before repairs" icon={History} onClick={() => setCopies(true)} />
        <IconButton
          label="Show in file manager"
          icon={FolderOpen}
          disabled={!base.exists}
          onClick={() => void reveal(project.id, file)}
        />
        <IconButton
          label="Throw away what is not saved"
          icon={Undo2}
          disabled={!dirty}
          onClick={() => discard(project.id, file)}
        />
        <Button
          icon={Save}
          busy={saving}
          disabled={!dirty || readOnly || open.theirs !== null}
          onClick={() => void save(project.id, file)}
          {...tip('Save', 'Mod+S')}
        >
          Save
        </Button>
      </div>
      <EditorBanner
        open={open}
        onSides={() => setSides(true)}
        onForgetOutside={() => forgetOutside(project.id, file)}
        onInsist={() => void save(project.id, file, true)}
      />
      <CodeEditor
        ref={field}
        label={fileWords(file)}
        text={text}
        given={open.given}
        readOnly={readOnly}
        language={languageOf(file)}
        problems={problems}
        fill
        place={place}
        onChange={(next) => edit(project.id, file, next)}
      />
      <ProblemList
        problems={problems}
        checking={open.checking}
        onGo={({ line, column }) => line !== null && setPlace({ line, column })}
      />
      {sides && open.theirs !== null && (
        <SidesDialog
          open={open}
          onClose={() => setSides(false)}
          onSettle={(how) => {
            setSides(false)
            settle(project.id, file, how)
          }}
        />
      )}
      {copies && <BackupsDialog project={project} onClose={() => setCopies(false)} />}
    </div>
  )
}
