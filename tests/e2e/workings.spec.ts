// Permissions, rules, models and profiles in the window, on the real Codex: what is set there is what a chat then does.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { choosePreset, composer, decide, send, turnEnds } from '../support/acts'
import { codexBinary } from '../support/codex-session'
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
/** The catalog that Codex brings, as it prints it. */
const bundledModels = (): string =>
  execFileSync(codexBinary(), ['debug', 'models', '--bundled'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
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
  await expect.poll(() => readFileSync(join(home, 'config.toml'), 'utf8')).toContain(extra)
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
  const sandbox = section.getByRole('radiogroup', { name: 'Sandbox' })
  await expect(sandbox.getByRole('radio', { name: /^Full access/ })).toBeChecked()
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

test('network, questions and who answers count from the next message on, and a new chat begins as it was chosen', async ({
  bench,
}) => {
  const { launch, home } = await open(bench)
  const page = await launch()
  await settings(page, 'Permissions')
  const section = page.getByTestId('permissions')
  const begins = section.getByRole('radiogroup', { name: 'New chats begin with' })
  await expect(begins.getByRole('radio', { name: /^Full access/ })).toBeDisabled()
  // What is chosen for a terminal is followed here, but for full access.
  const sandbox = section.getByRole('radiogroup', { name: 'Sandbox' })
  await sandbox.getByRole('radio', { name: /^Write in the folder/ }).check()
  await expect(begins.getByRole('radio', { name: /^Auto in folder/ })).toBeChecked()
  await sandbox.getByRole('radio', { name: /^Full access/ }).check()
  await expect.poll(() => readFileSync(join(home, 'config.toml'), 'utf8')).toContain('danger-full-access')
  await expect(begins.getByRole('radio', { name: /^Auto in folder/ })).toBeChecked()
  await section.getByRole('checkbox', { name: /may use the network/ }).check()
  await expect.poll(() => readFileSync(join(home, 'config.toml'), 'utf8')).toContain('network_access = true')
  await chat(page)
  await expect(page.getByTestId('picker-preset')).toHaveText('Auto in folder')

  let turns = 0
  /** What the model is told of a command; `escalated`: it asks to leave the sandbox. */
  const told = async (cmd: string, escalated = false, review = 'Done.'): Promise<string> => {
    turns += 1
    calls += 1
    // What a turn before left over must not be this one's answer.
    model.clear()
    const more = escalated ? { sandbox_permissions: 'require_escalated', justification: 'because' } : {}
    model.queue(events(functionCall(`run_${calls}`, 'exec_command', { cmd, ...more })), say(review), say('Done.'))
    await send(page, 'go')
    await expect(page.getByTestId('turn-end')).toHaveCount(turns, { timeout: 30_000 })
    const items = model.requests.flatMap(({ input }) => input)
    return items.find(({ type, callId }) => type.endsWith('_output') && callId === `run_${calls}`)?.text ?? ''
  }
  const net = `(exec 3<>/dev/tcp/127.0.0.1/${new URL(model.baseUrl).port}) 2>/dev/null && echo NET-YES || echo NET-NO`
  expect(await told(net)).toContain('NET-YES')
  await settings(page, 'Permissions')
  await section.getByRole('checkbox', { name: /may use the network/ }).uncheck()
  await section.getByRole('checkbox', { name: /^Only some kinds/ }).check()
  await section.getByRole('checkbox', { name: /^Leaving the sandbox/ }).uncheck()
  await expect.poll(() => readFileSync(join(home, 'config.toml'), 'utf8')).toMatch(/sandbox_approval = false/)
  await chat(page)
  expect(await told(net)).toContain('NET-NO')
  // Refused without a question: the turn ends by itself.
  await told('true install x', true)
  await settings(page, 'Permissions')
  await section.getByRole('checkbox', { name: /^Leaving the sandbox/ }).check()
  await section
    .getByRole('radiogroup', { name: 'Who answers' })
    .getByRole('radio', { name: /^Another model/ })
    .check()
  await expect.poll(() => readFileSync(join(home, 'config.toml'), 'utf8')).toContain('auto_review')
  await chat(page)
  const verdict = { risk_level: 'low', user_authorization: 'high', outcome: 'allow', rationale: 'It does nothing.' }
  expect(await told('true install y && echo RAN', true, JSON.stringify(verdict))).toContain('RAN')
  // The person sees who answered in their place, and why.
  await expect(page.getByText(/approval review approved.*It does nothing\./)).toBeVisible()
})

test('a chat that is begun after a permission profile was chosen runs under it, one before goes on as it was', async ({
  bench,
}) => {
  const extra = bench.folder('extra', {})
  const { launch } = await open(bench)
  const page = await launch()
  await expect(composer(page)).toBeVisible()
  await choosePreset(page, 'Auto in folder')
  let tries = 0
  const writes = async (turns: number): Promise<boolean> => {
    tries += 1
    run(`touch '${extra}/${tries}'; true`)
    await send(page, 'write')
    await expect(page.getByTestId('turn-end')).toHaveCount(turns)
    return existsSync(join(extra, String(tries)))
  }
  expect(await writes(1)).toBe(false)
  await settings(page, 'Permissions')
  const section = page.getByTestId('permissions')
  await section.getByRole('button', { name: 'New profile…' }).click()
  const dialog = page.getByTestId('permission-profile')
  await dialog.getByLabel('Name').fill('docs')
  await dialog.getByRole('button', { name: 'Add a path' }).click()
  await dialog.getByLabel('Path 1', { exact: true }).fill(extra)
  await dialog.getByLabel('Access to path 1').selectOption('write')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await section.getByRole('combobox', { name: 'Permission profile' }).selectOption('docs')
  await expect(section.getByRole('combobox', { name: 'Permission profile' })).toBeEnabled()
  await chat(page)
  expect(await writes(2)).toBe(false)
  await page.keyboard.press('Control+n')
  expect(await writes(1)).toBe(true)
  // Its permission under the message still counts.
  await choosePreset(page, 'Ask')
  run(`touch '${extra}/asked'; true`)
  await send(page, 'write')
  await expect(page.getByTestId('turn-end')).toHaveCount(2)
  expect(existsSync(join(extra, 'asked'))).toBe(false)
  await choosePreset(page, 'Auto in folder')
  expect(await writes(3)).toBe(true)
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
  // Edited as text: the bundled Codex says what is wrong in which line before it is saved.
  await rules.locator('[data-name="home/default"]').getByRole('button', { name: 'Edit as text' }).click()
  const field = page.getByTestId('code-field')
  await field.fill(`${text}prefix_rule(pattern=["rm"], decision="maybe")\n`)
  await expect(page.getByRole('region', { name: 'Rules' })).toContainText('invalid decision: maybe')
  await field.fill(`${text}prefix_rule(pattern=["rm"], decision="forbidden")\n`)
  await expect(page.getByRole('region', { name: 'Rules' })).not.toContainText('invalid decision')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => readFileSync(granted, 'utf8')).toContain('"rm"')
  await page.getByRole('button', { name: 'Back to the rules' }).click()
  await rules.getByRole('textbox', { name: 'Command line' }).fill('rm -rf x')
  await rules.getByRole('button', { name: 'Try' }).click()
  await expect(page.getByTestId('rule-verdict')).toContainText('default.rules')
  await expect(page.getByTestId('rule-verdict')).toContainText('It is refused')
  writeFileSync(join(home, 'rules', 'bad.rules'), 'prefix_rule(pattern=["x"], decision="maybe")\n')
  await expect(rules.getByRole('alert').first()).toContainText('leaves out all rules')
})

test('what was allowed for good in a chat is listed, and asked about again once it is revoked', async ({ bench }) => {
  const { launch, home } = await open(bench)
  const page = await launch()
  await expect(composer(page)).toBeVisible()
  await choosePreset(page, 'Auto in folder')
  const ask = async (): Promise<void> => {
    calls += 1
    const more = {
      sandbox_permissions: 'require_escalated',
      justification: 'because',
      prefix_rule: ['true', 'install'],
    }
    model.queue(events(functionCall(`run_${calls}`, 'exec_command', { cmd: 'true install x', ...more })), say('Done.'))
    await send(page, 'install')
  }
  await ask()
  await decide(page, /^Always allow/)
  await turnEnds(page, 'completed')
  await expect.poll(() => readFileSync(join(home, 'rules', 'default.rules'), 'utf8')).toContain('"true"')
  // From now on unasked, also in a new chat.
  await page.keyboard.press('Control+n')
  await ask()
  await turnEnds(page, 'completed')

  await settings(page, 'Rules')
  const granted = page.getByTestId('rules').locator('[data-name="home/default"]')
  await expect(granted).toContainText('granted in chats')
  await granted.getByRole('button', { name: /^Revoke: true/ }).click()
  await expect(granted.getByRole('button', { name: /^Revoke/ })).toHaveCount(0)
  await chat(page)
  await page.keyboard.press('Control+n')
  await ask()
  await decide(page, 'Decline')
  await turnEnds(page, 'completed')
})

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
