import { describe, expect, it } from 'vitest'
import { reduce } from '../../../../../renderer/stores/threads/reduce'
import { delta, fresh, note, projectId, reduceAll, started, threadId, turn, turnId } from '../samples'

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
