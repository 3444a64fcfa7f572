// A project's configuration in the window, on the real Codex: a key edited in place and taken back, somebody else's change beside
// one's own, an edit of all projects.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer } from '../support/acts'
import { expect, test } from '../support/stage'
import { config, open, row, section } from '../support/configuration'

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

test('an edit of all projects is stopped on the way: what it had not come to is left as it is', async ({ bench }) => {
  const paths = Array.from({ length: 20 }, (_, at) => bench.folder(`p${at}`))
  bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source: 'provider' })))
  const files = paths.map((path, at) => join(bench.prepareHome(path, `p${at}`, config), 'config.toml'))
  const { page } = await bench.launch()
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await section(page, 'Configuration')
  await page.getByRole('radio', { name: 'All projects' }).click()
  await row(page, 'model').getByRole('textbox').fill('gpt-x')
  await row(page, 'model').getByRole('textbox').press('Enter')
  await page.getByTestId('all-homes').getByRole('button', { name: 'Stop' }).click()
  const report = page.getByTestId('write-report')
  await expect(report).toContainText(/was written in \d+ of 20 homes/)
  const left = await report.getByText('not reached').count()
  expect(left).toBeGreaterThan(0)
  expect(files.filter((file) => readFileSync(file, 'utf8').includes('"gpt-x"'))).toHaveLength(20 - left)
  // None of the homes that were only written to told anything of itself.
  expect(await page.getByTestId('notice').filter({ hasText: 'unrecognized' }).count()).toBeLessThan(2)
  // The button that had the focus is gone; the keys go on to mean this page.
  await page.keyboard.press('Control+z')
  await expect.poll(() => files.some((file) => readFileSync(file, 'utf8').includes('"gpt-x"'))).toBe(false)
})
