// Notifications and items for the stores' tests, in the shapes that the real binary sends.
import type { CodexNotification, PushEvent } from '../../../../preload/contract/events'
import type { Project } from '../../../../preload/contract/model'
import { emptyThread, type ItemType, type SendInput, type ThreadState } from '../../../../renderer/stores/threads/model'
import { reduce } from '../../../../renderer/stores/threads/reduce'
import { sampleProject } from '../../../support/sample-project'

export const projectId = '0123456789abcdef'
export const threadId = 'thread-1'
export const turnId = 'turn-1'

export const project: Project = sampleProject({
  id: projectId,
  path: '/home/me/project',
  name: 'project',
  branch: 'main',
})

export const input: SendInput = {
  text: 'Hello',
  images: [],
  mentions: [],
  skills: [],
  preset: 'ask',
  model: null,
  effort: null,
  plan: false,
}

export function note(method: string, params: object = {}): CodexNotification {
  return { method, params: { threadId, turnId, ...params } }
}

export function turn(id: string, status: string, more: object = {}) {
  return {
    id,
    rootTurnId: id,
    items: [],
    itemsView: 'notLoaded',
    status,
    error: null,
    startedAt: 100,
    completedAt: null,
    durationMs: null,
    ...more,
  }
}

export const started = (id = turnId) => note('turn/started', { turn: turn(id, 'inProgress') })
export const completed = (id = turnId, status = 'completed', more: object = {}) =>
  note('turn/completed', { turn: turn(id, status, { durationMs: 45, ...more }) })
export const itemStarted = (item: object) => note('item/started', { item, startedAtMs: 1 })
export const itemCompleted = (item: object) => note('item/completed', { item, completedAtMs: 2 })
export const delta = (itemId: string, text: string, method = 'item/agentMessage/delta', more: object = {}) =>
  note(method, { itemId, delta: text, ...more })

export const fresh = (): ThreadState => emptyThread(projectId, threadId)

export function reduceAll(notifications: readonly CodexNotification[], from: ThreadState = fresh()): ThreadState {
  return notifications.reduce(reduce, from)
}

export function event(notification: CodexNotification, inProject = projectId): PushEvent {
  return { type: 'codex', projectId: inProject, notification }
}

export function codexThread(id: string, more: object = {}) {
  return {
    id,
    preview: 'First words',
    name: null,
    modelProvider: 'openai',
    historyMode: 'paginated',
    createdAt: 10,
    updatedAt: 20,
    recencyAt: 30,
    status: { type: 'idle' },
    cwd: '/home/me/project',
    parentThreadId: null,
    ephemeral: false,
    gitInfo: { branch: 'main' },
    turns: [],
    ...more,
  }
}

/** One item of each type, with the fields that the binary gives it. */
export const itemsByType: Record<ItemType, Record<string, unknown>> = {
  userMessage: { clientId: null, content: [{ type: 'text', text: 'hi', text_elements: [] }] },
  hookPrompt: { fragments: [{ text: 'x', hookRunId: 'h' }] },
  agentMessage: { text: 'hello', moderation: null, phase: null, memoryCitation: null, delivery: null, questions: null },
  functionCallOutput: { name: 'f', namespace: null, output: 'out' },
  plan: { text: '1. do' },
  reasoning: { summary: ['why'], content: [] },
  commandExecution: {
    command: 'ls',
    cwd: '/p',
    commandActions: [],
    status: 'completed',
    aggregatedOutput: 'a\n',
    exitCode: 0,
    durationMs: 3,
    processId: null,
    source: 'agent',
    pluginId: null,
    scriptPath: null,
  },
  fileChange: { changes: [{ path: '/p/a', kind: { type: 'add' }, diff: 'x' }], status: 'completed' },
  mcpToolCall: { server: 's', tool: 't', status: 'completed', arguments: {}, result: null, error: null, durationMs: 1 },
  dynamicToolCall: {
    tool: 't',
    namespace: null,
    arguments: {},
    status: 'completed',
    contentItems: [],
    success: true,
    durationMs: 1,
  },
  collabAgentToolCall: {
    tool: 'spawnAgent',
    status: 'completed',
    senderThreadId: 'x',
    receiverThreadIds: ['y'],
    prompt: 'p',
    model: null,
    reasoningEffort: null,
    agentsStates: {},
  },
  subAgentActivity: { kind: 'started', agentThreadId: 'x', agentPath: '/a', model: null, reasoningEffort: null },
  webSearch: { query: 'q', action: null },
  imageView: { path: '/p/a.png' },
  sleep: {},
  imageGeneration: { status: 'completed', result: '' },
  enteredReviewMode: { review: 'changes' },
  exitedReviewMode: { review: 'fine' },
  contextCompaction: {},
}
