// Every kind of item that the real binary can be brought to produce, each with the fields that the window draws.
// The rest is in rare-items.test.ts. Not to be had from it here: imageGeneration (a hosted tool's result is dropped for a
// provider that isn't OpenAI's).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemOf, typesOf } from '../../support/codex-session'
import { customToolCall, events, functionCall, reasoning, say, webSearchCall } from '../../support/responses-server'
import { mcpConfig } from '../../support/mcp'
import { setScene, type Scene } from '../../support/scene'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe('items of a turn', () => {
  let scene: Scene
  let threadId: string

  beforeAll(async () => {
    scene = await setScene({
      config: [
        'multi_agent_v2 = false',
        'current_time_reminder = { enabled = true, sleep_tool = true, reminder_interval_seconds = 0 }',
        '[tools.update_plan]',
        'enabled = true',
        mcpConfig(),
      ].join('\n'),
      git: true,
    })
    scene.codex.answerWith(({ method }) =>
      method === 'item/tool/call'
        ? { contentItems: [{ type: 'inputText', text: '42' }], success: true }
        : { decision: 'accept' },
    )
    threadId = await scene.codex.startThread({
      dynamicTools: [
        { type: 'function', name: 'answer', description: 'Knows it', inputSchema: { type: 'object', properties: {} } },
      ],
    })
    await scene.codex.seen(
      'mcpServer/startupStatus/updated',
      ({ name, status }) => name === 'deck' && status === 'ready',
    )
  })
  afterAll(() => scene.end())

  test('a message of the person and a message of the agent, joined from deltas', async () => {
    scene.model.queue(say('Hello', ' there,', ' friend.'))
    const { turn, items } = await scene.codex.runTurn(threadId, 'hi')
    expect(turn.status).toBe('completed')
    expect(typesOf(items)).toEqual(['userMessage', 'agentMessage'])
    expect(itemOf(items, 'agentMessage').text).toBe('Hello there, friend.')
    const deltas = scene.codex.notifications.filter(({ method }) => method === 'item/agentMessage/delta')
    expect(deltas).toHaveLength(3)
  })

  test('reasoning with its summary', async () => {
    scene.model.queue(events(...reasoning('rs_1', '**Looking** at it')))
    const { items } = await scene.codex.runTurn(threadId, 'think')
    expect(itemOf(items, 'reasoning').summary).toEqual(['**Looking** at it'])
    await scene.codex.seen('item/reasoning/summaryTextDelta')
  })

  test('a command with its output and exit code', async () => {
    scene.model.queue(events(functionCall('c_1', 'exec_command', { cmd: 'echo out; echo err >&2; exit 3' })))
    const { items } = await scene.codex.runTurn(threadId, 'run')
    const command = itemOf(items, 'commandExecution')
    expect(command).toMatchObject({
      status: 'failed',
      exitCode: 3,
      cwd: scene.home.projectDir,
      source: 'unifiedExecStartup',
    })
    expect(command.command).toContain('echo out')
    // In no sure order: they come through two pipes.
    expect(command.aggregatedOutput).toContain('out\n')
    expect(command.aggregatedOutput).toContain('err\n')
  })

  test('a file change: raw content when added, a hunk when updated', async () => {
    scene.model.queue(events(customToolCall('f_1', 'apply_patch', patch('*** Add File: a.txt\n+one\n+two'))))
    const added = itemOf((await scene.codex.runTurn(threadId, 'add')).items, 'fileChange')
    expect(added).toMatchObject({ status: 'completed', changes: [{ kind: { type: 'add' }, diff: 'one\ntwo\n' }] })
    scene.model.queue(
      events(customToolCall('f_2', 'apply_patch', patch('*** Update File: a.txt\n@@\n one\n-two\n+three'))),
    )
    const updated = itemOf((await scene.codex.runTurn(threadId, 'update')).items, 'fileChange')
    expect(updated.changes[0]?.diff).toContain('@@')
    expect(updated.changes[0]?.diff).toContain('-two\n+three')
    const diff = await scene.codex.seen('turn/diff/updated', (params) => params.diff.includes('+three'))
    expect(diff.diff).toContain('a.txt')
    scene.model.queue(events(customToolCall('f_3', 'apply_patch', patch('*** Delete File: a.txt'))))
    const gone = itemOf((await scene.codex.runTurn(threadId, 'delete')).items, 'fileChange')
    expect(gone.changes[0]?.kind.type).toBe('delete')
  })

  test('a call of an MCP tool, and one that fails', async () => {
    scene.model.queue(events(functionCall('m_1', 'add', { a: 1, b: 2 }, 'mcp__deck')))
    const call = itemOf((await scene.codex.runTurn(threadId, 'add')).items, 'mcpToolCall')
    expect(call).toMatchObject({ server: 'deck', tool: 'add', status: 'completed', arguments: { a: 1, b: 2 } })
    expect(call.result?.content).toEqual([{ type: 'text', text: '3' }])
    scene.model.queue(events(functionCall('m_2', 'fail', {}, 'mcp__deck')))
    const failed = itemOf((await scene.codex.runTurn(threadId, 'fail')).items, 'mcpToolCall')
    expect(failed.status).toBe('failed')
  })

  test('a call of a tool that the app offers', async () => {
    scene.model.queue(events(functionCall('d_1', 'answer', {})))
    const call = itemOf((await scene.codex.runTurn(threadId, 'ask the app')).items, 'dynamicToolCall')
    expect(call).toMatchObject({ tool: 'answer', status: 'completed', success: true })
    expect(call.contentItems).toEqual([{ type: 'inputText', text: '42' }])
  })

  test('a web search', async () => {
    scene.model.queue(events(...webSearchCall('ws_1', 'codex deck')))
    const search = itemOf((await scene.codex.runTurn(threadId, 'search')).items, 'webSearch')
    expect(search).toMatchObject({ query: 'codex deck', action: { type: 'search' } })
  })

  test('an image that was looked at, and none for a file that is no image', async () => {
    const path = scene.home.write('pixel.png', Buffer.from(PIXEL, 'base64'))
    scene.model.queue(events(functionCall('v_1', 'view_image', { path: 'pixel.png' })))
    expect(itemOf((await scene.codex.runTurn(threadId, 'look')).items, 'imageView').path).toBe(path)
    scene.home.write('bad.png', 'not an image')
    scene.model.queue(events(functionCall('v_2', 'view_image', { path: 'bad.png' })))
    expect(typesOf((await scene.codex.runTurn(threadId, 'look')).items)).not.toContain('imageView')
    // The time stands behind it: this scene has Codex say it with each request.
    const told = scene.model.requests.at(-1)?.input.slice(-2) ?? []
    expect(told.map(({ text }) => text).join('\n')).toMatch(/unable to process image/)
  })

  test('a sleep', async () => {
    scene.model.queue(events(functionCall('s_1', 'sleep', { duration_ms: 20 }, 'clock')))
    expect(itemOf((await scene.codex.runTurn(threadId, 'wait')).items, 'sleep').durationMs).toBe(20)
  })

  test('a plan as a list of steps, without an item', async () => {
    const plan = [{ step: 'first', status: 'in_progress' }]
    scene.model.queue(events(functionCall('u_1', 'update_plan', { explanation: 'why', plan })))
    const turn = await scene.codex.runTurn(threadId, 'plan')
    expect(typesOf(turn.items)).toEqual(['userMessage', 'agentMessage'])
    const update = await scene.codex.seen('turn/plan/updated')
    expect(update).toMatchObject({ explanation: 'why', plan: [{ step: 'first', status: 'inProgress' }] })
  })

  test('a proposed plan in plan mode', async () => {
    const settings = { model: 'gpt-5.5', reasoning_effort: null, developer_instructions: null }
    scene.model.queue(say('I think so.\n\n<proposed_plan>\n1. do it\n</proposed_plan>'))
    const { items } = await scene.codex.runTurn(threadId, 'plan it', { collaborationMode: { mode: 'plan', settings } })
    expect(itemOf(items, 'plan').text.trim()).toBe('1. do it')
    expect(itemOf(items, 'agentMessage').text).not.toContain('proposed_plan')
    await scene.codex.runTurn(threadId, 'back', { collaborationMode: { mode: 'default', settings } })
  })

  test('a review, entered and left', async () => {
    scene.model.queue(
      say(
        '{"findings":[],"overall_correctness":"patch is correct","overall_explanation":"Fine.","overall_confidence_score":1}',
      ),
    )
    const { turn } = await scene.codex.request('review/start', { threadId, target: { type: 'uncommittedChanges' } })
    await scene.codex.finished(turn.id)
    const items = scene.codex.completedItems(turn.id)
    expect(itemOf(items, 'enteredReviewMode').review).toBe('current changes')
    expect(itemOf(items, 'exitedReviewMode').review).toContain('Fine.')
  })

  test('a sub-agent, whose own turn comes under its own thread', async () => {
    scene.model.queue(events(functionCall('a_1', 'spawn_agent', { message: 'do x' }, 'multi_agent_v1')))
    const { items } = await scene.codex.runTurn(threadId, 'delegate')
    const call = itemOf(items, 'collabAgentToolCall')
    expect(call).toMatchObject({ tool: 'spawnAgent', status: 'completed', prompt: 'do x' })
    const child = call.receiverThreadIds[0]
    expect(child).not.toBe(threadId)
    await scene.codex.seen('turn/completed', (params) => params.threadId === child)
  })

  test('a compaction, as a turn of its own', async () => {
    await scene.codex.request('thread/compact/start', { threadId })
    const done = await scene.codex.seen('item/completed', ({ item }) => item.type === 'contextCompaction')
    const turn = await scene.codex.finished(done.turnId)
    expect(turn.status).toBe('completed')
  })
})

function patch(body: string): string {
  return `*** Begin Patch\n${body}\n*** End Patch\n`
}
