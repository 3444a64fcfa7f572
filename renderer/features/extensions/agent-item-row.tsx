// One thing that can be imported: what it is, what Codex would do with it, and what to know before.
import type { AgentItem } from '../../../preload/contract/extensions'
import { Badge, Button, Checkbox, CollapsibleRow } from '../../kit'
import { useExternalAgents } from '../../stores/config/external-agents'
import { itemWords } from '../../stores/config/external-agents-words'
import { drawLine } from '../../text/visible-text'

interface AgentItemRowProps {
  projectId: string
  item: AgentItem
  chosen: boolean
  /** Paths of chosen chats. */
  sessions: readonly string[]
  disabled: boolean
}

/** Names and chats drawn. */
const mostNames = 40
const mostSessions = 200

export function AgentItemRow({ projectId, item, chosen, sessions, disabled }: AgentItemRowProps) {
  const choose = useExternalAgents((state) => state.choose)
  const chooseSession = useExternalAgents((state) => state.chooseSession)
  const chooseAllSessions = useExternalAgents((state) => state.chooseAllSessions)
  const { title, does, caution, online } = itemWords(item)
  const own = item.sessions.filter(({ path }) => sessions.includes(path)).length
  const isChats = item.sessions.length > 0
  const about = (
    <>
      <span className="block">{does}</span>
      {caution !== null && <span className="block text-waiting">{caution}</span>}
      {item.names.length > 0 && (
        <span className="block break-words">
          {item.names.slice(0, mostNames).map((name, place) => (
            <span key={`${place} ${name}`}>
              {place > 0 && ', '}
              <code className="text-text">{drawLine(name)}</code>
            </span>
          ))}
          {item.names.length > mostNames && ` and ${item.names.length - mostNames} more`}
        </span>
      )}
    </>
  )
  return (
    <div data-testid="agent-item" data-type={item.type} className="border-b border-line py-2 last:border-b-0">
      <Checkbox
        label={
          <span className="flex items-center gap-2">
            {drawLine(title)}
            {online && <Badge tone="waiting">uses the network</Badge>}
            {isChats && own > 0 && <Badge tone="accent">{own} chosen</Badge>}
          </span>
        }
        hint={about}
        checked={isChats ? own === item.sessions.length : chosen}
        disabled={disabled}
        onChange={(checked) =>
          isChats
            ? chooseAllSessions(
                projectId,
                item.sessions.map(({ path }) => path),
                checked,
              )
            : choose(projectId, item.id, checked)
        }
      />
      {isChats && (
        <CollapsibleRow summary={<span className="text-small">Choose single chats</span>} className="pl-5">
          <div className="max-h-64 overflow-auto py-1 pl-4">
            {item.sessions.slice(0, mostSessions).map(({ path, title: name, cwd }) => (
              <Checkbox
                key={path}
                label={<span className="line-clamp-1 break-all">{drawLine(name ?? path)}</span>}
                hint={<span className="line-clamp-1 font-mono break-all">{drawLine(cwd)}</span>}
                checked={sessions.includes(path)}
                disabled={disabled}
                onChange={(checked) => chooseSession(projectId, path, checked)}
              />
            ))}
            {item.sessions.length > mostSessions && (
              <p className="text-small text-muted">
                {item.sessions.length - mostSessions} older ones come only with all of them.{' '}
                <Button
                  size="sm"
                  variant="plain"
                  onClick={() =>
                    chooseAllSessions(
                      projectId,
                      item.sessions.map(({ path }) => path),
                      true,
                    )
                  }
                >
                  Choose all
                </Button>
              </p>
            )}
          </div>
        </CollapsibleRow>
      )}
    </div>
  )
}
