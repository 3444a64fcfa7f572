/** Threads as Codex lists them, in the few lines that the tests of the export need. */
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import type { Turn } from '@protocol/v2/Turn'
import { SecretMask } from '../../../../../main/app/redact'
import { sessionDocument, type SessionDocument, type SessionHead } from '../../../../../main/sessions/export/document'

/** A turn that holds these items. What tests send may be wrong on purpose, so its shape is not checked. */
export function turn(items: readonly object[], more: object = {}): Turn {
  const base = { id: 'turn', rootTurnId: null, itemsView: 'full', status: 'completed', error: null }
  return { ...base, startedAt: 1_795_237_127, completedAt: null, durationMs: 3200, ...more, items } as unknown as Turn
}

export function user(text: string): object {
  return { type: 'userMessage', id: 'u', clientId: null, content: [{ type: 'text', text, text_elements: [] }] }
}

export function agent(text: string): object {
  return { type: 'agentMessage', id: 'a', text, phase: null, memoryCitation: null }
}

export function command(command: string, aggregatedOutput: string | null, more: object = {}): object {
  const base = { type: 'commandExecution', id: 'c', cwd: '/srv', status: 'completed', exitCode: 0, durationMs: 400 }
  return { ...base, command, aggregatedOutput, ...more }
}

export async function* each<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

export function documentOf(turns: readonly Turn[], head: Partial<SessionHead> = {}): SessionDocument {
  return sessionDocument({ threadId: 'id', title: 'A session', ...head }, each(...turns), new SecretMask())
}

export async function joined(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8')
  return text
}

/** One item of every type, with a text that tells it from the others. */
export const everyType: Readonly<Record<ThreadItem['type'], object>> = {
  userMessage: {
    type: 'userMessage',
    content: [
      { type: 'text', text: 'user-says' },
      { type: 'image', url: 'data:image/png;base64,iVBORw0KGgo=' },
      { type: 'localImage', path: '/pictures/local.png' },
      { type: 'skill', name: 's', path: '/skills/x/SKILL.md' },
      { type: 'mention', name: 'f', path: '/srv/mentioned.ts' },
      { type: 'localAudio', path: '/sounds/voice.wav' },
      { type: 'hologram', beam: 'new-kind-of-part' },
    ],
  },
  hookPrompt: { type: 'hookPrompt', fragments: [{ text: 'hook-says', hookRunId: 'h' }] },
  agentMessage: {
    type: 'agentMessage',
    text: 'agent-says',
    questions: [{ title: 'asks-this', options: ['yes', 'no'] }],
  },
  functionCallOutput: { type: 'functionCallOutput', name: 'deliver', namespace: null, output: 'function-output' },
  plan: { type: 'plan', text: 'plan-says' },
  reasoning: { type: 'reasoning', summary: ['reasoning-summary'], content: ['reasoning-content'] },
  commandExecution: command('ls command-run', 'command-output', { exitCode: 2, status: 'failed' }),
  fileChange: {
    type: 'fileChange',
    status: 'completed',
    changes: [
      {
        path: '/srv/changed.ts',
        kind: { type: 'update', move_path: '/srv/moved.ts' },
        diff: '@@ -1 +1 @@\n-old\n+new',
      },
      { path: '/srv/added.ts', kind: { type: 'add' }, diff: 'added-content' },
    ],
  },
  mcpToolCall: {
    type: 'mcpToolCall',
    server: 'files',
    tool: 'look',
    status: 'failed',
    arguments: { where: 'mcp-argument' },
    result: {
      content: [
        { type: 'text', text: 'mcp-result' },
        { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' },
      ],
    },
    error: { message: 'mcp-error' },
  },
  dynamicToolCall: {
    type: 'dynamicToolCall',
    tool: 'dyn',
    arguments: {},
    status: 'completed',
    contentItems: [
      { type: 'inputText', text: 'dynamic-result' },
      { type: 'inputImage', imageUrl: 'https://pictures.example/x.png' },
    ],
  },
  collabAgentToolCall: {
    type: 'collabAgentToolCall',
    tool: 'spawnAgent',
    status: 'completed',
    receiverThreadIds: ['child-thread'],
    prompt: 'collab-prompt',
    agentsStates: { 'child-thread': { status: 'pendingInit', message: 'child-state' } },
  },
  subAgentActivity: { type: 'subAgentActivity', kind: 'started', agentThreadId: 't', agentPath: '/root/helper' },
  webSearch: { type: 'webSearch', query: 'searched-for', action: null, results: [{ title: 'search-result' }] },
  imageView: { type: 'imageView', path: '/pictures/viewed.png' },
  sleep: { type: 'sleep', durationMs: 65_000 },
  imageGeneration: {
    type: 'imageGeneration',
    status: 'completed',
    revisedPrompt: 'image-prompt',
    result: 'iVBORw0KGgo=',
  },
  enteredReviewMode: { type: 'enteredReviewMode', review: 'review-begins' },
  exitedReviewMode: { type: 'exitedReviewMode', review: 'review-ends' },
  contextCompaction: { type: 'contextCompaction' },
}

/** Texts that must come out of `everyType`, by type. */
export const everyTypeSays: Readonly<Record<ThreadItem['type'], readonly string[]>> = {
  userMessage: [
    'user-says',
    'base64,iVBORw0KGgo=',
    'local.png',
    'SKILL.md',
    'mentioned.ts',
    'voice.wav',
    'new-kind-of-part',
  ],
  hookPrompt: ['hook-says'],
  agentMessage: ['agent-says', 'asks-this'],
  functionCallOutput: ['deliver', 'function-output'],
  plan: ['plan-says'],
  reasoning: ['reasoning-summary'],
  commandExecution: ['command-run', 'command-output', 'exit 2'],
  fileChange: ['changed.ts', 'moved.ts', 'added.ts', 'added-content', 'old', 'new'],
  mcpToolCall: ['files', 'look', 'mcp-argument', 'mcp-result', 'mcp-error', 'failed'],
  dynamicToolCall: ['dyn', 'dynamic-result', 'pictures.example/x.png'],
  collabAgentToolCall: ['spawnAgent', 'child-thread', 'collab-prompt', 'child-state'],
  subAgentActivity: ['/root/helper'],
  webSearch: ['searched-for', 'search-result'],
  imageView: ['viewed.png'],
  sleep: ['1 min 5 s'],
  imageGeneration: ['image-prompt', 'base64,iVBORw0KGgo='],
  enteredReviewMode: ['review-begins'],
  exitedReviewMode: ['review-ends'],
  contextCompaction: ['compacted'],
}
