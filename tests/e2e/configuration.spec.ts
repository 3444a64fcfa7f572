// A project's configuration in the window, on the real Codex: a key edited in place and taken back, a feature turned and seen by the
// model, a broken file mended from where it is told, somebody else's change beside one's own typing.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, send, turnEnds } from '../support/acts'
import { type Bench } from '../support/deck'
import { expect, openStage, test } from '../support/stage'

const config = [
  '# my own words',
  'model = "gpt-5.5" # why',
  'model_verbosity = "low"',
  "tool_hook_command = 'hook.sh'   # of a fork",
  '',
  '[features]',
  'plugins = false',
  'goals = false',
  '',
  '[custom_tools.lint]',
  'command = "lint" # kept',
  '',
].join('\n')

async function open(bench: Bench, text = config): Promise<{ page: Page; file: string; read: () => string }> {
  const path = bench.folder('weather')
  bench.remember({ path, trust: 'restricted', source: 'provider' })
  const file = join(bench.prepareHome(path, 'weather', text), 'config.toml')
  const { page } = await bench.launch()
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await expect(page.getByTestId('settings')).toBeVisible()
  return { page, file, read: () => readFileSync(file, 'utf8') }
}

const section = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const row = (page: Page, key: string) => page.locator(`[data-testid="config-row"][data-key='${key}']`)

test('a key is edited in place, shown with its layers and taken back byte for byte', async ({ bench }) => {
  const { page, read } = await open(bench)
  await section(page, 'Configuration')
  await expect(row(page, 'tool_hook_command')).toContainText('unknown')
  const before = read()
  const model = row(page, 'model').getByRole('textbox')
  await model.fill('gpt-x')
  await model.press('Enter')
  await expect.poll(read).toBe(before.replace('"gpt-5.5"', '"gpt-x"'))
  await row(page, 'model').getByRole('button', { name: 'Layers of model' }).click()
  await expect(row(page, 'model').getByRole('row')).toContainText('this project’s home')
  await page.getByTestId('configuration').press('Control+z')
  await expect.poll(read).toBe(before)
  await expect(model).toHaveValue('gpt-5.5')
})

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

test('a file that keeps Codex from starting is mended from its banner, and the chat works', async ({
  bench,
  model,
}) => {
  const path = bench.folder('p')
  bench.remember({ path, trust: 'trusted', source: 'provider' })
  const broken = `# mine\n${model.configToml}plugins = false\n[tools\n`
  const wrong = broken.split('\n').indexOf('[tools') + 1
  const home = bench.prepareHome(path, 'p', broken)
  const { page } = await bench.launch()
  const banner = page.getByTestId('config-problem')
  await expect(banner).toContainText(`line ${wrong}`)
  await banner.getByRole('button', { name: 'Mend config.toml' }).click()
  await expect(page.getByTestId('editor-banner')).toContainText(`line ${wrong}`)
  const field = page.getByTestId('code-field')
  await expect(field).toHaveValue(broken)
  await field.fill(broken.replace('[tools\n', '[tools]\n'))
  await field.press('Control+s')
  await expect.poll(() => readFileSync(join(home, 'config.toml'), 'utf8')).toContain('[tools]')
  await page.getByRole('button', { name: 'Copies from before repairs' }).click()
  await expect(page.getByTestId('config-backups').getByRole('button', { name: 'Put back' })).toHaveCount(1)
  await page.getByTestId('config-backups').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Back to the chat' }).click()
  await expect(banner).toBeHidden()
  await send(page, 'hello')
  await turnEnds(page, 'completed')
})

test('a key that somebody else wrote first shows both sides, and nobody’s is lost', async ({ bench }) => {
  const { page, file, read } = await open(bench)
  await expect.poll(read).toContain('trust_level')
  await section(page, 'Configuration')
  const model = row(page, 'model').getByRole('textbox')
  await model.fill('mine')
  const theirs = read().replace('"gpt-5.5"', '"theirs"').replace('# my own words', '# their words')
  writeFileSync(file, theirs)
  await model.press('Enter')
  const dialog = page.getByTestId('config-conflict')
  const sides = dialog.getByRole('row').filter({ hasText: 'model' })
  await expect(sides).toContainText('mine')
  await expect(sides).toContainText('theirs')
  expect(read()).toBe(theirs)
  await dialog.getByRole('button', { name: 'Write mine' }).click()
  await expect.poll(read).toBe(theirs.replace('"theirs"', '"mine"'))
})

test('a broken file is explained at its line, copied, and mended', async ({ bench }) => {
  const { page, file, read } = await open(bench)
  await section(page, 'Configuration')
  await expect(row(page, 'model')).toBeVisible()
  const broken = read().replace('"gpt-5.5"', '"gpt-5.5')
  writeFileSync(file, broken)
  await page.getByRole('button', { name: 'Mend config.toml' }).click()
  await expect(page.getByTestId('editor-banner')).toContainText('This config.toml can’t be read: line 2')
  await page
    .getByRole('region', { name: 'Problems' })
    .getByRole('button', { name: /line 2/ })
    .click()
  const field = page.getByTestId('code-field')
  await field.fill(broken.replace('"gpt-5.5', '"gpt-5.5"'))
  await field.press('Control+s')
  await expect.poll(read).toContain('"gpt-5.5" # why')
  await expect(page.getByTestId('editor-banner')).toHaveCount(0)
  await page.getByRole('button', { name: 'Copies from before repairs' }).click()
  await expect(page.getByTestId('config-backups').getByRole('button', { name: 'Put back' })).toHaveCount(1)
  await page.getByTestId('config-backups').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('radio', { name: 'Keys' }).click()
  await expect(row(page, 'model').getByRole('textbox')).toHaveValue('gpt-5.5')
})

test('what somebody else saves meanwhile is told, and joined with what is typed', async ({ bench }) => {
  const { page, file, read } = await open(bench)
  // The app's own word about the folder comes in when Codex starts.
  await expect.poll(read).toContain('trust_level')
  await section(page, 'Configuration')
  await page.getByRole('radio', { name: 'config.toml' }).click()
  const field = page.getByTestId('code-field')
  await field.press('Control+Home')
  await page.keyboard.type('# typed here\n')
  writeFileSync(file, `${read()}# by somebody else\n`)
  await expect(page.getByTestId('editor-banner')).toContainText('changed by somebody else while you were typing')
  await page.getByRole('button', { name: 'Show both sides' }).click()
  await page.getByTestId('file-sides').getByRole('button', { name: 'Join both' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(read).toMatch(/^# typed here\n# my own words\n[^]*# by somebody else\n$/)
})
