// The person chooses another account while a project's server is being started for the first time: what was asked of it meanwhile
// is answered by a server that has the new account's key, and a turn is not refused.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setSessionStage, type SessionStage } from '../../support/session-stage'
import { until } from '../../support/waiting'

const first = 'bedrock-api-key-of-the-first'
const second = 'bedrock-api-key-of-the-second'
let stage: SessionStage

beforeEach(async () => {
  stage = await setSessionStage({ projectConfig: '' })
})
afterEach(async () => {
  await stage.end()
})

it('a turn that is the very first request goes to a server with the account that was chosen last', async () => {
  const one = await stage.accounts.login(null, { kind: 'bedrock', apiKey: first, region: 'eu-west-1' })
  const other = await stage.accounts.login(null, { kind: 'bedrock', apiKey: second, region: 'eu-west-1' })
  const { id } = await stage.addProject('one')
  await stage.registry.setSource(id, 'account')
  await stage.registry.setAccount(id, one.id)
  const project = stage.project(id)

  const turn = stage.call(project, 'turn/start', {
    threadId: '00000000-0000-7000-8000-000000000000',
    input: [{ type: 'text', text: 'hello', text_elements: [] }],
  })
  const refusal = turn.then(
    () => 'accepted',
    (error: unknown) => String(error),
  )
  await until(() => !stage.servers.logins.isOutdated(project), 'a start with the first account’s key')
  expect(stage.servers.running(id)).toBeNull()
  await stage.registry.setAccount(id, other.id)
  await stage.servers.logins.changed(id)

  // Codex’s own word: there is no such chat.
  expect(await refusal).toContain('thread not found')
  const pid = (await stage.servers.running(id)?.connection())?.pid ?? 0
  const environ = readFileSync(`/proc/${pid}/environ`, 'latin1')
  expect(environ).toContain(second)
  expect(environ).not.toContain(first)
})
