import { describe, expect, it } from 'vitest'
import { isItem, isKnownItem, type ThreadState } from '../../../../../renderer/stores/threads/model'
import { interruptTurn, reduce, turnDuration } from '../../../../../renderer/stores/threads/reduce'
import {
  codexThread,
  completed,
  delta,
  fresh,
  itemCompleted,
  itemsByType,
  itemStarted,
  note,
  projectId,
  reduceAll,
  started,
  threadId,
  turn,
  turnId,
} from '../samples'

const message = (id: string, text: string) => ({ type: 'agentMessage', id, ...itemsByType.agentMessage, text })
const command = (id: string, more: object) => ({
  type: 'commandExecution',
  id,
  ...itemsByType.commandExecution,
  ...more,
})

function texts(state: ThreadState): (string | undefined)[] {
  return state.turns.flatMap((one) => one.items.map((item) => (isItem(item, 'agentMessage') ? item.text : undefined)))
}

describe('a turn', () => {
  it('starts, streams and completes', () => {
    const running = reduceAll([started(), itemStarted(message('m', '')), delta('m', 'Hel'), delta('m', 'lo')])
    expect(running.runningTurnId).toBe(turnId)
    expect(running.turns[0]).toMatchObject({ status: 'inProgress', startedAtMs: 100_000 })
    expect(running.turns[0]?.live.has('m')).toBe(true)
    const done = reduceAll([itemCompleted(message('m', 'Hello')), completed()], running)
    expect(texts(done)).toEqual(['Hello'])
    expect(done.runningTurnId).toBeNull()
    expect(done.turns[0]).toMatchObject({ status: 'completed', durationMs: 45, error: null })
    expect(done.turns[0]?.live.size).toBe(0)
  })

  it('that failed keeps its error, one that was stopped says so', () => {
    const error = { message: 'No quota', codexErrorInfo: 'usageLimitExceeded', additionalDetails: 'later' }
    expect(reduceAll([started(), completed(turnId, 'failed', { error })]).turns[0]).toMatchObject({
      status: 'failed',
      error,
    })
    expect(reduceAll([started(), completed(turnId, 'interrupted')]).turns[0]?.status).toBe('interrupted')
  })

  it('with a status that nobody knows yet is not left running', () => {
    const state = reduceAll([started(), completed(turnId, 'dreaming')])
    expect(state.turns[0]?.status).toBe('completed')
    expect(state.runningTurnId).toBeNull()
  })

  it('may complete without having started', () => {
    const state = reduceAll([note('turn/completed', { turn: turn('t9', 'completed', { items: [message('m', 'x')] }) })])
    expect(state.turns).toHaveLength(1)
    expect(texts(state)).toEqual(['x'])
  })

  it('stays completed when its start comes late or twice', () => {
    const state = reduceAll([started(), completed()])
    expect(reduce(state, started())).toBe(state)
    expect(reduceAll([started(), started()]).turns).toHaveLength(1)
  })

  it('keeps its items when turn/completed brings none', () => {
    expect(texts(reduceAll([started(), itemCompleted(message('m', 'x')), completed()]))).toEqual(['x'])
  })

  it('takes plan and diff', () => {
    const plan = [{ step: 'a', status: 'inProgress' }]
    const state = reduceAll([
      started(),
      note('turn/plan/updated', { explanation: null, plan }),
      note('turn/diff/updated', { diff: 'd' }),
    ])
    expect(state.turns[0]).toMatchObject({ diff: 'd', plan: { plan } })
  })

  it('that the window drew itself gets its real id', () => {
    const drawn: ThreadState = {
      ...fresh(),
      turns: [
        { ...reduceAll([started('local:1')]).turns[0], id: 'local:1', local: true } as ThreadState['turns'][number],
      ],
      runningTurnId: 'local:1',
    }
    const state = reduce(drawn, started())
    expect(state.turns.map((one) => [one.id, one.local])).toEqual([[turnId, undefined]])
    expect(state.runningTurnId).toBe(turnId)
  })

  it('whose server ended is drawn as interrupted, with the reason', () => {
    const state = interruptTurn(reduceAll([started(), delta('m', 'half')]), turnId, 'Codex ended.')
    expect(state.turns[0]).toMatchObject({ status: 'interrupted', stoppedBecause: 'Codex ended.' })
    expect(state.runningTurnId).toBeNull()
    expect(texts(state)).toEqual(['half'])
    expect(interruptTurn(state, turnId, 'again')).toBe(state)
  })
})

describe('retries and errors', () => {
  const error = { message: 'Reconnecting... 2/5', codexErrorInfo: null, additionalDetails: null }

  it('shows a retry until something moves again', () => {
    const waiting = reduceAll([started(), note('error', { error, willRetry: true })])
    expect(waiting.turns[0]).toMatchObject({ retry: 'Reconnecting... 2/5', error: null, status: 'inProgress' })
    expect(reduce(waiting, delta('m', 'x')).turns[0]?.retry).toBeNull()
  })

  it('keeps a final error on the turn', () => {
    const state = reduceAll([started(), note('error', { error, willRetry: false }), completed(turnId, 'failed')])
    expect(state.turns[0]?.error?.message).toBe('Reconnecting... 2/5')
  })

  it('makes a notice of an error outside any turn, once', () => {
    const event = note('error', { error, willRetry: false, turnId: 'other' })
    expect(reduceAll([event, event]).notices).toMatchObject([{ level: 'error', message: 'Reconnecting... 2/5' }])
  })
})

describe('items', () => {
  it.each(Object.entries(itemsByType))('of type %s start, complete and keep their place', (type, content) => {
    const item = { type, id: 'i', ...content }
    const running = reduceAll([started(), itemStarted(item), itemStarted(message('m', 'after'))])
    expect(running.turns[0]?.live.has('i')).toBe(true)
    const state = reduce(running, itemCompleted({ ...item, done: true }))
    expect(state.turns[0]?.items.map((one) => one.id)).toEqual(['i', 'm'])
    expect(state.turns[0]?.items[0]).toMatchObject({ ...item, done: true })
    expect(state.turns[0]?.items[0] && isKnownItem(state.turns[0].items[0])).toBe(true)
    expect(state.turns[0]?.live.has('i')).toBe(false)
  })

  it.each(Object.keys(itemsByType))('of type %s come through without any of their fields', (type) => {
    const state = reduceAll([started(), itemCompleted({ type, id: 'i' })])
    expect(state.turns[0]?.items[0]).toMatchObject({ type, id: 'i' })
  })

  it('with fields of another kind are mended', () => {
    const items = [
      { type: 'userMessage', id: 'a', content: 'text' },
      { type: 'reasoning', id: 'b', summary: [1, 'x'], content: null },
      { type: 'fileChange', id: 'c', changes: [null, { path: 3, diff: 'd' }] },
      { type: 'commandExecution', id: 'd', command: ['ls'], aggregatedOutput: 7 },
    ]
    const state = reduceAll([started(), ...items.map(itemCompleted)])
    expect(state.turns[0]?.items).toMatchObject([
      { content: [] },
      { summary: ['x'], content: [] },
      { changes: [{ path: '', diff: 'd', kind: { type: 'update' } }] },
      { command: '', aggregatedOutput: null },
    ])
  })

  it('of an unknown type are kept as they are', () => {
    const item = { type: 'hologram', id: 'h', beams: [1, 2] }
    const state = reduceAll([started(), itemStarted(item), itemCompleted({ ...item, beams: [] })])
    expect(state.turns[0]?.items).toEqual([{ ...item, beams: [] }])
    expect(isKnownItem(state.turns[0]?.items[0] ?? item)).toBe(false)
  })

  it('without an id or a type change nothing', () => {
    const state = reduceAll([started()])
    for (const item of [null, 3, [], {}, { id: 'x' }, { type: 'plan' }, { id: 1, type: 'plan' }])
      expect(reduce(state, itemStarted(item as object))).toBe(state)
  })

  it('may complete without having started', () => {
    expect(texts(reduceAll([started(), itemCompleted(message('m', 'x'))]))).toEqual(['x'])
    expect(texts(reduceAll([itemCompleted(message('m', 'x'))]))).toEqual(['x'])
  })

  it('that are finished keep their identity while another streams', () => {
    const before = reduceAll([started(), itemCompleted(message('a', 'x')), completed(), started('t2'), delta('b', 'y')])
    const after = reduceAll([note('item/agentMessage/delta', { turnId: 't2', itemId: 'b', delta: 'z' })], before)
    expect(after.turns[0]).toBe(before.turns[0])
    expect(after.turns[0]?.items[0]).toBe(before.turns[0]?.items[0])
  })

  it('that came twice are there once', () => {
    const state = reduceAll([
      started(),
      itemStarted(message('m', '')),
      itemStarted(message('m', '')),
      delta('m', 'x'),
      itemStarted(message('m', '')),
    ])
    expect(texts(state)).toEqual(['x'])
    const done = reduceAll(
      [itemCompleted(message('m', 'x!')), itemCompleted(message('m', 'x!')), itemStarted(message('m', ''))],
      state,
    )
    expect(texts(done)).toEqual(['x!'])
    expect(done.turns[0]?.live.size).toBe(0)
  })

  it('that were half said when the person steered are not live any more; a command is', () => {
    const state = reduceAll([
      started(),
      itemStarted(command('c', { status: 'inProgress' })),
      delta('m', 'half'),
      itemStarted({ type: 'userMessage', id: 'u', clientId: 'x', content: [] }),
    ])
    expect([...(state.turns[0]?.live ?? [])]).toEqual(['c', 'u'])
    expect(texts(state)[1]).toBe('half')
  })

  it('that finished take no further delta', () => {
    const done = reduceAll([started(), itemCompleted(message('m', 'Hello'))])
    expect(reduce(done, delta('m', ' again'))).toBe(done)
  })
})

describe('deltas', () => {
  it('before item/started make the item, and its start takes nothing away', () => {
    const state = reduceAll([started(), delta('m', 'Hel'), itemStarted(message('m', '')), delta('m', 'lo')])
    expect(texts(state)).toEqual(['Hello'])
  })

  it('before turn/started make the turn', () => {
    const state = reduceAll([delta('m', 'x'), started()])
    expect(state.turns).toHaveLength(1)
    expect(texts(state)).toEqual(['x'])
    expect(state.runningTurnId).toBe(turnId)
  })

  it('are appended as they are: no overlap is guessed', () => {
    expect(texts(reduceAll([started(), delta('m', 'hel'), delta('m', 'lo'), delta('m', 'lo')]))).toEqual(['hellolo'])
  })

  it('joined by main give the same as one by one', () => {
    const words = ['a ', 'b\n', '', '👍', 'c']
    expect(texts(reduceAll([started(), delta('m', words.join(''))]))).toEqual(
      texts(reduceAll([started(), ...words.map((word) => delta('m', word))])),
    )
  })

  it('of reasoning go to their part, whatever the order of parts', () => {
    const summary = (text: string, summaryIndex: number) =>
      delta('r', text, 'item/reasoning/summaryTextDelta', { summaryIndex })
    const state = reduceAll([
      started(),
      note('item/reasoning/summaryPartAdded', { itemId: 'r', summaryIndex: 0 }),
      summary('one', 0),
      summary('two', 1),
      summary('!', 0),
      delta('r', 'raw', 'item/reasoning/textDelta', { contentIndex: 0 }),
    ])
    expect(state.turns[0]?.items[0]).toMatchObject({ summary: ['one!', 'two'], content: ['raw'] })
  })

  it('with a mad index make no giant array', () => {
    for (const summaryIndex of [-5, 1e9, 'x', null]) {
      const state = reduceAll([started(), delta('r', 'x', 'item/reasoning/summaryTextDelta', { summaryIndex })])
      const item = state.turns[0]?.items[0]
      expect(item && isItem(item, 'reasoning') && item.summary.length).toBeLessThanOrEqual(1001)
    }
  })

  it('of a plan and of a command append to them', () => {
    const state = reduceAll([
      started(),
      delta('p', '1. ', 'item/plan/delta'),
      delta('p', 'do', 'item/plan/delta'),
      itemStarted(command('c', { aggregatedOutput: null, status: 'inProgress' })),
      delta('c', 'out', 'item/commandExecution/outputDelta'),
      delta('c', 'put', 'item/commandExecution/outputDelta'),
    ])
    expect(state.turns[0]?.items).toMatchObject([{ text: '1. do' }, { aggregatedOutput: 'output', command: 'ls' }])
    const silent = reduce(state, itemCompleted(command('c', { aggregatedOutput: null, exitCode: 0 })))
    expect(silent.turns[0]?.items[1]).toMatchObject({ aggregatedOutput: 'output', exitCode: 0 })
  })

  it('of another type than the item are dropped', () => {
    const state = reduceAll([started(), itemStarted(message('m', 'x'))])
    expect(reduce(state, delta('m', 'y', 'item/plan/delta'))).toBe(state)
  })

  it('patchUpdated replaces the changes, progress of a tool call is kept', () => {
    const changes = [{ path: '/p/b', kind: { type: 'update', move_path: null }, diff: '@@ -1 +1 @@' }]
    const state = reduceAll([
      started(),
      note('item/fileChange/patchUpdated', { itemId: 'f', changes }),
      itemStarted({ type: 'mcpToolCall', id: 't', ...itemsByType.mcpToolCall }),
      note('item/mcpToolCall/progress', { itemId: 't', message: 'half' }),
    ])
    expect(state.turns[0]?.items).toMatchObject([{ type: 'fileChange', changes }, { progress: 'half' }])
  })
})

describe('the thread itself', () => {
  it('takes name, status, usage, goal, settings and archive', () => {
    const total = { totalTokens: 9, inputTokens: 5, cachedInputTokens: 1, outputTokens: 4, reasoningOutputTokens: 0 }
    const goal = { threadId, objective: 'ship', status: 'active' }
    const state = reduceAll([
      { method: 'thread/started', params: { thread: codexThread(threadId) } },
      note('thread/status/changed', { status: { type: 'active', activeFlags: ['waitingOnApproval'] } }),
      note('thread/name/updated', { threadName: 'New name' }),
      note('thread/tokenUsage/updated', { tokenUsage: { total, last: total, modelContextWindow: 100 } }),
      note('thread/goal/updated', { goal }),
      note('thread/settings/updated', {
        threadSettings: {
          model: 'gpt-6',
          effort: 'high',
          approvalPolicy: 'never',
          sandboxPolicy: { type: 'dangerFullAccess' },
          collaborationMode: { mode: 'plan' },
        },
      }),
      note('thread/archived'),
    ])
    expect(state).toMatchObject({
      title: 'New name',
      usage: { total, modelContextWindow: 100 },
      goal,
      model: 'gpt-6',
      effort: 'high',
      preset: 'full-access',
      planMode: true,
      archived: true,
      thread: { status: { type: 'active' } },
    })
    expect(reduceAll([note('thread/goal/cleared'), note('thread/unarchived')], state)).toMatchObject({
      goal: null,
      archived: false,
    })
  })

  it('takes its title from the first message when it has none', () => {
    const item = {
      type: 'userMessage',
      id: 'u',
      clientId: null,
      content: [{ type: 'text', text: '\n Fix the parser \nplease' }],
    }
    expect(reduceAll([started(), itemStarted(item)]).title).toBe('Fix the parser')
  })

  it('says warnings, reroutes and failed hooks', () => {
    const state = reduceAll([
      note('warning', { message: 'careful' }),
      note('model/rerouted', { fromModel: 'a', toModel: 'b', reason: 'x' }),
      note('hook/completed', {
        run: {
          status: 'failed',
          eventName: 'preToolUse',
          statusMessage: 'boom',
          entries: [{ kind: 'error', text: 'line' }],
        },
      }),
      note('hook/completed', { run: { status: 'completed', eventName: 'stop', entries: [] } }),
    ])
    expect(state.notices.map((notice) => notice.message)).toEqual([
      'careful',
      'Answered by b instead of a.',
      'A preToolUse hook failed: boom',
    ])
    expect(new Set(state.notices.map((notice) => notice.id)).size).toBe(3)
  })
})

const silent = [
  'thread/readState/changed',
  'thread/closed',
  'thread/deleted',
  'thread/reverted',
  'thread/section/changed',
  'thread/attachment/updated',
  'thread/prediction/updated',
  'thread/queue/changed',
  'project/changed',
  'thread/project/updated',
  'thread/environment/connected',
  'thread/environment/disconnected',
  'hook/started',
  'autoApprovalReview/strictReviewRequired',
  'rawResponseItem/completed',
  'rawResponse/completed',
  'command/exec/outputDelta',
  'process/outputDelta',
  'process/exited',
  'item/commandExecution/terminalInteraction',
  'item/fileChange/outputDelta',
  'serverRequest/resolved',
  'mcpServer/oauthLogin/completed',
  'mcpServer/startupStatus/updated',
  'mcpServer/event/stream/notification',
  'account/updated',
  'account/rateLimits/updated',
  'app/list/updated',
  'remoteControl/status/changed',
  'fs/changed',
  'skills/changed',
  'thread/compacted',
  'model/verification',
  'turn/moderationMetadata',
  'deprecationNotice',
  'configWarning',
  'fuzzyFileSearch/sessionUpdated',
  'thread/realtime/started',
  'thread/realtime/item/started',
  'windows/worldWritableWarning',
  'account/login/completed',
  'some/future/notification',
  'item/future/delta',
  '',
]

it('says while another model looks at a question in the person’s place', () => {
  const looking = reduceAll([started(), note('item/autoApprovalReview/started', { turnId })])
  expect(looking.turns.at(-1)?.retry).toMatch(/Another model looks/)
  const done = reduce(looking, note('item/autoApprovalReview/completed', { turnId }))
  expect(done.turns.at(-1)?.retry).toBeNull()
})

describe('what is not understood, or says nothing about a transcript', () => {
  it.each(silent)('%s changes nothing', (method) => {
    const state = reduceAll([started(), delta('m', 'x')])
    expect(reduce(state, note(method, { itemId: 'm', delta: 'y', item: null, turn: null }))).toBe(state)
  })

  it('no method throws on params of any shape', () => {
    const methods = [
      'turn/started',
      'turn/completed',
      'turn/plan/updated',
      'turn/diff/updated',
      'error',
      'thread/started',
      'thread/status/changed',
      'thread/name/updated',
      'thread/settings/updated',
      'thread/tokenUsage/updated',
      'thread/goal/updated',
      'item/started',
      'item/completed',
      'item/agentMessage/delta',
      'item/reasoning/summaryTextDelta',
      'item/fileChange/patchUpdated',
      'warning',
      'model/rerouted',
      'hook/completed',
      'model/safetyBuffering/updated',
      'modelProvider/authRecoveryStarted',
      'item/autoApprovalReview/started',
      'item/autoApprovalReview/completed',
      ...silent,
    ]
    const shapes: unknown[] = [
      null,
      undefined,
      1,
      'x',
      [],
      {},
      { threadId },
      { threadId, turnId: 5, item: [], turn: 'x', itemId: {} },
      {
        threadId,
        turn: { id: 't', items: [null, 3] },
        item: { id: 'a', type: 'b' },
        turnId: 't',
        itemId: 'a',
        delta: 5,
      },
    ]
    for (const method of methods)
      for (const params of shapes) expect(() => reduce(fresh(), { method, params })).not.toThrow()
  })

  it('an event of another thread (a sub-agent) changes nothing', () => {
    const state = reduceAll([started()])
    expect(
      reduce(state, { method: 'turn/completed', params: { threadId: 'other', turn: turn(turnId, 'completed') } }),
    ).toBe(state)
    expect(state.projectId).toBe(projectId)
  })
})

it('a turn lasts what Codex says, or until now', () => {
  expect(turnDuration({ durationMs: 45, startedAtMs: 1 }, 99)).toBe(45)
  expect(turnDuration({ durationMs: null, startedAtMs: 10 }, 99)).toBe(89)
  expect(turnDuration({ durationMs: null, startedAtMs: null }, 99)).toBeNull()
})

describe('a review', () => {
  // Measured with 0.169.0: turn/started names an inner turn that never gets an item nor an end.
  const inner = note('turn/started', { turn: turn('inner', 'inProgress') })

  it('runs under the turn that its items name, not under the announced one', () => {
    const state = reduceAll([inner, itemStarted({ type: 'enteredReviewMode', id: 'r', review: 'uncommitted' })])
    expect(state.turns.map(({ id }) => id)).toEqual([turnId])
    expect(state.runningTurnId).toBe(turnId)
  })

  it('is over when the thread rests, whatever was announced', () => {
    const state = reduceAll([inner, note('thread/status/changed', { status: { type: 'idle' } })])
    expect(state.turns).toEqual([])
    expect(state.runningTurnId).toBeNull()
  })
})
