// A call of an MCP server's tool: which, with what, what came back.
import { Plug } from 'lucide-react'
import { Markdown } from '../../../text/markdown'
import { VisibleText } from '../../../text/visible-text'
import { formatDuration } from '../durations'
import { progressOf } from '../../../stores/threads/item-edits'
import type { ItemOf } from '../../../stores/threads/model'
import type { ItemViewProps } from './item-view'
import { JsonBlock } from './json-block'
import { SafeImage } from './safe-image'
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
          {item.result && <McpResult result={item.result} />}
        </>
      )}
    />
  )
}

type Result = NonNullable<ItemOf<'mcpToolCall'>['result']>

function McpResult({ result }: { result: Result }) {
  const content: readonly unknown[] = Array.isArray(result.content) ? result.content : []
  const structured = result.structuredContent
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {content.map((part, index) => (
        <ResultPart key={index} part={part} />
      ))}
      {structured !== null && structured !== undefined && <JsonBlock value={structured} label="Structured result" />}
      {content.length === 0 && (structured === null || structured === undefined) && (
        <div className="text-small text-faint">An empty result.</div>
      )}
    </div>
  )
}

/** One MCP content block: text and images as such, anything else as JSON. */
function ResultPart({ part }: { part: unknown }) {
  if (part && typeof part === 'object' && 'type' in part) {
    if (part.type === 'text' && 'text' in part && typeof part.text === 'string') {
      return (
        <div className="max-h-80 overflow-auto select-text">
          <Markdown text={part.text} />
        </div>
      )
    }
    if (part.type === 'image' && 'data' in part && typeof part.data === 'string') {
      const type = 'mimeType' in part && typeof part.mimeType === 'string' ? part.mimeType : 'image/png'
      return <SafeImage url={`data:${type};base64,${part.data}`} alt="Image from the tool" />
    }
  }
  return <JsonBlock value={part} label="Result" />
}
