// Keys that Codex gives nobody back. A personal access token: taken once, lent to the project's server by its environment, hidden
// from the model's commands, gone with the sign-out. Amazon Bedrock likewise; it serves new chats and copies, not the old ones.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, items, send, turnEnds } from '../support/acts'
import { startBedrockProxy, type BedrockProxy } from '../support/bedrock-proxy'
import { childrenOf, expect } from '../support/deck'
import {
  account,
  closeSettings,
  filesWith,
  openForLogin,
  openSettings,
  signIn,
  talk,
  test,
} from '../support/login-deck'
import { SOMEBODY } from '../support/issuer'

test('an access token signs in, pays for the turns, and leaves with the sign-out', async ({ bench, login }) => {
  const { issuer, guarded } = login
  const deck = await openForLogin(bench, login)
  const { page } = deck
  const token = issuer.personalAccessToken()
  await openSettings(page, 'Accounts')
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: 'With an access token…' }).click()
  await page.getByLabel('Access token').fill('at-nobody-gave-this-out')
  await page.getByRole('button', { name: 'Use this token' }).click()
  await expect(page.getByRole('alert')).toContainText('did not go through')

  await page.getByLabel('Access token').fill(token)
  await page.getByRole('button', { name: 'Use this token' }).click()
  await expect(account(page)).toContainText(SOMEBODY.email)
  await expect(account(page)).toContainText('Access token')
  await closeSettings(page)
  await talk(page, login, 'paid by the token')
  expect(guarded.seen.at(-1)?.token).toBe(token)
  expect(filesWith(bench.userData, [token])).toEqual([join('homes', 'auth', 'auth.json')])
  const servers = childrenOf(deck.child.pid ?? 0, 'app-server')
  expect(servers.length).toBeGreaterThan(0)
  for (const pid of servers) expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).not.toContain(token)

  await openSettings(page, 'Accounts')
  await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(account(page).getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  await closeSettings(page)
  await expect(page.getByText('You are signed out.')).toBeVisible()
  expect(filesWith(bench.userData, [token])).toEqual([])
})

test('an Amazon Bedrock key answers new chats, is in no file, and leaves with the sign-out', async ({
  bench,
  login,
}) => {
  const proxy = await startBedrockProxy()
  const key = 'bedrock-api-key-canary-0123456789'
  try {
    const { page } = await openForLogin(bench, login, { env: proxy.env })
    await openSettings(page, 'Accounts')
    await useBedrock(page, key)
    await expect(account(page)).toContainText('Pays by Amazon Bedrock in eu-west-1')
    await expect(account(page)).toContainText('gone when the app closes')
    await closeSettings(page)
    await send(page, 'hello')
    await asksBedrock(proxy)
    expect(filesWith(bench.userData, [key])).toEqual([])

    await openSettings(page, 'Accounts')
    await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  } finally {
    await proxy.close()
  }
})

test('a chat stays with the provider that it was begun with: a copy of it goes on with the account of now', async ({
  bench,
  login,
}) => {
  const proxy = await startBedrockProxy('127.0.0.1')
  try {
    const { page } = await openForLogin(bench, login, { env: proxy.env })
    const blocker = page.getByTestId('blocker')
    await openSettings(page, 'Accounts')
    await signIn(page, login)
    await closeSettings(page)
    await talk(page, login, 'while ChatGPT paid')
    await openSettings(page, 'Accounts')
    await page.getByRole('button', { name: 'Add an account' }).click()
    await useBedrock(page, 'bedrock-api-key')
    await expect(account(page)).toHaveCount(2)
    await closeSettings(page)
    await chooseAccount(page, /Bedrock/)

    await expect(blocker).toContainText('This chat was begun with “guarded” and stays with it.')
    await expect(blocker).toContainText('A copy can go on with Amazon Bedrock.')
    const asked = login.guarded.seen.length
    await composer(page).fill('and now by Bedrock')
    await composer(page).press('Enter')
    await expect(composer(page)).toHaveValue('and now by Bedrock')
    await blocker.getByRole('button', { name: 'Go on in a copy' }).click()
    await expect(blocker).toHaveCount(0)
    await expect(items(page, 'agentMessage').filter({ hasText: 'while ChatGPT paid' })).toBeVisible()
    await expect(composer(page)).toHaveValue('and now by Bedrock')
    await composer(page).press('Enter')
    await asksBedrock(proxy)
    expect(login.guarded.seen).toHaveLength(asked)
    await page.getByRole('button', { name: 'Stop' }).click()
    await turnEnds(page, 'interrupted')

    // The other way round: the copy is Bedrock's now, and the first chat can go on where it was.
    await chooseAccount(page, new RegExp(SOMEBODY.email))
    await expect(blocker).toContainText('This chat was begun with Amazon Bedrock')
    await page.getByTestId('thread-row').last().click()
    await expect(blocker).toHaveCount(0)
    await talk(page, login, 'ChatGPT pays again')
  } finally {
    await proxy.close()
  }
})

async function useBedrock(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Other ways' }).last().click()
  await page.getByRole('menuitem', { name: 'With Amazon Bedrock…' }).click()
  await page.getByLabel('Amazon Bedrock API key').fill(key)
  await page.getByLabel('AWS region').fill('eu-west-1')
  await page.getByRole('button', { name: 'Use this key' }).click()
}

async function chooseAccount(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menuitemradio', { name }).click()
}

const asksBedrock = ({ asked }: BedrockProxy): Promise<void> =>
  expect.poll(() => asked.some((line) => /bedrock\S*eu-west-1\S*:443/.test(line)), { timeout: 30_000 }).toBe(true)
