// Permissions, rules, models and profiles in the window, on the real Codex: what is set there is what a chat then does.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { choosePreset, composer, send, turnEnds } from '../support/acts'
import { expect, test, type Bench } from '../support/deck'
import { events, functionCall, say, startResponsesServer, type ScriptedModel } from '../support/responses-server'

let model: ScriptedModel
test.beforeAll(async () => {
  model = await startResponsesServer()
})
test.afterAll(() => model.close())
test.beforeEach(() => model.clear())

async function open(bench: Bench, { config = model.configToml, files = {} as Record<string, string> } = {}) {
  const path = bench.folder('weather', { 'README.md': '# weather\n', ...files })
  bench.remember({ path, trust: 'trusted', source: 'provider' })
  const home = bench.prepareHome(path, 'weather', config.replace('[features]\n', '[features]\nplugins = false\n'))
  return { path, home, launch: async () => (await bench.launch()).page }
}

async function settings(page: Page, section: string): Promise<void> {
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await page.getByTestId('settings').getByRole('button', { name: section, exact: true }).click()
}
const chat = (page: Page) => page.getByRole('button', { name: 'Back to the chat' }).click()
let calls = 0
const run = (cmd: string): void => {
  calls += 1
  model.queue(events(functionCall(`run_${calls}`, 'exec_command', { cmd })), say('Done.'))
}

test('a folder that is added can be written to from the next message on; one that the project’s folder names can’t', async ({
  bench,
}) => {
  const extra = bench.folder('extra', {})
  const sneaky = bench.folder('sneaky', {})
  const { launch, home } = await open(bench, {
    files: {
      '.codex/config.toml': `[sandbox_workspace_write]\nwritable_roots = ["${sneaky}"]\nnetwork_access = true\n`,
    },
  })
  const page = await launch()
  await expect(composer(page)).toBeVisible()
  await choosePreset(page, 'Auto in folder')
  const attempt = async (name: string): Promise<boolean[]> => {
    run(`touch '${extra}/${name}'; touch '${sneaky}/${name}'; true`)
    await send(page, 'write')
    await expect(page.getByTestId('turn-end')).toHaveCount(Number(name))
    return [existsSync(join(extra, name)), existsSync(join(sneaky, name))]
  }
  expect(await attempt('1')).toEqual([false, false])

  await settings(page, 'Permissions')
  const add = page.getByRole('form', { name: 'Add a folder' })
  await add.getByRole('textbox', { name: 'Folder' }).fill('extra')
  await add.getByRole('button', { name: 'Add' }).click()
  await expect(add).toContainText('Give the whole path')
  await add.getByRole('textbox', { name: 'Folder' }).fill(extra)
  await add.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('list', { name: 'Folders that may be written to' })).toContainText(extra)
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).toContain(extra)
  await chat(page)
  expect(await attempt('2')).toEqual([true, false])

  await settings(page, 'Permissions')
  await page.getByRole('button', { name: `Take out ${extra}` }).click()
  await expect(page.getByRole('list', { name: 'Folders that may be written to' })).toHaveCount(0)
  await chat(page)
  expect(await attempt('3')).toEqual([false, false])
})

test('full access in config.toml is marked, and a permission profile can’t break the configuration', async ({
  bench,
}) => {
  const { launch, home } = await open(bench, { config: `sandbox_mode = "danger-full-access"\n${model.configToml}` })
  const page = await launch()
  await settings(page, 'Permissions')
  const section = page.getByTestId('permissions')
  await expect(section.getByRole('radio', { name: /^Full access/ })).toBeChecked()
  await expect(section.getByText('No sandbox: every command')).toBeVisible()
  await section.getByRole('button', { name: 'New profile…' }).click()
  const dialog = page.getByTestId('permission-profile')
  await dialog.getByLabel('Name').fill('docs')
  await dialog.getByRole('button', { name: 'Add a path' }).click()
  await dialog.getByLabel('Path 1', { exact: true }).fill('/srv')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(section.getByRole('list', { name: 'Permission profiles' })).toContainText('docs')
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).toMatch(/default_permissions = ":workspace"/)
  await section.getByRole('button', { name: 'Delete docs' }).click()
  await expect(section.getByRole('list', { name: 'Permission profiles' })).not.toContainText('docs')
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).not.toContain('[permissions')
})

test('rules are listed, tried, revoked and put back', async ({ bench }) => {
  const { launch, home } = await open(bench, {
    files: {
      '.codex/rules/team.rules':
        'prefix_rule(pattern=["git", "push"], decision="forbidden", justification="Only by hand, after the tests.")\n',
    },
  })
  mkdirSync(join(home, 'rules'))
  const granted = join(home, 'rules', 'default.rules')
  const text = 'prefix_rule(pattern=["mkdir", "-p"], decision="allow")\nprefix_rule(pattern=["ls"], decision="allow")\n'
  writeFileSync(granted, text)
  const page = await launch()
  await settings(page, 'Rules')
  const rules = page.getByTestId('rules')
  await expect(rules.locator('[data-name="home/default"]')).toContainText('granted in chats')
  await rules.getByRole('textbox', { name: 'Command line' }).fill('ls -l && git push origin main')
  await rules.getByRole('button', { name: 'Try' }).click()
  await expect(page.getByTestId('rule-verdict')).toContainText('It is refused')
  await expect(page.getByTestId('rule-verdict')).toContainText('team.rules: Only by hand')
  await rules.getByRole('button', { name: 'Revoke: mkdir -p' }).click()
  await expect.poll(() => readFileSync(granted, 'utf8')).toBe(text.split('\n').slice(1).join('\n'))
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => readFileSync(granted, 'utf8')).toBe(text)
  writeFileSync(join(home, 'rules', 'bad.rules'), 'prefix_rule(pattern=["x"], decision="maybe")\n')
  await expect(rules.getByRole('alert').first()).toContainText('leaves out all rules')
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

test('a profile is made, chosen for new chats, and stays with its chat after a restart', async ({ bench }) => {
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
  const profiles = page.getByTestId('profiles')
  await expect(profiles.locator('[data-name="wordy"]')).toContainText('model_verbosity')
  await profiles.getByRole('combobox', { name: 'New chats begin with' }).selectOption('wordy')
  await expect(profiles.locator('[data-name="wordy"]')).toContainText('for new chats')
  await profiles.getByRole('button', { name: 'More for wordy' }).click()
  await page.getByRole('menuitem', { name: 'Features…' }).click()
  const features = page.getByTestId('profile-features')
  await features.getByLabel('Feature to add').fill('goals')
  await features.getByRole('button', { name: 'Add' }).click()
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('goals = true')
  await features.getByRole('button', { name: 'Close' }).click()
  await chat(page)
  const verbosity = async (text: string): Promise<string | undefined> => {
    const before = model.requests.length
    await send(page, text)
    const request = await model.requested(before + 1)
    await turnEnds(page, 'completed')
    return /"verbosity":"(\w+)"/.exec(JSON.stringify(request))?.[1]
  }
  expect(await verbosity('one')).toBe('high')
  await bench.decks.at(-1)?.app.close()
  page = await launch()
  await expect(page.getByText('one').first()).toBeVisible()
  expect(await verbosity('two')).toBe('high')

  await settings(page, 'Profiles')
  await page.getByRole('button', { name: 'More for wordy' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(() => existsSync(file)).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('profiles').locator('[data-name="wordy"]')).toContainText('for new chats')
  expect(existsSync(file)).toBe(true)
})
