// Start-ups of MCP servers in the chats of a project, from Codex's notifications. Pure.
import { fields, textIn } from '../threads/decode'
import type { McpStartup } from './mcp-status'

export const startupMethod = 'mcpServer/startupStatus/updated'

export interface StartupNote {
  params: unknown
  /** Unix ms. */
  atMs: number
}

interface Seen extends McpStartup {
  /** Chat → when it began to start there, Unix ms; while it starts. */
  begun: ReadonlyMap<string, number>
}

export type Startups = ReadonlyMap<string, Seen>

const states: readonly string[] = ['starting', 'ready', 'failed', 'cancelled'] satisfies McpStartup['state'][]
const isState = (text: string | null): text is McpStartup['state'] => text !== null && states.includes(text)

/** Takes in notifications, oldest first. A `ready` without a `starting` (after a reload) keeps the time that is known. */
export function withStartups(before: Startups, notes: readonly StartupNote[]): Startups {
  if (notes.length === 0) return before
  const all = new Map(before)
  for (const { params, atMs } of notes) {
    const read = fields(params)
    const name = textIn(read, 'name')
    const state = textIn(read, 'status')
    if (name === null || !isState(state)) continue
    const thread = textIn(read, 'threadId') ?? ''
    const known = all.get(name)
    const begun = new Map(known?.begun)
    const from = begun.get(thread)
    if (state === 'starting') begun.set(thread, atMs)
    else begun.delete(thread)
    const tookMs = state === 'ready' && from !== undefined ? Math.max(0, atMs - from) : (known?.tookMs ?? null)
    all.set(name, { state, begun, tookMs, error: textIn(read, 'error') })
  }
  return all
}
