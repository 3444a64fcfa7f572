// Trust taken back is taken back from chats that are open, too: none of them keeps the rights it had.
import { expect, test } from '../support/deck'

test('a chat that could write cannot any more, by no way of sending', async ({ bench }) => {
  const [projectId = ''] = bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  const { page } = await bench.launch()
  const outcome = await page.evaluate(async (id) => {
    const ask = async (method: string, params: unknown): Promise<Record<string, unknown>> => {
      const result = await window.deck.call('codex/request', { projectId: id, method, params })
      return result.ok ? Object(result.value) : { error: result.error.message }
    }
    const turnEnded = (): Promise<void> =>
      new Promise((resolve) => {
        const stop = window.deck.onEvents((events) => {
          for (const event of events)
            if (event.type === 'codex' && event.notification.method === 'turn/completed') {
              stop()
              resolve()
            }
        })
      })
    const input = [{ type: 'text', text: 'hello', text_elements: [] }]
    const started = await ask('thread/start', { sandbox: 'workspace-write', approvalPolicy: 'on-request' })
    const threadId: unknown = Object(started['thread'])['id']
    const ended = turnEnded()
    await ask('turn/start', { threadId, input })
    await ended

    await window.deck.call('projects/trust', { projectId: id, trust: 'restricted' })
    const steered = await ask('turn/steer', { threadId, input, expectedTurnId: 'any' })
    const resumed = await ask('thread/resume', { threadId, sandbox: 'workspace-write', excludeTurns: true })
    return {
      before: started['sandbox'],
      steered: 'error' in steered,
      after: resumed['sandbox'],
      asks: resumed['approvalPolicy'],
    }
  }, projectId)
  expect(outcome.before).toMatchObject({ type: 'workspaceWrite' })
  expect(outcome.steered).toBe(true)
  expect(outcome.after).toMatchObject({ type: 'readOnly' })
  expect(outcome.asks).toBe('never')
})
