// The folders besides the project's own that Codex may write to (--add-dir): in chats of this app and in a terminal.
import { FolderOpen, Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Project } from '../../../preload/contract/model'
import { app } from '../../bridge'
import { Button, IconButton, SettingRow, TextField, tip } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useSettings } from '../../stores/app/settings'
import { useKey } from '../../stores/config/key-choice'
import { rootProblem, rootsOf, rootsPath, rootWarning } from '../../stores/config/permissions'
import { drawLine } from '../../text/visible-text'

export function RootsRow({ project }: { project: Project }) {
  const key = useKey(project.id, rootsPath)
  const platform = useSettings((state) => state.facts?.platform ?? 'linux')
  const homeFolder = useSettings((state) => state.facts?.homeFolder ?? '')
  const [path, setPath] = useState('')
  const [tried, setTried] = useState(false)
  const roots = rootsOf(key.home)
  const problem = rootProblem(path, roots, platform)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (problem !== null || key.busy) return
    if (!(await key.write([...roots, path.trim()]))) return
    setPath('')
    setTried(false)
  }
  const pick = async (): Promise<void> => {
    const picked = await app('permissions/pickFolder', {})
    if (!picked.ok) return tellFailure('No folder could be chosen', picked.error, project.id)
    if (picked.value === null) return
    // It stands in the field first: its warning is seen before it is added.
    setPath(picked.value)
    setTried(true)
  }
  const remove = (root: string): void => {
    const rest = roots.filter((one) => one !== root)
    void key.write(rest.length === 0 ? null : rest)
  }
  return (
    <SettingRow
      title={
        <span className="flex flex-wrap items-center gap-x-2">
          Folders that may be written to <code className="text-small text-faint">{rootsPath.join('.')}</code>
        </span>
      }
      note={
        key.note === null
          ? null
          : 'Another configuration, such as the folder’s own, names folders too and wins in a terminal. In this app these count.'
      }
      problem={key.problem}
      about={
        <div className="flex flex-col gap-2">
          <p>
            Besides the project’s own (--add-dir): with “Auto in folder” here, with “Write in the folder” in a terminal.
          </p>
          {roots.length > 0 && (
            <ul aria-label="Folders that may be written to" className="flex flex-col">
              {roots.map((root) => {
                const warning = rootWarning(root, homeFolder)
                return (
                  <li key={root} className="flex items-start gap-2 border-b border-line py-1 text-text last:border-b-0">
                    <span className="min-w-0 flex-1">
                      <code className="block truncate select-text" {...tip(root)}>
                        {drawLine(root)}
                      </code>
                      {warning !== null && <span className="block text-small text-failed">{warning}</span>}
                    </span>
                    <IconButton
                      label={`Take out ${root}`}
                      icon={X}
                      size="sm"
                      disabled={key.busy}
                      onClick={() => remove(root)}
                    />
                  </li>
                )
              })}
            </ul>
          )}
          <form
            aria-label="Add a folder"
            className="flex items-start gap-2 text-text"
            onSubmit={(event) => void add(event)}
          >
            <div className="min-w-0 flex-1">
              <TextField
                label="Folder"
                hideLabel
                placeholder={platform === 'win32' ? 'C:\\path\\to\\folder' : '/path/to/folder'}
                spellCheck={false}
                className="font-mono text-code"
                value={path}
                problem={tried ? problem : null}
                hint={path !== '' && problem === null ? (rootWarning(path.trim(), homeFolder) ?? undefined) : undefined}
                onChange={(event) => {
                  setPath(event.target.value)
                  setTried(false)
                }}
              />
            </div>
            <Button type="submit" icon={Plus} busy={key.busy}>
              Add
            </Button>
            <IconButton label="Choose a folder…" icon={FolderOpen} disabled={key.busy} onClick={() => void pick()} />
          </form>
        </div>
      }
    />
  )
}
