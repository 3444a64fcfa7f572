// Files of the configuration as text, in the window: broken ones mended, somebody else's change beside one's own typing, drafts, 5 MB.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, send, turnEnds } from '../support/acts'
import { expectText } from '../support/editor-field'
import { expect, test } from '../support/stage'
import { config, open, row, section } from '../support/configuration'

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
