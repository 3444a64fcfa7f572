// MCP servers in the window, on the real Codex: one is added by its form and used in a chat, switched off and gone; those that the
// folder brings run only on a person's word, which counts for exactly what was shown.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { items, send, turnEnds } from '../support/acts'
import { catchLinks, opened } from '../support/deck'
import { mcpConfig } from '../support/mcp'
import { startMcpHttp } from '../support/mcp-http'
import { hostileServer, isAlive, sdkServer } from '../support/mcp-stage'
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

const openRow = (page: Page, name: string): Promise<void> =>
  server(page, name)
    .getByRole('button', { name: new RegExp(`^${name}, `) })
    .click()
const stdio = (name: string, script: string, ...args: string[]): string =>
  `\n[mcp_servers.${name}]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ${JSON.stringify([script, ...args])}\nstartup_timeout_sec = 2\n`

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

test('what a tool asks while it is tried is answered there, and the trial goes on', async ({ bench, model }) => {
  const { page } = await openStage(bench, model, { config: stdio('sums', sdkServer) })
  await openServers(page)
  await expect(server(page, 'sums')).toHaveAttribute('data-state', 'ready')
  await openRow(page, 'sums')
  const tool = server(page, 'sums').locator('[data-testid="mcp-tool"][data-name="ask"]')
  await tool.getByRole('button').first().click()
  await tool.getByRole('button', { name: 'Try it…' }).click()
  const trial = tool.getByTestId('try-tool')
  await trial.getByRole('button', { name: 'Call ask' }).click()
  const request = trial.getByTestId('request')
  await expect(request).toContainText('Who are you?')
  await request.getByRole('textbox', { name: /Name/ }).fill('Ada')
  await request.getByRole('button', { name: 'Submit' }).click()
  await expect(trial.getByRole('region', { name: 'Answer' })).toContainText('Hello Ada')
  await expect(request).toBeHidden()
})

test('a login of a server is cancelled, done and ended in its row', async ({ bench, model }) => {
  const http = await startMcpHttp({ isProtected: true })
  const evil = await startMcpHttp({ isProtected: true, metadata: { authorization_endpoint: 'file:///etc/passwd' } })
  const config = `\n[mcp_servers.web]\nurl = "${http.url}"\n[mcp_servers.evil]\nurl = "${evil.url}"\n`
  const { page, app } = await openStage(bench, model, { config })
  await catchLinks(app)
  await openServers(page)
  const row = server(page, 'web')
  await expect(row).toHaveAttribute('data-state', 'login')
  await openRow(page, 'web')
  await row.getByRole('textbox', { name: 'Scopes' }).fill('read')
  await row.getByRole('button', { name: 'Log in…' }).click()
  await expect(row).toContainText('Go on in the browser')
  // Still known after a look elsewhere.
  await backToChat(page)
  await openServers(page)
  await openRow(page, 'web')
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(row.getByRole('button', { name: 'Log in…' })).toBeVisible()
  await expect(row.getByRole('alert')).toHaveCount(0)

  await row.getByRole('button', { name: 'Log in…' }).click()
  await expect.poll(async () => (await opened(app)).length).toBe(2)
  await fetch((await opened(app)).at(-1) ?? '')
  await expect(row).toContainText('You are logged in.')
  await expect(row).toContainText('1 tool')
  await row.getByRole('button', { name: 'Log out' }).click()
  await expect(row).toHaveAttribute('data-state', 'login')

  await openRow(page, 'evil')
  await server(page, 'evil').getByRole('button', { name: 'Log in…' }).click()
  await expect(server(page, 'evil').getByRole('alert')).toContainText('must use HTTP or HTTPS')
  expect(await opened(app)).toHaveLength(2)
  await Promise.all([http.close(), evil.close()])
})

test('servers that do their worst fail each by itself, with words, and the others stay usable', async ({
  bench,
  model,
}) => {
  const worst = ['silent', 'flood', 'exit', 'many', 'schema', 'names']
  const config = worst.map((mode) => stdio(mode, hostileServer, mode)).join('') + stdio('sums', sdkServer)
  const { page } = await openStage(bench, model, { config })
  await openServers(page)
  await expect(server(page, 'sums')).toHaveAttribute('data-state', 'ready')
  const words: Record<string, RegExp> = {
    silent: /did not answer within 2 s/,
    flood: /did not answer within 2 s/,
    exit: /ended before it said anything/,
    many: /more tools than Codex takes/,
    schema: /described in a way that Codex can’t read/,
  }
  for (const [name, expected] of Object.entries(words)) {
    await expect(server(page, name)).toHaveAttribute('data-state', 'failed')
    await openRow(page, name)
    await expect(server(page, name).getByRole('alert')).toContainText(expected)
    await openRow(page, name)
  }
  await expect(server(page, 'names')).toHaveAttribute('data-state', 'ready')
  await openRow(page, 'names')
  await expect(server(page, 'names').getByTestId('mcp-tool')).toHaveCount(6)
  await expect(server(page, 'names').locator('img')).toHaveCount(0)
  await openRow(page, 'exit')
  await server(page, 'exit')
    .getByRole('button', { name: /Start it alone/ })
    .click()
  await expect(server(page, 'exit').getByLabel('What it said', { exact: true })).toContainText('I have had enough')
})

test('servers of another client are taken over by paste, without what is a secret', async ({ bench, model }) => {
  const { page, home } = await openStage(bench, model, {})
  await openServers(page)
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'
  const text = {
    mcpServers: {
      sums: { command: process.execPath, args: [sdkServer], env: { MODE: 'fast', GITHUB_TOKEN: secret } },
      web: { url: 'https://example.invalid/mcp', headers: { Authorization: 'Bearer ${WEB_TOKEN}' }, disabled: true },
    },
  }
  await dialog.getByRole('textbox').fill(JSON.stringify(text))
  await dialog.getByRole('button', { name: 'Look at it' }).click()
  await dialog.getByRole('button', { name: /^Add/ }).click()
  await expect(dialog).toBeHidden()
  await expect(server(page, 'sums')).toHaveAttribute('data-state', 'ready')
  await expect(server(page, 'web')).toHaveAttribute('data-state', 'off')
  const written = readFileSync(join(home, 'config.toml'), 'utf8')
  expect(written).toContain('env_vars = ["GITHUB_TOKEN"]')
  expect(written).toContain('bearer_token_env_var = "WEB_TOKEN"')
  expect(written).not.toContain(secret)
})
