// The configuration of a project: its keys as they count, and the files behind them as text.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { FileWarning } from 'lucide-react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, hasMod, Segmented, Spinner } from '../../kit'
import { useNotices } from '../../stores/app/notices'
import { useUi } from '../../stores/app/ui'
import { useConfigEdits } from '../../stores/config/config-edits'
import { readProblemWords } from '../../stores/config/edit-words'
import { nothingRead, useEffective } from '../../stores/config/effective'
import type { ConfigRow } from '../../stores/config/effective-rows'
import { fileKey, fileWords, isDirty, useRaw } from '../../stores/config/raw'
import { ConflictDialog } from './conflict-dialog'
import { FileEditor } from './file-editor'
import { KeysView } from './keys-view'

type View = 'keys' | 'config' | 'project-config'

const homeFile: ConfigFile = { kind: 'config' }
const folderFile: ConfigFile = { kind: 'project-config' }
const views: readonly { value: View; label: string }[] = [
  { value: 'keys', label: 'Keys' },
  { value: 'config', label: 'config.toml' },
  { value: 'project-config', label: 'Folder’s .codex' },
]

/** The name of this section on the settings page. */
export const configurationId = 'configuration'

export function ConfigurationSection({ project }: { project: Project }) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const watch = useEffective((state) => state.watch)
  const undo = useConfigEdits((state) => state.undo)
  const [view, setView] = useState<View | null>(null)
  const [goTo, setGoTo] = useState<{ path: readonly string[] } | null>(null)
  useEffect(() => watch(project.id), [watch, project.id])
  useKeptWords(project)

  const isBroken = config.problem !== null
  // A file that can't be read is shown as text at once; the person may look elsewhere.
  const shown = view ?? (isBroken && config.unread ? 'config' : 'keys')
  // It stays in view once it is mended: the person is not done with it because Codex is.
  useEffect(() => {
    if (shown === 'config') setView('config')
  }, [shown])
  const toText = (row: ConfigRow): void => {
    const isFolders = row.home === undefined && row.from?.type === 'project'
    setGoTo({ path: row.path })
    setView(isFolders ? 'project-config' : 'config')
  }
  const keys = (event: KeyboardEvent): void => {
    const isText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    if (shown !== 'keys' || isText || !hasMod(event) || event.shiftKey || event.key.toLowerCase() !== 'z') return
    event.preventDefault()
    void undo(project.id)
  }
  return (
    <section
      aria-label="Configuration"
      data-testid="configuration"
      className="flex min-h-0 flex-1 flex-col gap-2"
      onKeyDown={keys}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label="View"
          value={shown}
          options={views}
          onChange={(next) => {
            setGoTo(null)
            setView(next)
          }}
        />
        <Unsaved project={project} shown={shown} onGo={setView} />
      </div>
      {shown === 'keys' ? (
        isBroken && config.unread ? (
          <Broken message={readProblemWords(config.problem?.message ?? '')} onMend={() => setView('config')} />
        ) : config.unread ? (
          <Spinner label="Reading the configuration…" className="justify-center p-8" />
        ) : (
          <>
            {isBroken && (
              <div role="alert" className="flex items-center gap-2 rounded-md bg-failed-soft px-2 py-1">
                <span className="min-w-0 flex-1 break-words select-text">
                  This list is older. {readProblemWords(config.problem?.message ?? '')}
                </span>
                <Button size="sm" onClick={() => setView('config')}>
                  Mend config.toml
                </Button>
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

function Broken({ message, onMend }: { message: string; onMend: () => void }) {
  return (
    <EmptyState
      icon={FileWarning}
      title="The configuration can’t be read"
      action={
        <Button variant="primary" onClick={onMend}>
          Mend config.toml
        </Button>
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
        message: `${names} of ${name} ${dirty.length === 1 ? 'is' : 'are'} not saved. What you typed is kept until the app is closed.`,
        projectId: id,
        action: { label: 'Go back', run: () => useUi.getState().showPage('settings', configurationId) },
      })
    },
    [],
  )
}
