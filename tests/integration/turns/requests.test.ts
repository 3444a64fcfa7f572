// Every request that the real binary makes of the app in a turn, answered as the app would.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemOf, typesOf } from '../../support/codex-session'
import { mcpConfig } from '../../support/mcp'
import { customToolCall, events, functionCall } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('requests of the server', () => {
  let scene: Scene
  let threadId: string
  let calls = 0

  beforeAll(async () => {
    scene = await setScene({
      config: ['request_permissions_tool = true', mcpConfig()].join('\n'),
    })
    threadId = await scene.codex.startThread()
    await scene.codex.seen(
      'mcpServer/startupStatus/updated',
      ({ name, status }) => name === 'deck' && status === 'ready',
    )
  })
  afterAll(() => scene.end())

  const call = (name: string, args: unknown, namespace?: string): void => {
    calls += 1
    scene.model.queue(events(functionCall(`call_${calls}`, name, args, namespace)))
  }
  const escalate = (cmd: string): void =>
    call('exec_command', { cmd, sandbox_permissions: 'require_escalated', justification: 'Because.' })
  const patch = (body: string): void => {
    calls += 1
    scene.model.queue(
      events(customToolCall(`call_${calls}`, 'apply_patch', `*** Begin Patch\n${body}\n*** End Patch\n`)),
    )
  }
  /** What the model was told about its last call. */
  const told = (): string => scene.model.requests.at(-1)?.input.at(-1)?.text ?? ''

  test('a command that is accepted runs outside the sandbox', async () => {
    escalate('echo yes > accepted.txt')
    scene.codex.answerWith(() => ({ decision: 'accept' }))
    const { items } = await scene.codex.runTurn(threadId, 'go')
    const request = scene.codex.requests.at(-1)
    const item = itemOf(items, 'commandExecution')
    expect(request?.method).toBe('item/commandExecution/requestApproval')
    expect(request?.params).toMatchObject({ threadId, itemId: item.id, reason: 'Because.', cwd: scene.home.projectDir })
    expect(request?.params).toMatchObject({ availableDecisions: expect.arrayContaining(['accept', 'cancel']) })
    expect(item).toMatchObject({ status: 'completed', exitCode: 0 })
    expect(readFileSync(join(scene.home.projectDir, 'accepted.txt'), 'utf8')).toBe('yes\n')
    await scene.codex.seen('serverRequest/resolved', ({ requestId }) => requestId === request?.id)
  })

  test('a command that is declined does not run, and the turn goes on', async () => {
    escalate('echo no > declined.txt')
    scene.codex.answerWith(() => ({ decision: 'decline' }))
    const { turn, items } = await scene.codex.runTurn(threadId, 'go')
    expect(turn.status).toBe('completed')
    expect(itemOf(items, 'commandExecution').status).toBe('declined')
    expect(typesOf(items).at(-1)).toBe('agentMessage')
    expect(told()).toContain('rejected by user')
    expect(existsSync(join(scene.home.projectDir, 'declined.txt'))).toBe(false)
  })

  test('a command that is cancelled ends the turn as interrupted', async () => {
    escalate('echo no > cancelled.txt')
    scene.codex.answerWith(() => ({ decision: 'cancel' }))
    const { turn, items } = await scene.codex.runTurn(threadId, 'go')
    expect(turn).toMatchObject({ status: 'interrupted', error: null })
    expect(itemOf(items, 'commandExecution').status).toBe('declined')
  })

  test('a command accepted for the session is not asked about again', async () => {
    scene.codex.answerWith(() => ({ decision: 'acceptForSession' }))
    escalate('echo session')
    await scene.codex.runTurn(threadId, 'go')
    const asked = scene.codex.requests.length
    escalate('echo session')
    const { items } = await scene.codex.runTurn(threadId, 'again')
    expect(itemOf(items, 'commandExecution').status).toBe('completed')
    expect(scene.codex.requests).toHaveLength(asked)
  })

  test('a command accepted with its rule leaves the rule in the home', async () => {
    escalate('printf ruled')
    scene.codex.answerWith(({ params }) => {
      const { proposedExecpolicyAmendment } = params as { proposedExecpolicyAmendment: string[] }
      return { decision: { acceptWithExecpolicyAmendment: { execpolicy_amendment: proposedExecpolicyAmendment } } }
    })
    await scene.codex.runTurn(threadId, 'go')
    const rules = readFileSync(join(scene.home.codexHome, 'rules', 'default.rules'), 'utf8')
    expect(rules).toContain('printf')
  })

  test('an edit that is accepted is on disk; one that is declined is not', async () => {
    patch('*** Add File: edit.txt\n+text')
    scene.codex.answerWith(() => ({ decision: 'accept' }))
    const accepted = await scene.codex.runTurn(threadId, 'edit')
    const request = scene.codex.requests.at(-1)
    const item = itemOf(accepted.items, 'fileChange')
    expect(request?.method).toBe('item/fileChange/requestApproval')
    expect(request?.params).toMatchObject({ itemId: item.id })
    expect(readFileSync(join(scene.home.projectDir, 'edit.txt'), 'utf8')).toBe('text\n')
    // The request holds no diff: the item that started before it does.
    const started = await scene.codex.seen('item/started', (params) => params.item.id === item.id)
    expect(started.item).toMatchObject({ type: 'fileChange', changes: [{ diff: 'text\n' }] })

    patch('*** Update File: edit.txt\n@@\n-text\n+other')
    scene.codex.answerWith(() => ({ decision: 'decline' }))
    const declined = await scene.codex.runTurn(threadId, 'edit')
    expect(itemOf(declined.items, 'fileChange').status).toBe('declined')
    expect(readFileSync(join(scene.home.projectDir, 'edit.txt'), 'utf8')).toBe('text\n')
  })

  test('a question is answered, and is no item', async () => {
    const question = { id: 'q', header: 'Head', question: 'Which?', options: [{ label: 'A', description: 'a' }] }
    call('request_user_input', { questions: [question] })
    scene.codex.answerWith(() => ({ answers: { q: { answers: ['A', 'user_note: gladly'] } } }))
    const { items } = await scene.codex.runTurn(threadId, 'ask me')
    const request = scene.codex.requests.at(-1)
    expect(request?.method).toBe('item/tool/requestUserInput')
    expect(request?.params).toMatchObject({ questions: [{ ...question, isOther: true, isSecret: false }] })
    expect(typesOf(items)).toEqual(['userMessage', 'agentMessage'])
    expect(JSON.parse(told())).toEqual({ answers: { q: { answers: ['A', 'user_note: gladly'] } } })
  })

  test('a form of an MCP server is accepted with its content, or declined', async () => {
    call('greet', {}, 'mcp__deck')
    scene.codex.answerWith(() => ({ action: 'accept', content: { name: 'Ada' }, _meta: null }))
    const accepted = await scene.codex.runTurn(threadId, 'greet')
    const request = scene.codex.requests.at(-1)
    expect(request?.method).toBe('mcpServer/elicitation/request')
    expect(request?.params).toMatchObject({ mode: 'form', serverName: 'deck', requestedSchema: { required: ['name'] } })
    expect(itemOf(accepted.items, 'mcpToolCall').result?.content).toEqual([{ type: 'text', text: 'Hello Ada' }])
    call('greet', {}, 'mcp__deck')
    scene.codex.answerWith(() => ({ action: 'decline', content: null, _meta: null }))
    await scene.codex.runTurn(threadId, 'greet')
    expect(told()).toContain('"action":"decline"')
  })

  test('an address that an MCP server wants opened', async () => {
    call('visit', {}, 'mcp__deck')
    scene.codex.answerWith(() => ({ action: 'accept', content: null, _meta: null }))
    await scene.codex.runTurn(threadId, 'visit')
    expect(scene.codex.requests.at(-1)?.params).toMatchObject({ mode: 'url', url: 'https://example.com/sign-in' })
    expect(told()).toContain('"action":"accept"')
  })

  test('more permissions for a turn', async () => {
    const write = [join(scene.home.root, 'elsewhere')]
    call('request_permissions', { reason: 'Need it.', permissions: { file_system: { write } } })
    scene.codex.answerWith(({ params }) => ({ ...(params as { permissions: unknown }), scope: 'turn' }))
    await scene.codex.runTurn(threadId, 'more')
    const request = scene.codex.requests.at(-1)
    expect(request?.method).toBe('item/permissions/requestApproval')
    expect(request?.params).toMatchObject({ reason: 'Need it.', permissions: { fileSystem: { write }, network: null } })
    expect(told()).toContain('"scope":"turn"')
  })

  test('a request left open is withdrawn when the turn is stopped', async () => {
    escalate('echo never')
    scene.codex.answerWith(() => undefined)
    const before = scene.codex.requests.length
    const turnId = await scene.codex.startTurn(threadId, 'go')
    const request = await scene.codex.asked(
      'item/commandExecution/requestApproval',
      (one) => scene.codex.requests.indexOf(one) >= before,
    )
    await scene.codex.request('turn/interrupt', { threadId, turnId })
    expect((await scene.codex.finished(turnId)).status).toBe('interrupted')
    await scene.codex.seen('serverRequest/resolved', ({ requestId }) => requestId === request.id)
    expect(request.state).toBe('withdrawn')
  })
})
