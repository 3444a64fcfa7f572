// Items that only come with hooks, delegated turns or the newer way of running sub-agents.
import { afterEach, describe, expect, test } from 'vitest'
import { itemOf, typesOf } from '../../support/codex-session'
import { events, functionCall, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('items that are rare', () => {
  let scene: Scene
  afterEach(() => scene.end())

  test('what a trusted Stop hook tells the model comes as a hook prompt', async () => {
    const answer = JSON.stringify({ decision: 'block', reason: 'Keep going' })
    const command = `if [ -e once ]; then exit 0; fi; touch once; echo '${answer}'`
    scene = await setScene({
      config: `[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = ${JSON.stringify(command)}\n`,
    })
    const { codex, home, model } = scene
    const threadId = await codex.startThread({ sandbox: 'workspace-write' })
    // A hook runs only once its very text is trusted.
    expect(typesOf((await codex.runTurn(threadId, 'before trust')).items)).toEqual(['userMessage', 'agentMessage'])
    const [hook] = (await codex.request('hooks/list', { cwds: [home.projectDir] })).data[0]?.hooks ?? []
    expect(hook?.trustStatus).toBe('untrusted')
    await codex.request('config/batchWrite', {
      edits: [
        {
          keyPath: `hooks.state.${JSON.stringify(hook?.key)}.trusted_hash`,
          value: hook?.currentHash ?? null,
          mergeStrategy: 'upsert',
        },
      ],
      reloadUserConfig: true,
    })
    const trusted = await codex.startThread({ sandbox: 'workspace-write' })
    model.queue(say('first stop'), say('second stop'))
    const { items } = await codex.runTurn(trusted, 'after trust')
    expect(typesOf(items)).toEqual(['userMessage', 'agentMessage', 'hookPrompt', 'agentMessage'])
    expect(itemOf(items, 'hookPrompt').fragments).toMatchObject([{ text: 'Keep going' }])
    await codex.seen('hook/completed')
  })

  test('a turn that begins with a tool’s output shows that output', async () => {
    scene = await setScene()
    const threadId = await scene.codex.startThread()
    await scene.codex.runTurn(threadId, 'hello')
    const toolOutput = { name: 'deliver', namespace: null, output: 'news' }
    const { items } = await scene.codex.runTurn(threadId, '', { input: [], toolOutput })
    expect(itemOf(items, 'functionCallOutput')).toMatchObject({ name: 'deliver', output: 'news' })
  })

  test('sub-agents of the second kind come as activity', async () => {
    scene = await setScene({ config: 'multi_agent_v2 = true\n' })
    const { codex, model } = scene
    const threadId = await codex.startThread()
    model.queue(events(functionCall('a_1', 'spawn_agent', { task_name: 'look', message: 'do x' }, 'collaboration')))
    const { items } = await codex.runTurn(threadId, 'delegate')
    const activity = itemOf(items, 'subAgentActivity')
    expect(activity).toMatchObject({ kind: 'started', agentPath: '/root/look' })
    await codex.seen('turn/completed', (params) => params.threadId === activity.agentThreadId)
  })
})
