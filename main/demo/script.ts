/**
 * The demo's behaviour: an honest script that answers each request of Codex from the conversation alone. It says what it
 * is, plays its steps (steps.ts) through Codex's real tools, and never claims to think. Keeps no state.
 */
import {
  completed,
  created,
  customToolCall,
  functionCall,
  messageDone,
  messageStarted,
  reasoning,
  textDelta,
  words,
} from './events'
import type { SseEvent } from './events'
import { callIdFor, readStanding, type Standing } from './conversation'
import type { ResponsesRequest } from './request'
import type { Script, ScriptContext } from './responses'
import { sampleOf } from './sample'
import { PLANS, type Step, type ToolCall } from './steps'
import {
  freeAnswer,
  MARKDOWN_SAMPLE,
  noToolsAnswer,
  PLAN,
  REVIEW,
  steeredAnswer,
  SUMMARY,
  TOUR_END,
  WHAT_I_AM,
} from './texts'

/** Pause between words, in ms: quick reading speed, so that streaming can be seen. */
const WORD_PAUSE_MS = 12

export interface DemoScriptOptions {
  /** Pause between words in ms; 0 in tests. */
  readonly wordPauseMs?: number
}

/** What the demo does in one answer: says something, and perhaps calls one tool. */
interface Act {
  readonly thought?: string
  readonly text: string
  readonly call?: { readonly id: string; readonly tool: ToolCall }
}

/** Builds the demo's script. */
export function demoScript(options: DemoScriptOptions = {}): Script {
  const pause = options.wordPauseMs ?? WORD_PAUSE_MS
  return (request, context) => perform(actFor(request, context.responseId), request, context, pause)
}

/** Decides on the act for a request. Pure; `unique` goes into call ids. */
export function actFor(request: ResponsesRequest, unique: string): Act {
  const standing = readStanding(request)
  switch (standing.purpose) {
    case 'compaction':
      return { text: SUMMARY }
    case 'review':
      return { text: REVIEW }
    case 'structured':
      return { text: JSON.stringify(sampleOf(schemaOf(request))) }
    case 'turn':
      return turnAct(standing, request, unique)
  }
}

function turnAct(standing: Standing, request: ResponsesRequest, unique: string): Act {
  const last = standing.calls.at(-1)
  const heard = standing.steered.length > 0 ? steeredAnswer(standing.steered) : undefined
  if (last !== undefined) {
    const remark = PLANS[last.plan]?.[last.step]?.remark(last.output)
    return stepAct(last.plan, last.step + 1, [remark, heard], standing, request, unique)
  }
  if (standing.planMode) return { text: PLAN }
  const plan = planFor(standing.prompt)
  if (plan === 'markdown') return { text: paragraphs([heard, MARKDOWN_SAMPLE]) }
  if (plan === undefined) return { text: paragraphs([heard, freeAnswer(standing.prompt)]) }
  // A newer model slug gets one code-mode tool in place of plain ones.
  if (!request.tools.includes('exec_command')) return { text: noToolsAnswer(request.model) }
  return stepAct(plan, 0, [WHAT_I_AM, heard], standing, request, unique)
}

/** The act that takes step `index` of a plan, or closes the plan when there is none left. */
function stepAct(
  plan: string,
  index: number,
  before: readonly (string | undefined)[],
  standing: Standing,
  request: ResponsesRequest,
  unique: string,
): Act {
  const step: Step | undefined = PLANS[plan]?.[index]
  if (step === undefined) return { text: paragraphs([...before, plan === 'tour' ? TOUR_END : undefined]) || 'Done.' }
  const tool = step.call(standing)
  if (!request.tools.includes(tool.name)) {
    const missing = `Codex offers me no \`${tool.name}\` here, so I skip that step.`
    return stepAct(plan, index + 1, [...before, missing], standing, request, unique)
  }
  return {
    thought: step.thought,
    text: paragraphs([...before, step.say(standing)]),
    call: { id: callIdFor(plan, index, unique), tool },
  }
}

/** Which part a prompt asks for. The whole tour for the suggested prompt and its like. */
export function planFor(prompt: string): string | undefined {
  const said = prompt.toLowerCase()
  if (/show me what|\btour\b|what can (you|codex)/.test(said)) return 'tour'
  if (/\bmarkdown\b/.test(said)) return 'markdown'
  if (/\bask me\b|\bquestion\b/.test(said)) return 'ask'
  if (/\b(edit|change|create|write)\b.*\bfile\b|demo\.md/.test(said)) return 'edit'
  if (/\brun\b|\bcommand\b/.test(said)) return 'command'
  if (/\blook\b|\blist\b|\bfolder\b/.test(said)) return 'look'
  return undefined
}

async function* perform(
  act: Act,
  request: ResponsesRequest,
  context: ScriptContext,
  pause: number,
): AsyncGenerator<SseEvent> {
  const itemId = `msg_${context.responseId}`
  yield created(context.responseId)
  if (act.thought !== undefined) yield* reasoning(`rs_${context.responseId}`, act.thought)
  yield messageStarted(itemId)
  for (const word of words(act.text)) {
    if (pause > 0) await sleep(pause, context.signal)
    if (context.signal.aborted) return
    yield textDelta(itemId, word)
  }
  yield messageDone(itemId, act.text, act.call === undefined ? 'final_answer' : 'commentary')
  if (act.call !== undefined) yield toolCallEvent(act.call.id, act.call.tool)
  yield completed(context.responseId, estimateUsage(request, act))
}

function toolCallEvent(id: string, tool: ToolCall): SseEvent {
  switch (tool.kind) {
    case 'function':
      return functionCall(id, tool.name, tool.args)
    case 'custom':
      return customToolCall(id, tool.name, tool.input)
  }
}

/** No tokens are spent; a rough four characters per token keeps the usage display alive. */
function estimateUsage(request: ResponsesRequest, act: Act): { input: number; output: number } {
  const read = request.input.reduce((sum, item) => sum + item.text.length, request.instructions.length)
  return { input: Math.ceil(read / 4), output: Math.ceil(act.text.length / 4) }
}

function schemaOf(request: ResponsesRequest): unknown {
  return (request.raw.text as { format?: { schema?: unknown } } | undefined)?.format?.schema
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
