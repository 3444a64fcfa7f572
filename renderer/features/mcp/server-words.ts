// States and facts of servers as words. Pure.
import { duration } from '../../kit/time'
import type { McpServer } from '../../stores/config/mcp-servers'
import type { McpLook, McpStartup, McpState } from '../../stores/config/mcp-status'

export const stateWords: Record<McpState, { word: string; about: string }> = {
  waiting: { word: 'Waits for you', about: 'The folder’s .codex brings it. It starts only once you let it.' },
  off: { word: 'Off', about: 'It is not started.' },
  login: { word: 'Needs login', about: 'It answers only those who are logged in.' },
  starting: { word: 'Starting', about: 'It is being started.' },
  running: { word: 'Running', about: 'It runs in an open chat of this project.' },
  ready: { word: 'Ready', about: 'It was started alone and answered. Chats start it for themselves.' },
  failed: { word: 'Failed', about: 'It did not start. Open it to see why.' },
  asking: { word: 'Asking', about: 'It is being asked how it is doing.' },
  unknown: { word: 'Not asked', about: 'It was not asked yet.' },
}

/** Where a server comes from, short. */
export function whereWords({ where, sources }: Pick<McpServer, 'where' | 'sources'>): string {
  const [first] = sources
  if (where === 'plugin') return 'a plugin'
  const words = first?.words ?? 'nowhere'
  return sources.length > 1 ? `${words} +${sources.length - 1}` : words
}

/** All places that define it, one a line, for a tooltip. */
export function whereTip({ sources }: Pick<McpServer, 'sources'>): string {
  return sources.map(({ words, source }) => (source === null ? words : `${words}: ${source}`)).join('\n')
}

export const milliseconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : duration(ms))

/** How long its last start took, with how that is known; null when it isn't. */
export function startWords(
  startup: McpStartup | undefined,
  look: McpLook | undefined,
): { words: string; about: string } | null {
  if (startup?.tookMs != null)
    return { words: milliseconds(startup.tookMs), about: 'From starting to ready, in a chat.' }
  if (look && !look.inChat && look.tookMs !== null && look.status?.error === null)
    return { words: milliseconds(look.tookMs), about: 'Started alone, asked and ended again.' }
  return null
}

/** A count of tokens that doesn't pretend to be exact. */
export function tokenWords(tokens: number): string {
  if (tokens < 1000) return `≈ ${tokens} tokens`
  return `≈ ${(tokens / 1000).toFixed(tokens < 10_000 ? 1 : 0)}k tokens`
}

export const tokensAbout =
  'Estimated: a quarter of the characters of names, descriptions and schemas. Codex doesn’t send them with every message; a tool’s schema costs this when it is found by a search.'

export const modeWords: Record<string, string> = {
  auto: 'Ask when it may do harm',
  prompt: 'Always ask',
  writes: 'Ask before it writes',
  approve: 'Never ask',
}
