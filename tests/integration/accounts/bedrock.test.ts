// An Amazon Bedrock account: its key goes to the project's server by the environment, the turn goes to Bedrock, and neither the
// home nor the command line has it. Bedrock itself is a proxy here that sees where the connection would go.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startBedrockProxy, type BedrockProxy } from '../../support/bedrock-proxy'
import { setSessionStage, type SessionStage } from '../../support/session-stage'
import { until } from '../../support/waiting'

const key = 'bedrock-api-key-canary-0123456789'
let proxy: BedrockProxy
let stage: SessionStage

beforeEach(async () => {
  proxy = await startBedrockProxy()
  for (const [name, value] of Object.entries(proxy.env)) vi.stubEnv(name, value)
  stage = await setSessionStage({ projectConfig: '' })
})
afterEach(async () => {
  await stage.end()
  await proxy.close()
  vi.unstubAllEnvs()
})

it('answers new chats by Bedrock, leaves config.toml as it is, and is gone after the sign-out', async () => {
  const account = await stage.accounts.login(null, { kind: 'bedrock', apiKey: key, region: 'eu-west-1' })
  expect(account).toMatchObject({ state: 'signed-in', kind: 'bedrock', region: 'eu-west-1', store: 'run' })
  const project = await stage.addProject('one')
  await stage.registry.setSource(project.id, 'account')
  const current = stage.project(project.id)
  const home = stage.homeOf(project)

  const { thread, modelProvider } = await stage.call<{ thread: { id: string }; modelProvider: string }>(
    current,
    'thread/start',
    { cwd: project.path, sandbox: 'read-only', approvalPolicy: 'never' },
  )
  expect(modelProvider).toBe('amazon-bedrock')
  await stage.call(current, 'turn/start', {
    threadId: thread.id,
    input: [{ type: 'text', text: 'hello', text_elements: [] }],
  })
  await until(() => proxy.asked.find((line) => line.includes('bedrock')), 'a connection to Bedrock')
  expect(proxy.asked.filter((line) => line.includes('bedrock'))[0]).toMatch(/^CONNECT \S*\.eu-west-1\.api\.aws:443 /)

  const pid = (await stage.servers.running(project.id)?.connection())?.pid ?? 0
  expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).toContain(key)
  expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).not.toContain(key)
  const commands = await stage.call<{ stdout: string }>(current, 'command/exec', {
    command: ['env'],
    cwd: project.path,
    timeoutMs: 10_000,
  })
  expect(commands.stdout).not.toContain(key)
  expect(filesWith(stage.userData, key)).toEqual([])
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).not.toContain('model_provider')

  await stage.accounts.signOut(account.id)
  expect(stage.accounts.list()).toMatchObject([{ state: 'signed-out' }])
  await until(async () => {
    const environ = await environOf()
    return environ !== null && !environ.includes(key)
  }, 'a server without the key')

  async function environOf(): Promise<string | null> {
    await stage.call(current, 'thread/loaded/list', {}).catch(() => undefined)
    const running = (
      await stage.servers
        .running(project.id)
        ?.connection()
        .catch(() => undefined)
    )?.pid
    return running === undefined ? null : readFileSync(`/proc/${running}/environ`, 'latin1')
  }
})

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'latin1').includes(text))
}
