// Plugins of a project: whether Codex has them on, which marketplaces there are, what each plugin is, apps.
import { Blocks, FolderPlus, GitBranch, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import type { DeckError } from '../../../preload/contract/result'
import { Button, EmptyState, IconButton, Spinner } from '../../kit'
import { useAccountOf } from '../../stores/accounts/accounts'
import { useEffective } from '../../stores/config/effective'
import { noPlugins, usePlugins } from '../../stores/config/plugins'
import { marketOrigin, type Marketplace, type Plugin } from '../../stores/config/plugins-words'
import { AppsBlock } from './apps-block'
import { GitMarketplaceDialog } from './git-marketplace-dialog'
import { MarketplaceBlock } from './marketplace-block'
import { PluginDialog } from './plugin-dialog'
import { PluginsSwitch } from './plugins-switch'
import { ProblemLine, WarningLine } from './problem-line'
import { useConfigVersion } from './use-config-version'

export function PluginsSection({ project }: { project: Project }) {
  const { on, marketplaces, errors, loaded, loading, problem, busy } = usePlugins(
    (state) => state.byProject[project.id] ?? noPlugins,
  )
  const load = usePlugins((state) => state.load)
  const addFolder = usePlugins((state) => state.addFolder)
  const [shown, setShown] = useState<{ market: string; plugin: string } | null>(null)
  const [asksGit, setAsksGit] = useState(false)
  const [failure, setFailure] = useState<{ tried: string; error: DeckError } | null>(null)
  const version = useConfigVersion(project.id)
  const config = useEffective((state) => state.byProject[project.id]?.config)
  const account = useAccountOf(project.id)
  useEffect(() => void load(project.id), [load, project.id, version])

  const again = () => void load(project.id, true)
  if (!loaded && problem !== null)
    return <ProblemLine tried="The plugins could not be listed" error={problem} onAgain={again} />
  if (!loaded) return <Spinner label="Reading the plugins…" className="justify-center p-8" />
  const tell = (tried: string) => (error: DeckError | null) => setFailure(error === null ? null : { tried, error })
  const found = find(marketplaces, shown)
  return (
    <section aria-label="Plugins" data-testid="plugins" className="flex flex-col gap-4">
      <p className="text-muted">
        A plugin brings skills, hooks and MCP servers together. Its servers start in every chat once it is installed,
        without being asked about; its hooks wait until you trust them.
      </p>
      <PluginsSwitch projectId={project.id} on={on} busy={busy !== null} />
      {problem && <ProblemLine tried="This list is older" error={problem} onAgain={again} />}
      {failure && <ProblemLine {...failure} />}
      {on === true && (
        <>
          <div className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-muted">{busy !== null && <Spinner label={busy} />}</span>
            <Button
              size="sm"
              icon={FolderPlus}
              disabled={busy !== null}
              onClick={() => void addFolder(project.id).then(tell('The folder was not added'))}
            >
              Add folder…
            </Button>
            <Button size="sm" icon={GitBranch} disabled={busy !== null} onClick={() => setAsksGit(true)}>
              Add from git…
            </Button>
            <IconButton label="Look again" icon={RotateCw} disabled={loading || busy !== null} onClick={again} />
          </div>
          {errors.map(({ path, message }) => (
            <WarningLine key={path}>{`${path}: ${message}`}</WarningLine>
          ))}
          {marketplaces.length === 0 && (
            <EmptyState icon={Blocks} title="No marketplaces">
              A marketplace is a folder or a git repository with a list of plugins. Add one to see what it offers; a
              folder works offline.
            </EmptyState>
          )}
          {marketplaces.map((market) => (
            <MarketplaceBlock
              key={`${market.name} ${market.path}`}
              projectId={project.id}
              market={market}
              origin={marketOrigin(config, market.name)}
              busy={busy !== null}
              onShow={(plugin) => setShown({ market: market.name, plugin: plugin.id })}
              onFailure={(tried, error) => setFailure({ tried, error })}
            />
          ))}
        </>
      )}
      <AppsBlock projectId={project.id} signedIn={account?.kind === 'chatgpt' && project.source === 'account'} />
      {asksGit && <GitMarketplaceDialog projectId={project.id} onClose={() => setAsksGit(false)} />}
      {found && (
        <PluginDialog
          projectId={project.id}
          market={found.market}
          plugin={found.plugin}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  )
}

function find(
  marketplaces: readonly Marketplace[],
  shown: { market: string; plugin: string } | null,
): { market: Marketplace; plugin: Plugin } | null {
  if (shown === null) return null
  const market = marketplaces.find(({ name }) => name === shown.market)
  const plugin = market?.plugins.find(({ id }) => id === shown.plugin)
  return market && plugin ? { market, plugin } : null
}
