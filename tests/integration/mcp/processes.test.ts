// Stopped servers leave no process behind, not even one that ignores the end of its stdin and SIGTERM, whoever ended Codex.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CodexError } from '../../../main/codex/errors'
import { setMcpStage, type McpStage } from '../../support/mcp-stage'
import { until } from '../../support/waiting'

let stage: McpStage
let thread: string
beforeEach(async () => {
  stage = await setMcpStage()
  stage.homeConfig(stage.canary('stubborn').replace(/\]\s*$/, ', "--stubborn"]\n'))
  thread = await stage.chat(stage.project1, 'hello')
  await stage.connected(thread, 'stubborn')
  await until(() => stage.alive('stubborn').length === 1, 'one process')
})
afterEach(() => stage.end())

const gone = () => until(() => stage.alive('stubborn').length === 0, 'the end of the process')
const supervisor = () => stage.servers.running(stage.project1.id)

it('when Codex is closed', async () => {
  await stage.servers.stop(stage.project1.id)
  await gone()
})

it('when a Codex that hangs is killed', async () => {
  const connection = await supervisor()?.connection()
  process.kill(connection?.pid ?? 0, 'SIGSTOP')
  await connection?.kill(new CodexError('server-hung', 'It hangs'))
  const [first = 0] = stage.starts('stubborn')
  // It was sent its end; the system takes a moment.
  await until(() => !stage.alive('stubborn').includes(first), 'the end of the process')
})

it('when Codex is killed by somebody else', async () => {
  const [first = 0] = stage.starts('stubborn')
  process.kill(supervisor()?.status.pid ?? 0, 'SIGKILL')
  await until(() => !stage.alive('stubborn').includes(first), 'the end of the process')
})

it('when it is switched off, and when its chat is archived', async () => {
  const set = (value: boolean) =>
    stage.call(stage.project1, 'config/batchWrite', {
      edits: [{ keyPath: 'mcp_servers.stubborn.enabled', value, mergeStrategy: 'upsert' }],
      reloadUserConfig: true,
    })
  await set(false)
  await gone()
  await set(true)
  await stage.connected(thread, 'stubborn')
  await stage.call(stage.project1, 'thread/archive', { threadId: thread })
  await gone()
})

it('when it was listened to alone', async () => {
  await stage.servers.stop(stage.project1.id)
  await gone()
  const { startMs } = await stage.wing.output(stage.project1.id, 'stubborn')
  expect(startMs).toBeGreaterThan(0)
  await gone()
})
