/**
 * Reads where a demo conversation stands from a request alone: the demo keeps no state, so it survives interrupting,
 * resuming, forking and steering. The demo's own tool calls carry their place in the script in their call id.
 */
import type { InputItem, ResponsesRequest } from './request'

/** One of the demo's tool calls in the turn under way, with what came back. */
export interface Call {
  readonly plan: string
  readonly step: number
  readonly output: string
}

/** What Codex wants from this request. */
export type Purpose = 'turn' | 'compaction' | 'review' | 'structured'

export interface Standing {
  readonly purpose: Purpose
  /** What the person asked at the start of this turn; empty when nothing was asked. */
  readonly prompt: string
  /** What the person added while the turn ran, since the last tool call. */
  readonly steered: readonly string[]
  /** The demo's calls in this turn, oldest first; empty for a fresh prompt. */
  readonly calls: readonly Call[]
  readonly planMode: boolean
  /** Whether Codex refuses what needs approval in place of asking (approval policy "never"). */
  readonly neverAsks: boolean
}

/** A call id that tells `readStanding` later on which step of which plan it was. Unique within a thread. */
export function callIdFor(plan: string, step: number, unique: string): string {
  return `deck_${plan}_${step}_${unique}`
}

/** Reads the conversation of a request. */
export function readStanding(request: ResponsesRequest): Standing {
  const turn = currentTurn(request)
  const permissions = request.input.findLast((item) => item.text.includes('<permissions instructions>'))
  const mode = request.input.findLast((item) => item.role === 'developer' && item.text.includes('<collaboration_mode>'))
  return {
    purpose: purposeOf(request),
    prompt: turn.prompt,
    steered: turn.steered,
    calls: turn.calls,
    planMode: /<collaboration_mode>\s*#\s*Plan Mode/i.test(mode?.text ?? ''),
    neverAsks: /Approval policy is currently never/i.test(permissions?.text ?? ''),
  }
}

interface Turn {
  readonly prompt: string
  readonly steered: readonly string[]
  readonly calls: readonly Call[]
}

/** The turn under way: everything from its first prompt on. Messages steered in before the last tool call were heard. */
function currentTurn(request: ResponsesRequest): Turn {
  const { input } = request
  const start = startOfTurn(request)
  if (start === -1) return { prompt: '', steered: [], calls: [] }
  const calls: Call[] = []
  let steered: string[] = []
  const pending = new Map<string, { plan: string; step: number }>()
  for (const item of input.slice(start + 1)) {
    if (isPrompt(item)) steered.push(item.text)
    if (item.callId === undefined) continue
    const place = /^deck_([a-z]+)_(\d+)_/.exec(item.callId)
    const asked = pending.get(item.callId)
    if (item.type.endsWith('_output') && asked !== undefined) {
      calls.push({ ...asked, output: item.text })
      steered = []
    } else if (place?.[1] !== undefined) {
      pending.set(item.callId, { plan: place[1], step: Number(place[2]) })
    }
  }
  return { prompt: input[start]?.text ?? '', steered, calls }
}

/**
 * Index of the prompt that started this turn. Ids of turns and of a person's messages are UUIDs of version 7, which sort by
 * time: a message with a later id than the turn belongs to it. (Order alone can't tell: a turn cut off by a crash leaves
 * no mark.) Where ids are missing, the last message counts, and a steered one is taken for a new prompt.
 */
function startOfTurn(request: ResponsesRequest): number {
  const turnId = turnIdOf(request)
  const first =
    turnId === undefined
      ? -1
      : request.input.findIndex((item) => isPrompt(item) && (uuidIn(item.raw.id) ?? '') > turnId)
  return first === -1 ? request.input.findLastIndex(isPrompt) : first
}

function turnIdOf(request: ResponsesRequest): string | undefined {
  const metadata = (request.raw.client_metadata as Record<string, unknown> | undefined)?.['x-codex-turn-metadata']
  return uuidIn(/"turn_id":"([^"]+)"/.exec(typeof metadata === 'string' ? metadata : '')?.[1])
}

function uuidIn(value: unknown): string | undefined {
  return typeof value === 'string'
    ? /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(value)?.[0]
    : undefined
}

function isPrompt(item: InputItem): boolean {
  return item.type === 'message' && item.role === 'user' && !isContext(item.text)
}

/** Codex puts context of its own into user messages; those are not what a person typed. */
function isContext(text: string): boolean {
  return (
    /^<(environment_context|turn_aborted|user_instructions|user_action|skill|hook_prompt|subagent_notification|goal_context)\b/.test(
      text,
    ) ||
    text.startsWith('# AGENTS.md instructions') ||
    text.startsWith('Another language model started to solve this problem')
  )
}

function purposeOf(request: ResponsesRequest): Purpose {
  const last = request.input.findLast((item) => item.role === 'user')?.text ?? ''
  if (last.startsWith('You are performing a CONTEXT CHECKPOINT COMPACTION')) return 'compaction'
  if (request.input.some((item) => item.role === 'developer' && item.text.startsWith('# Review guidelines')))
    return 'review'
  const format = (request.raw.text as { format?: { type?: unknown } } | undefined)?.format
  return format?.type === 'json_schema' ? 'structured' : 'turn'
}
