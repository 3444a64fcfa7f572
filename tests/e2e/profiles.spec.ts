// Profiles in the window, on the real Codex: what a chat is begun with is what it keeps.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer, send, turnEnds } from '../support/acts'
import { expect, test } from '../support/deck'
import { chat, model, open, settings, useScriptedModel } from '../support/workings'

useScriptedModel()

test('a profile is made, switches a feature, is chosen where a chat is begun, and stays with its chat', async ({
  bench,
}) => {
  const { launch, home } = await open(bench)
  let page = await launch()
  await settings(page, 'Profiles')
  await page.getByRole('button', { name: 'New profile…' }).click()
  const dialog = page.getByTestId('new-profile')
  await dialog.getByLabel('Name').fill('a.b')
  await dialog.getByRole('button', { name: 'Make it' }).click()
  await expect(dialog).toContainText('Letters, digits')
  await dialog.getByLabel('Name').fill('wordy')
  await dialog.getByRole('button', { name: 'Make it' }).click()
  await expect(dialog).toHaveCount(0)
  const file = join(home, 'wordy.config.toml')
  expect(readFileSync(file, 'utf8')).toContain('model = "gpt-5.5"')
  writeFileSync(file, `model_verbosity = "high"\n${readFileSync(file, 'utf8')}`)
  const wordy = page.getByTestId('profiles').locator('[data-name="wordy"]')
  await expect(wordy).toContainText('model_verbosity')

  const config = readFileSync(join(home, 'config.toml'), 'utf8')
  const inProfile = readFileSync(file, 'utf8')
  await wordy.getByRole('button', { name: 'More for wordy' }).click()
  await page.getByRole('menuitem', { name: 'Features…' }).click()
  await expect(page.getByRole('combobox', { name: 'Write to' })).toHaveValue('profile wordy')
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('view_image')
  const feature = page.locator('[data-testid="feature"][data-feature="view_image"]')
  await feature.getByRole('switch').click()
  await expect(feature).toContainText('profile: off')
  expect(readFileSync(file, 'utf8')).toBe(`${inProfile.trimEnd()}\nview_image = false\n`)
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).toBe(config)
  await page.getByTestId('features').press('Control+z')
  await expect(feature).not.toContainText('profile:')
  expect(readFileSync(file, 'utf8')).toBe(inProfile)
  await feature.getByRole('switch').click()
  await expect(feature).toContainText('profile: off')
  await chat(page)

  const choose = async (label: RegExp): Promise<void> => {
    await page.getByTestId('picker-profile').click()
    await page.getByRole('menuitemradio', { name: label }).click()
  }
  const sent = async (text: string): Promise<{ verbosity: string | undefined; hasImages: boolean }> => {
    const before = model.requests.length
    await send(page, text)
    const request = await model.requested(before + 1)
    await turnEnds(page, 'completed')
    return {
      verbosity: /"verbosity":"(\w+)"/.exec(JSON.stringify(request))?.[1],
      hasImages: request.tools.includes('view_image'),
    }
  }
  await choose(/^wordy/)
  expect(await sent('one')).toEqual({ verbosity: 'high', hasImages: false })
  await expect(page.getByTestId('profile-chip')).toHaveAccessibleName('Profile: wordy')
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await expect(page.getByTestId('picker-profile')).toHaveAccessibleName('Profile: wordy')
  await choose(/^No profile/)
  expect(await sent('other')).toMatchObject({ hasImages: true })
  await expect(page.getByTestId('profile-chip')).toHaveCount(0)

  await bench.decks.at(-1)?.app.close()
  page = await launch()
  await page.getByTestId('thread-row').filter({ hasText: 'one' }).click()
  await expect(page.getByTestId('profile-chip')).toHaveAccessibleName('Profile: wordy')
  expect(await sent('two')).toEqual({ verbosity: 'high', hasImages: false })

  await settings(page, 'Features')
  await page.getByRole('combobox', { name: 'Write to' }).selectOption('profile wordy')
  await page.getByRole('searchbox', { name: 'Search the features' }).fill('view_image')
  await page.getByRole('button', { name: 'Take view_image out of wordy' }).click()
  await page.getByTestId('renew-chats').getByRole('button', { name: 'Renew open chats' }).click()
  await expect(page.getByTestId('renew-chats')).toHaveCount(0)
  await chat(page)
  expect(await sent('three')).toEqual({ verbosity: 'high', hasImages: true })

  await page.getByTestId('profile-chip').click()
  await page.getByRole('combobox', { name: 'New chats begin with' }).selectOption('wordy')
  await expect(page.getByTestId('profiles').locator('[data-name="wordy"]')).toContainText('for new chats')
  await page.getByRole('button', { name: 'More for wordy' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(() => existsSync(file)).toBe(false)
  const deleted = page.getByTestId('notice').filter({ hasText: 'The profile wordy was deleted' })
  await deleted.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('profiles').locator('[data-name="wordy"]')).toContainText('for new chats')
  expect(existsSync(file)).toBe(true)
})

test('a chat says the model that its profile begins it with, and begins with none when the profile is broken', async ({
  bench,
}) => {
  const { launch, home } = await open(bench)
  const file = join(home, 'deep.config.toml')
  writeFileSync(file, 'model = "gpt-5.6-sol"\nmodel_reasoning_effort = "high"\n')
  const page = await launch()
  await expect(composer(page)).toBeVisible()
  await page.getByTestId('picker-profile').click()
  await page.getByRole('menuitemradio', { name: /^deep/ }).click()
  await expect(page.getByTestId('picker-model')).toContainText(/5\.6-sol/i)
  await expect(page.getByTestId('picker-effort')).toContainText('high')

  writeFileSync(file, 'model = \n')
  await send(page, 'hello')
  await expect(page.getByTestId('notice').last()).toContainText('The profile “deep” can’t be read')
  await expect(composer(page)).toHaveValue('hello')
  writeFileSync(file, 'model = "gpt-5.6-sol"\n')
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  expect(model.requests.at(-1)).toMatchObject({ model: 'gpt-5.6-sol' })
})
