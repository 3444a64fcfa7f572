// Models and providers in the window, on the real Codex: what is chosen there is what a chat then asks of whom.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { send, turnEnds } from '../support/acts'
import { expect, test } from '../support/deck'
import { say } from '../support/responses-server'
import { bundledModels, chat, model, open, settings, useScriptedModel } from '../support/workings'

useScriptedModel()

test('what is chosen for a model is what the next chat asks of it, and what it lacks is not offered', async ({
  bench,
}) => {
  const catalog = join(bench.root, 'catalog.json')
  const bundled = JSON.parse(bundledModels()) as { models: { slug: string }[] } // Codex's own output
  const known = bundled.models.find(({ slug }) => slug === 'gpt-5.5')
  const plain = {
    ...known,
    slug: 'plain',
    display_name: 'Plain',
    support_verbosity: false,
    supports_reasoning_summary_parameter: false,
    service_tiers: [],
    additional_speed_tiers: [],
    supported_reasoning_levels: [{ effort: 'low', description: 'A little' }],
    default_reasoning_level: 'low',
  }
  writeFileSync(catalog, JSON.stringify({ models: [known, plain] }))
  const { launch } = await open(bench, {
    config: `model_catalog_json = ${JSON.stringify(catalog)}\n${model.configToml}`,
  })
  const page = await launch()
  await settings(page, 'Models')
  const models = page.getByTestId('models')
  const choose = async (name: string, value: string): Promise<void> => {
    const select = models.getByRole('combobox', { name, exact: true })
    await select.selectOption(value)
    await expect(select).toBeEnabled()
  }
  await choose('Reasoning effort', 'high')
  await choose('Speed', 'priority')
  await choose('Length of answers', 'high')
  await choose('Summary of its thinking', 'detailed')
  await models.getByRole('radio', { name: /^Live/ }).check()
  await expect(models.getByRole('radio', { name: /^Live/ })).toBeEnabled()
  await chat(page)
  const asked = async (text: string) => {
    const before = model.requests.length
    await send(page, text)
    const { raw } = await model.requested(before + 1)
    await turnEnds(page, 'completed')
    return raw
  }
  const first = await asked('one')
  expect(first).toMatchObject({
    model: 'gpt-5.5',
    reasoning: { effort: 'high', summary: 'detailed' },
    service_tier: 'priority',
    text: { verbosity: 'high' },
  })
  expect(JSON.stringify(first['tools'])).toContain('web_search')

  await settings(page, 'Models')
  await models.getByRole('radio', { name: /^Off/ }).check()
  await models.getByRole('textbox', { name: 'Model', exact: true }).fill('plain')
  await page.keyboard.press('Enter')
  await expect(models.getByText('“priority” is set, which Plain doesn’t have.')).toBeVisible()
  for (const name of ['Speed', 'Length of answers', 'Summary of its thinking'])
    await expect(models.getByRole('combobox', { name, exact: true })).toHaveCount(0)
  await expect(models.getByRole('combobox', { name: 'Reasoning effort' }).getByRole('option')).toHaveText([
    'The model’s own (low)',
    'low',
    'high (not of this model)',
  ])
  await chat(page)
  await page.keyboard.press('Control+n')
  const second = await asked('two')
  expect(second['model']).toBe('plain')
  expect(JSON.stringify(second['tools'])).not.toContain('web_search')
  expect(JSON.stringify(second['text'] ?? null)).not.toContain('high')
})

test('a provider is added by form, tried, used, and answers a chat', async ({ bench }) => {
  const { launch, home } = await open(bench, {
    config: 'model = "gpt-5.5"\n[features]\nunbounded_connection_retries = false\n',
  })
  const page = await launch()
  await settings(page, 'Models')
  const models = page.getByTestId('models')
  await models.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'With the Responses API…' }).click()
  const form = page.getByTestId('provider-form')
  await form.getByLabel('Name', { exact: true }).fill('House model')
  await form.getByLabel('Name in config.toml').fill('openai')
  await form.getByLabel('Base URL').fill(model.baseUrl)
  await form.getByRole('radio', { name: 'Nothing' }).click()
  await form.getByRole('button', { name: 'Add a header', exact: true }).click()
  await form.getByLabel('Name of header 1').fill('Authorization')
  await form.getByLabel('Value of header 1').fill(`Bearer ${model.token}`)
  await expect(form).toContainText('looks like a secret')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toContainText('Codex’s own and can’t be written over')
  await form.getByLabel('Name in config.toml').fill('house')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toHaveCount(0)
  const row = models.locator('[data-testid="provider"][data-id="house"]')
  await row.getByRole('button', { name: 'Test' }).click()
  await row.getByRole('button', { name: 'Try it' }).click()
  await expect(row.getByTestId('provider-result')).toHaveAttribute('data-ok', 'true', { timeout: 30_000 })
  await row.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(row).toContainText('used here')
  await chat(page)
  model.queue(say('Hello from the house.'))
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  await expect(page.getByText('Hello from the house.')).toBeVisible()

  await settings(page, 'Models')
  await row.getByRole('button', { name: 'More for House model' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(row).toHaveCount(0)
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).not.toContain('house')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toContainText('used here')
})
