// Says in the chat that the folder brings servers that wait for a word, and shows them. Draws nothing while none waits.
import { Plug } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, Dialog } from '../../kit'
import { useServers } from '../../stores/app/servers'
import { isWaiting, useFolderServers } from '../../stores/config/mcp-folder'
import { drawLine } from '../../text/visible-text'
import { FolderCard } from './folder-card'

const mostNamed = 3

export function FolderNotice({ project }: { project: Project }) {
  const { id } = project
  // Asking would wake a server that sleeps; once it runs, the folder counts.
  const runs = useServers((state) => state.byProject[id]?.state === 'ready')
  const load = useFolderServers((state) => state.load)
  const servers = useFolderServers((state) => state.byProject[id])
  const [open, setOpen] = useState(false)
  const trusted = project.trust === 'trusted'
  useEffect(() => {
    if (runs && trusted) void load(id)
  }, [runs, trusted, load, id])
  const waiting = trusted ? (servers ?? []).filter(isWaiting) : []
  if (waiting.length === 0 && !open) return null
  const [first] = waiting
  return (
    <>
      {waiting.length > 0 && (
        <div
          role="status"
          data-testid="folder-notice"
          className="flex min-h-9 shrink-0 items-center gap-3 border-b border-line bg-waiting-soft px-4 py-1"
        >
          <Plug aria-hidden size={16} className="shrink-0 text-waiting" />
          <span className="min-w-0 flex-1 truncate">
            {waiting.length === 1 && first?.state === 'changed' ? (
              <>The folder’s MCP server {drawLine(first.name)} is another one now, so it doesn’t run.</>
            ) : (
              <>
                The folder brings{' '}
                {waiting.length === 1 ? 'an MCP server that waits' : `${waiting.length} MCP servers that wait`} for you:{' '}
                {waiting.slice(0, mostNamed).map(({ name, hash }, at) => (
                  <span key={`${name} ${hash}`}>
                    {at > 0 && ', '}
                    {drawLine(name)}
                  </span>
                ))}
                {waiting.length > mostNamed && '…'}
              </>
            )}
          </span>
          <Button size="sm" onClick={() => setOpen(true)}>
            Look…
          </Button>
        </div>
      )}
      {open && (
        <Dialog
          open
          onOpenChange={setOpen}
          size="lg"
          testId="folder-servers"
          title="MCP servers of this folder"
          description="The folder’s .codex brings them. A server is a program that runs with your rights, outside the sandbox. Let run only what you know."
          footer={<Button onClick={() => setOpen(false)}>{waiting.length === 0 ? 'Done' : 'Decide later'}</Button>}
        >
          {(servers ?? []).length === 0 && <p className="text-muted">It brings none any more.</p>}
          <div className="flex flex-col gap-4 [&>*+*]:border-t [&>*+*]:border-line [&>*+*]:pt-4">
            {(servers ?? []).map((server) => (
              <FolderCard key={`${server.name} ${server.hash}`} projectId={id} server={server} />
            ))}
          </div>
        </Dialog>
      )}
    </>
  )
}
