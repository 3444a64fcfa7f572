// A personal access token: taken once, lent to the project's server by its environment, hidden from the model's commands, gone
// with the sign-out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
