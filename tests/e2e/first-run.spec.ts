// The way of a newcomer: no project, a folder, the question of trust, the demo, a whole turn with two approvals.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer, items, requests, send, turnEnds } from '../support/acts'
import { answerFolderDialog, expect, test } from '../support/deck'

test('from an empty window to a changed file on disk', async ({ bench }) => {
  const { app, page } = await bench.launch()
  const path = bench.folder('my-project')

  await expect(page.getByTestId('welcome')).toBeVisible()
  await answerFolderDialog(app, path)
  await page.getByRole('button', { name: 'Open a folder…' }).click()

  const dialog = page.getByRole('dialog', { name: /^Do you trust/ })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Trust this folder' }).click()
  await expect(dialog).toBeHidden()

  await page
    .getByTestId('choose-source')
    .getByRole('button', { name: /Offline demo/ })
    .click()
  await expect(page.getByTestId('demo-mark').first()).toContainText('scripted demo, not AI')

  await send(page, 'Show me what Codex Deck can do')
  await expect(items(page, 'userMessage')).toHaveText(/Show me what Codex Deck can do/)

  const command = requests(page).filter({ has: page.getByRole('button', { name: 'Allow once' }) })
  await expect(command).toHaveAttribute('data-method', 'item/commandExecution/requestApproval')
  await expect(page.getByTestId('inbox-count')).toHaveText('1')
  await command.getByRole('button', { name: 'Allow once' }).click()

  const edit = page.locator('[data-testid="request"][data-method="item/fileChange/requestApproval"]').first()
  await expect(edit).toContainText('DEMO.md')
  expect(existsSync(join(path, 'DEMO.md'))).toBe(false)
  await edit.getByRole('button', { name: 'Allow once' }).click()

  const question = page.locator('[data-testid="request"][data-method="item/tool/requestUserInput"]').first()
  await question.getByRole('radio').first().check()
  await question.getByRole('button', { name: 'Send answer' }).click()

  await turnEnds(page, 'completed')
  await expect.poll(() => existsSync(join(path, 'DEMO.md'))).toBe(true)
  expect(readFileSync(join(path, 'DEMO.md'), 'utf8').length).toBeGreaterThan(0)
  await expect(requests(page)).toHaveCount(0)
  await expect(items(page, 'commandExecution').first()).toBeVisible()
  await expect(items(page, 'fileChange').first()).toContainText('DEMO.md')
  await expect(composer(page)).toBeEnabled()
})

test('a folder kept read-only stays so, shows it, and can be trusted later', async ({ bench }) => {
  const { app, page } = await bench.launch()
  const path = bench.folder('careful')
  await answerFolderDialog(app, path)
  await page.getByRole('button', { name: 'Open a folder…' }).click()
  await page
    .getByRole('dialog', { name: /^Do you trust/ })
    .getByRole('button', { name: 'Keep it read-only' })
    .click()
  await page
    .getByTestId('choose-source')
    .getByRole('button', { name: /Offline demo/ })
    .click()
  await expect(page.getByTestId('trust-chip').first()).toHaveAccessibleName(/read-only/i)

  await send(page, 'edit a file')
  await turnEnds(page, 'completed')
  expect(existsSync(join(path, 'DEMO.md'))).toBe(false)

  await page.getByTestId('trust-chip').first().click()
  await page
    .getByRole('dialog', { name: /^Do you trust/ })
    .getByRole('button', { name: 'Trust this folder' })
    .click()
  await send(page, 'edit a file')
  const edit = page.locator('[data-testid="request"][data-method="item/fileChange/requestApproval"]').first()
  await edit.getByRole('button', { name: 'Allow once' }).click()
  await expect.poll(() => existsSync(join(path, 'DEMO.md'))).toBe(true)
})

test('a folder that is no folder is refused in words', async ({ bench }) => {
  const { app, page } = await bench.launch()
  await answerFolderDialog(app, join(bench.root, 'gone'))
  await page.getByRole('button', { name: 'Open a folder…' }).click()
  await expect(page.getByTestId('notice').first()).toContainText('is not there')
})
