// A call of an MCP server's tool: which, with what, what came back.
import { Plug } from 'lucide-react'
import { JsonBlock } from '../../../text/json-block'
import { ToolResult } from '../../../text/tool-result'
import { VisibleText } from '../../../text/visible-text'
import { formatDuration } from '../durations'
import { progressOf } from '../../../stores/threads/item-edits'
import type { ItemViewProps } from './item-view'
import { ToolRow } from './tool-row'

export function McpToolCall({ item, live }: ItemViewProps<'mcpToolCall'>) {
  const failed = item.status === 'failed' || item.error !== null
  const tone = live ? 'running' : failed ? 'failed' : item.status === 'inProgress' ? 'waiting' : 'quiet'
  const words = live
    ? (progressOf(item) ?? 'running')
    : failed
      ? 'failed'
      : item.status === 'inProgress'
        ? 'did not finish'
        : ''
  return (
    <ToolRow
      id={item.id}
      icon={<Plug size={14} />}
      tone={tone}
      title={
        <>
          <VisibleText text={item.appContext?.appName ?? item.server} />
          {' · '}
          <code className="text-code text-text">
            <VisibleText text={item.tool} />
          </code>
        </>
      }
      facts={[words, formatDuration(item.durationMs)].filter((part) => part !== '').join(' · ')}
      open={failed}
      renderBody={() => (
        <>
          <JsonBlock value={item.arguments} label="Arguments" />
          {item.error && (
            <p className="my-1 break-words whitespace-pre-wrap text-failed select-text">{item.error.message}</p>
          )}
          {item.result && <ToolResult content={item.result.content} structured={item.result.structuredContent} />}
        </>
      )}
    />
  )
}
