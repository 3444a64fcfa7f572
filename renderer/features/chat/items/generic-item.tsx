// An item of a kind that this app does not know, or one that could not be drawn: its name, its plain facts, its raw form.
import { Shapes } from 'lucide-react'
import { VisibleText } from '../../../text/visible-text'
import { JsonBlock } from '../../../text/json-block'
import { ToolRow } from './tool-row'

interface GenericItemProps {
  item: { type: string; id: string }
  /** Why the usual view is not shown; null for an unknown type. */
  problem?: string | null
}

/** Short scalar fields beside type and id, at most `most`: enough to tell one such item from another. */
export function keyFacts(item: object, most = 4): [name: string, value: string][] {
  const facts: [string, string][] = []
  for (const [name, value] of Object.entries(item)) {
    if (name === 'type' || name === 'id' || name.endsWith('AtMs')) continue
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue
    const text = String(value)
    if (text === '') continue
    facts.push([name, text.length > 80 ? `${text.slice(0, 80)}…` : text])
    if (facts.length === most) break
  }
  return facts
}

export function GenericItem({ item, problem = null }: GenericItemProps) {
  const facts = keyFacts(item)
  return (
    <ToolRow
      id={`raw/${item.id}`}
      icon={<Shapes size={14} />}
      tone={problem === null ? 'quiet' : 'failed'}
      title={
        <>
          <code className="text-code text-text">
            <VisibleText text={item.type} />
          </code>
          {facts.map(([name, value]) => (
            <span key={name} className="ml-2">
              {name}: <VisibleText text={value} />
            </span>
          ))}
        </>
      }
      facts={problem === null ? '' : 'shown raw'}
      renderBody={() => (
        <>
          {problem !== null && <p className="text-small text-failed">This item could not be drawn: {problem}</p>}
          <JsonBlock value={item} label="Raw item" />
        </>
      )}
    />
  )
}
