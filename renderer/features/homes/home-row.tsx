// One home in the table, with its menu.
import { Ellipsis, FolderOpen, LayoutTemplate, Settings2, SquareTerminal, Trash2, TriangleAlert } from 'lucide-react'
import type { HomeEntry, HomeSize } from '../../../preload/contract/homes'
import { Badge, IconButton, Menu, tip, type MenuEntry } from '../../kit'
import { useHomes } from '../../stores/accounts/homes'
import { drawLine } from '../../text/visible-text'
import { homeWords, sizeWords, splitPath } from './home-words'

/** What a dialog is opened for. */
export type HomeAct = 'terminal' | 'template' | 'trash'

interface HomeRowProps {
  home: HomeEntry
  /** Undefined until the counting reached it. */
  size: HomeSize | undefined
  /** Bytes of the largest home: its bar is full. */
  largest: number
  /** Somebody is signed in. */
  canCopyLogin: boolean
  onAct: (act: HomeAct) => void
  onProject: (projectId: string) => void
  onMend?: ((projectId: string) => void) | undefined
}

export function HomeRow({ home, size, largest, canCopyLogin, onAct, onProject, onMend }: HomeRowProps) {
  const reveal = useHomes((state) => state.reveal)
  const { label, path, account, configProblem, use, hasLoginFile, kind, owner, users, trash } = home
  const project = owner?.inList ? owner.projectId : (users[0]?.projectId ?? null)
  const [folder, name] = splitPath(path)
  const entries = (): MenuEntry[] => [
    { kind: 'item', label: 'Show in file manager', icon: FolderOpen, onSelect: () => void reveal(home.id) },
    ...(project === null
      ? []
      : [
          {
            kind: 'item' as const,
            label: 'Choose the project’s home…',
            icon: Settings2,
            onSelect: () => onProject(project),
          },
        ]),
    ...(kind === 'project' && users.length > 0
      ? [
          {
            kind: 'item' as const,
            label: 'Add from a template…',
            icon: LayoutTemplate,
            onSelect: () => onAct('template'),
          },
        ]
      : []),
    ...(kind === 'account'
      ? []
      : [
          {
            kind: 'item' as const,
            label: 'Make usable in a terminal…',
            icon: SquareTerminal,
            disabled: !canCopyLogin,
            onSelect: () => onAct('terminal'),
          },
        ]),
    { kind: 'separator' },
    ...(trash.allowed ? [] : [{ kind: 'label' as const, text: trash.reason }]),
    {
      kind: 'item',
      label: 'Move to trash…',
      icon: Trash2,
      danger: trash.allowed,
      disabled: !trash.allowed,
      onSelect: () => onAct('trash'),
    },
  ]
  return (
    <tr data-testid="home" data-home-id={home.id} className="border-b border-line last:border-b-0 hover:bg-hover">
      <th scope="row" className="py-1.5 pl-2 text-left align-top font-normal">
        <div className="flex min-w-0 items-center gap-1.5 text-ui">
          <span className="truncate" {...tip(label)}>
            {drawLine(label)}
          </span>
          {use !== 'no' && (
            <Badge tone={use === 'busy' ? 'running' : 'neutral'}>{use === 'busy' ? 'working' : 'ready'}</Badge>
          )}
          {hasLoginFile && kind !== 'account' && (
            <Badge title="An auth.json lies in it: Codex in a terminal finds its login here.">login</Badge>
          )}
        </div>
        <div className="truncate text-muted">{homeWords(home)}</div>
        <div className="flex font-mono text-faint select-text" {...tip(path)}>
          <span className="truncate">{drawLine(folder)}</span>
          <span className="max-w-full shrink-0 truncate">{drawLine(name)}</span>
        </div>
        {configProblem !== null && (
          <div className="flex items-start gap-1 text-failed">
            <TriangleAlert aria-hidden size={12} className="mt-0.5 shrink-0" />
            <span className="min-w-0 break-words select-text">{configProblem}</span>
            {project !== null && onMend && (
              <button type="button" className="shrink-0 rounded-sm underline" onClick={() => onMend(project)}>
                Mend config.toml
              </button>
            )}
          </div>
        )}
        {!home.hasConfig && <div className="text-muted">No config.toml: Codex’s own defaults.</div>}
      </th>
      <td
        className="hidden truncate px-2 py-1.5 align-top leading-5 text-muted @lg:table-cell"
        {...(account ? tip(account.name) : {})}
      >
        {account?.name ?? '–'}
      </td>
      <td className="px-2 py-1.5 text-right align-top leading-5 tabular-nums">
        {size ? size.sessions.toLocaleString('en-US') : '…'}
      </td>
      <td className="px-2 py-1.5 text-right align-top leading-5 tabular-nums">
        {sizeWords(size)}
        <div aria-hidden className="mt-1 h-1 overflow-hidden rounded-sm bg-selected">
          <div className="h-full rounded-sm bg-faint" style={{ width: `${((size?.bytes ?? 0) / largest) * 100}%` }} />
        </div>
      </td>
      <td className="py-1.5 pr-2 text-right align-top">
        <Menu
          align="end"
          trigger={<IconButton label={`More for ${label}`} icon={Ellipsis} size="sm" />}
          entries={entries}
        />
      </td>
    </tr>
  )
}
