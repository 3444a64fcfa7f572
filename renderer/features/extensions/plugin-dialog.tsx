// One plugin: what it is, what it brings, and installing, turning off or removing it.
import { useEffect, useState } from 'react'
import type { PluginBrings } from '../../../preload/contract/extensions'
import type { DeckError } from '../../../preload/contract/result'
import { Button, Dialog, Spinner } from '../../kit'
import { editKey, useConfigEdits } from '../../stores/config/config-edits'
import { pluginEditKey, usePlugins, type ActOutcome } from '../../stores/config/plugins'
import type { Marketplace, Plugin, PluginDetails } from '../../stores/config/plugins-words'
import { drawLine } from '../../text/visible-text'
import { PathText } from './path-text'
import { PluginBringsList } from './plugin-brings-list'
import { ProblemLine } from './problem-line'

interface PluginDialogProps {
  projectId: string
  market: Marketplace
  plugin: Plugin
  onClose: () => void
}

/** Characters of a description that are drawn. */
const mostDrawn = 4000

export function PluginDialog({ projectId, market, plugin, onClose }: PluginDialogProps) {
  const readDetails = usePlugins((state) => state.details)
  const readBrings = usePlugins((state) => state.brings)
  const act = usePlugins((state) => state.act)
  const setEnabled = usePlugins((state) => state.setEnabled)
  const writeProblem = useConfigEdits((state) => state.problems[editKey(projectId, pluginEditKey(plugin.id))])
  const [details, setDetails] = useState<PluginDetails | null>(null)
  const [brings, setBrings] = useState<PluginBrings | null>(null)
  const [problem, setProblem] = useState<{ tried: string; error: DeckError } | null>(null)
  const [busy, setBusy] = useState(false)
  const [asksUninstall, setAsksUninstall] = useState(false)
  const { path } = market
  const { name, title, installed, enabled, barred, fetched, source, id } = plugin
  useEffect(() => {
    if (path === null) return
    let gone = false
    const fail = (error: DeckError) => setProblem({ tried: 'It could not be looked into', error })
    void readDetails(projectId, path, name).then((result) => {
      if (gone) return
      if (result.ok) setDetails(result.value)
      else fail(result.error)
    })
    void readBrings(projectId, path, name).then((result) => {
      if (gone) return
      if (result.ok) setBrings(result.value)
      else fail(result.error)
    })
    return () => {
      gone = true
    }
    // Installing makes what it brings readable.
  }, [readDetails, readBrings, projectId, path, name, installed])

  const during = async (tried: string, work: Promise<ActOutcome>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const outcome = await work
    setBusy(false)
    if (outcome.state === 'failed') setProblem({ tried, error: outcome.error })
  }
  const install = () =>
    path === null
      ? undefined
      : during(
          'It was not installed',
          act(projectId, { kind: 'install', marketplacePath: path, pluginName: name }, `Installing ${title}…`),
        )
  const uninstall = () => {
    setAsksUninstall(false)
    return during(
      'It was not uninstalled',
      act(projectId, { kind: 'uninstall', pluginId: id }, `Uninstalling ${title}…`),
    )
  }
  const turn = async (): Promise<void> => {
    setBusy(true)
    await setEnabled(projectId, plugin, !enabled)
    setBusy(false)
  }
  const servers = brings?.servers.length ?? 0
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={title}
      testId="plugin-dialog"
      description={
        <>
          <div className="break-all">{drawLine(id)}</div>
          <PathText path={source} />
        </>
      }
      footer={
        asksUninstall ? (
          <>
            <span className="min-w-0 flex-1 self-center text-muted">Its servers end and its skills go. Uninstall?</span>
            <Button onClick={() => setAsksUninstall(false)}>Keep it</Button>
            <Button variant="danger" onClick={() => void uninstall()}>
              Uninstall
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Close</Button>
            {installed && (
              <>
                <Button variant="danger" disabled={busy} onClick={() => setAsksUninstall(true)}>
                  Uninstall…
                </Button>
                <Button busy={busy} onClick={() => void turn()}>
                  {enabled ? 'Turn off' : 'Turn on'}
                </Button>
              </>
            )}
            {!installed && barred === null && (
              <Button
                variant="primary"
                busy={busy}
                disabled={path === null || (brings === null && problem === null)}
                onClick={() => void install()}
              >
                {servers === 0 ? 'Install' : `Install and start ${servers} ${servers === 1 ? 'server' : 'servers'}`}
              </Button>
            )}
          </>
        )
      }
    >
      {details?.description && (
        <p className="break-words whitespace-pre-wrap">{drawLine(details.description.slice(0, mostDrawn))}</p>
      )}
      {barred !== null && !installed && <p className="text-waiting">{barred}</p>}
      {problem && <ProblemLine {...problem} />}
      {writeProblem && (
        <p role="alert" className="text-failed">
          {writeProblem}
        </p>
      )}
      {details === null && problem === null && <Spinner label="Looking into it…" />}
      {brings && <PluginBringsList brings={brings} fetched={fetched} />}
      {brings && !installed && servers > 0 && (
        <p className="text-small text-muted">
          Once installed, these start by themselves in every chat of this project, outside the sandbox and with your
          rights.
        </p>
      )}
      {details && details.skills.length > 0 && (
        <div>
          <div className="font-medium">Skills</div>
          {details.skills.map((skill) => (
            <div key={skill.name} className="truncate text-muted">
              <code className="text-text">{drawLine(skill.name)}</code> {drawLine(skill.description)}
            </div>
          ))}
        </div>
      )}
      {details && details.apps.length > 0 && (
        <p className="text-muted">It wants these apps, which need a ChatGPT login: {details.apps.join(', ')}.</p>
      )}
    </Dialog>
  )
}
