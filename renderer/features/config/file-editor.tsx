// A file of a project's configuration as text: typed, checked by Codex while typing, saved against what was read.
import { FolderOpen, History, Save, Search, Undo2 } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ConfigFile, TextProblem } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, hasMod, IconButton, Spinner, tip } from '../../kit'
import { lineAt, placeOfLine } from '../../stores/config/find-text'
import { fileKey, fileWords, isDirty } from '../../stores/config/open-file'
import { useRaw } from '../../stores/config/raw'
import { lineOfKey } from '../../stores/config/toml-text'
import { drawLine } from '../../text/visible-text'
import { BackupsDialog } from './backups-dialog'
import { CodeField, linePx } from './code-field'
import { EditorBanner } from './editor-banner'
import { FindBar } from './find-bar'
import { hiddenLines } from './line-parts'
import { ProblemList } from './problem-list'
import { SidesDialog } from './sides-dialog'
import { useFind } from './use-find'

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
  const field = useRef<HTMLTextAreaElement>(null)
  const [sides, setSides] = useState(false)
  const [copies, setCopies] = useState(false)
  const text = open?.text ?? ''
  // Looking for what can't be seen goes over the whole text: it waits for the drawing.
  const settled = useDeferredValue(text)
  const find = useFind(text, (start, end) => select(start, end, false))
  useEffect(() => follow(project.id, file), [follow, project.id, file])

  const select = (start: number, end: number, focus = true): void => {
    const element = field.current
    if (element === null) return
    if (focus) element.focus()
    element.setSelectionRange(start, end)
    const { line } = lineAt(element.value, start)
    element.scrollTop = Math.max(0, line * linePx - element.clientHeight / 3)
  }
  const goToLine = (line: number, column: number | null): void => {
    const now = field.current?.value ?? ''
    const start = placeOfLine(now, line) + (column ?? 1) - 1
    select(start, start)
  }
  const isRead = open?.base != null
  useEffect(() => {
    if (!isRead || goTo === null) return
    const line = lineOfKey(field.current?.value ?? '', goTo.path)
    if (line !== null) goToLine(line, null)
    else field.current?.focus()
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
    if (letter === 'f') find.show()
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
        <IconButton label="Find" shortcut="Mod+F" icon={Search} onClick={() => find.show()} />
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
      {find.shown && <FindBar {...find.bar} onClose={() => find.hide(() => field.current?.focus())} />}
      <CodeField
        label={fileWords(file)}
        text={text}
        given={open.given}
        readOnly={readOnly}
        toml={file.kind === 'config' || file.kind === 'profile' || file.kind === 'project-config'}
        problems={[...open.problems, ...warnings]}
        found={find.ranges}
        current={find.current}
        field={field}
        onChange={(next) => edit(project.id, file, next)}
        onKeyDown={() => undefined}
      />
      <ProblemList
        problems={[...open.problems, ...warnings]}
        checking={open.checking}
        onGo={({ line, column }) => line !== null && goToLine(line, column)}
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
