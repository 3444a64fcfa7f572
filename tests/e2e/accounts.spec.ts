// Signing in by every way, in the window, against an issuer on loopback; several accounts; signing out for good.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, items, send } from '../support/acts'
import { catchLinks, expect, opened, test as base, type Bench, type Deck } from '../support/deck'
import { startGuardedModel, type GuardedModel } from '../support/guarded-model'
import { browse, SOMEBODY, startIssuer, type Issuer } from '../support/issuer'
import { say } from '../support/responses-server'

const apiKey = 'sk-canary-0123456789abcdefghij'

interface Login {
  issuer: Issuer
  guarded: GuardedModel
}
const test = base.extend<{ login: Login }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
  login: async ({}, use) => {
    const issuer = await startIssuer()
    const guarded = await startGuardedModel((token) => issuer.accepts(token) || token === apiKey)
    await use({ issuer, guarded })
    await guarded.close()
    await issuer.close()
  },
})

/** The app on trusted projects of these names, whose model wants a login, with nobody signed in. */
async function open(bench: Bench, { issuer, guarded }: Login, names = ['p'], source = 'account'): Promise<Deck> {
  const paths = names.map((name) => bench.folder(name))
  bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source })))
  for (const [at, path] of paths.entries())
    bench.prepareHome(
      path,
      names[at] ?? '',
      `${issuer.configToml}${guarded.configToml}[analytics]\nenabled = false\n[features]\nplugins = false\n`,
    )
  const home = join(bench.userData, 'homes', 'auth')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeFileSync(join(home, 'config.toml'), `cli_auth_credentials_store = "file"\n${issuer.configToml}`, { mode: 0o600 })
  const deck = await bench.launch(issuer.env())
  await catchLinks(deck.app)
  return deck
}

const account = (page: Page) => page.getByTestId('account')
async function openAccounts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Accounts', exact: true }).click()
}
async function otherWay(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}
async function talk(page: Page, { guarded }: Login, answer: string): Promise<void> {
  guarded.model.queue(say(answer))
  await send(page, 'hello')
  await expect(items(page, 'agentMessage').filter({ hasText: answer })).toBeVisible()
}

test('one click in the browser signs in, and the project answers', async ({ bench, login }) => {
  const { app, page } = await open(bench, login, ['p'], 'unset')
  await page.getByTestId('choose-source').getByRole('button', { name: 'Sign in with ChatGPT' }).click()
  await expect(page.getByTestId('signing-in')).toBeVisible()
  const [url = ''] = await expect
    .poll(() => opened(app))
    .toHaveLength(1)
    .then(() => opened(app))
  await browse(url)
  await expect(page.getByRole('button', { name: 'Account', exact: true })).toContainText(SOMEBODY.email)
  await talk(page, login, 'signed in and answered')
  // Codex's own store is the only place that has the login.
  expect(filesWith(bench.userData, login.issuer.minted)).toEqual([join('homes', 'auth', 'auth.json')])
})

test('a code typed on another device signs in', async ({ bench, login }) => {
  const { page } = await open(bench, login)
  await openAccounts(page)
  await otherWay(page, 'With a code, on another device')
  const code = page.getByTestId('device-code')
  await expect(code).toHaveText(/\S{4,}/)
  login.issuer.approve((await code.textContent()) ?? '')
  await expect(account(page)).toContainText(SOMEBODY.email)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await talk(page, login, 'by code')
})

test('an API key signs in, is in no file but Codex’s own, and signing out clears it everywhere', async ({
  bench,
  login,
}) => {
  const { page } = await open(bench, login)
  await openAccounts(page)
  await page.getByRole('button', { name: 'Use an API key' }).click()
  await page.getByLabel('OpenAI API key').fill(apiKey)
  await page.getByRole('button', { name: 'Use this key' }).click()
  await expect(account(page)).toContainText('Pays by API key')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await talk(page, login, 'paid by key')
  expect(filesWith(bench.userData, [apiKey])).toEqual([join('homes', 'auth', 'auth.json')])

  await openAccounts(page)
  await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(account(page).getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  expect(filesWith(bench.userData, [apiKey])).toEqual([])
})

test('a login that is denied, given up or can’t begin says why, and can be tried again', async ({ bench, login }) => {
  const { app, page } = await open(bench, login)
  const { issuer } = login
  await openAccounts(page)
  const signIn = page.getByRole('button', { name: 'Sign in with ChatGPT' })
  await signIn.click()
  await page.getByTestId('signing-in').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('No account yet')).toBeVisible()

  issuer.misbehave('authorize', { error: 'access_denied', description: 'The person said no' })
  await signIn.click()
  await expect.poll(() => opened(app)).toHaveLength(2)
  await browse((await opened(app))[1] ?? '')
  await expect(page.getByRole('alert')).toHaveText('The login did not go through: The person said no')
  issuer.misbehave('authorize', null)

  await page.getByRole('button', { name: 'Sign in with ChatGPT' }).click()
  await expect.poll(() => opened(app)).toHaveLength(3)
  await browse((await opened(app))[2] ?? '')
  await expect(account(page)).toContainText(SOMEBODY.email)
})

test('a second account answers for one project while the first one answers for the other', async ({ bench, login }) => {
  const { app, page } = await open(bench, login, ['one', 'two'])
  const { issuer, guarded } = login
  await openAccounts(page)
  await page.getByRole('button', { name: 'Sign in with ChatGPT' }).click()
  await expect.poll(() => opened(app)).toHaveLength(1)
  await browse((await opened(app))[0] ?? '')
  await expect(account(page)).toContainText(SOMEBODY.email)

  await page.getByRole('button', { name: 'Add an account' }).click()
  await page.getByRole('button', { name: 'Use an API key' }).click()
  await page.getByLabel('OpenAI API key').fill(apiKey)
  await page.getByRole('button', { name: 'Use this key' }).click()
  await expect(account(page)).toHaveCount(2)
  await expect(account(page).first()).toContainText('Default')

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(composer(page)).toBeEnabled()
  await talk(page, login, 'by the first')
  expect(issuer.minted).toContain(guarded.seen.at(-1)?.token)
  // In mid-session: the next turn uses the other account.
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menuitemradio', { name: /API key/ }).click()
  await expect(page.getByRole('button', { name: 'Account', exact: true })).toContainText('API key')
  await talk(page, login, 'by the second')
  expect(guarded.seen.at(-1)?.token).toBe(apiKey)
})

test('signing out revokes at the issuer, and a refused login is told once and keeps the words', async ({
  bench,
  login,
}) => {
  const { app, page } = await open(bench, login)
  const { issuer } = login
  await openAccounts(page)
  await page.getByRole('button', { name: 'Sign in with ChatGPT' }).click()
  await expect.poll(() => opened(app)).toHaveLength(1)
  await browse((await opened(app))[0] ?? '')
  await expect(account(page)).toContainText(SOMEBODY.email)
  await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(account(page).getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  expect(issuer.revoked.length).toBeGreaterThan(0)
  expect(filesWith(bench.userData, issuer.minted)).toEqual([])
})

/** Paths below the folder of files that hold one of the texts. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path, 'latin1')
      return texts.some((text) => content.includes(text))
    })
    .map((path) => path.slice(folder.length + 1))
}
