// A search of the web: what was asked or opened, and what came back. Result links follow the link policy.
import { Globe } from 'lucide-react'
import type { WebSearchAction } from '@protocol/v2/WebSearchAction'
import { ExternalLink } from '../../../text/external-link'
import { VisibleText } from '../../../text/visible-text'
import type { ItemViewProps } from './item-view'
import { JsonBlock } from '../../../text/json-block'
import { ToolRow } from './tool-row'

/** What the search did, in words. */
export function searchWords(query: string, action: WebSearchAction | null): string {
  switch (action?.type) {
    case 'search': {
      const queries = [action.query, ...(action.queries ?? [])].filter((text): text is string => !!text)
      const asked = [...new Set(queries.length > 0 ? queries : [query])].join(' · ')
      return asked === '' ? 'Searched the web' : `Searched the web for ${asked}`
    }
    case 'openPage':
      return `Opened ${action.url ?? 'a page'}`
    case 'findInPage':
      return `Looked for “${action.pattern ?? ''}” in ${action.url ?? 'a page'}`
    case 'other':
    case undefined:
      return query === '' ? 'Searched the web' : `Searched the web for ${query}`
    default:
      action satisfies never
      return `Searched the web for ${query}`
  }
}

export function WebSearch({ item, live }: ItemViewProps<'webSearch'>) {
  const results = Array.isArray(item.results) ? item.results : []
  const url = item.action && 'url' in item.action ? item.action.url : null
  const openable = results.length > 0 || url
  return (
    <ToolRow
      id={item.id}
      icon={<Globe size={14} />}
      tone={live ? 'running' : 'quiet'}
      title={<VisibleText text={searchWords(item.query, item.action)} />}
      facts={live ? 'searching' : results.length > 0 ? `${results.length} results` : ''}
      renderBody={
        openable
          ? () => (
              <div className="flex min-w-0 flex-col gap-1 select-text">
                {url && <ExternalLink href={url}>{url}</ExternalLink>}
                {results.map((result, index) => (
                  <SearchResult key={index} result={result} />
                ))}
              </div>
            )
          : undefined
      }
    />
  )
}

/** A result is opaque JSON: with a title and an address it is a link, else it is shown as it came. */
function SearchResult({ result }: { result: unknown }) {
  if (result && typeof result === 'object' && 'url' in result && typeof result.url === 'string') {
    const title =
      'title' in result && typeof result.title === 'string' && result.title !== '' ? result.title : result.url
    const snippet = 'snippet' in result && typeof result.snippet === 'string' ? result.snippet : null
    return (
      <div className="min-w-0 break-words">
        <ExternalLink href={result.url}>{title}</ExternalLink>
        {snippet && <div className="line-clamp-2 text-small text-muted">{snippet}</div>}
      </div>
    )
  }
  return <JsonBlock value={result} label="Result" />
}
