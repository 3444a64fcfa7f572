// The resources of a server and its templates of addresses, each to be read.
import { useState } from 'react'
import type { DeckError } from '../../../preload/contract/result'
import { Badge, Button, CollapsibleRow, Spinner, TextField, tip } from '../../kit'
import { readResourceOf, type ResourcePart } from '../../stores/config/mcp-acts'
import type { McpResource } from '../../stores/config/mcp-status'
import { FullText } from '../../text/facts'
import { SafeImage } from '../../text/safe-image'
import { drawLine } from '../../text/visible-text'
import { Part } from './part'

const firstRows = 30
/** Characters of a text that are drawn, and parts of an answer. */
const mostText = 100_000
const mostParts = 20

interface ResourcesPartProps {
  projectId: string
  server: string
  resources: readonly McpResource[]
}

export function ResourcesPart({ projectId, server, resources }: ResourcesPartProps) {
  const [all, setAll] = useState(false)
  if (resources.length === 0) return null
  return (
    <Part
      title={
        <>
          Resources <span className="font-normal text-muted tabular-nums">{resources.length}</span>
        </>
      }
    >
      <ul className="flex flex-col">
        {resources.slice(0, all ? undefined : firstRows).map((resource, at) => (
          <li key={at} data-testid="mcp-resource" className="border-b border-line last:border-b-0">
            <CollapsibleRow
              className="py-0.5"
              summary={
                <span className="flex min-w-0 flex-1 items-baseline gap-2">
                  <span className="max-w-[45%] shrink-0 truncate" {...tip(resource.name.slice(0, 300))}>
                    {drawLine(resource.name.slice(0, 300))}
                  </span>
                  <code className="min-w-0 flex-1 truncate text-muted" {...tip(resource.uri.slice(0, 1000))}>
                    {drawLine(resource.uri.slice(0, 400))}
                  </code>
                  {resource.isTemplate && <Badge>template</Badge>}
                </span>
              }
            >
              <Reader projectId={projectId} server={server} resource={resource} />
            </CollapsibleRow>
          </li>
        ))}
      </ul>
      {!all && resources.length > firstRows && (
        <div>
          <Button size="sm" variant="plain" onClick={() => setAll(true)}>
            Show {resources.length - firstRows} more
          </Button>
        </div>
      )}
    </Part>
  )
}

function Reader({ projectId, server, resource }: { projectId: string; server: string; resource: McpResource }) {
  const [uri, setUri] = useState(resource.uri)
  const [busy, setBusy] = useState(false)
  const [parts, setParts] = useState<ResourcePart[] | null>(null)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const read = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const result = await readResourceOf(projectId, server, uri)
    setBusy(false)
    if (result.ok) setParts(result.value)
    else setProblem(result.error)
  }
  const open = /\{[^}]*\}/.test(uri)
  return (
    <div className="flex flex-col gap-2 py-1 pl-[18px]">
      {resource.description !== null && (
        <p className="break-words text-muted select-text">{drawLine(resource.description.slice(0, 2000))}</p>
      )}
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void read()
        }}
      >
        {resource.isTemplate && (
          <div className="min-w-48 flex-1">
            <TextField
              label="Address"
              spellCheck={false}
              value={uri}
              onChange={(event) => setUri(event.target.value)}
            />
          </div>
        )}
        <Button type="submit" size={resource.isTemplate ? 'md' : 'sm'} busy={busy}>
          Read
        </Button>
        {busy && <Spinner label="Waiting for the server…" />}
      </form>
      {open && <p className="text-small text-muted">Put values in place of what stands in braces.</p>}
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {drawLine(problem.message)}
        </p>
      )}
      {parts?.length === 0 && <p className="text-muted">It is empty.</p>}
      {parts?.slice(0, mostParts).map((part, at) => (
        <Content key={at} part={part} />
      ))}
    </div>
  )
}

function Content({ part: { uri, mimeType, text, blob } }: { part: ResourcePart }) {
  const label = [mimeType, uri].filter((word) => word !== null).join(' · ')
  if (text !== null)
    return (
      <div className="flex min-w-0 flex-col gap-0.5">
        <span className="truncate text-small text-muted">{drawLine(label)}</span>
        <FullText text={text.slice(0, mostText)} label="Content" prose />
        {text.length > mostText && (
          <span className="text-small text-muted">
            {(text.length - mostText).toLocaleString('en')} more characters are not shown.
          </span>
        )}
      </div>
    )
  if (blob !== null && mimeType?.startsWith('image/'))
    return <SafeImage url={`data:${mimeType};base64,${blob}`} alt="Image of the resource" />
  const bytes = blob === null ? 0 : Math.floor((blob.length * 3) / 4)
  return (
    <p className="text-muted">
      {drawLine(label)}: {blob === null ? 'nothing to show' : `${bytes.toLocaleString('en')} bytes that are no text`}
    </p>
  )
}
