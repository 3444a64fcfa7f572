// Rows and live events for the inspector's tests, in the shapes that main and the real binary give.
import type { PushEvent } from '../../../../../preload/contract/events'
import type { InspectorRow } from '../../../../../preload/contract/inspection'
import { captureLive, liveEventsOf, type LiveEvent } from '../../../../../renderer/stores/threads/live-events'
import { event, projectId, threadId, turnId } from '../../stores/samples'

export function row(index: number, more: Partial<InspectorRow> = {}): InspectorRow {
  return {
    index,
    offset: index * 100,
    length: 100,
    type: 'event_msg',
    subtype: '',
    kind: 'other',
    label: `record ${index}`,
    atMs: 1000 * index,
    turnId: null,
    itemId: null,
    durationMs: null,
    status: null,
    tokens: null,
    ...more,
  }
}

export const tokens = (input: number, output: number) => ({
  input,
  cachedInput: 0,
  output,
  reasoning: 0,
  total: input + output,
})

const at = (ms: number, method: string, params: object): PushEvent =>
  event({ method, params: { threadId, turnId, ...params }, emittedAtMs: ms })

const command = { id: 'call_1', type: 'commandExecution', command: "/bin/bash -lc 'npm test'", cwd: '/p' }
const usage = (totalTokens: number, input: number, output: number) => ({
  total: { totalTokens },
  last: { totalTokens: input + output, inputTokens: input, outputTokens: output },
  modelContextWindow: 1000,
})

/** One turn of 10 s: a message, a streamed answer, an approved command that failed, tokens twice, the second a repeat. */
export const turnEvents: readonly PushEvent[] = [
  at(1000, 'turn/started', { turn: { id: turnId, status: 'inProgress' } }),
  at(1010, 'item/completed', {
    item: { id: 'u', type: 'userMessage', content: [{ type: 'text', text: 'Run the\n tests' }] },
    completedAtMs: 1010,
  }),
  at(1500, 'item/started', { item: { id: 'm', type: 'agentMessage', text: '' }, startedAtMs: 1500 }),
  at(1600, 'item/agentMessage/delta', { itemId: 'm', delta: 'I will' }),
  at(2100, 'item/agentMessage/delta', { itemId: 'm', delta: ' run' }),
  at(2600, 'item/agentMessage/delta', { itemId: 'm', delta: ' them.' }),
  at(3500, 'item/completed', {
    item: { id: 'm', type: 'agentMessage', text: 'I will run them.' },
    completedAtMs: 3500,
  }),
  at(4000, 'item/started', { item: { ...command, status: 'inProgress' }, startedAtMs: 4000 }),
  {
    type: 'request-added',
    request: {
      key: 'p:1:7',
      projectId,
      threadId,
      itemId: 'call_1',
      item: null,
      method: 'item/commandExecution/requestApproval',
      params: { threadId, turnId, itemId: 'call_1', command: command.command },
      receivedAtMs: 4100,
    },
  },
  { type: 'request-removed', key: 'p:1:7' },
  at(9000, 'item/completed', { item: { ...command, status: 'failed' }, completedAtMs: 9000 }),
  at(9500, 'thread/tokenUsage/updated', { tokenUsage: usage(120, 100, 20) }),
  at(9600, 'thread/tokenUsage/updated', { tokenUsage: usage(120, 100, 20) }),
  at(11_000, 'turn/completed', { turn: { id: turnId, status: 'completed', durationMs: 10_000 } }),
]

/** Captures events and answers them as the store hands them out. */
export function captured(events: readonly PushEvent[]): LiveEvent[] {
  captureLive(events)
  return liveEventsOf(threadId)
}
