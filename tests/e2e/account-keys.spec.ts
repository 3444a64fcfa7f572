// Keys that Codex gives nobody back. A personal access token: taken once, lent to the project's server by its environment, hidden from the model's commands, gone
// with the sign-out. Amazon Bedrock likewise.
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { send } from '../support/acts'
import { childrenOf, expect } from '../support/deck'
import { account, closeSettings, filesWith, openForLogin, openSettings, talk, test } from '../support/login-deck'
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
  // Bedrock is a proxy here that sees where the connection would go.
  const asked: string[] = []
  const proxy = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (head) => {
      asked.push(head.toString('latin1').split('\r\n')[0] ?? '')
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo // of a TCP server, once it listens
  const key = 'bedrock-api-key-canary-0123456789'
  try {
    const { page } = await openForLogin(bench, login, {
      env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '' },
    })
    await openSettings(page, 'Accounts')
    await page.getByRole('button', { name: 'Other ways' }).click()
    await page.getByRole('menuitem', { name: 'With Amazon Bedrock…' }).click()
    await page.getByLabel('Amazon Bedrock API key').fill(key)
    await page.getByLabel('AWS region').fill('eu-west-1')
    await page.getByRole('button', { name: 'Use this key' }).click()
    await expect(account(page)).toContainText('Pays by Amazon Bedrock in eu-west-1')
    await expect(account(page)).toContainText('gone when the app closes')
    await closeSettings(page)
    await send(page, 'hello')
    await expect
      .poll(() => asked.some((line) => /bedrock\S*eu-west-1\S*:443/.test(line)), { timeout: 30_000 })
      .toBe(true)
    expect(filesWith(bench.userData, [key])).toEqual([])

    await openSettings(page, 'Accounts')
    await account(page).getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Sign in with ChatGPT' })).toBeVisible()
  } finally {
    await new Promise((resolve) => proxy.close(resolve))
  }
})
