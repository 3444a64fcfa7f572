// One server of the list: how it is doing, what it is, where it comes from, what it costs, its switch and its menu. Asks about the
// server once it is in view; opens to its details.
import { ChevronRight, Copy, Ellipsis, Pencil, RotateCw, ToggleLeft, ToggleRight, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { cx, IconButton, Menu, tip, type MenuEntry } from '../../kit'
import { Switch } from '../../kit/switch'
import { useMcp } from '../../stores/config/mcp'
import { removeServer } from '../../stores/config/mcp-acts'
import { isWaiting, useFolderServers } from '../../stores/config/mcp-folder'
import { headline, type McpServer } from '../../stores/config/mcp-servers'
import { stateOf } from '../../stores/config/mcp-status'
import { drawLine } from '../../text/visible-text'
import { ServerDetail } from './server-detail'
import { startWords, stateWords, tokensAbout, tokenWords, whereTip, whereWords } from './server-words'
import { StateMark } from './state-mark'
import { useInView } from './use-in-view'

interface ServerRowProps {
  projectId: string
  server: McpServer
  open: boolean
  onOpen: (open: boolean) => void
  onEdit: () => void
  onDuplicate: () => void
}

export function ServerRow({ projectId, server, open, onOpen, onEdit, onDuplicate }: ServerRowProps) {
  const { name, where, own, folder, options } = server
  const known = useMcp((state) => state.looks.get(name))
  const startup = useMcp((state) => state.startups.get(name))
  const wanted = useMcp((state) => state.wanted.get(name))
  const look = useMcp((state) => state.look)
  const unlook = useMcp((state) => state.unlook)
  const toggle = useMcp((state) => state.toggle)
  const decide = useFolderServers((state) => state.decide)
  const deciding = useFolderServers((state) => state.deciding)
  const { ref, inView } = useInView<HTMLLIElement>()
  const waiting = folder !== null && isWaiting(folder)
  const asks = options.enabled && !waiting && folder?.state !== 'refused'
  useEffect(() => {
    if (!inView || !asks) return
    look(name)
    return () => unlook(name)
  }, [inView, asks, name, look, unlook])

  const state = stateOf(server, known, startup, wanted)
  const status = known?.status ?? null
  const start = startWords(startup, known)
  const line = headline(server.definition)
  const shownName = name === '' ? 'without a name' : name
  // Of the folder: its switch is the person's word, and what waits for one is read first.
  const ofFolder = where === 'folder' && folder !== null
  const on = ofFolder ? folder.state === 'approved' : (wanted ?? options.enabled)
  const entries = (): MenuEntry[] => [
    {
      kind: 'item',
      label: 'Ask again',
      icon: RotateCw,
      disabled: !asks,
      onSelect: () => look(name, true),
    },
    ...(own === null
      ? []
      : ([
          { kind: 'item', label: 'Edit…', icon: Pencil, onSelect: onEdit },
          { kind: 'item', label: 'Duplicate…', icon: Copy, onSelect: onDuplicate },
          { kind: 'separator' },
          {
            kind: 'item',
            label: 'Switch on in all projects',
            icon: ToggleRight,
            onSelect: () => void toggle(name, true, 'all'),
          },
          {
            kind: 'item',
            label: 'Switch off in all projects',
            icon: ToggleLeft,
            onSelect: () => void toggle(name, false, 'all'),
          },
          { kind: 'separator' },
          {
            kind: 'item',
            label: 'Remove',
            icon: Trash2,
            danger: true,
            onSelect: () => void removeServer(projectId, name, 'project'),
          },
          {
            kind: 'item',
            label: 'Remove from all projects',
            icon: Trash2,
            danger: true,
            onSelect: () => void removeServer(projectId, name, 'all'),
          },
        ] satisfies MenuEntry[])),
  ]
  return (
    <li
      ref={ref}
      data-testid="mcp-server"
      data-name={name}
      data-state={state}
      aria-busy={wanted !== undefined}
      className="border-b border-line last:border-b-0"
    >
      <div className={cx('flex min-h-11 items-center gap-2 px-1', !open && 'hover:bg-hover')}>
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${shownName}, ${stateWords[state].word}`}
          onClick={() => onOpen(!open)}
          className="flex min-w-0 flex-1 items-center gap-2 self-stretch rounded-sm text-left"
        >
          <ChevronRight
            aria-hidden
            size={14}
            className={cx('shrink-0 text-faint transition-transform', open && 'rotate-90')}
          />
          <StateMark state={state} />
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="flex min-w-0 items-baseline gap-2">
              <span className={cx('truncate font-medium', state === 'off' && 'text-muted')} {...tip(shownName)}>
                {name === '' ? <span className="text-faint">without a name</span> : drawLine(name)}
              </span>
              {(state === 'waiting' || state === 'failed' || state === 'login') && (
                <span className={cx('shrink-0 text-small', state === 'failed' ? 'text-failed' : 'text-waiting')}>
                  {stateWords[state].word}
                </span>
              )}
            </span>
            <span
              className="truncate font-mono text-small text-muted"
              {...(line === '' ? {} : tip(line.slice(0, 1000)))}
            >
              {line === '' ? 'known by its name only' : drawLine(line.slice(0, 400))}
            </span>
          </span>
        </button>
        <span className="hidden w-36 shrink-0 truncate text-small text-muted @2xl:block" {...tip(whereTip(server))}>
          {drawLine(whereWords(server))}
        </span>
        <span
          className="hidden w-14 shrink-0 text-right text-small text-muted tabular-nums @xl:block"
          {...(start ? tip(`Start-up ${start.words}. ${start.about}`) : {})}
        >
          {start?.words ?? '–'}
        </span>
        <span className="hidden w-24 shrink-0 text-right text-small text-muted tabular-nums @md:block">
          {status === null || status.error !== null ? (
            '–'
          ) : (
            <span {...tip(tokensAbout)} className="block">
              <span className="block text-text">
                {status.tools.length === 1 ? '1 tool' : `${status.tools.length} tools`}
              </span>
              {status.tools.length > 0 && <span className="block">{tokenWords(status.tokens)}</span>}
            </span>
          )}
        </span>
        <Switch
          label={on ? `Switch ${shownName} off` : `Switch ${shownName} on`}
          on={on}
          disabled={name === '' || where === 'plugin' || (ofFolder && deciding !== null)}
          onChange={(next) => {
            if (!ofFolder) return void toggle(name, next)
            // What nobody has looked at is not let run by a switch.
            if (next && folder.state !== 'approved') onOpen(true)
            else void decide(projectId, folder, next)
          }}
        />
        <Menu
          align="end"
          trigger={<IconButton label={`More for ${shownName}`} icon={Ellipsis} size="sm" />}
          entries={entries}
        />
      </div>
      {open && <ServerDetail projectId={projectId} server={server} state={state} onEdit={onEdit} />}
    </li>
  )
}
