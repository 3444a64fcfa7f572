// What a tool of an MCP server answered: its content blocks and its structured result, each drawn for what it is. Text and
// images as such, anything else as JSON; capped, for a server may answer with anything.
import { JsonBlock } from './json-block'
import { Markdown } from './markdown'
import { SafeImage } from './safe-image'

/** Blocks and characters of one block that are drawn at most. */
const mostParts = 50
const mostCharacters = 200_000

interface ToolResultProps {
  /** MCP content blocks as they came; anything but a list counts as none. */
  content: unknown
  structured: unknown
}

export function ToolResult({ content, structured }: ToolResultProps) {
  const parts: readonly unknown[] = Array.isArray(content) ? content : []
  const hasStructured = structured !== null && structured !== undefined
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {parts.slice(0, mostParts).map((part, index) => (
        <ResultPart key={index} part={part} />
      ))}
      {parts.length > mostParts && (
        <div className="text-small text-faint">{parts.length - mostParts} more parts are not shown.</div>
      )}
      {hasStructured && <JsonBlock value={structured} label="Structured result" />}
      {parts.length === 0 && !hasStructured && <div className="text-small text-faint">An empty result.</div>}
    </div>
  )
}

/** One MCP content block. */
function ResultPart({ part }: { part: unknown }) {
  if (part && typeof part === 'object' && 'type' in part) {
    if (part.type === 'text' && 'text' in part && typeof part.text === 'string') {
      const { text } = part
      const cut = text.length > mostCharacters
      return (
        <div className="max-h-80 overflow-auto select-text">
          <Markdown text={cut ? text.slice(0, mostCharacters) : text} />
          {cut && (
            <div className="text-small text-faint">
              {(text.length - mostCharacters).toLocaleString('en')} more characters are not shown.
            </div>
          )}
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
