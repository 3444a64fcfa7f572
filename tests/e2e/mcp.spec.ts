// MCP servers in the window, on the real Codex: one is added by its form and used in a chat, switched off and gone; those that the
// folder brings run only on a person's word, which counts for exactly what was shown.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { items, send, turnEnds } from '../support/acts'
import { mcpConfig } from '../support/mcp'
import { isAlive, sdkServer } from '../support/mcp-stage'
import { events, functionCall, say } from '../support/responses-server'
import { expect, openStage, test, type Stage } from '../support/stage'

const server = (page: Page, name: string): Locator => page.locator(`[data-testid="mcp-server"][data-name="${name}"]`)
const notice = (page: Page): Locator => page.getByTestId('folder-notice')

async function openServers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByTestId('settings').getByRole('button', { name: 'MCP servers', exact: true }).click()
  await expect(page.getByTestId('mcp')).toBeVisible()
}
const backToChat = (page: Page): Promise<void> => page.getByRole('button', { name: 'Back to the chat' }).click()

/** Pids that a server left in this file, one a start. */
const starts = (file: string): number[] =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []

let calls = 0
/** A turn in which the model calls `add` of this server; answers the item of the call. */
async function add(stage: Stage, name: string): Promise<Locator> {
  calls += 1
  stage.model.queue(
    events(functionCall(`call_${calls}`, 'add', { a: 2, b: 40 + calls }, `mcp__${name}`)),
    say('Added.'),
  )
  const ended = await stage.page.getByTestId('turn-end').count()
  await send(stage.page, `add ${calls}`)
  await expect(stage.page.getByTestId('turn-end')).toHaveCount(ended + 1)
  await turnEnds(stage.page, 'completed')
  return items(stage.page, 'mcpToolCall').last()
}

test('a server is added by its form, used in a chat, and gone once it is switched off', async ({ bench, model }) => {
  const stage = await openStage(bench, model)
  const { page, home } = stage
  const ran = join(bench.root, 'ran')
  await send(page, 'a chat that is open before')
  await turnEnds(page, 'completed')

  await openServers(page)
  await page.getByRole('button', { name: 'Add a server' }).click()
  const form = page.getByTestId('mcp-form')
  await form.getByLabel('Name', { exact: true }).fill('sums')
  await form.getByLabel('Command').fill(process.execPath)
  for (const [at, argument] of [sdkServer, '--ran', ran].entries()) {
    await form.getByRole('group', { name: 'Arguments' }).getByRole('button', { name: 'Add', exact: true }).click()
    await form.getByLabel(`Argument ${at + 1}`, { exact: true }).fill(argument)
  }
  await form.getByRole('button', { name: 'Add', exact: true }).last().click()
  await expect(form).toBeHidden()
  const row = server(page, 'sums')
  await expect(row).toHaveAttribute('data-state', 'running')
  await expect(row).toContainText('5 tools')
  await row.getByRole('button', { name: /^sums, / }).click()
  await expect(row.locator('[data-testid="mcp-tool"][data-name="add"]')).toContainText('Adds two numbers')
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).toContain('[mcp_servers.sums]')

  await backToChat(page)
  const item = await add(stage, 'sums')
  await expect(item).toContainText('sums · add')
  await item.getByRole('button').first().click()
  await expect(item).toContainText(String(42 + calls))

  await openServers(page)
  await expect(row).toHaveAttribute('data-state', 'running')
  expect(starts(ran).filter(isAlive)).not.toEqual([])
  await row.getByRole('switch', { name: 'Switch sums off' }).click()
  await expect(row).toHaveAttribute('data-state', 'off')
  await expect.poll(() => starts(ran).filter(isAlive)).toEqual([])
  await row.getByRole('switch', { name: 'Switch sums on' }).click()
  await expect(row).toHaveAttribute('data-state', 'running')
})

test('what the folder brings runs once a person has seen it, and is asked about again when it changes', async ({
  bench,
  model,
}) => {
  const ran = join(bench.root, 'ran')
  const ranAgain = join(bench.root, 'ran-again')
  const stage = await openStage(bench, model, {
    files: { '.codex/config.toml': mcpConfig('brought', ['--ran', ran]) },
  })
  const { page, path } = stage
  await expect(notice(page)).toContainText('brought')
  await send(page, 'a chat all the same')
  await turnEnds(page, 'completed')
  expect(existsSync(ran)).toBe(false)

  await notice(page).getByRole('button', { name: 'Look…' }).click()
  const dialog = page.getByTestId('folder-servers')
  const card = dialog.getByTestId('folder-server')
  await expect(card).toContainText(process.execPath)
  await expect(card).toContainText('mcp-server.mjs')
  await expect(card).toContainText(ran)
  await expect(card).toContainText(join(path, '.codex', 'config.toml'))
  await card.getByRole('button', { name: 'Let it run' }).click()
  await expect(card).toContainText('you let it run')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(notice(page)).toBeHidden()
  const item = await add(stage, 'brought')
  await expect(item).toContainText('brought · add')
  expect(existsSync(ran)).toBe(true)

  // The same name with another argument is another server.
  const file = join(path, '.codex', 'config.toml')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, mcpConfig('brought', ['--ran', ranAgain]))
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await send(page, 'a new chat after the change')
  await turnEnds(page, 'completed')
  await expect(notice(page)).toContainText('brought is another one now')
  expect(existsSync(ranAgain)).toBe(false)

  await openServers(page)
  const row = server(page, 'brought')
  await expect(row).toHaveAttribute('data-state', 'waiting')
  await page.getByTestId('waiting-servers').getByRole('button', { name: 'Look at it' }).click()
  const changes = row.getByRole('group', { name: 'What changed' })
  await expect(changes.locator('del')).toContainText(ran)
  await expect(changes.locator('ins')).toContainText(ranAgain)
  await row.getByRole('button', { name: 'Keep it off' }).click()
  await expect(row).toHaveAttribute('data-state', 'off')
  expect(existsSync(ranAgain)).toBe(false)
})
