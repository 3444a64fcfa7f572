import { describe, expect, it } from 'vitest'
import { isItem, type ThreadState } from '../../../../../renderer/stores/threads/model'
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
  reduceAll,
  started,
  threadId,
  turn,
  turnId,
} from '../samples'

const message = (id: string, text: string) => ({ type: 'agentMessage', id, ...itemsByType.agentMessage, text })

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

it('says while another model looks at a question in the person’s place', () => {
  const looking = reduceAll([started(), note('item/autoApprovalReview/started', { turnId })])
  expect(looking.turns.at(-1)?.retry).toMatch(/Another model looks/)
  const done = reduce(looking, note('item/autoApprovalReview/completed', { turnId }))
  expect(done.turns.at(-1)?.retry).toBeNull()
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
