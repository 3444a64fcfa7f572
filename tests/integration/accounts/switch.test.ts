// A project changes its account in mid-session: the next turn of the same thread is paid by the new one.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Broker } from '../../../main/accounts/broker'
import type { Credential } from '../../../main/accounts/credential'
import { TokenLine } from '../../../main/accounts/token-line'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { startGuardedModel, type GuardedModel } from '../../support/guarded-model'
import { createTestHome, type TestHome } from '../../support/homes'
import { mintJwt, SOMEBODY } from '../../support/issuer'

let guarded: GuardedModel
let home: TestHome
let codex: CodexSession
let credential: Credential
let broker: Broker

beforeEach(async () => {
  guarded = await startGuardedModel(() => true)
  home = createTestHome({ config: `cli_auth_credentials_store = "ephemeral"\n${guarded.configToml}` })
  codex = await openCodex(home)
  const tokens = new TokenLine(() => Promise.resolve(credential))
  broker = new Broker(() => tokens)
})
afterEach(async () => {
  await codex.close()
  await guarded.close()
  home.remove()
})

const chatgpt = (name: string): Credential => ({
  kind: 'chatgpt',
  accessToken: mintJwt({ ...SOMEBODY, email: `${name}@example.com`, accountId: name }, Date.now() + 3_600_000),
  accountId: name,
  plan: 'pro',
})
const key = (apiKey: string): Credential => ({ kind: 'apiKey', apiKey })
const secret = (of: Credential): string => (of.kind === 'apiKey' ? of.apiKey : of.accessToken)

it.each([
  ['from one ChatGPT account to another', chatgpt('a'), chatgpt('b')],
  ['from ChatGPT to a key', chatgpt('a'), key('sk-second')],
  ['from a key to ChatGPT', key('sk-first'), chatgpt('b')],
  ['from one key to another', key('sk-first'), key('sk-second')],
])('%s', async (_name, first, second) => {
  credential = first
  await broker.signIn('p', codex)
  const threadId = await codex.startThread()
  await codex.runTurn(threadId, 'one')
  expect(guarded.seen.at(-1)?.token).toBe(secret(first))

  credential = second
  await broker.signIn('p', codex)
  await codex.runTurn(threadId, 'two')
  expect(guarded.seen.at(-1)?.token).toBe(secret(second))
})
