// The configuration of a project: its keys as they count, and the files behind them as text.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { FileWarning } from 'lucide-react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, hasMod, Segmented, Spinner } from '../../kit'
import { useNotices } from '../../stores/app/notices'
import { useUi } from '../../stores/app/ui'
import { useConfigEdits } from '../../stores/config/config-edits'
import { isFileProblem, readProblemWords } from '../../stores/config/edit-words'
import { nothingRead, readWhatCounts, useEffective } from '../../stores/config/effective'
import type { ConfigRow } from '../../stores/config/effective-rows'
import { forkKeysOf } from '../../stores/config/fork-keys'
import { fileKey, fileWords, isDirty } from '../../stores/config/open-file'
import { useRaw } from '../../stores/config/raw'
import { ConflictDialog } from './conflict-dialog'
import { ForkView } from './fork-view'
import { FileEditor } from './file-editor'
import { KeysView } from './keys-view'

type View = 'keys' | 'config' | 'project-config' | 'fork'

const homeFile: ConfigFile = { kind: 'config' }
const folderFile: ConfigFile = { kind: 'project-config' }
const views: readonly { value: View; label: string }[] = [
  { value: 'keys', label: 'Keys' },
  { value: 'config', label: 'config.toml' },
  { value: 'project-config', label: 'Folder’s .codex' },
]

const forkView: { value: View; label: string } = { value: 'fork', label: 'Fork' }

/** The name of this section on the settings page. */
export const configurationId = 'configuration'

export function ConfigurationSection({ project }: { project: Project }) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const watch = useEffective((state) => state.watch)
  const undo = useConfigEdits((state) => state.undo)
  const redo = useConfigEdits((state) => state.redo)
  const [view, setView] = useState<View | null>(null)
  const [goTo, setGoTo] = useState<{ path: readonly string[] } | null>(null)
  useEffect(() => watch(project.id), [watch, project.id])
  useEffect(() => void useRaw.getState().recover(project.id), [project.id])
  useKeptWords(project)

  const isBroken = config.problem !== null
  // A file that can't be read is shown as text at once; the person may look elsewhere.
  const fork = forkKeysOf(config)
  const hasFork = fork.hook || fork.tools
  const isFiles = config.problem !== null && isFileProblem(config.problem)
  const shown = (view === 'fork' && !hasFork ? null : view) ?? (isFiles && config.unread ? 'config' : 'keys')
  // It stays in view once it is mended: the person is not done with it because Codex is.
  useEffect(() => {
    if (shown === 'config') setView('config')
  }, [shown])
  const goToKey = (path: readonly string[], file: 'config' | 'project-config'): void => {
    setGoTo({ path })
    setView(file)
  }
  const toText = (row: ConfigRow): void =>
    goToKey(row.path, row.home === undefined && row.from?.type === 'project' ? 'project-config' : 'config')
  const keys = (event: KeyboardEvent): void => {
    const { target } = event
    const isText =
      (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && !target.matches('[data-untyped]')
    if ((shown !== 'keys' && shown !== 'fork') || isText || !hasMod(event)) return
    const letter = event.key.toLowerCase()
    if (letter !== 'z' && letter !== 'y') return
    event.preventDefault()
    void (letter === 'y' || event.shiftKey ? redo : undo)(project.id)
  }
  return (
    <section
      aria-label="Configuration"
      data-testid="configuration"
      className="flex min-h-0 flex-1 flex-col gap-2"
      onKeyDown={keys}
    >
      <div className="flex flex-wrap items-center gap-3">
        <div className="max-w-full overflow-x-auto whitespace-nowrap [scrollbar-width:none]">
          <Segmented
            label="View"
            value={shown}
            options={hasFork ? [...views, forkView] : views}
            onChange={(next) => {
              setGoTo(null)
              setView(next)
            }}
          />
        </div>
        <Unsaved project={project} shown={shown} onGo={setView} />
      </div>
      {shown === 'fork' ? (
        <ForkView project={project} onText={(path) => goToKey(path, 'config')} />
      ) : shown === 'keys' ? (
        isBroken && config.unread ? (
          <Broken
            message={readProblemWords(config.problem?.message ?? '')}
            isFiles={isFiles}
            onMend={() => setView('config')}
            onRetry={() => void readWhatCounts(project.id, true)}
          />
        ) : config.unread ? (
          <Spinner label="Reading the configuration…" className="justify-center p-8" />
        ) : (
          <>
            {isBroken && (
              <div role="alert" className="flex items-center gap-2 rounded-md bg-failed-soft px-2 py-1">
                <span className="min-w-0 flex-1 break-words select-text">
                  This list is older. {readProblemWords(config.problem?.message ?? '')}
                </span>
                {isFiles ? (
                  <Button size="sm" onClick={() => setView('config')}>
                    Mend config.toml
                  </Button>
                ) : (
                  <Button size="sm" onClick={() => void readWhatCounts(project.id, true)}>
                    Try again
                  </Button>
                )}
              </div>
            )}
            <KeysView project={project} onText={toText} />
          </>
        )
      ) : (
        <FileEditor key={shown} project={project} file={shown === 'config' ? homeFile : folderFile} goTo={goTo} />
      )}
      <ConflictDialog projectId={project.id} />
    </section>
  )
}

interface BrokenProps {
  message: string
  /** What a file says is wrong; else Codex can't run, or the disk is no use. */
  isFiles: boolean
  onMend: () => void
  onRetry: () => void
}

function Broken({ message, isFiles, onMend, onRetry }: BrokenProps) {
  return (
    <EmptyState
      icon={FileWarning}
      title={isFiles ? 'The configuration can’t be read' : 'Codex can’t be asked for the configuration'}
      action={
        isFiles ? (
          <Button variant="primary" onClick={onMend}>
            Mend config.toml
          </Button>
        ) : (
          <div className="flex gap-2">
            <Button onClick={onMend}>Open config.toml</Button>
            <Button variant="primary" onClick={onRetry}>
              Try again
            </Button>
          </div>
        )
      }
    >
      <span role="alert" className="break-words select-text">
        {message}
      </span>
    </EmptyState>
  )
}

/** Says which file holds something that is typed and not saved, while another view is open. */
function Unsaved({ project, shown, onGo }: { project: Project; shown: View; onGo: (view: View) => void }) {
  const files = useRaw((state) => state.files)
  const open = [homeFile, folderFile].filter((file) => {
    const one = files[fileKey(project.id, file)]
    return one !== undefined && isDirty(one) && file.kind !== shown
  })
  return open.map((file) => (
    <Button
      key={file.kind}
      size="sm"
      variant="plain"
      onClick={() => onGo(file.kind === 'config' ? 'config' : 'project-config')}
    >
      {fileWords(file)} is not saved
    </Button>
  ))
}

/** Tells, when the section is left, that something typed is not saved. It is kept. */
function useKeptWords(project: Project): void {
  const last = useRef(project)
  last.current = project
  useEffect(
    () => () => {
      const { id, name } = last.current
      const dirty = Object.values(useRaw.getState().files).filter((one) => one.projectId === id && isDirty(one))
      if (dirty.length === 0) return
      const names = dirty.map(({ file }) => fileWords(file)).join(' and ')
      useNotices.getState().push({
        level: 'warning',
        message: `${names} of ${name} ${dirty.length === 1 ? 'is' : 'are'} not saved. What you typed is kept.`,
        projectId: id,
        action: { label: 'Go back', run: () => useUi.getState().showPage('settings', configurationId) },
      })
    },
    [],
  )
}
