// A project's configuration in the window, on the real Codex: a key edited in place and taken back, a feature turned and seen by the
// model, a broken file mended from where it is told, somebody else's change beside one's own typing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, send, turnEnds } from '../support/acts'
import { type Bench } from '../support/deck'
import { expectText } from '../support/editor-field'
import { heldUntil, say } from '../support/responses-server'
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
  await expectText(field, broken)
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

test('what is typed and not saved is there again after a reload and after the app was closed', async ({ bench }) => {
  const { page, read } = await open(bench)
  await expect.poll(read).toContain('trust_level')
  const before = read()
  await section(page, 'Configuration')
  await page.getByRole('radio', { name: 'config.toml' }).click()
  await page.getByTestId('code-field').press('Control+Home')
  await page.keyboard.type('# one\n')
  await page.reload()

  const typed = async (window: Page, text: string): Promise<void> => {
    await expect(composer(window)).toBeVisible()
    await window.keyboard.press('Control+,')
    await section(window, 'Configuration')
    await window.getByRole('button', { name: 'config.toml is not saved' }).click()
    await expect(window.getByTestId('editor-banner')).toContainText('before the app was closed is here again')
    await expectText(window.getByTestId('code-field'), text)
  }
  await typed(page, `# one\n${before}`)
  await page.getByTestId('code-field').press('Control+Home')
  await page.keyboard.type('# two\n')
  await bench.quitAll()

  const { page: again } = await bench.launch()
  await typed(again, `# two\n# one\n${before}`)
  expect(read()).toBe(before)
  await again.getByRole('button', { name: 'Throw away what is not saved' }).click()
  await expectText(again.getByTestId('code-field'), before)
  await again.getByTestId('notice').getByRole('button', { name: 'Undo' }).last().click()
  await expectText(again.getByTestId('code-field'), `# two\n# one\n${before}`)
  await again.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(read).toBe(`# two\n# one\n${before}`)
  await expect
    .poll(() => readdirSync(join(bench.userData, 'config-drafts'), { recursive: true }).map(String).join())
    .not.toContain('json')
})

test('a file of 5 MB is typed in, searched and saved as swiftly as a small one', async ({ bench }) => {
  const lines = Array.from(
    { length: 60_000 },
    (_, at) => `# ${at} ${'words of a long comment that goes on '.repeat(2)}`,
  )
  const { page, read } = await open(bench, `${config}${lines.join('\n')}\n`)
  await expect.poll(() => read().includes('trust_level'), { timeout: 20_000 }).toBe(true)
  await section(page, 'Configuration')
  /** Of eleven letters, from the key to the painted frame, in ms. */
  const medianOfKeys = async (): Promise<number> => {
    const field = page.getByTestId('code-field')
    await field.press('Control+Home')
    const taken = await field.evaluate(async () => {
      const all: number[] = []
      for (let letter = 0; letter < 11; letter += 1) {
        const begun = performance.now()
        document.execCommand('insertText', false, '#')
        await new Promise<void>((painted) => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => painted())
          port1.start()
          requestAnimationFrame(() => port2.postMessage(null))
        })
        all.push(performance.now() - begun)
      }
      return all
    })
    return taken.toSorted((one, other) => one - other)[5] ?? Infinity
  }
  await page.getByRole('radio', { name: 'Folder’s .codex' }).click()
  const small = await medianOfKeys()
  await page.getByRole('radio', { name: 'config.toml' }).click()
  const before = read()
  const large = await medianOfKeys()
  expect(large / small, `${large} ms in 5 MB, ${small} ms in an empty file`).toBeLessThan(5)

  await page.keyboard.press('Control+f')
  await page.keyboard.type('# 59999 ')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(page.getByText(/^# 59999 /)).toBeInViewport()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+s')
  await expect.poll(() => read() === `###########${before}`, { timeout: 20_000 }).toBe(true)
})

test('an edit of all projects is told home by home, and so is taking it back', async ({ bench }) => {
  const homes = ['weather', 'maps', 'broken'].map((name) => ({ name, path: bench.folder(name) }))
  bench.remember(...homes.map(({ path }) => ({ path, trust: 'restricted', source: 'provider' })))
  const [weather, maps, broken] = homes.map(({ name, path }) =>
    join(bench.prepareHome(path, name, name === 'broken' ? 'model = "\n' : config), 'config.toml'),
  )
  const read = (path = ''): string => readFileSync(path, 'utf8')
  const { page } = await bench.launch()
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await section(page, 'Configuration')
  await page.getByRole('radio', { name: 'All projects' }).click()
  const model = row(page, 'model').getByRole('textbox')
  await model.fill('gpt-x')
  await model.press('Enter')
  const report = page.getByTestId('write-report')
  await expect(report.getByRole('status')).toHaveText('model was written in 2 of 3 homes.')
  await expect(report.getByRole('listitem').filter({ hasText: 'broken' })).toContainText('line 1')
  for (const path of [weather, maps]) expect(read(path)).toContain('model = "gpt-x" # why')
  expect(read(broken)).toBe('model = "\n')

  // The focus is still in the field, where nothing is typed now: undo means the edit.
  await page.keyboard.press('Control+z')
  await expect(report.getByRole('status')).toHaveText('model was taken back in all 2 homes.')
  for (const path of [weather, maps]) expect(read(path)).toContain('model = "gpt-5.5" # why')
  await page.keyboard.press('Control+Shift+z')
  await expect(report.getByRole('status')).toHaveText('model was written in all 2 homes.')
  for (const path of [weather, maps]) expect(read(path)).toContain('model = "gpt-x" # why')
})
