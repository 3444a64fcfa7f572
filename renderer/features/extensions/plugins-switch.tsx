// Whether Codex has plugins on in this project, and what that costs.
import { Button } from '../../kit'
import { editKey, useConfigEdits } from '../../stores/config/config-edits'
import { featureKey } from '../../stores/config/features'
import { usePlugins } from '../../stores/config/plugins'

interface PluginsSwitchProps {
  projectId: string
  /** Null while it isn't known. */
  on: boolean | null
  busy: boolean
}

export function PluginsSwitch({ projectId, on, busy }: PluginsSwitchProps) {
  const turn = usePlugins((state) => state.turn)
  const problem = useConfigEdits((state) => state.problems[editKey(projectId, featureKey('plugins'))])
  return (
    <div data-testid="plugins-switch" className="flex flex-wrap items-start gap-x-6 gap-y-2 border-y border-line py-3">
      <div className="min-w-48 flex-1">
        <div>{on === false ? 'Plugins are off in this project' : 'Plugins are on in this project'}</div>
        <div className="text-muted">
          With plugins on, Codex asks github.com, api.github.com and chatgpt.com for a catalogue at each start of this
          project, which is why homes of this app begin without them. Nothing here needs an answer from there.
        </div>
        {problem && (
          <div role="alert" className="text-failed">
            {problem}
          </div>
        )}
      </div>
      <Button
        variant={on === false ? 'primary' : 'quiet'}
        busy={busy}
        disabled={on === null}
        onClick={() => void turn(projectId, on === false)}
      >
        {on === false ? 'Turn plugins on' : 'Turn off'}
      </Button>
    </div>
  )
}
