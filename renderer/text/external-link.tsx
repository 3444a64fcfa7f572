// A link to the outside, drawn by the policy in links.ts. Never navigates by itself: the click goes to main.
import type { MouseEvent, ReactNode } from 'react'
import { judgeLink, looksLikeAnotherHost, openLink } from './links'
import './text.css'

interface ExternalLinkProps {
  href: string
  children?: ReactNode
  /** What the reader sees, for the comparison with the real host; taken from `children` when they are a string. */
  visible?: string
}

const hasScheme = /^[a-z][a-z0-9+.-]*:/i

/** A file of the project ("src/a.ts:12", "./a.md", "/etc/hosts", "C:\\x"), as models like to link them. */
function isPath(href: string): boolean {
  if (href === '' || href.startsWith('//') || href.startsWith('#')) return false
  // A word, a dot, a colon and a number is a file and its line, not a scheme.
  return !hasScheme.test(href) || /^[\w-]+\.\w+:\d+/.test(href) || /^[a-z]:[\\/]/i.test(href)
}

function decoded(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href
  }
}

export function ExternalLink({ href, children, visible }: ExternalLinkProps) {
  const link = judgeLink(href)
  const shown = visible ?? (typeof children === 'string' ? children : '')
  if (link.kind === 'text') {
    if (href.startsWith('#')) return children
    if (isPath(href)) {
      const path = decoded(href)
      return (
        <code className="deck-path" title={path}>
          {shown === '' || path.includes(shown) ? path : `${shown} (${path})`}
        </code>
      )
    }
    const saysItself = shown === link.target || link.target === `http://${shown}`
    return (
      <span className="deck-link-text" title={`This kind of link is not opened: ${link.target}`}>
        {children ?? link.target}
        {saysItself || link.target === '' ? null : <span className="deck-link-target"> ({link.target})</span>}
      </span>
    )
  }
  const deceives = looksLikeAnotherHost(shown, link.host)
  const open = (event: MouseEvent) => {
    event.preventDefault()
    void openLink(link.url)
  }
  return (
    <a
      className="deck-link"
      href={link.url}
      rel="noreferrer noopener"
      title={deceives ? `Goes to ${link.host}, not where its text says: ${link.url}` : link.url}
      onClick={open}
      onAuxClick={(event) => event.preventDefault()}
      draggable={false}
    >
      {children ?? link.url}
      {deceives ? <span className="deck-link-target"> ({link.host})</span> : null}
    </a>
  )
}
