// Goals of a chat with the real Codex: noted without starting anything, changed part by part, going turn after turn until they are
// paused, and put back after they were cleared.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGoal } from '../../../renderer/stores/threads/thread-fields'
import { openExtensionStage, type ExtensionStage } from '../../support/extension-stage'
import { startResponsesServer, type ScriptedModel } from '../../support/responses-server'
import { until } from '../../support/waiting'

let stage: ExtensionStage
let model: ScriptedModel
let threadId: string

beforeAll(async () => {
  model = await startResponsesServer()
  stage = await openExtensionStage({ config: `${model.configToml}plugins = false\n` })
  threadId = await stage.codex.startThread()
  await stage.codex.runTurn(threadId, 'hello')
})
afterAll(async () => {
  await stage.end()
  await model.close()
})

const set = (change: object): Promise<unknown> =>
  stage.codex.connection.requestRaw('thread/goal/set', { threadId, ...change })
const goal = async () => {
  const answer = await stage.codex.request('thread/goal/get', { threadId })
  return readGoal(answer.goal)
}

describe('the goal of a chat', () => {
  it('can be noted without starting anything', async () => {
    const asked = model.requests.length
    await set({ objective: 'Make it fast', status: 'paused', tokenBudget: 50_000 })
    expect(await goal()).toMatchObject({ objective: 'Make it fast', status: 'paused', tokenBudget: 50_000 })
    expect(model.requests).toHaveLength(asked)
  })

  it('keeps what is not changed of it', async () => {
    await set({ objective: 'Make it small' })
    expect(await goal()).toMatchObject({ objective: 'Make it small', status: 'paused', tokenBudget: 50_000 })
    await set({ tokenBudget: null })
    expect(await goal()).toMatchObject({ objective: 'Make it small', status: 'paused', tokenBudget: null })
  })

  it('goes on turn after turn by itself, until it is paused', async () => {
    const asked = model.requests.length
    await set({ status: 'active' })
    await until(() => model.requests.length > asked + 1, 'the goal begins turns by itself')
    await set({ status: 'paused' })
    expect((await goal())?.status).toBe('paused')
    await until(() => model.active === 0, 'the last turn ends')
    const turns = stage.codex.notifications.filter(({ method }) => method === 'turn/started').length
    await stage.codex.runTurn(threadId, 'and now?')
    // Only the person's own turn came since.
    expect(stage.codex.notifications.filter(({ method }) => method === 'turn/started').length).toBeLessThanOrEqual(
      turns + 2,
    )
  })

  it('is cleared, and noted again as it was', async () => {
    const before = await goal()
    await stage.codex.connection.requestRaw('thread/goal/clear', { threadId })
    expect(await goal()).toBeNull()
    await set({ objective: before?.objective ?? '', status: 'paused', tokenBudget: before?.tokenBudget ?? null })
    expect(await goal()).toMatchObject({ objective: 'Make it small', status: 'paused' })
  })

  it('that can’t be is refused in words', async () => {
    await expect(set({ objective: '' })).rejects.toThrow(/must not be empty/)
    await expect(set({ objective: 'x'.repeat(4001) })).rejects.toThrow(/at most 4000/)
    await expect(set({ tokenBudget: 0 })).rejects.toThrow(/must be positive/)
    await stage.codex.connection.requestRaw('thread/goal/clear', { threadId })
    await expect(set({ status: 'active' })).rejects.toThrow(/no goal exists/)
  })
})
