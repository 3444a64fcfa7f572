// How a hook's trust and a run's outcome are drawn.
import { Badge, type Tone } from '../../kit'
import type { HookTrust } from '../../stores/config/hooks-words'

export function TrustBadge({ trust }: { trust: HookTrust }) {
  switch (trust) {
    case 'trusted':
      return <Badge tone="added">trusted</Badge>
    case 'managed':
      return <Badge title="Your administrator has put it there; it runs without being trusted by you.">managed</Badge>
    case 'modified':
      return (
        <Badge
          tone="waiting"
          title="It is another one than you trusted. New chats leave it out until you trust it again."
        >
          changed
        </Badge>
      )
    case 'untrusted':
      return (
        <Badge tone="waiting" title="It doesn’t run until you trust it.">
          not trusted
        </Badge>
      )
    default:
      return trust satisfies never
  }
}

/** Status of a run → its word and tone. Words of Codex that aren't known pass through. */
export function runState(status: string): { words: string; tone: Tone } {
  const known: Record<string, { words: string; tone: Tone }> = {
    running: { words: 'running', tone: 'running' },
    completed: { words: 'done', tone: 'neutral' },
    failed: { words: 'failed', tone: 'failed' },
    blocked: { words: 'blocked it', tone: 'waiting' },
    stopped: { words: 'stopped', tone: 'neutral' },
  }
  return (Object.hasOwn(known, status) ? known[status] : undefined) ?? { words: status, tone: 'neutral' }
}
