// Model servers on this machine (Ollama, LM Studio), found on loopback, and using one of their models.
import { RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LocalModels } from '../../../preload/contract/workings'
import type { Project } from '../../../preload/contract/model'
import { Badge, Button, IconButton, Select, Spinner } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { setKey } from '../../stores/config/edit-words'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useEdits, useKey } from '../../stores/config/key-choice'
import { modelPath, providerPath, useModels } from '../../stores/config/models'
import { useProviders } from '../../stores/config/providers'
import { leaveProvider } from '../../stores/config/providers-form'
import { drawLine } from '../../text/visible-text'
import { ProviderTest } from './provider-test'

const titles: Readonly<Record<LocalModels['kind'], { name: string; start: string }>> = {
  ollama: { name: 'Ollama', start: 'Start it with “ollama serve”.' },
  lmstudio: { name: 'LM Studio', start: 'Start its server in the Developer tab.' },
}

export function LocalServers({ project }: { project: Project }) {
  const { local, looking, localProblem, find } = useProviders()
  const edits = useEdits(project.id, 'oss_provider')
  useEffect(() => void find(), [find])
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">On this computer</h3>
        <IconButton label="Look again" icon={RotateCw} size="sm" disabled={looking} onClick={() => void find()} />
      </div>
      <p className="text-muted">
        Codex’s “--oss”: models that run here. Nothing is started or downloaded; only these two ports of this computer
        are asked.
      </p>
      {local === null && looking && <Spinner label="Looking for model servers…" />}
      {localProblem && (
        <p role="alert" className="text-failed">
          {localProblem.message}
        </p>
      )}
      <ul aria-label="Model servers on this computer">
        {(local ?? []).map((server) => (
          <Row key={server.kind} project={project} server={server} edits={edits} />
        ))}
      </ul>
      {edits.problem && (
        <p role="alert" className="break-words text-failed select-text">
          {edits.problem}
        </p>
      )}
    </div>
  )
}

interface RowProps {
  project: Project
  server: LocalModels
  edits: ReturnType<typeof useEdits>
}

function Row({ project, server: { kind, baseUrl, reachable, models, problem }, edits }: RowProps) {
  const setSource = useProjects((state) => state.setSource)
  const used = useKey(project.id, providerPath).home === kind
  const model = useKey(project.id, modelPath).home
  const [picked, setPicked] = useState<string | null>(null)
  const [testing, setTesting] = useState(false)
  const stored = used && typeof model === 'string' ? model : null
  const chosen = picked ?? (stored !== null && models.includes(stored) ? stored : (models[0] ?? ''))
  const { name, start } = titles[kind]
  const use = async (): Promise<void> => {
    const written = await edits.write([
      setKey(modelPath, chosen),
      setKey(providerPath, kind),
      setKey(['oss_provider'], kind),
    ])
    if (written && project.source !== 'provider') await setSource(project.id, 'provider')
  }
  const leave = (): void => {
    const { layers } = useEffective.getState().byProject[project.id] ?? nothingRead
    const known = useModels.getState().byProject[project.id]?.models ?? []
    void edits.write(
      leaveProvider(
        layers,
        known.map(({ slug }) => slug),
      ),
    )
  }
  return (
    <li data-testid="local-server" data-kind={kind} className="border-b border-line py-1.5 last:border-b-0">
      <div className="flex flex-wrap items-center gap-2">
        <span>{name}</span>
        <code className="text-small text-faint">{baseUrl}</code>
        {used && <Badge tone="accent">used here</Badge>}
        <span className="flex-1" />
        {reachable && models.length > 0 && (
          <>
            <Select
              label={`Model of ${name}`}
              className="max-w-56"
              value={chosen}
              options={models.map((one) => ({ value: one, label: one }))}
              onChange={setPicked}
            />
            <Button size="sm" variant="plain" aria-expanded={testing} onClick={() => setTesting(!testing)}>
              Test
            </Button>
            {(!used || chosen !== stored) && (
              <Button size="sm" disabled={edits.busy} onClick={() => void use()}>
                Use
              </Button>
            )}
          </>
        )}
        {used && (
          <Button size="sm" disabled={edits.busy} onClick={leave}>
            Stop using
          </Button>
        )}
      </div>
      <p className="text-small text-muted">
        {problem !== null ? (
          drawLine(problem)
        ) : !reachable ? (
          `Not running. ${start}`
        ) : models.length === 0 ? (
          'Running, without a model. Load one there first.'
        ) : (
          <span className="tabular-nums">
            Running, {models.length} {models.length === 1 ? 'model' : 'models'}.
          </span>
        )}
      </p>
      {testing && <ProviderTest key={chosen} project={project} provider={kind} slug={chosen} />}
    </li>
  )
}
