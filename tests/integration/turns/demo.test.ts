// The offline demo as a person meets it: its provider, its script and the real Codex together.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PROVIDER_ID, DemoProvider, isDemoThread, type DemoLease } from '../../../main/demo/provider'
import { demoScript } from '../../../main/demo/script'
import { SUGGESTED_PROMPT } from '../../../main/demo/texts'
import { itemOf, openCodex, typesOf, type Answerer, type CodexSession } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'

const yes: Answerer = ({ method }) =>
  method === 'item/tool/requestUserInput' ? { answers: { next: { answers: ['Change code'] } } } : { decision: 'accept' }
const no: Answerer = ({ method }) =>
  method === 'item/tool/requestUserInput' ? { answers: {} } : { decision: 'decline' }

describe('the offline demo', () => {
  const demo = new DemoProvider(demoScript({ wordPauseMs: 0 }))
  let home: TestHome
  let codex: CodexSession
  let lease: DemoLease

  beforeAll(async () => {
    home = createTestHome({ trust: 'untrusted' })
    codex = await openCodex(home)
    lease = await demo.acquire()
  })
  afterAll(async () => {
    await codex.close()
    await demo.close()
    home.remove()
  })

  const words = (items: Parameters<typeof typesOf>[0]) =>
    items.map((item) => (item.type === 'agentMessage' ? item.text : '')).join('\n')

  test('the tour looks, asks before a command and an edit, asks a question, and says what it is', async () => {
    codex.answerWith(yes)
    const threadId = await codex.startThread(lease.threadOverrides)
    const { turn, items } = await codex.runTurn(threadId, SUGGESTED_PROMPT)
    expect(turn.status).toBe('completed')
    expect(codex.requests.map(({ method }) => method)).toEqual([
      'item/commandExecution/requestApproval',
      'item/fileChange/requestApproval',
      'item/tool/requestUserInput',
    ])
    expect(typesOf(items)).toContain('reasoning')
    expect(items.filter(({ type }) => type === 'commandExecution')).toHaveLength(2)
    expect(readFileSync(join(home.projectDir, 'DEMO.md'), 'utf8')).toContain('a script, not an AI')
    expect(words(items)).toContain("I'm a scripted demo, not an AI")
    expect(words(items)).toContain('Change code')
  })

  test('the second edit adds to the file', async () => {
    codex.answerWith(yes)
    const threadId = await codex.startThread(lease.threadOverrides)
    const { items } = await codex.runTurn(threadId, 'Edit a file')
    expect(itemOf(items, 'fileChange').changes[0]?.kind.type).toBe('update')
    expect(readFileSync(join(home.projectDir, 'DEMO.md'), 'utf8')).toContain('here again')
  })

  test('what is declined does not happen, and the tour goes on to its end', async () => {
    codex.answerWith(no)
    const before = readFileSync(join(home.projectDir, 'DEMO.md'), 'utf8')
    const threadId = await codex.startThread(lease.threadOverrides)
    const { turn, items } = await codex.runTurn(threadId, 'Give me the tour')
    expect(turn.status).toBe('completed')
    expect(words(items)).toContain('The command was declined')
    expect(words(items)).toContain('The edit was declined')
    expect(words(items)).toContain('That was the tour')
    expect(readFileSync(join(home.projectDir, 'DEMO.md'), 'utf8')).toBe(before)
  })

  test('with "never ask" it runs what is allowed and says what is not', async () => {
    const threadId = await codex.startThread({ ...lease.threadOverrides, approvalPolicy: 'never' })
    const { turn, items } = await codex.runTurn(threadId, 'tour')
    expect(turn.status).toBe('completed')
    expect(words(items)).toContain('The command ran')
    expect(words(items)).toContain('The edit is not allowed')
  })

  test('a message steered in is mentioned, and the tour goes on', async () => {
    const threadId = await codex.startThread(lease.threadOverrides)
    codex.answerWith((request) => {
      if (request.method !== 'item/commandExecution/requestApproval') return yes(request)
      const { turnId } = request.params as { turnId: string }
      const input = [{ type: 'text' as const, text: 'hurry up', text_elements: [] }]
      void codex
        .request('turn/steer', { threadId, expectedTurnId: turnId, input })
        .then(() => request.respond({ decision: 'accept' }))
      return undefined
    })
    const { items } = await codex.runTurn(threadId, 'tour')
    expect(words(items)).toContain('You added “hurry up”')
    expect(words(items)).toContain('That was the tour')
  })

  test('after a stopped tour a new prompt is answered afresh', async () => {
    const threadId = await codex.startThread(lease.threadOverrides)
    codex.answerWith(({ method }) =>
      method === 'item/commandExecution/requestApproval' ? { decision: 'cancel' } : undefined,
    )
    const stopped = await codex.runTurn(threadId, 'tour')
    expect(stopped.turn.status).toBe('interrupted')
    const { items } = await codex.runTurn(threadId, 'how are you?')
    expect(words(items)).toContain("can't really answer")
    expect(words(items)).toContain('how are you?')
  })

  test('plan mode gives a plan; a compaction and a structured answer work', async () => {
    const settings = { model: 'gpt-5.5', reasoning_effort: null, developer_instructions: null }
    const threadId = await codex.startThread(lease.threadOverrides)
    const planned = await codex.runTurn(threadId, 'what now', { collaborationMode: { mode: 'plan', settings } })
    expect(itemOf(planned.items, 'plan').text).toContain('DEMO.md')
    const outputSchema = {
      type: 'object',
      properties: { title: { type: 'string' } },
      required: ['title'],
      additionalProperties: false,
    }
    const titled = await codex.runTurn(threadId, 'title', {
      outputSchema,
      collaborationMode: { mode: 'default', settings },
    })
    expect(JSON.parse(itemOf(titled.items, 'agentMessage').text)).toEqual({ title: 'Offline demo (scripted, not AI)' })
    await codex.request('thread/compact/start', { threadId })
    const compacted = await codex.seen(
      'item/completed',
      ({ item, threadId: id }) => item.type === 'contextCompaction' && id === threadId,
    )
    expect((await codex.finished(compacted.turnId)).status).toBe('completed')
    expect(words((await codex.runTurn(threadId, 'and now?')).items)).toContain('and now?')
  })

  test('a demo thread goes on in another server with another address, and its token is nowhere on disk', async () => {
    const threadId = await codex.startThread(lease.threadOverrides)
    await codex.runTurn(threadId, 'hello')
    const { data } = await codex.request('thread/list', { modelProviders: [] })
    expect(data.find(({ id }) => id === threadId)).toMatchObject({ modelProvider: DEMO_PROVIDER_ID })
    expect(data.every(isDemoThread)).toBe(true)
    await codex.close()
    await lease.release()
    expect(demo.running).toBe(false)

    codex = await openCodex(home)
    const bare = codex.request('thread/resume', { threadId, excludeTurns: true })
    await expect(bare).rejects.toMatchObject({ message: expect.stringContaining('no longer configured') })
    const next = await demo.acquire()
    expect(next.token).not.toBe(lease.token)
    await codex.request('thread/resume', { threadId, excludeTurns: true, ...next.threadOverrides })
    expect(words((await codex.runTurn(threadId, 'still there?')).items)).toContain('still there?')
    expect(filesWith(home.codexHome, lease.token)).toEqual([])
    lease = next
  })

  test('once the demo is gone, a turn fails soon instead of waiting for a network', async () => {
    const threadId = await codex.startThread(lease.threadOverrides)
    await lease.release()
    const { turn } = await codex.runTurn(threadId, 'anybody?')
    expect(turn.status).toBe('failed')
  })
})

/** Files below a folder that hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => existsSync(path) && readFileSync(path).includes(text))
}
