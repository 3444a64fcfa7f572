// Reads a thread's own parts (its head, usage, goal, plan, list row) from what Codex sends, leniently. Pure.
import type { Thread } from '@protocol/v2/Thread'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import type { ThreadTokenUsage } from '@protocol/v2/ThreadTokenUsage'
import type { TurnPlanUpdatedNotification } from '@protocol/v2/TurnPlanUpdatedNotification'
import { fields, listIn, numberIn, textIn } from './decode'
import type { ThreadActivity, ThreadSummary } from './model'
import { titleOf } from './titles'

/** The provider id of the scripted demo; its threads are marked wherever they are drawn. */
export const demoProviderId = 'deck-demo'

/** A Thread whose fields in use are there. Null without an id. Turns are left out: they live in ThreadState. */
export function readThread(value: unknown): Thread | null {
  const read = fields(value)
  if (textIn(read, 'id') === null) return null
  const status = fields(read['status'])
  const filled = {
    ...read,
    preview: textIn(read, 'preview') ?? '',
    name: textIn(read, 'name'),
    cwd: textIn(read, 'cwd') ?? '',
    modelProvider: textIn(read, 'modelProvider') ?? '',
    createdAt: numberIn(read, 'createdAt') ?? 0,
    updatedAt: numberIn(read, 'updatedAt') ?? 0,
    recencyAt: numberIn(read, 'recencyAt'),
    status:
      textIn(status, 'type') === null
        ? { type: 'notLoaded' }
        : { ...status, activeFlags: listIn(status, 'activeFlags') },
    turns: [],
  }
  // A parsed boundary: the fields that the window reads are checked just above.
  return filled as unknown as Thread
}

function breakdown(value: unknown): ThreadTokenUsage['total'] {
  const read = fields(value)
  const count = (name: string) => numberIn(read, name) ?? 0
  return {
    totalTokens: count('totalTokens'),
    inputTokens: count('inputTokens'),
    cachedInputTokens: count('cachedInputTokens'),
    outputTokens: count('outputTokens'),
    reasoningOutputTokens: count('reasoningOutputTokens'),
    cacheWriteInputTokens: count('cacheWriteInputTokens'),
  }
}

export function readUsage(value: unknown): ThreadTokenUsage | null {
  const read = fields(value)
  if (!('total' in read)) return null
  return {
    total: breakdown(read['total']),
    last: breakdown(read['last']),
    modelContextWindow: numberIn(read, 'modelContextWindow'),
  }
}

/** The sum of two counts; the second one when there is no first. */
export function addUsage(
  before: ThreadTokenUsage['last'] | undefined,
  more: ThreadTokenUsage['last'],
): ThreadTokenUsage['last'] {
  if (before === undefined) return more
  return {
    totalTokens: before.totalTokens + more.totalTokens,
    inputTokens: before.inputTokens + more.inputTokens,
    cachedInputTokens: before.cachedInputTokens + more.cachedInputTokens,
    outputTokens: before.outputTokens + more.outputTokens,
    reasoningOutputTokens: before.reasoningOutputTokens + more.reasoningOutputTokens,
    cacheWriteInputTokens: before.cacheWriteInputTokens + more.cacheWriteInputTokens,
  }
}

export function readGoal(value: unknown): ThreadGoal | null {
  const read = fields(value)
  const objective = textIn(read, 'objective')
  return objective === null ? null : ({ ...read, objective } as ThreadGoal)
}

export function readPlan(value: unknown): TurnPlanUpdatedNotification | null {
  const read = fields(value)
  const threadId = textIn(read, 'threadId')
  const turnId = textIn(read, 'turnId')
  if (threadId === null || turnId === null) return null
  const plan = listIn(read, 'plan').map((entry) => {
    const step = fields(entry)
    return { step: textIn(step, 'step') ?? '', status: textIn(step, 'status') ?? 'pending' }
  })
  return { threadId, turnId, explanation: textIn(read, 'explanation'), plan } as TurnPlanUpdatedNotification
}

/** What a thread is doing, from its status as Codex reports it. */
export function activityOf(status: unknown): ThreadActivity {
  const read = fields(status)
  switch (textIn(read, 'type')) {
    case 'active':
      return listIn(read, 'activeFlags').length > 0 ? 'waiting' : 'running'
    case 'systemError':
      return 'error'
    default:
      return 'idle'
  }
}

/** A row of the list from a Thread. */
export function summaryOf(thread: Thread): ThreadSummary {
  return {
    id: thread.id,
    title: titleOf(thread),
    preview: thread.preview.slice(0, 400),
    updatedAtMs: (thread.recencyAt ?? thread.updatedAt) * 1000,
    activity: activityOf(thread.status),
    demo: thread.modelProvider === demoProviderId,
    cwd: thread.cwd,
    branch: textIn(fields(thread.gitInfo), 'branch'),
    sectionId: textIn(fields(thread.section), 'id'),
    readState: null,
  }
}

/** A thread's read state as thread/list and thread/readState/changed have it; null when there is none. */
export function readReadState(value: unknown): ThreadSummary['readState'] {
  const read = fields(value)
  const revision = textIn(read, 'revision')
  return revision === null ? null : { revision, unread: textIn(fields(read['firstUnread']), 'type') !== null }
}
