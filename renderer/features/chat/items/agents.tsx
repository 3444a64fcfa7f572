// Sub-agents: calls that start, steer or await them, and what they report of themselves.
import { Bot } from 'lucide-react'
import type { CollabAgentTool } from '@protocol/v2/CollabAgentTool'
import type { SubAgentActivityKind } from '@protocol/v2/SubAgentActivityKind'
import { Markdown } from '../../../text/markdown'
import { VisibleText } from '../../../text/visible-text'
import type { ItemViewProps } from './item-view'
import { ToolRow } from './tool-row'

const toolWords: Record<CollabAgentTool, string> = {
  spawnAgent: 'Started a sub-agent',
  sendInput: 'Sent input to a sub-agent',
  resumeAgent: 'Resumed a sub-agent',
  wait: 'Waited for sub-agents',
  closeAgent: 'Closed a sub-agent',
  sendMessage: 'Wrote to a sub-agent',
  followupTask: 'Gave a sub-agent a further task',
  interruptAgent: 'Interrupted a sub-agent',
  listAgents: 'Listed the sub-agents',
}

const shortId = (id: string): string => (id.length > 12 ? `…${id.slice(-8)}` : id)

export function CollabAgentToolCall({ item, live, onOpenThread }: ItemViewProps<'collabAgentToolCall'>) {
  const failed = item.status === 'failed'
  const states = Object.entries(item.agentsStates)
  const ids = [...new Set([...item.receiverThreadIds, ...states.map(([id]) => id)])]
  const facts = [
    live ? 'running' : failed ? 'failed' : item.status === 'interrupted' ? 'interrupted' : '',
    [item.model, item.reasoningEffort].filter(Boolean).join(' '),
  ]
  return (
    <ToolRow
      id={item.id}
      icon={<Bot size={14} />}
      tone={live ? 'running' : failed ? 'failed' : item.status === 'interrupted' ? 'waiting' : 'quiet'}
      title={toolWords[item.tool] ?? `Sub-agent: ${item.tool}`}
      facts={facts.filter((fact) => fact !== '').join(' · ')}
      open={failed}
      renderBody={() => (
        <div className="flex min-w-0 flex-col gap-1.5">
          {item.prompt && <Markdown text={item.prompt} />}
          <ul className="flex flex-col gap-0.5" aria-label="Agents">
            {ids.map((id) => {
              const state = item.agentsStates[id]
              return (
                <li key={id} className="flex min-w-0 items-baseline gap-2 text-small">
                  <AgentLink id={id} onOpenThread={onOpenThread} />
                  <span className={state?.status === 'errored' ? 'text-failed' : 'text-muted'}>
                    {state?.status ?? ''}
                  </span>
                  {state?.message && (
                    <span className="min-w-0 break-words text-muted select-text">{state.message}</span>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      )}
    />
  )
}

function AgentLink({ id, onOpenThread }: { id: string; onOpenThread?: ((threadId: string) => void) | undefined }) {
  const name = `Agent ${shortId(id)}`
  if (!onOpenThread) return <code className="text-code">{name}</code>
  return (
    <button type="button" className="text-accent underline-offset-2 hover:underline" onClick={() => onOpenThread(id)}>
      {name}
    </button>
  )
}

const activityWords: Record<SubAgentActivityKind, string> = {
  started: 'started',
  interacted: 'got a message',
  interrupted: 'was interrupted',
  completed: 'finished',
}

export function SubAgentActivity({ item, onOpenThread }: ItemViewProps<'subAgentActivity'>) {
  return (
    <ToolRow
      id={item.id}
      icon={<Bot size={14} />}
      tone={item.kind === 'interrupted' ? 'waiting' : 'quiet'}
      title={
        <>
          Sub-agent{' '}
          <code className="text-code text-text">
            <VisibleText text={item.agentPath} />
          </code>{' '}
          {activityWords[item.kind] ?? item.kind}
        </>
      }
      facts={[item.model, item.reasoningEffort].filter(Boolean).join(' ')}
      actions={item.agentThreadId !== '' && <AgentLink id={item.agentThreadId} onOpenThread={onOpenThread} />}
    />
  )
}
