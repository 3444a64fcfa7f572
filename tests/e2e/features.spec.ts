// Features in the window, on the real Codex: turned and seen by the model, open chats renewed, what runs where it differs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer, send, turnEnds } from '../support/acts'
import { heldUntil, say } from '../support/responses-server'
import { expect, openStage, test } from '../support/stage'
import { config, open, section } from '../support/configuration'

test('a feature is turned with one press and Codex says so', async ({ bench }) => {
  const { page, read } = await open(bench)
  await section(page, 'Features')
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('goals')
  const goals = page.locator('[data-testid="feature"][data-feature="goals"]')
  await expect(goals.getByRole('switch')).not.toBeChecked()
  const before = read()
  await goals.getByRole('switch').click()
  await expect(goals).toContainText('written: on')
  await expect(goals.getByRole('switch')).toBeChecked()
  expect(read()).toBe(before.replace('goals = false', 'goals = true'))
})

test('a feature that is turned counts for the next chat, and is taken back', async ({ bench, model }) => {
  const { page, home } = await openStage(bench, model, {
    config: '\n# what the model may look at\n[tools]\nview_image = true # pictures\n',
  })
  const read = (): string => readFileSync(join(home, 'config.toml'), 'utf8')
  const toolsOfNewChat = async (): Promise<readonly string[]> => {
    await page.getByRole('button', { name: 'New chat', exact: true }).click()
    await send(page, 'hello')
    await turnEnds(page, 'completed')
    return model.requests.at(-1)?.tools ?? []
  }
  expect(await toolsOfNewChat()).toContain('view_image')

  await page.keyboard.press('Control+,')
  await section(page, 'Features')
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('view_image')
  const feature = page.locator('[data-testid="feature"][data-feature="view_image"]')
  const before = read()
  await feature.getByRole('switch').click()
  await expect(feature).toContainText('written: off')
  await expect(feature.getByRole('switch')).not.toBeChecked()
  // The one line came in; all others are as they were, comments among them.
  const lines = read().split('\n')
  expect(lines.filter((line) => !before.split('\n').includes(line))).toEqual(['view_image = false'])
  expect(lines.filter((line) => line !== 'view_image = false').join('\n')).toBe(before)
  await expect(page.getByTestId('renew-chats')).toContainText('The open chat keeps what it began with')

  await page.getByRole('button', { name: 'Back to the chat' }).click()
  expect(await toolsOfNewChat()).not.toContain('view_image')

  await page.getByTestId('notice').getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(read).toBe(before)
  expect(await toolsOfNewChat()).toContain('view_image')
})

test('open chats are renewed with what was switched and keep their history; a turn that runs is waited for', async ({
  bench,
  model,
}) => {
  const { page } = await openStage(bench, model)
  const ask = async (text: string) => {
    const before = model.requests.length
    await send(page, text)
    const request = await model.requested(before + 1)
    await turnEnds(page, 'completed')
    await expect(page.getByTestId('turn-end')).toHaveCount(await page.getByTestId('turn').count())
    return { hasImages: request.tools.includes('view_image'), words: JSON.stringify(request) }
  }
  const turnFeature = async (): Promise<void> => {
    await page.keyboard.press('Control+,')
    await section(page, 'Features')
    await page.getByRole('searchbox', { name: 'Search the features' }).fill('view_image')
    await page.locator('[data-testid="feature"][data-feature="view_image"]').getByRole('switch').click()
  }
  const strip = page.getByTestId('renew-chats')
  model.queue(say('First answer.'))
  expect((await ask('first words')).hasImages).toBe(true)
  await turnFeature()
  await expect(strip).toContainText('The open chat keeps what it began with')
  await strip.getByRole('button', { name: 'Renew open chats' }).click()
  await expect(strip).toHaveCount(0)
  await page.getByRole('button', { name: 'Back to the chat' }).click()
  await expect(page.getByText('First answer.')).toBeVisible()
  const renewed = await ask('second words')
  expect(renewed.hasImages).toBe(false)
  expect(renewed.words).toContain('first words')
  expect(renewed.words).toContain('First answer.')

  let release = (): void => undefined
  model.queue(heldUntil(new Promise<void>((resolve) => (release = resolve)), say('Slow answer.')))
  await send(page, 'third words')
  await expect(page.getByTestId('stop')).toBeVisible()
  await turnFeature()
  await strip.getByRole('button', { name: 'Renew open chats' }).click()
  await expect(strip).toContainText('A turn is running')
  await strip.getByRole('button', { name: 'Renew when it is over' }).click()
  await expect(strip).toContainText('once the turn that runs is over')
  // It is waited for, also by somebody who goes back to look at it.
  await page.getByRole('button', { name: 'Back to the chat' }).click()
  release()
  await expect(page.getByText('Slow answer.')).toBeVisible()
  await expect(page.getByTestId('notice').filter({ hasText: 'the open chats were renewed' })).toBeVisible()
  await expect(page.locator('[data-testid="turn-end"][data-status="completed"]')).toHaveCount(3)
  const last = await ask('fourth words')
  expect(last.hasImages).toBe(true)
  expect(last.words).toContain('Slow answer.')
})

test('open chats are told of a feature that somebody changed by hand, until it is as before', async ({
  bench,
  model,
}) => {
  const { page, home } = await openStage(bench, model)
  const file = join(home, 'config.toml')
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  await page.keyboard.press('Control+,')
  await section(page, 'Features')
  await expect(page.getByTestId('feature').first()).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('view_image')
  const before = readFileSync(file, 'utf8')
  const strip = page.getByTestId('renew-chats')
  writeFileSync(file, before.replace('plugins = false', 'plugins = false\nview_image = false'))
  await expect(strip).toContainText('The open chat keeps what it began with')
  await expect(page.locator('[data-feature="view_image"]')).toContainText('written: off')
  writeFileSync(file, before)
  await expect(strip).toHaveCount(0)
})

test('what runs is shown where the folder says otherwise than what was written', async ({ bench, model }) => {
  const { page } = await openStage(bench, model, {
    config: 'view_image = true\nundo = true\n',
    files: { '.codex/config.toml': '[features]\nview_image = false\n' },
  })
  await page.keyboard.press('Control+,')
  await section(page, 'Features')
  await page.getByRole('combobox', { name: 'Show' }).selectOption('changed')
  const feature = page.locator('[data-testid="feature"][data-feature="view_image"]')
  await expect(feature).toContainText('config.toml says on, but it is off: the folder’s .codex says so.')
  await expect(feature.getByRole('switch')).not.toBeChecked()
  const removed = page.locator('[data-testid="feature"][data-feature="undo"]')
  await expect(removed).toContainText('removed')
  await expect(removed.getByRole('switch')).toBeDisabled()
  await page.getByRole('button', { name: 'Back to the chat' }).click()
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  expect(model.requests.at(-1)?.tools).not.toContain('view_image')
})

test('a feature that somebody else switched first shows both sides', async ({ bench }) => {
  const { page, file, read } = await open(bench)
  await expect.poll(read).toContain('trust_level')
  await section(page, 'Features')
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('goals')
  const goals = page.locator('[data-testid="feature"][data-feature="goals"]').getByRole('switch')
  await expect(goals).not.toBeChecked()
  const theirs = read().replace('goals = false\n', '')
  writeFileSync(file, theirs)
  await goals.evaluate((button: HTMLElement) => button.click())
  const dialog = page.getByTestId('config-conflict')
  await expect(dialog.getByRole('row').filter({ hasText: 'features.goals' })).toContainText('not set')
  expect(read()).toBe(theirs)
  await dialog.getByRole('button', { name: 'Write mine' }).click()
  await expect.poll(read).toContain('goals = true')
  await expect(goals).toBeChecked()
})

test('a feature is switched in all homes at once, each reported by name', async ({ bench }) => {
  const paths = ['weather', 'tides'].map((name) => bench.folder(name))
  bench.remember(...paths.map((path) => ({ path, trust: 'restricted' as const, source: 'provider' as const })))
  const files = paths.map((path) =>
    join(bench.prepareHome(path, path.endsWith('tides') ? 'tides' : 'weather', config), 'config.toml'),
  )
  const { page } = await bench.launch()
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await section(page, 'Features')
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('goals')
  await page.getByRole('combobox', { name: 'Write to' }).selectOption('All projects')
  await page.locator('[data-feature="goals"]').getByRole('switch').click()
  const report = page.getByTestId('write-report')
  await expect(report).toContainText('2 homes')
  for (const file of files) expect(readFileSync(file, 'utf8')).toContain('goals = true')
  await report.getByRole('status').click()
  await expect(report.getByRole('listitem')).toHaveCount(2)
})
