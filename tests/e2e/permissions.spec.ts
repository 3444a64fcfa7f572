// Permissions and rules in the window, on the real Codex: what is set there is what a chat then may do.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { choosePreset, composer, decide, send, turnEnds } from '../support/acts'
import { expect, test } from '../support/deck'
import { events, functionCall, say } from '../support/responses-server'
import { newCall, chat, model, open, run, settings, useScriptedModel } from '../support/workings'

useScriptedModel()

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
    const own = newCall()
    // What a turn before left over must not be this one's answer.
    model.clear()
    const more = escalated ? { sandbox_permissions: 'require_escalated', justification: 'because' } : {}
    model.queue(events(functionCall(own, 'exec_command', { cmd, ...more })), say(review), say('Done.'))
    await send(page, 'go')
    await expect(page.getByTestId('turn-end')).toHaveCount(turns, { timeout: 30_000 })
    const items = model.requests.flatMap(({ input }) => input)
    return items.find(({ type, callId }) => type.endsWith('_output') && callId === own)?.text ?? ''
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
    const more = {
      sandbox_permissions: 'require_escalated',
      justification: 'because',
      prefix_rule: ['true', 'install'],
    }
    model.queue(events(functionCall(newCall(), 'exec_command', { cmd: 'true install x', ...more })), say('Done.'))
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
