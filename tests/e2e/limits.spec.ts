// What an account has used of its limits: on its card, in the account menu, and as a warning before the end is near.
import type { Locator } from '@playwright/test'
import { items, send } from '../support/acts'
import { expect } from '../support/deck'
import { profileOf, usageOf } from '../support/issuer'
import { account, apiKey, closeSettings, openForLogin, openSettings, signIn, test } from '../support/login-deck'
import { completed, created, message } from '../support/responses-server'
import type { Script } from '../../main/demo/responses'

/** Share of a meter that is coloured, as drawn. */
const filled = (meter: Locator): Promise<number> =>
  meter.evaluate(
    (bar) => (bar.firstElementChild?.getBoundingClientRect().width ?? 0) / bar.getBoundingClientRect().width,
  )

/** An answer whose headers tell how much of the window of five hours is used, as ChatGPT's do. */
const answerAt =
  (percent: number, text: string): Script =>
  (_request, { responseId }) => {
    const told = [created(responseId), ...message(`msg_${responseId}`, [text]), completed(responseId)]
    return {
      status: 200,
      headers: {
        'content-type': 'text/event-stream',
        'x-codex-primary-used-percent': String(percent),
        'x-codex-primary-window-minutes': '300',
        'x-codex-primary-reset-at': String(Math.floor(Date.now() / 1000) + 2 * 3600),
      },
      body: told.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
    }
  }

test('the card of an account shows its limits as bars with the times when they reset', async ({ bench, login }) => {
  login.issuer.usage = usageOf({ fiveHours: 25, week: 60 })
  const { page } = await openForLogin(bench, login)
  await openSettings(page, 'Accounts')
  await signIn(page, login)

  const hours = account(page).getByRole('meter', { name: 'Codex, 5 hours' })
  await expect(hours).toHaveAttribute('aria-valuetext', /^25 % used, resets in (5 h|4 h 59 min), /)
  expect(await filled(hours)).toBeCloseTo(0.25, 1)
  const week = account(page).getByRole('meter', { name: 'Codex, week' })
  await expect(week).toHaveAttribute('aria-valuetext', /^60 % used, resets in (7|6) days, /)
  expect(await filled(week)).toBeCloseTo(0.6, 1)
  // In words too, for who looks.
  await expect(account(page).getByTestId('limit')).toContainText(/resets in (5 h|4 h 59 min)/)

  login.issuer.usage = usageOf({ fiveHours: 31, week: 61 })
  await account(page).getByRole('button', { name: 'Read again' }).click()
  await expect(hours).toHaveAttribute('aria-valuenow', '31')
  await expect(page.getByTestId('notice')).toHaveCount(0)
})

test('the account menu shows the same in one line', async ({ bench, login }) => {
  login.issuer.usage = usageOf({ fiveHours: 25, week: 60 })
  const { page } = await openForLogin(bench, login)
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await closeSettings(page)
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  const line = page.getByRole('menu').getByTestId('limits-line')
  await expect(line).toContainText('25 %')
  await expect(line).toContainText('60 %')
  expect(await filled(line.getByRole('meter').first())).toBeCloseTo(0.25, 1)
})

test('at 80 % a notice warns, once, and again only when it gets worse', async ({ bench, login }) => {
  login.issuer.usage = usageOf({ fiveHours: 79, week: 10 })
  const { page } = await openForLogin(bench, login)
  const notices = page.getByTestId('notice')
  const again = account(page).getByRole('button', { name: 'Read again' })
  const meter = account(page).getByRole('meter', { name: 'Codex, 5 hours' })
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await expect(meter).toHaveAttribute('aria-valuenow', '79')
  await expect(notices).toHaveCount(0)

  login.issuer.usage = usageOf({ fiveHours: 80, week: 10 })
  await again.click()
  await expect(notices).toHaveText(/80 % of the 5-hour limit is used; it resets in/)
  await expect(notices).toHaveAttribute('data-level', 'warning')
  await notices.getByRole('button', { name: 'Dismiss' }).click()

  login.issuer.usage = usageOf({ fiveHours: 83, week: 10 })
  await again.click()
  await expect(meter).toHaveAttribute('aria-valuenow', '83')
  await expect(notices).toHaveCount(0)

  login.issuer.usage = usageOf({ fiveHours: 100, week: 10 })
  await again.click()
  await expect(notices).toHaveText(/The 5-hour limit is used up; it resets in/)
  await expect(notices).toHaveAttribute('data-level', 'error')
  await expect(account(page).getByTestId('limit')).toContainText('Reached')
})

test('a chat that nears the limit is warned of it without anybody looking', async ({ bench, login }) => {
  const { page } = await openForLogin(bench, login)
  const notices = page.getByTestId('notice')
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await closeSettings(page)
  login.guarded.model.queue(answerAt(50, 'half of it'), answerAt(81, 'most of it'))
  await send(page, 'first')
  await expect(items(page, 'agentMessage').filter({ hasText: 'half of it' })).toBeVisible()
  await send(page, 'second')
  await expect(items(page, 'agentMessage').filter({ hasText: 'most of it' })).toBeVisible()
  await expect(notices).toHaveText(/81 % of the 5-hour limit is used; it resets in/)
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await expect(page.getByTestId('limits-line').getByRole('meter').first()).toHaveAttribute('aria-valuenow', '81')
})

test('limits that can’t be read say so and can be read again; a key has none', async ({ bench, login }) => {
  login.issuer.misbehave('usage', 500)
  const { page } = await openForLogin(bench, login)
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  const limits = account(page).getByTestId('account-limits')
  await expect(limits.getByRole('alert')).toBeVisible()
  login.issuer.misbehave('usage', null)
  await limits.getByRole('button', { name: 'Retry' }).click()
  await expect(limits.getByRole('meter')).toHaveCount(2)

  await page.getByRole('button', { name: 'Add an account' }).click()
  await page.getByRole('button', { name: 'Use an API key' }).click()
  await page.getByLabel('OpenAI API key').fill(apiKey)
  await page.getByRole('button', { name: 'Use this key' }).click()
  await expect(account(page).nth(1).getByTestId('account-limits')).toContainText('This login is paid by use')
})

test('the tokens of an account over all machines are drawn by day', async ({ bench, login }) => {
  const today = new Date()
  const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}-${String(today.getDate()).padStart(2, '0')}`
  login.issuer.profile = profileOf([{ day, tokens: 123_456 }])
  const { page } = await openForLogin(bench, login)
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await account(page).getByRole('button', { name: 'Tokens on all machines' }).click()
  const activity = account(page).getByTestId('account-activity')
  await expect(activity).toContainText('In all123,456')
  await expect(activity).toContainText('123,456 tokens in the last 30 days')
})
