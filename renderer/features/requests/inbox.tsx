// Every request that waits, of every project, oldest first.
import { Inbox as InboxIcon, X } from 'lucide-react'
import { EmptyState, IconButton } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useRequests } from '../../stores/app/requests'
import { useUi } from '../../stores/app/ui'
import { RequestCard } from './request-card'

export function Inbox() {
  const requests = useRequests((state) => state.requests)
  const projects = useProjects((state) => state.projects)
  const select = useProjects((state) => state.select)
  const selectThread = useProjects((state) => state.selectThread)
  const setPanel = useUi((state) => state.setPanel)
  const showPage = useUi((state) => state.showPage)
  const nameOf = (projectId: string) =>
    projects.find((project) => project.id === projectId)?.name ?? 'A removed project'
  return (
    <section aria-label="Inbox" data-testid="inbox" className="flex h-full min-h-0 flex-col bg-bg">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3">
        <h2 className="flex-1 font-semibold">Waiting for you</h2>
        <IconButton label="Close panel" icon={X} onClick={() => setPanel(null)} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {requests.length === 0 && (
          <EmptyState icon={InboxIcon} title="Nothing waits for you">
            When Codex wants to run a command, change a file or ask you something, it shows here, for every project.
          </EmptyState>
        )}
        {requests.map((request) => {
          const { threadId, projectId } = request
          return (
            <RequestCard
              key={request.key}
              request={request}
              placement="inbox"
              projectName={nameOf(projectId)}
              onOpenChat={
                threadId === null
                  ? undefined
                  : () => {
                      showPage('chat')
                      select(projectId)
                      selectThread(projectId, threadId)
                    }
              }
            />
          )
        })}
      </div>
    </section>
  )
}
