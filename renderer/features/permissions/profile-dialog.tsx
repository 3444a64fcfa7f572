// A new permission profile by form: what it is based on, which paths may be read or written, network.
import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, Checkbox, Dialog, Field, fieldSurface, IconButton, Select, TextField, cx } from '../../kit'
import { useSettings } from '../../stores/app/settings'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useEdits } from '../../stores/config/key-choice'
import {
  addPermissionProfile,
  ownPermissionProfiles,
  permissionProfileProblem,
  type PathAccess,
} from '../../stores/config/permissions'

const accesses: readonly { value: PathAccess['access']; label: string }[] = [
  { value: 'read', label: 'Read' },
  { value: 'write', label: 'Read and write' },
  { value: 'deny', label: 'Neither' },
]

export function ProfileDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const layers = useEffective((state) => (state.byProject[project.id] ?? nothingRead).layers)
  const platform = useSettings((state) => state.facts?.platform ?? 'linux')
  const own = ownPermissionProfiles(layers)
  const edits = useEdits(project.id, 'permissions.new')
  const [id, setId] = useState('')
  const [about, setAbout] = useState('')
  const [base, setBase] = useState(':workspace')
  const [paths, setPaths] = useState<readonly PathAccess[]>([])
  const [network, setNetwork] = useState(false)
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const profile = { id, about, extends: base, paths, network }
  const problem = permissionProfileProblem(profile, own, platform)
  const change = (at: number, part: Partial<PathAccess>): void =>
    setPaths(paths.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const add = async (): Promise<void> => {
    setTried(true)
    if (problem === null && (await edits.write(addPermissionProfile(profile, layers)))) onClose()
  }
  return (
    <Dialog
      open
      size="md"
      testId="permission-profile"
      initialFocus={first}
      onOpenChange={(open) => !open && onClose()}
      title="New permission profile"
      description="It is written into config.toml of this project’s home. If none was chosen so far, “:workspace” is, because Codex refuses profiles without a choice."
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={edits.busy} onClick={() => void add()}>
            Add
          </Button>
        </>
      }
    >
      <Field label="Name">
        {({ id: fieldId }) => (
          <input
            ref={first}
            id={fieldId}
            value={id}
            spellCheck={false}
            maxLength={64}
            placeholder="docs"
            onChange={(event) => setId(event.target.value)}
            className={cx(fieldSurface, 'h-7')}
          />
        )}
      </Field>
      <TextField
        label="What it is for"
        placeholder="Optional"
        value={about}
        maxLength={200}
        onChange={(event) => setAbout(event.target.value)}
      />
      <Field label="Based on">
        {({ id: fieldId }) => (
          <Select
            id={fieldId}
            label="Based on"
            value={base}
            options={[
              { value: ':read-only', label: ':read-only' },
              { value: ':workspace', label: ':workspace' },
              ...own.map((name) => ({ value: name, label: name })),
            ]}
            onChange={setBase}
          />
        )}
      </Field>
      <div className="flex flex-col gap-1">
        <div>Paths</div>
        <p className="text-small text-muted">Whole paths, ~/… or Codex’s own names such as :tmpdir.</p>
        {paths.map(({ path, access }, at) => (
          // Rows have no name of their own; they are only added at the end.
          <div key={at} className="flex items-center gap-2">
            <input
              aria-label={`Path ${at + 1}`}
              value={path}
              spellCheck={false}
              onChange={(event) => change(at, { path: event.target.value })}
              className={cx(fieldSurface, 'h-7 min-w-0 flex-1 font-mono text-code')}
            />
            <Select
              label={`Access to path ${at + 1}`}
              value={access}
              options={accesses}
              onChange={(value) => change(at, { access: accesses.find((one) => one.value === value)?.value ?? 'read' })}
            />
            <IconButton
              label={`Take out path ${at + 1}`}
              icon={X}
              size="sm"
              onClick={() => setPaths(paths.filter((_, index) => index !== at))}
            />
          </div>
        ))}
        <div>
          <Button size="sm" icon={Plus} onClick={() => setPaths([...paths, { path: '', access: 'read' }])}>
            Add a path
          </Button>
        </div>
      </div>
      <Checkbox label="Commands may use the network" checked={network} onChange={setNetwork} />
      {((tried && problem !== null) || edits.problem !== null) && (
        <p role="alert" className="break-words text-failed select-text">
          {(tried ? problem : null) ?? edits.problem}
        </p>
      )}
    </Dialog>
  )
}
