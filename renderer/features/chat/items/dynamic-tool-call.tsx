// A call of a tool that a client provides, and the bare output of a function call.
import { Wrench } from 'lucide-react'
import { VisibleText } from '../../../text/visible-text'
import { formatDuration } from '../durations'
import type { ItemOf } from '../../../stores/threads/model'
import type { ItemViewProps } from './item-view'
import { JsonBlock } from '../../../text/json-block'
import { OutputView } from './output-view'
import { SafeImage } from '../../../text/safe-image'
import { ToolRow } from './tool-row'

function ToolName({ namespace, name }: { namespace: string | null; name: string }) {
  return (
    <code className="text-code text-text">
      <VisibleText text={namespace ? `${namespace}.${name}` : name} />
    </code>
  )
}

export function DynamicToolCall({ item, live }: ItemViewProps<'dynamicToolCall'>) {
  const failed = item.status === 'failed' || item.success === false
  const words = live ? 'running' : failed ? 'failed' : item.status === 'inProgress' ? 'did not finish' : ''
  return (
    <ToolRow
      id={item.id}
      icon={<Wrench size={14} />}
      tone={live ? 'running' : failed ? 'failed' : 'quiet'}
      title={<ToolName namespace={item.namespace} name={item.tool} />}
      facts={[words, formatDuration(item.durationMs)].filter((part) => part !== '').join(' · ')}
      open={failed}
      renderBody={() => (
        <>
          <JsonBlock value={item.arguments} label="Arguments" />
          {(Array.isArray(item.contentItems) ? item.contentItems : []).map((part, index) => (
            <ContentPart key={index} part={part} />
          ))}
        </>
      )}
    />
  )
}

type DynamicPart = NonNullable<ItemOf<'dynamicToolCall'>['contentItems']>[number]

function ContentPart({ part }: { part: DynamicPart }) {
  switch (part.type) {
    case 'inputText':
      return <OutputView text={part.text} live={false} />
    case 'inputImage':
      return <SafeImage url={part.imageUrl} alt="Image from the tool" />
    case 'inputAudio':
      return <div className="text-small text-muted">An audio recording, which is not played here.</div>
    default:
      part satisfies never
      return <JsonBlock value={part} />
  }
}

export function FunctionCallOutput({ item }: ItemViewProps<'functionCallOutput'>) {
  return (
    <ToolRow
      id={item.id}
      icon={<Wrench size={14} />}
      title={
        <>
          Output of <ToolName namespace={item.namespace} name={item.name} />
        </>
      }
      renderBody={() =>
        typeof item.output === 'string' ? (
          <OutputView text={item.output} live={false} />
        ) : Array.isArray(item.output) ? (
          item.output.map((part, index) => <OutputPart key={index} part={part} />)
        ) : (
          <JsonBlock value={item.output} />
        )
      }
    />
  )
}

type FunctionPart = Exclude<ItemOf<'functionCallOutput'>['output'], string>[number]

function OutputPart({ part }: { part: FunctionPart }) {
  switch (part.type) {
    case 'input_text':
      return <OutputView text={part.text} live={false} />
    case 'input_image':
      return 'image_url' in part ? (
        <SafeImage url={part.image_url} alt="Image from the tool" />
      ) : (
        <JsonBlock value={part} />
      )
    case 'input_audio':
      return <div className="text-small text-muted">An audio recording, which is not played here.</div>
    case 'encrypted_content':
      return <div className="text-small text-muted">Content that only the provider can read.</div>
    default:
      part satisfies never
      return <JsonBlock value={part} />
  }
}
