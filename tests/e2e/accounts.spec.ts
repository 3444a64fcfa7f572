// Signing in by every way, in the window, against an issuer on loopback; several accounts; signing out for good.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, items, lastTurn, send, turnEnds } from '../support/acts'
import { browse } from '../support/browse'
import { expect, opened } from '../support/deck'
import { SOMEBODY } from '../support/issuer'
import { holdLoginPort } from '../support/login-port'
import { say } from '../support/responses-server'
import {
  account,
  apiKey,
  closeSettings,
  filesWith,
  openForLogin,
  openSettings,
  signIn,
  talk,
  test,
} from '../support/login-deck'

let giveBackPort: () => Promise<void>
test.beforeEach(async () => {
  giveBackPort = await holdLoginPort()
})
test.afterEach(() => giveBackPort())

const openAccounts = (page: Page): Promise<void> => openSettings(page, 'Accounts')
async function otherWay(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

test('one click in the browser signs in, and the project answers', async ({ bench, login }) => {
  const { app, page } = await openForLogin(bench, login, { source: 'unset' })
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
  const { page } = await openForLogin(bench, login)
  await openAccounts(page)
  await otherWay(page, 'With a code, on another device')
  const code = page.getByTestId('device-code')
  await expect(code).toHaveText(/\S{4,}/)
  login.issuer.approve((await code.textContent()) ?? '')
  await expect(account(page)).toContainText(SOMEBODY.email)
  await closeSettings(page)
  await talk(page, login, 'by code')
})

test('an API key signs in, is in no file but Codex’s own, and signing out clears it everywhere', async ({
  bench,
  login,
}) => {
  const { page } = await openForLogin(bench, login)
  await openAccounts(page)
  await page.getByRole('button', { name: 'Use an API key' }).click()
  await page.getByLabel('OpenAI API key').fill(apiKey)
  await page.getByRole('button', { name: 'Use this key' }).click()
  await expect(account(page)).toContainText('Pays by API key')
  await closeSettings(page)
  await talk(page, login, 'paid by key')
  expect(filesWith(bench.userData, [apiKey])).toEqual([join('homes', 'auth', 'auth.json')])

  await openAccounts(page)
  await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(account(page).getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  await closeSettings(page)
  await expect(page.getByText('You are signed out.')).toBeVisible()
  expect(filesWith(bench.userData, [apiKey])).toEqual([])
})

test('a login that is denied, given up or can’t begin says why, and can be tried again', async ({ bench, login }) => {
  const { app, page } = await openForLogin(bench, login)
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
  const { app, page } = await openForLogin(bench, login, { names: ['one', 'two'] })
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

  await closeSettings(page)
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

test('signing out revokes at the issuer and leaves no token on disk', async ({ bench, login }) => {
  const { page } = await openForLogin(bench, login)
  const { issuer } = login
  await openAccounts(page)
  await signIn(page, login)
  await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(account(page).getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  expect(issuer.revoked.length).toBeGreaterThan(0)
  expect(filesWith(bench.userData, issuer.minted)).toEqual([])
})

test('a login that is refused in mid-session is told once, and the words stay in the chat', async ({
  bench,
  login,
}) => {
  const { page } = await openForLogin(bench, login)
  const { issuer } = login
  await openAccounts(page)
  await signIn(page, login)
  await closeSettings(page)
  await talk(page, login, 'while it was good')

  // Another program used the refresh token: the login is gone for good.
  issuer.misbehave('refresh', { status: 400, body: { error: { code: 'refresh_token_reused' } } })
  issuer.expireAccessTokens()
  const words = items(page, 'userMessage').filter({ hasText: 'words worth keeping' })
  await send(page, 'words worth keeping')
  await turnEnds(page, 'failed')
  await expect(lastTurn(page)).toContainText('The login was refused (HTTP 401). Sign in again, then retry.')
  await expect(words).toHaveCount(1)
  await expect(page.getByText('You are signed out.')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Account', exact: true })).toContainText('Signed out')
  await expect(page.getByTestId('notice')).toHaveCount(0)
  // However often Codex asks: a refused login is not tried again.
  expect(issuer.callsTo('refresh')).toHaveLength(1)

  await openAccounts(page)
  await expect(account(page)).toHaveCount(1)
  await expect(account(page)).toContainText('Signed out')
  await expect(page.getByRole('alert')).toHaveText([
    'The login is no longer valid. Sign in again; your chats are kept.',
  ])
  expect(filesWith(bench.userData, issuer.minted)).toEqual([])

  issuer.misbehave('refresh', null)
  await signIn(page, login)
  await closeSettings(page)
  login.guarded.model.queue(say('answered after all'))
  await lastTurn(page).getByRole('button', { name: 'Retry' }).click()
  await expect(items(page, 'agentMessage').filter({ hasText: 'answered after all' })).toBeVisible()
})

for (const [clock, aheadMs] of [
  ['a day ahead', 86_400_000],
  ['a day behind', -86_400_000],
] as const)
  test(`with a clock that is ${clock} a login still works, and is renewed when it is refused`, async ({
    bench,
    login,
  }) => {
    const { page } = await openForLogin(bench, login)
    const { issuer, guarded } = login
    issuer.clockAheadMs = aheadMs
    await openAccounts(page)
    await signIn(page, login)
    await closeSettings(page)
    await talk(page, login, 'whatever the time is')
    const before = guarded.seen.at(-1)?.token
    issuer.expireAccessTokens()
    await talk(page, login, 'and renewed')
    expect(guarded.seen.at(-1)).toMatchObject({ accepted: true })
    expect(guarded.seen.at(-1)?.token).not.toBe(before)
    await expect(page.getByTestId('notice')).toHaveCount(0)
    // However often Codex takes its token for an old one, no refresh token is used twice.
    expect(issuer.counts).toMatchObject({ logins: 1, reuses: 0 })
  })

test('a login that is refused as expired makes one look at the clock', async ({ bench, login }) => {
  const { page } = await openForLogin(bench, login)
  const { issuer } = login
  await openAccounts(page)
  issuer.approvesDevices = true
  issuer.misbehave('token', { status: 400, body: { error: { message: 'The ID token is expired or not yet valid.' } } })
  await otherWay(page, 'With a code, on another device')
  await expect(page.getByRole('alert')).toHaveText('The login was refused as expired. Is this computer’s clock right?')

  issuer.misbehave('token', null)
  await signIn(page, login)
})
