// Secrets and logins where there is a keyring and where there is none: what a server is given, and that it lies nowhere else.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { items, send, turnEnds } from '../support/acts'
import { childrenOf, expect, quit, type Bench, type Deck } from '../support/deck'
import { noKeyringReason, startKeyring, type TestKeyring } from '../support/keyring'
import {
  account,
  apiKey,
  closeSettings,
  filesWith,
  openForLogin,
  openSettings,
  signIn,
  talk,
  test as base,
  type Login,
} from '../support/login-deck'
import { mcpConfig } from '../support/mcp'
import { events, functionCall, say } from '../support/responses-server'

const name = 'E2E_PROVIDER_KEY'
const noKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }

/** `keyring`: what the app is started with so that it finds one. */
const test = base.extend<{ keyring: TestKeyring }>({
  keyring: async ({ bench }, use, info) => {
    const reason = noKeyringReason()
    test.skip(reason !== null, reason ?? '')
    const keyring = await startKeyring(join(bench.root, 'keyring'))
    const { DBUS_SESSION_BUS_ADDRESS = '' } = keyring.env
    await use({ ...keyring, env: { DBUS_SESSION_BUS_ADDRESS } })
    // A desktop doesn't take the session away from its programs either.
    await bench.quitAll(info.errors.length > 0 ? (n) => info.outputPath(`window-${n}.png`) : undefined)
    await keyring.stop()
  },
})

/** The app on a project with a provider that takes its key from the environment, and an MCP server that is handed it, too. */
async function open(bench: Bench, { guarded }: Login, env: Readonly<Record<string, string>>): Promise<Deck> {
  const path = bench.folder('p')
  bench.remember({ path, trust: 'trusted', source: 'provider' })
  const provider = guarded.configToml.replace('requires_openai_auth = true', `env_key = "${name}"`)
  bench.prepareHome(path, 'p', `${provider}${mcpConfig('deck')}env_vars = ["${name}"]\n[features]\nplugins = false\n`)
  return bench.launch({ ...env })
}

const secret = (page: Page) => page.getByTestId('secret')
async function addSecret(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a secret' }).click()
  const form = page.getByRole('form', { name: 'Add a secret' })
  await form.getByLabel('Environment variable').fill(name)
  await form.getByLabel('Value').fill(apiKey)
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toBeHidden()
}

/** Every process below this one, itself included. */
function tree(pid: number): number[] {
  return [pid, ...childrenOf(pid, '').flatMap(tree)]
}
/** A file of each of these processes that still runs. */
const ofProc = (pids: readonly number[], file: 'cmdline' | 'environ'): string[] =>
  pids.flatMap((pid) => {
    try {
      return [readFileSync(`/proc/${pid}/${file}`, 'latin1')]
    } catch {
      return []
    }
  })

test('without a keyring a secret lasts for this run; only the servers that need it are given it', async ({
  bench,
  login,
}) => {
  const deck = await open(bench, login, noKeyring)
  const { page } = deck
  await openSettings(page, 'Secrets')
  await expect(page.getByTestId('keyring-state')).toHaveText('None')
  await addSecret(page)
  await expect(secret(page)).toContainText(name)
  await expect(secret(page)).toContainText('This run only')
  await closeSettings(page)

  await talk(page, login, 'paid by the provider’s key')
  expect(login.guarded.seen.at(-1)).toEqual({ token: apiKey, accepted: true })
  const pid = deck.child.pid ?? 0
  const mcpServers = tree(pid).flatMap((one) => childrenOf(one, 'mcp-server.mjs'))
  expect(mcpServers.length).toBeGreaterThan(0)
  for (const environ of ofProc(mcpServers, 'environ')) expect(environ).toContain(`${name}=${apiKey}`)

  login.guarded.model.queue(events(functionCall('call_env', 'exec_command', { cmd: 'env' })), say('Looked.'))
  await send(page, 'What is in your environment?')
  await expect(items(page, 'agentMessage').filter({ hasText: 'Looked.' })).toBeVisible()
  const toModel = JSON.stringify(login.guarded.model.requests.at(-1))
  expect(toModel).toContain(`\\n${name}=\\n`)
  expect(toModel).not.toContain(apiKey)

  expect(filesWith(bench.root, [apiKey])).toEqual([])
  for (const cmdline of ofProc(tree(pid), 'cmdline')) expect(cmdline).not.toContain(apiKey)

  await quit(deck)
  expect(filesWith(bench.root, [apiKey])).toEqual([])
  const next = await bench.launch(noKeyring)
  await openSettings(next.page, 'Secrets')
  await expect(secret(next.page)).toContainText('Its value was for one run of the app only. Give it again.')
})

test('with a keyring a secret is kept over a restart, and gone once it is deleted', async ({
  bench,
  login,
  keyring,
}) => {
  const first = await open(bench, login, keyring.env)
  await openSettings(first.page, 'Secrets')
  await first.page.getByRole('button', { name: 'Check again' }).click()
  await expect(first.page.getByTestId('keyring-state')).toHaveText('Ready')
  await addSecret(first.page)
  await expect(secret(first.page)).not.toContainText('This run only')
  await quit(first)
  expect(filesWith(bench.root, [apiKey])).toEqual([])
  const withEntry = keyring.onDisk()

  const second = await bench.launch(keyring.env)
  await talk(second.page, login, 'the key was still there')
  expect(login.guarded.seen.at(-1)).toEqual({ token: apiKey, accepted: true })

  await openSettings(second.page, 'Secrets')
  await secret(second.page)
    .getByRole('button', { name: `Delete ${name}` })
    .click()
  await second.page
    .getByRole('dialog')
    .getByRole('button', { name: `Delete ${name}` })
    .click()
  await expect(second.page.getByText('No secrets yet')).toBeVisible()
  await expect.poll(() => keyring.onDisk().length).toBeLessThan(withEntry.length)
  await closeSettings(second.page)
  await send(second.page, 'and now?')
  await turnEnds(second.page, 'failed')
  await expect(second.page.getByText(new RegExp(`Missing environment variable.*${name}`)).first()).toBeVisible()
})

test('with a keyring a ChatGPT login is kept there, and no auth.json is written', async ({ bench, login, keyring }) => {
  const first = await openForLogin(bench, login, { store: 'auto', env: keyring.env })
  const authFile = join(bench.userData, 'homes', 'auth', 'auth.json')
  await openSettings(first.page, 'Accounts')
  await signIn(first.page, login)
  await expect(account(first.page)).toContainText('The login is kept in the system’s keyring.')
  expect(existsSync(authFile)).toBe(false)
  expect(filesWith(bench.root, login.issuer.minted)).toEqual([])
  await quit(first)

  const { page } = await bench.launch({ ...login.issuer.env(), ...keyring.env })
  await talk(page, login, 'signed in by the keyring')
  expect(login.issuer.minted).toContain(login.guarded.seen.at(-1)?.token)
  expect(existsSync(authFile)).toBe(false)
  await openSettings(page, 'Accounts')
  await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(account(page).getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  expect(login.issuer.revoked.length).toBeGreaterThan(0)
})

test('without a keyring a ChatGPT login is kept in a file, and the account says so', async ({ bench, login }) => {
  const { page } = await openForLogin(bench, login, { store: 'auto', env: noKeyring })
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await expect(account(page)).toContainText(
    'No keyring was found: Codex keeps this login in a file that only you can read.',
  )
  expect(filesWith(bench.root, login.issuer.minted)).toEqual([join('data', 'homes', 'auth', 'auth.json')])
})
