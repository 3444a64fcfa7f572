// Requests: by mouse, by keyboard, declined, withdrawn; and that no stray key ever approves.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { composer, items, requests, send, turnEnds } from '../support/acts'
import { expect, test, type Bench } from '../support/deck'

const open = async (bench: Bench, name = 'p') => {
  const path = bench.folder(name)
  bench.remember({ path, trust: 'trusted', source: 'demo' })
  const deck = await bench.launch()
  await expect(composer(deck.page)).toBeEnabled()
  return { ...deck, path }
}

test('no key press outside a focused button approves anything', async ({ bench }) => {
  const { page, path } = await open(bench)
  await send(page, 'edit a file')
  await expect(requests(page)).toHaveCount(1)
  // Where a hasty person's Enter lands: in the composer, on the page, on the card itself.
  await composer(page).press('Enter')
  await page.locator('body').press('Enter')
  await requests(page).first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await expect(requests(page)).toHaveCount(1)
  expect(existsSync(join(path, 'DEMO.md'))).toBe(false)
})

test('a focused button is pressed by the keyboard', async ({ bench }) => {
  const { page, path } = await open(bench)
  await send(page, 'edit a file')
  const allow = requests(page).first().getByRole('button', { name: 'Allow once' })
  // A card's buttons stay shut for a moment after it appears, and what is shut takes no focus.
  await expect(allow).toBeEnabled()
  await allow.focus()
  await page.keyboard.press('Enter')
  await turnEnds(page, 'completed')
  expect(existsSync(join(path, 'DEMO.md'))).toBe(true)
})

test('F6 leads to the request, where y approves; y in the composer is only a letter', async ({ bench }) => {
  const { page, path } = await open(bench)
  await send(page, 'edit a file')
  await expect(requests(page).getByRole('button', { name: 'Allow once' })).toBeEnabled()
  await composer(page).press('y')
  await expect(composer(page)).toHaveValue('y')
  await expect(requests(page)).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(requests(page)).toBeFocused()
  await page.keyboard.press('y')
  await turnEnds(page, 'completed')
  expect(existsSync(join(path, 'DEMO.md'))).toBe(true)
})

test('a declined edit changes nothing and is shown as declined', async ({ bench }) => {
  const { page, path } = await open(bench)
  await send(page, 'edit a file')
  await requests(page).first().getByRole('button', { name: 'Decline', exact: true }).click()
  await turnEnds(page, 'completed')
  expect(existsSync(join(path, 'DEMO.md'))).toBe(false)
  await expect(items(page, 'fileChange').first()).toContainText(/declined/i)
})

test('a request is withdrawn when its turn is stopped', async ({ bench }) => {
  const { page } = await open(bench)
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  await page.getByTestId('stop').click()
  await turnEnds(page, 'interrupted')
  await expect(requests(page)).toHaveCount(0)
  await expect(page.getByTestId('inbox-count')).toBeHidden()
})

test('the inbox answers a request of a project that is not open', async ({ bench }) => {
  const first = bench.folder('first')
  const second = bench.folder('second')
  bench.remember({ path: first, trust: 'trusted', source: 'demo' }, { path: second, trust: 'trusted', source: 'demo' })
  const { page } = await bench.launch()
  await send(page, 'edit a file')
  await expect(page.getByTestId('inbox-count')).toHaveText('1')
  await page.getByTestId('project-row').filter({ hasText: 'second' }).click()
  await page.getByRole('button', { name: /^Inbox/ }).click()
  const waiting = page.getByTestId('inbox').getByTestId('request')
  await expect(waiting).toContainText('DEMO.md')
  await waiting.getByRole('button', { name: 'Allow once' }).click()
  await expect.poll(() => existsSync(join(first, 'DEMO.md'))).toBe(true)
})
