// The MCP servers of the project in view: every server with how it is doing, adding and importing, those that the folder brings.
import { Download, Plug, Plus, RotateCw } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, lazily, Spinner } from '../../kit'
import { sameValue } from '../../stores/config/layers'
import { useMcp } from '../../stores/config/mcp'
import { draftOf, emptyDraft, freeName } from '../../stores/config/mcp-draft'
import { isWaiting, useFolderServers } from '../../stores/config/mcp-folder'
import { mcpServers, type McpServer } from '../../stores/config/mcp-servers'
import type { Fields } from '../../stores/threads/decode'
import { RequestSlotProvider, type DrawRequest } from './request-slot'
import { ServerRow } from './server-row'

const ServerForm = lazily(() => import('./server-form').then((module) => module.ServerForm), 'Opening the form…')
const ImportDialog = lazily(
  () => import('./import-dialog').then((module) => module.ImportDialog),
  'Opening the import…',
)

type FormKind = 'edit' | 'duplicate'
/** What the form was opened on. It stays open whatever becomes of that meanwhile. */
type Form = { kind: 'add' } | { kind: FormKind; name: string; own: Fields; version: string | null }

interface McpSectionProps {
  project: Project
  /** Draws what a server asks while a tool of it is tried. */
  request: DrawRequest
  /** What goes on with a write to all homes. */
  outcome?: ReactNode
}

export function McpSection({ project, request, outcome }: McpSectionProps) {
  const projectId = project.id
  // Not the looks: each row follows its own, or fifty rows would be drawn anew for every answer.
  const { watch, layers, version, problem, loading, startups, reloading, reload, load } = useMcp(
    useShallow((state) => ({
      watch: state.watch,
      layers: state.layers,
      version: state.version,
      problem: state.problem,
      loading: state.loading,
      startups: state.startups,
      reloading: state.reloading,
      reload: state.reload,
      load: state.load,
    })),
  )
  const folder = useFolderServers((state) => state.byProject[projectId])
  const folderProblem = useFolderServers((state) => state.problems[projectId] ?? null)
  const [form, setForm] = useState<Form | null>(null)
  const [importing, setImporting] = useState(false)
  const addButton = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => watch(projectId), [watch, projectId])
  const servers = useMemo(
    () => mcpServers(layers ?? [], folder ?? [], layers === null ? [] : startups.keys()),
    [layers, folder, startups],
  )
  const waiting = servers.filter((server) => server.folder !== null && isWaiting(server.folder))
  const setRow = (name: string, on: boolean): void =>
    setOpen((before) => {
      const next = new Set(before)
      if (on) next.add(name)
      else next.delete(name)
      return next
    })
  const names = new Set(servers.map(({ name }) => name))
  const edited = form?.kind === 'edit' ? servers.find(({ name }) => name === form.name) : undefined
  const openForm = (kind: FormKind, { name, own }: McpServer): void => {
    if (own !== null) setForm({ kind, name, own, version })
  }

  if (layers === null && servers.length === 0) {
    if (problem)
      return (
        <EmptyState
          icon={Plug}
          title="The servers could not be read"
          action={
            <Button busy={loading} onClick={() => void load()}>
              Try again
            </Button>
          }
        >
          <span role="alert" className="break-words select-text">
            {problem.message}
          </span>
        </EmptyState>
      )
    return <Spinner label="Reading the servers…" className="justify-center p-8" />
  }
  return (
    <section aria-label="MCP servers" data-testid="mcp" className="@container flex min-w-0 flex-col gap-3 pb-6">
      <p className="max-w-[640px] text-muted">
        Programs and services that give Codex more tools. Each chat starts its own; a program runs with your rights,
        outside the sandbox.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button ref={addButton} icon={Plus} onClick={() => setForm({ kind: 'add' })}>
          Add a server
        </Button>
        <Button icon={Download} onClick={() => setImporting(true)}>
          Import…
        </Button>
        <span className="flex-1" />
        <Button
          variant="plain"
          icon={RotateCw}
          busy={reloading}
          data-tip="Open chats take the servers as they are written now; failed ones start anew"
          onClick={() => void reload()}
        >
          Reload
        </Button>
      </div>
      {outcome}
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {layers === null ? problem.message : `This list is older: ${problem.message}`}
        </p>
      )}
      {folderProblem && (
        <p role="alert" className="break-words text-failed select-text">
          What the folder brings could not be read: {folderProblem.message}
        </p>
      )}
      {waiting.length > 0 && (
        <div
          role="status"
          data-testid="waiting-servers"
          className="flex flex-wrap items-center gap-3 rounded-md bg-waiting-soft px-3 py-2"
        >
          <span className="min-w-48 flex-1">
            {waiting.length === 1
              ? 'The folder brings a server that waits for you. It starts only once you let it.'
              : `The folder brings ${waiting.length} servers that wait for you. They start only once you let them.`}
          </span>
          <Button
            size="sm"
            onClick={() => setOpen((before) => new Set([...before, ...waiting.map(({ name }) => name)]))}
          >
            {waiting.length === 1 ? 'Look at it' : 'Look at them'}
          </Button>
        </div>
      )}
      {form && (
        <ServerForm
          key={form.kind === 'add' ? 'add' : `${form.kind} ${form.name}`}
          projectId={projectId}
          draft={
            form.kind === 'add'
              ? emptyDraft()
              : {
                  ...draftOf(form.name, form.own),
                  ...(form.kind === 'duplicate' ? { name: freeName(form.name, names) } : {}),
                }
          }
          before={form.kind === 'add' ? null : form.own}
          from={edited?.own ? edited.name : null}
          taken={form.kind === 'edit' ? new Set([...names].filter((name) => name !== form.name)) : names}
          // Somebody else's change of this very server is told of; of others it isn't in the way.
          version={form.kind !== 'edit' || sameValue(edited?.own ?? null, form.own) ? version : form.version}
          onDone={() => {
            setForm(null)
            addButton.current?.focus()
          }}
        />
      )}
      {servers.length === 0 ? (
        <EmptyState icon={Plug} title="No servers yet">
          Add one by its command or address, or import those of another client.
        </EmptyState>
      ) : (
        <RequestSlotProvider value={request}>
          <ServerList projectId={projectId} servers={servers} open={open} onOpen={setRow} onForm={openForm} />
        </RequestSlotProvider>
      )}
      {importing && (
        <ImportDialog
          projectId={projectId}
          folder={project.path}
          servers={servers}
          version={version}
          onClose={() => setImporting(false)}
        />
      )}
    </section>
  )
}

/** Rows drawn with the first frame; the others follow at once behind it. */
const firstRows = 25

interface ServerListProps {
  projectId: string
  servers: readonly McpServer[]
  open: ReadonlySet<string>
  onOpen: (name: string, open: boolean) => void
  onForm: (kind: FormKind, server: McpServer) => void
}

function ServerList({ projectId, servers, open, onOpen, onForm }: ServerListProps) {
  const most = useDeferredValue(servers.length, firstRows)
  return (
    <ul aria-label="Servers" className="flex flex-col">
      {servers.slice(0, most).map((server) => (
        <ServerRow
          key={server.name}
          projectId={projectId}
          server={server}
          open={open.has(server.name)}
          onOpen={(on) => onOpen(server.name, on)}
          onEdit={() => onForm('edit', server)}
          onDuplicate={() => onForm('duplicate', server)}
        />
      ))}
    </ul>
  )
}
