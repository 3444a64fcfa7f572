// Every session of every project: found, opened at the hit, forked, renamed, pinned, deleted with a way back, brought in,
// exported, looked into.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { items, send, turnEnds } from '../support/acts'
import { answerFolderDialog, expect, test } from '../support/deck'
import { idAt, numbers, writeSession } from '../support/large-home.mjs'
import { writtenProjects } from '../support/many-sessions'

const row = (page: Page, threadId: string) => page.locator(`[data-testid="thread-row"][data-thread-id="${threadId}"]`)
const hit = (page: Page) => page.getByTestId('search-hit')

async function rowMenu(page: Page, threadId: string, ...entries: string[]): Promise<void> {
  await row(page, threadId).click({ button: 'right' })
  // An entry's name may go on with its shortcut.
  for (const entry of entries) await page.getByRole('menuitem', { name: new RegExp(`^${entry}(?: \\S+)?$`) }).click()
}

/** Answers the next native save dialogs with this path. */
async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
}

test('what was said long ago in another project is found, marked and opened at its place', async ({ bench }) => {
  const [app, web] = writtenProjects(bench, ['alpha', 'beta'])
  app?.write({ turns: 3 })
  const there = web?.write({
    agoMs: 86_400_000 * 40,
    turns: 40,
    say: (turn) => (turn === 4 ? { command: 'grep -r Nightingale-Street src' } : {}),
  })
  const { page } = await bench.launch()
  await expect(page.getByTestId('thread-row').first()).toBeVisible()

  await page.keyboard.press('Control+Shift+F')
  await page.getByTestId('search-input').fill('nightingale-street')
  await expect(page.getByTestId('search-status')).toHaveAttribute('data-state', 'done')
  await expect(hit(page)).toHaveCount(1)
  await expect(hit(page).locator('mark')).toHaveText('Nightingale-Street')
  await expect(hit(page)).toHaveAttribute('data-kind', 'command')
  await expect(page.getByTestId('search-status')).toContainText('1 hit in 1 session')

  await hit(page).click()
  await expect(page.getByTestId('search-dialog')).toBeHidden()
  await expect(row(page, there ?? '')).toHaveAttribute('aria-current', 'true')
  // The turn is far up: older turns are read until it is there, and the folded row that holds the words is opened.
  await expect(page.getByTestId('transcript').getByText('Nightingale-Street').first()).toBeInViewport()
})

test('the search takes any text as it is, regular expressions on request, and is narrowed by filters', async ({
  bench,
}) => {
  const [alpha, beta] = writtenProjects(bench, ['alpha', 'beta'])
  const odd = alpha?.write({ say: () => ({ agent: 'the price is $4.50 (net), "really"' }) })
  beta?.write({ say: () => ({ agent: 'error E4711 and error E4712' }) })
  beta?.write({ archived: true, agoMs: 5000, say: () => ({ agent: 'an archived zebra' }) })
  const { page } = await bench.launch()
  await expect(page.getByTestId('thread-row').first()).toBeVisible()
  await page.keyboard.press('Control+Shift+F')
  const input = page.getByTestId('search-input')
  const settled = () => expect(page.getByTestId('search-status')).toHaveAttribute('data-state', 'done')

  await input.fill('$4.50 (net), "really"')
  await expect(hit(page)).toHaveAttribute('data-thread-id', odd ?? '')
  await input.fill('(')
  await settled()
  await input.fill('x'.repeat(10_000))
  await settled()
  await expect(hit(page)).toHaveCount(0)

  await input.fill('zebra')
  await settled()
  await expect(hit(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Search everywhere' }).click()
  await expect(hit(page)).toHaveCount(1)

  await page.getByRole('button', { name: 'Regular expression' }).click()
  await input.fill('E47\\d\\d')
  await expect(hit(page).locator('mark').first()).toHaveText('E4711')
  await page.getByLabel('Project', { exact: true }).selectOption({ label: 'alpha' })
  await settled()
  await expect(hit(page)).toHaveCount(0)
  await input.fill('a(b')
  await expect(page.getByTestId('search-dialog').getByRole('alert')).toContainText('regular expression')
})

test('a chat is renamed, pinned, forked and archived from its row', async ({ bench }) => {
  const [alpha] = writtenProjects(bench, ['alpha'])
  const first = alpha?.write({ turns: 3 }) ?? ''
  const { page } = await bench.launch()
  await row(page, first).click()
  await expect(page.getByTestId('turn').first()).toBeVisible()

  await row(page, first).press('F2')
  await page.getByLabel('Title of the chat').fill('The first one')
  await page.keyboard.press('Enter')
  await expect(row(page, first)).toContainText('The first one')

  await rowMenu(page, first, 'Pin')
  await expect(page.getByTestId('section-row')).toContainText('Pinned')
  await rowMenu(page, first, 'Fork')
  await expect(page.getByTestId('forked-from')).toContainText('The first one')
  await expect(page.getByTestId('thread-row')).toHaveCount(2)
  await send(page, 'go on in the fork')
  await turnEnds(page, 'completed')
  await page.getByTestId('forked-from').getByRole('button').click()
  await expect(row(page, first)).toHaveAttribute('aria-current', 'true')

  await rowMenu(page, first, 'Unpin')
  await expect(page.getByTestId('section-row')).toHaveCount(0)
  await rowMenu(page, first, 'Archive')
  await expect(row(page, first)).toHaveCount(0)
})

test('a deleted chat comes back with Undo, and is gone from the disk without', async ({ bench }) => {
  const [alpha] = writtenProjects(bench, ['alpha'])
  const kept = alpha?.write({}) ?? ''
  const gone = alpha?.write({ agoMs: 60_000 }) ?? ''
  const { app, page } = await bench.launch()
  await row(page, kept).focus()
  await page.keyboard.press('Delete')
  await expect(row(page, kept)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, kept)).toBeVisible()

  await rowMenu(page, gone, 'Delete')
  await expect(row(page, gone)).toHaveCount(0)
  const files = () => filesBelow(join(alpha?.home ?? '', 'sessions')).join()
  await expect.poll(files, { timeout: 20_000 }).not.toContain(gone)
  expect(files()).toContain(kept)
  expect(await app.evaluate(({ app: electron }) => electron.isReady())).toBe(true)
})

test('sessions of the terminal are brought in by folder; the source is untouched', async ({ bench }) => {
  const [alpha] = writtenProjects(bench, ['alpha'])
  const foreign = join(bench.root, 'terminal-home')
  const next = numbers(3)
  const atMs = Date.now() - 3_600_000
  const make = (cwd: string, ago: number) =>
    writeSession(foreign, { threadId: idAt(atMs - ago, next), atMs: atMs - ago, cwd, turns: 2, provider: 'deck-demo' })
  const ours = make(alpha?.path ?? '', 0)
  const other = make('/srv/elsewhere', 60_000)
  const before = [ours, other].map(({ path }) => ({
    text: readFileSync(path, 'utf8'),
    mtimeMs: statSync(path).mtimeMs,
  }))

  const { app, page } = await bench.launch()
  await expect(page.getByText('No chats yet')).toBeVisible()
  await answerFolderDialog(app, foreign)
  await page.getByRole('button', { name: 'Import sessions…' }).click()
  const dialog = page.getByTestId('import-dialog')
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click()
  await expect(dialog.getByTestId('import-session')).toHaveCount(2)
  // The project's own folder is chosen already.
  await dialog.getByRole('button', { name: 'Copy 1 session' }).click()
  await expect(dialog.getByTestId('import-report')).toContainText('1 session copied')
  await dialog.getByRole('button', { name: 'Open the newest' }).click()

  await expect(row(page, ours.threadId)).toHaveAttribute('aria-current', 'true')
  await expect(row(page, other.threadId)).toHaveCount(0)
  await expect(items(page, 'userMessage').first()).toBeVisible()
  await send(page, 'hello, what are you?')
  await turnEnds(page, 'completed')
  expect(
    [ours, other].map(({ path }) => ({ text: readFileSync(path, 'utf8'), mtimeMs: statSync(path).mtimeMs })),
  ).toEqual(before)

  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').getByRole('combobox').fill('Import sessions')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click()
  await expect(dialog.locator(`[data-thread-id="${ours.threadId}"]`)).toContainText('already here')
})

test('a session is exported as Markdown, HTML and JSONL, with its secrets masked and counted', async ({ bench }) => {
  const [alpha] = writtenProjects(bench, ['alpha'])
  const secret = 'sk-proj-abcdefghijklmnopqrstuvwx0123456789'
  const threadId = alpha?.write({ say: () => ({ agent: `the key is ${secret}`, user: 'what is the key?' }) }) ?? ''
  const { app, page } = await bench.launch()
  await row(page, threadId).click()
  await expect(page.getByTestId('turn').first()).toBeVisible()
  for (const [entry, name] of [
    ['Markdown…', 'out.md'],
    ['HTML page…', 'out.html'],
    ['Raw JSONL…', 'out.jsonl'],
  ] as const) {
    const target = join(bench.root, name)
    await answerSaveDialog(app, target)
    await rowMenu(page, threadId, 'Export', entry)
    await expect(page.getByTestId('notice').filter({ hasText: name })).toContainText(/secrets? (was|were) masked/)
    const text = readFileSync(target, 'utf8')
    expect(text).toContain('what is the key?')
    expect(text).not.toContain(secret)
  }
  expect(readFileSync(join(bench.root, 'out.html'), 'utf8')).not.toMatch(/<script|https?:\/\/[^"'\s]*\.(?:js|css)/)
})

test('the inspector shows what happened, live and from the file, with the raw record', async ({ bench }) => {
  const [alpha] = writtenProjects(bench, ['alpha'])
  const threadId = alpha?.write({ turns: 2 }) ?? ''
  const { page } = await bench.launch()
  await row(page, threadId).click()
  await expect(page.getByTestId('turn').first()).toBeVisible()
  await page.keyboard.press('Control+Shift+D')
  const inspector = page.getByTestId('inspector')
  await expect(inspector.locator('[data-testid="inspector-row"][data-kind="command"]').first()).toBeVisible()
  await inspector.locator('[data-testid="inspector-row"][data-kind="user"]').first().click()
  await expect(inspector.getByTestId('inspector-raw')).toContainText('payload')

  await send(page, 'hello, what are you?')
  await turnEnds(page, 'completed')
  await inspector.getByRole('radio', { name: 'Live' }).click()
  await expect(inspector.locator('[data-testid="inspector-row"][data-kind="agent"]').first()).toBeVisible()
})

test('a project that is not in view lists its chats from their files and starts no Codex', async ({ bench }) => {
  const [, beta] = writtenProjects(bench, ['alpha', 'beta'])
  const threadId = beta?.write({ name: 'From the files' }) ?? ''
  const { page } = await bench.launch()
  await page.getByRole('button', { name: 'Show the chats of beta' }).click()
  await expect(row(page, threadId)).toContainText('From the files')
  expect(existsSync(join(beta?.home ?? '', 'state_5.sqlite'))).toBe(false)
  await row(page, threadId).click()
  await expect(page.getByTestId('turn').first()).toBeVisible()
  await expect(row(page, threadId)).toHaveAttribute('aria-current', 'true')
})

function filesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
}
