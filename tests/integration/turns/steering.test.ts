// What can be done to a turn under way: steer it, stop it, queue the next message behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isNotification } from '../../../main/codex/server/methods'
import { itemOf, typesOf } from '../../support/codex-session'
import { events, functionCall, heldUntil, neverEnds, paused, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'
import { gate, until } from '../../support/waiting'

const text = (value: string) => [{ type: 'text' as const, text: value, text_elements: [] }]

describe('a turn under way', () => {
  let scene: Scene
  let threadId: string

  beforeAll(async () => {
    scene = await setScene()
    threadId = await scene.codex.startThread()
  })
  afterAll(() => scene.end())

  test('steering while a command runs adds a message to the same turn, which the model sees next', async () => {
    const cmd = 'while [ ! -e go ]; do sleep 0.02; done'
    scene.model.queue(events(functionCall('c_1', 'exec_command', { cmd })), say('both heard'))
    const turnId = await scene.codex.startTurn(threadId, 'first')
    await scene.codex.seen('item/started', ({ item }) => item.type === 'commandExecution')
    const steered = await scene.codex.request('turn/steer', {
      threadId,
      expectedTurnId: turnId,
      input: text('and second'),
    })
    expect(steered).toMatchObject({ turnId })
    scene.home.write('go', '')
    await scene.codex.finished(turnId)
    const items = scene.codex.completedItems(turnId)
    expect(typesOf(items)).toEqual(['userMessage', 'commandExecution', 'userMessage', 'agentMessage'])
    expect(scene.model.requests.at(-1)?.input.at(-1)?.text).toBe('and second')
  })

  test('steering while the answer streams drops what was half said', async () => {
    const { opened, open } = gate()
    scene.model.queue(paused(['half an '], opened, ['answer']), say('a new answer'))
    const turnId = await scene.codex.startTurn(threadId, 'first')
    await scene.codex.seen('item/agentMessage/delta', ({ delta }) => delta === 'half an ')
    await scene.codex.request('turn/steer', { threadId, expectedTurnId: turnId, input: text('other') })
    open()
    await scene.codex.finished(turnId)
    const items = scene.codex.completedItems(turnId)
    expect(typesOf(items)).toEqual(['userMessage', 'userMessage', 'agentMessage'])
    expect(itemOf(items, 'agentMessage').text).toBe('a new answer')
    const begun = scene.codex.notifications.filter(
      (message) =>
        isNotification(message, 'item/started') &&
        message.params.turnId === turnId &&
        message.params.item.type === 'agentMessage',
    )
    expect(begun).toHaveLength(2)
  })

  test('steering a turn that is over is refused', async () => {
    const { turn } = await scene.codex.runTurn(threadId, 'short')
    const late = scene.codex.request('turn/steer', { threadId, expectedTurnId: turn.id, input: text('late') })
    await expect(late).rejects.toMatchObject({ data: { rpcCode: -32600 } })
  })

  test('stopping an answer interrupts the turn; what was half said is no item and not kept', async () => {
    scene.model.queue(neverEnds('half ', 'said'))
    const turnId = await scene.codex.startTurn(threadId, 'talk')
    await scene.codex.seen('item/agentMessage/delta', ({ delta }) => delta === 'said')
    await scene.codex.request('turn/interrupt', { threadId, turnId })
    const turn = await scene.codex.finished(turnId)
    expect(turn).toMatchObject({ status: 'interrupted', error: null })
    expect(typesOf(scene.codex.completedItems(turnId))).toEqual(['userMessage'])
    await until(() => scene.model.active === 0, 'Codex to hang up on the model')
    const { data } = await scene.codex.request('thread/turns/list', { threadId, limit: 1, itemsView: 'full' })
    expect(data[0]).toMatchObject({ id: turnId, status: 'interrupted', items: [{ type: 'userMessage' }] })
  })

  test('a queued message starts a turn of its own once the first is done', async () => {
    const { opened, open } = gate()
    scene.model.queue(heldUntil(opened, say('one')), say('two'))
    const first = await scene.codex.startTurn(threadId, 'first')
    const added = await scene.codex.request('thread/queue/add', {
      threadId,
      input: text('queued'),
      clientUserMessageId: 'client-1',
    })
    await scene.codex.seen('thread/queue/changed')
    const listed = await scene.codex.request('thread/queue/list', { threadId })
    expect(listed.data.map(({ id }) => id)).toEqual([added.queuedSubmission.id])
    open()
    await scene.codex.finished(first)
    const next = await scene.codex.seen('turn/started', ({ turn }) => turn.id !== first && isAfter(turn.id, first))
    await scene.codex.finished(next.turn.id)
    const items = scene.codex.completedItems(next.turn.id)
    expect(itemOf(items, 'userMessage')).toMatchObject({ clientId: 'client-1', content: [{ text: 'queued' }] })
    expect(itemOf(items, 'agentMessage').text).toBe('two')
    expect((await scene.codex.request('thread/queue/list', { threadId })).data).toEqual([])
  })

  test('queued messages can be changed, put in order and taken back', async () => {
    const { opened, open } = gate()
    scene.model.queue(heldUntil(opened, say('one')))
    const turnId = await scene.codex.startTurn(threadId, 'first')
    const add = async (value: string) => {
      const params = { threadId, input: text(value), clientUserMessageId: `client-${value}` }
      return (await scene.codex.request('thread/queue/add', params)).queuedSubmission.id
    }
    const [a, b] = [await add('a'), await add('b')]
    await scene.codex.request('thread/queue/reorder', { threadId, queuedSubmissionIds: [b, a] })
    await scene.codex.request('thread/queue/update', { threadId, queuedSubmissionId: b, input: text('b2') })
    const listed = await scene.codex.request('thread/queue/list', { threadId })
    expect(listed.data.map(({ input }) => input)).toMatchObject([[{ text: 'b2' }], [{ text: 'a' }]])
    for (const queuedSubmissionId of [a, b]) {
      const gone = await scene.codex.request('thread/queue/delete', { threadId, queuedSubmissionId })
      expect(gone).toMatchObject({ deleted: true })
    }
    open()
    await scene.codex.finished(turnId)
  })

  /** Turn ids are time-ordered (UUID version 7). */
  function isAfter(id: string, other: string): boolean {
    return id > other
  }
})
