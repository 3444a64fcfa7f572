// The app against an issuer on loopback, and what a person does in the window to sign in. Beside it the scripted model, which
// wants the login.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { items, send } from './acts'
import { catchLinks, expect, test as base, type Bench, type Deck } from './deck'
import { startGuardedModel, type GuardedModel } from './guarded-model'
import { startIssuer, type Issuer } from './issuer'
import { say } from './responses-server'

/** A key that the model takes without a login at the issuer. */
export const apiKey = 'sk-canary-0123456789abcdefghij'

export interface Login {
  issuer: Issuer
  guarded: GuardedModel
}

export const test = base.extend<{ login: Login }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
  login: async ({}, use) => {
    const issuer = await startIssuer()
    const guarded = await startGuardedModel((token) => issuer.accepts(token) || token === apiKey)
    await use({ issuer, guarded })
    await guarded.close()
    await issuer.close()
  },
})

export interface LoginDeckOptions {
  /** Folders of the projects; all trusted. */
  names?: readonly string[]
  /** Where their answers come from. */
  source?: string
  /** Where Codex keeps the login of the first account. */
  store?: 'file' | 'auto'
  /** More of each project's config.toml, tables only. */
  config?: string
  env?: Readonly<Record<string, string>>
}

/** The app on projects whose model wants a login, with nobody signed in. Links stay in the app. */
export async function openForLogin(
  bench: Bench,
  login: Login,
  { names = ['p'], source = 'account', store = 'file', config = '', env = {} }: LoginDeckOptions = {},
): Promise<Deck> {
  const { issuer, guarded } = login
  const paths = names.map((name) => bench.folder(name))
  bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source })))
  const quiet = '[analytics]\nenabled = false\n[features]\nplugins = false\n'
  for (const [at, path] of paths.entries())
    // As the app writes a home itself: a login that is lent to it stays in memory.
    bench.prepareHome(
      path,
      names[at] ?? '',
      `cli_auth_credentials_store = "ephemeral"\n${issuer.configToml}${guarded.configToml}${quiet}${config}`,
    )
  const home = join(bench.userData, 'homes', 'auth')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeFileSync(join(home, 'config.toml'), `cli_auth_credentials_store = "${store}"\n${issuer.configToml}${quiet}`, {
    mode: 0o600,
  })
  const deck = await bench.launch({ ...issuer.env(), ...env })
  await catchLinks(deck.app)
  return deck
}

/** The card of an account on the accounts screen. */
export const account = (page: Page): Locator => page.getByTestId('account')

/** Opens the settings, or goes on to another section of them. */
export async function openSettings(page: Page, section: string): Promise<void> {
  const settings = page.getByTestId('settings')
  if (!(await settings.isVisible())) await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await settings.getByRole('button', { name: section, exact: true }).click()
}

export async function closeSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to the chat' }).click()
}

/**
 * On the accounts screen: signs in, as far as the account's card says who it is. By a device code that counts as typed: the browser
 * login needs a port of the machine, for which tests would have to take turns.
 */
export async function signIn(page: Page, { issuer }: Login): Promise<void> {
  issuer.approvesDevices = true
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: 'With a code, on another device' }).click()
  await expect(account(page).filter({ hasText: issuer.person.email })).toBeVisible()
}

/** Sends a message; the model answers these words. */
export async function talk(page: Page, { guarded }: Login, answer: string): Promise<void> {
  guarded.model.queue(say(answer))
  await send(page, 'hello')
  await expect(items(page, 'agentMessage').filter({ hasText: answer })).toBeVisible()
}

export { filesWith } from './files-with'
