// Chats that somebody else has a hand in: another Codex writes them, the terminal's home is shared, a file goes away.
import { appendFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, items, send } from '../support/acts'
import { openCodex } from '../support/codex-session'
import { answerFolderDialog } from '../support/deck'
import { createTestHome } from '../support/homes'
import { idAt, numbers, writeSession } from '../support/large-home.mjs'
import { say } from '../support/responses-server'
import { writtenProjects } from '../support/many-sessions'
import { expect, openStage, test } from '../support/stage'

const row = (page: Page, threadId: string) => page.locator(`[data-testid="thread-row"][data-thread-id="${threadId}"]`)

test('a chat that another Codex writes is read along as it goes, and taken over once that one has ended', async ({
  bench,
  model,
}) => {
  const { page, path, home } = await openStage(bench, model)
  const other = await openCodex({ codexHome: home, projectDir: path })
  try {
    const threadId = await other.startThread({ cwd: path })
    model.queue(say('said in the terminal'))
    await other.runTurn(threadId, 'asked in the terminal')

    await row(page, threadId).click()
    await expect(page.getByTestId('followed')).toContainText('Another Codex writes in this chat')
    await expect(page.getByText('said in the terminal')).toBeVisible()
    await expect(page.getByRole('form', { name: 'Composer' })).toHaveAttribute('data-ready', 'false')
    model.queue(say('said while the window looked'))
    await other.runTurn(threadId, 'and another')
    await expect(page.getByText('said while the window looked')).toBeVisible()

    await other.close()
    await page.getByTestId('followed').getByRole('button', { name: 'Try to take over' }).click()
    await expect(page.getByTestId('followed')).toBeHidden()
    model.queue(say('said by the app'))
    await send(page, 'mine now')
    await expect(items(page, 'agentMessage').filter({ hasText: 'said by the app' })).toBeVisible()
  } finally {
    await other.close()
  }
})

test('the terminal’s home is used as it is: its chats are there, go on, and nothing else in it changes', async ({
  bench,
  model,
}) => {
  const { page, path, app } = await openStage(bench, model)
  const terminal = createTestHome({ config: model.configToml })
  try {
    const atMs = Date.now() - 3_600_000
    const { threadId } = writeSession(terminal.codexHome, {
      threadId: idAt(atMs, numbers(5)),
      atMs,
      cwd: path,
      turns: 2,
      provider: 'local',
      say: () => ({ agent: 'made in the terminal' }),
    })
    appendFileSync(
      join(terminal.codexHome, 'history.jsonl'),
      `${JSON.stringify({ session_id: threadId, ts: 1, text: 'typed in the terminal' })}\nno json\n`,
    )
    const config = statSync(join(terminal.codexHome, 'config.toml'))

    await answerFolderDialog(app, terminal.codexHome)
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Project', exact: true }).click()
    await page.getByRole('combobox', { name: 'CODEX_HOME' }).selectOption('pick')
    await expect(page.getByText('Shared with the terminal:')).toBeVisible()
    await page.getByRole('button', { name: 'Settings', exact: true }).click()

    await row(page, threadId).click()
    await expect(page.getByText('made in the terminal').last()).toBeVisible()
    // The arrow keys know what was typed there.
    await composer(page).press('ArrowUp')
    await expect(composer(page)).toHaveValue('typed in the terminal')
    model.queue(say('gone on in the window'))
    await send(page, 'go on here')
    await expect(items(page, 'agentMessage').filter({ hasText: 'gone on in the window' })).toBeVisible()
    const after = statSync(join(terminal.codexHome, 'config.toml'))
    expect({ size: after.size, mtimeMs: after.mtimeMs }).toEqual({ size: config.size, mtimeMs: config.mtimeMs })
  } finally {
    // Its server writes there for as long as the app runs.
    await bench.quitAll()
    terminal.remove()
  }
})

test('a chat whose file goes away while it is open stays readable', async ({ bench, model }) => {
  const { page, home } = await openStage(bench, model)
  model.queue(say('the only answer'))
  await send(page, 'the only question')
  await expect(items(page, 'agentMessage').filter({ hasText: 'the only answer' })).toBeVisible()
  const threadId = (await page.getByTestId('thread-row').first().getAttribute('data-thread-id')) ?? ''
  const sessions = join(home, 'sessions')
  const file = readdirSync(sessions, { recursive: true, encoding: 'utf8' }).find((name) => name.includes(threadId))
  rmSync(join(sessions, file ?? 'missing'))

  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await row(page, threadId).click()
  await expect(page.getByText('the only answer')).toBeVisible()
})

test('a chat that is gone when it is opened says so, and leaves the list', async ({ bench }) => {
  const [project] = writtenProjects(bench, ['p'])
  const kept = project?.write({ agoMs: 5000 }) ?? ''
  const threadId = project?.write({}) ?? ''
  const { page } = await bench.launch()
  await expect(row(page, threadId)).toBeVisible()
  await expect(composer(page)).toBeEnabled()
  const sessions = join(project?.home ?? '', 'sessions')
  const file = readdirSync(sessions, { recursive: true, encoding: 'utf8' }).find((name) => name.includes(threadId))
  rmSync(join(sessions, file ?? 'missing'))

  // At once, without waiting for a row at rest: in a moment the list sees by itself that the file is gone.
  await row(page, threadId).dispatchEvent('click')
  await expect(page.getByTestId('transcript-pane')).toContainText('This chat is gone')
  await row(page, kept).click()
  await expect(page.getByTestId('turn').last()).toBeVisible()
  await expect(row(page, threadId)).toBeHidden()
})
