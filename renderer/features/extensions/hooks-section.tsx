// Hooks of a project: what runs by itself and when, what may, what was left out, and what ran.
import { RotateCw, Webhook } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { EmptyState, IconButton, Spinner } from '../../kit'
import { noHooks, useHooks } from '../../stores/config/hooks'
import { ConfigFileEditor } from './config-file-editor'
import { GroupTitle } from './group-title'
import { HookRow } from './hook-row'
import { HookRuns } from './hook-runs'
import { HookTrustDialog } from './hook-trust-dialog'
import { ProblemLine, WarningLine } from './problem-line'
import { useConfigVersion } from './use-config-version'

const homeFile: ConfigFile = { kind: 'hooks', where: 'home' }
const folderFile: ConfigFile = { kind: 'hooks', where: 'project' }

const sample = `{
  "hooks": {
    "Stop": [{ "hooks": [{ "type": "command", "command": "echo done", "timeout": 10 }] }]
  }
}
`

export function HooksSection({ project }: { project: Project }) {
  const { hooks, warnings, loaded, loading, problem } = useHooks((state) => state.byProject[project.id] ?? noHooks)
  const watch = useHooks((state) => state.watch)
  const load = useHooks((state) => state.load)
  const [asked, setAsked] = useState<string | null>(null)
  const version = useConfigVersion(project.id)
  // Another version: trust may have been taken back by Undo.
  useEffect(() => watch(project.id), [watch, project.id, version])

  const again = () => void load(project.id)
  if (!loaded && problem !== null)
    return <ProblemLine tried="The hooks could not be listed" error={problem} onAgain={again} />
  if (!loaded) return <Spinner label="Reading the hooks…" className="justify-center p-8" />
  // By what was shown: a hook that is another one by now asks again.
  const shown = hooks.find(({ key, hash }) => `${key} ${hash}` === asked)
  return (
    <section aria-label="Hooks" data-testid="hooks" className="flex flex-col gap-4">
      <p className="text-muted">
        A hook is a command that Codex runs by itself at a point of its work, with your rights and outside the sandbox.
        One that you have not trusted, or that changed since, doesn’t run in new chats. Chats that are open go on with
        the command that was trusted when they started.
      </p>
      {problem && <ProblemLine tried="This list is older" error={problem} onAgain={again} />}
      {warnings.map((warning) => (
        <WarningLine key={warning}>{warning}</WarningLine>
      ))}
      <div className="flex flex-col">
        <GroupTitle title="Hooks" count={hooks.length}>
          <IconButton label="Look again" icon={RotateCw} size="sm" disabled={loading} onClick={again} />
        </GroupTitle>
        {hooks.length === 0 && (
          <EmptyState icon={Webhook} title="No hooks">
            {project.trust === 'trusted'
              ? 'Write them into a hooks.json below, the home’s or the folder’s.'
              : 'Write them into the home’s hooks.json below. Those of the folder are read once you trust it.'}
          </EmptyState>
        )}
        {hooks.map((hook) => (
          <HookRow
            key={`${hook.key} ${hook.hash}`}
            projectId={project.id}
            hook={hook}
            onTrust={() => setAsked(`${hook.key} ${hook.hash}`)}
          />
        ))}
      </div>
      <HookRuns projectId={project.id} />
      <div className="flex flex-col gap-2">
        <GroupTitle title="Files" />
        <ConfigFileEditor
          projectId={project.id}
          file={homeFile}
          title="hooks.json of this project’s home"
          begin={sample}
          onSaved={again}
        />
        <ConfigFileEditor
          projectId={project.id}
          file={folderFile}
          title=".codex/hooks.json of the folder"
          begin={sample}
          onSaved={again}
          {...(project.trust === 'trusted' ? {} : { note: 'Not read: the folder isn’t trusted.' })}
        />
      </div>
      {shown && <HookTrustDialog projectId={project.id} hook={shown} onClose={() => setAsked(null)} />}
    </section>
  )
}
