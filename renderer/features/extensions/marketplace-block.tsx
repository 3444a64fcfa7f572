// One marketplace with its plugins.
import { ArrowUpCircle, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DeckError } from '../../../preload/contract/result'
import { Badge, Button, Dialog, IconButton, Menu, tip, type MenuEntry } from '../../kit'
import { usePlugins } from '../../stores/config/plugins'
import type { MarketOrigin, Marketplace, Plugin } from '../../stores/config/plugins-words'
import { drawLine } from '../../text/visible-text'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'

interface MarketplaceBlockProps {
  projectId: string
  market: Marketplace
  origin: MarketOrigin
  busy: boolean
  onShow: (plugin: Plugin) => void
  onFailure: (tried: string, error: DeckError) => void
}

export function MarketplaceBlock({ projectId, market, origin, busy, onShow, onFailure }: MarketplaceBlockProps) {
  const act = usePlugins((state) => state.act)
  const [asksRemove, setAsksRemove] = useState(false)
  const { name, title, path, plugins } = market
  const installed = plugins.filter((plugin) => plugin.installed)
  const during = async (
    kind: 'remove-marketplace' | 'upgrade-marketplace',
    what: string,
    tried: string,
  ): Promise<void> => {
    const outcome = await act(projectId, { kind, name }, what)
    if (outcome.state === 'failed') onFailure(tried, outcome.error)
  }
  const upgrade = () => void during('upgrade-marketplace', `Fetching ${title}…`, `${title} was not fetched`)
  const entries = (): MenuEntry[] => [
    ...(origin.kind === 'git'
      ? [
          {
            kind: 'item' as const,
            label: 'Fetch its newest state…',
            icon: ArrowUpCircle,
            disabled: busy,
            onSelect: upgrade,
          },
          { kind: 'separator' as const },
        ]
      : []),
    { kind: 'item', label: 'Remove…', icon: Trash2, danger: true, disabled: busy, onSelect: () => setAsksRemove(true) },
  ]
  return (
    <div role="group" aria-label={title} data-testid="marketplace">
      <GroupTitle title={title} count={plugins.length}>
        {origin.kind === 'brought' ? (
          <span className="text-small text-faint" {...tip('It is not in config.toml, so it can’t be removed here.')}>
            brought by the folder
          </span>
        ) : (
          <Menu
            align="end"
            trigger={<IconButton label={`More for ${title}`} icon={Ellipsis} size="sm" />}
            entries={entries}
          />
        )}
      </GroupTitle>
      {(origin.kind === 'git' || path !== null) && (
        <PathText path={origin.kind === 'git' ? origin.address : (path ?? '')} className="py-0.5" />
      )}
      {plugins.length === 0 && <p className="py-1 text-muted">It offers nothing that Codex can read.</p>}
      {plugins.map((plugin) => (
        <button
          key={plugin.id}
          type="button"
          data-testid="plugin"
          onClick={() => onShow(plugin)}
          className="flex w-full min-w-0 items-center gap-2 border-b border-line py-1.5 text-left last:border-b-0 hover:bg-hover"
        >
          <span className="min-w-0 flex-1">
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate">{drawLine(plugin.title)}</span>
              {plugin.version !== null && (
                <span className="shrink-0 text-small text-faint">{drawLine(plugin.version)}</span>
              )}
            </span>
            {plugin.about !== '' && (
              <span className="block truncate text-small text-muted">{drawLine(plugin.about)}</span>
            )}
          </span>
          {plugin.installed && (
            <Badge tone={plugin.enabled ? 'added' : 'neutral'}>{plugin.enabled ? 'installed' : 'installed, off'}</Badge>
          )}
          {plugin.barred !== null && <Badge title={plugin.barred}>not available</Badge>}
        </button>
      ))}
      <Dialog
        open={asksRemove}
        onOpenChange={setAsksRemove}
        title={`Remove ${title}?`}
        testId="marketplace-remove"
        description={
          installed.length === 0
            ? 'It goes from the list. A folder stays where it is; add it again at any time.'
            : `${installed.map((plugin) => plugin.title).join(', ')} ${installed.length === 1 ? 'goes' : 'go'} with it: servers of loaded chats end. A folder stays where it is; add it again at any time.`
        }
        footer={
          <>
            <Button onClick={() => setAsksRemove(false)}>Cancel</Button>
            <Button
              variant="danger"
              onClick={() => {
                setAsksRemove(false)
                void during('remove-marketplace', `Removing ${title}…`, `${title} was not removed`)
              }}
            >
              Remove {title}
            </Button>
          </>
        }
      />
    </div>
  )
}
