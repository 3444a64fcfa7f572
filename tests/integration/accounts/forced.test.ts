// Logins that are forced or forbidden by configuration: what Codex says of them reaches the window, and is honoured.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AccountFacts } from '../../../main/accounts/account-facts'
import { openTestAccounts, type TestAccounts } from '../../support/accounts'
import { openCodex } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { startIssuer, type Issuer } from '../../support/issuer'
import { until } from '../../support/waiting'

let issuer: Issuer
let folder: TestHome
const stages: TestAccounts[] = []

beforeEach(async () => {
  issuer = await startIssuer()
  issuer.approvesDevices = true
  folder = createTestHome()
})
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.end()
  folder.remove()
  await issuer.close()
})

function open(config: string): TestAccounts {
  const stage = openTestAccounts(folder.root, { config: `${issuer.configToml}${config}\n`, env: issuer.env() })
  stages.push(stage)
  return stage
}

it('a machine that allows API keys only says so, and takes no other login', async () => {
  const home = createTestHome({ config: 'forced_login_method = "api"\n' })
  const codex = await openCodex(home)
  try {
    const facts = new AccountFacts({
      accounts: { state: () => null, resolve: () => null },
      open: () => Promise.reject(new Error('none is needed')),
      running: () => ({
        request: codex.request,
        onNotification: () => () => undefined,
        rest: () => Promise.resolve(),
      }),
      push: () => undefined,
    })
    expect(await facts.allowedLogins()).toEqual(['api'])
  } finally {
    await codex.close()
    home.remove()
  }

  const { accounts } = open('forced_login_method = "api"')
  await expect(accounts.login(null, { kind: 'deviceCode' })).rejects.toThrow(/API key/i)
  expect(await accounts.login(null, { kind: 'apiKey', apiKey: 'sk-allowed-here-012345' })).toMatchObject({
    state: 'signed-in',
    kind: 'apiKey',
  })
})

it('an account of another workspace than the one that is forced is refused in words', async () => {
  const { accounts } = open('forced_chatgpt_workspace_id = "the-only-workspace"')
  const { id } = await accounts.login(null, { kind: 'deviceCode' })
  await until(() => accounts.state(id)?.problem ?? null, 'a reason')
  expect(accounts.state(id)).toMatchObject({ state: 'signed-out' })
  expect(accounts.state(id)?.problem).toMatch(/workspace/i)
})
