// Skills, hooks, plugins, instructions, memories and what other agents left: in the window, with the real Codex and real files.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, lastTurn, send, turnEnds } from '../support/acts'
import { answerFolderDialog, answerMessageBox } from '../support/deck'
import { closeSettings, openSettings } from '../support/login-deck'
import { serveRepository } from '../support/git-http'
import { expect, sharedStage, test } from '../support/stage'

const put = (path: string, content: string | object): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
}
const skill = (name: string): string => `---\nname: ${name}\ndescription: It can ${name}.\n---\nDo ${name}.\n`

/** A person's home folder with nothing in it at first. */
const person = join(import.meta.dirname, '..', '..', 'out', `person-${process.pid}`)

const stage = sharedStage({
  files: { '.agents/skills/review/SKILL.md': skill('review'), 'AGENTS.md': '# House rules\n' },
  before: ({ bench, home }) => {
    put(join(home, 'hooks.json'), {
      hooks: { UserPromptSubmit: [{ hooks: [{ type: 'command', command: 'echo the hook ran' }] }] },
    })
    put(join(home, 'memories', 'memory_summary.md'), 'Likes short answers.\n')
    put(join(bench.root, 'team', 'tidy', 'SKILL.md'), skill('tidy'))
    const market = join(bench.root, 'market')
    put(join(market, '.agents', 'plugins', 'marketplace.json'), {
      name: 'mym',
      plugins: [{ name: 'demo', source: './demo', policy: { installation: 'AVAILABLE', authentication: 'ON_USE' } }],
    })
    put(join(market, 'demo', '.codex-plugin', 'plugin.json'), {
      name: 'demo',
      version: '1.0.0',
      description: 'A demo',
      skills: './skills/',
      mcpServers: './.mcp.json',
    })
    put(join(market, 'demo', '.mcp.json'), { mcpServers: { pm: { command: 'no-such-program', args: ['--serve'] } } })
    put(join(market, 'demo', 'skills', 'greet', 'SKILL.md'), skill('greet'))
  },
  // Of the app and so of Codex: where other agents are looked for.
  env: { HOME: person },
})
// After the stage's own end: until then the app writes there.
test.afterAll(() => rmSync(person, { recursive: true, force: true }))

const open = async (page: Page, section: string): Promise<void> => {
  await openSettings(page, section)
}
const config = (): string => readFileSync(join(stage().home, 'config.toml'), 'utf8')

test('a skill is read and turned off, and Undo brings it back', async () => {
  const { page } = stage()
  await open(page, 'Skills')
  const row = page.getByTestId('skill').filter({ hasText: 'It can review.' })
  await row.getByRole('button', { name: 'review', exact: true }).click()
  await expect(page.getByTestId('skill-dialog')).toContainText('Do review.')
  await page.keyboard.press('Escape')
  const before = config()
  await row.getByRole('checkbox').uncheck()
  await expect(row.getByRole('checkbox')).not.toBeChecked()
  await expect.poll(config).toContain('[[skills.config]]')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(row.getByRole('checkbox')).toBeChecked()
  expect(config()).toBe(before)
  await closeSettings(page)
})

test('a further folder of skills counts at once', async () => {
  const { page, app, bench } = stage()
  await open(page, 'Skills')
  await answerFolderDialog(app, join(bench.root, 'team'))
  await page.getByRole('button', { name: 'Add folder…' }).click()
  const row = page.getByTestId('skill').filter({ hasText: 'It can tidy.' })
  await expect(row).toBeVisible()
  await page.getByRole('button', { name: /^Take out / }).click()
  await expect(row).toHaveCount(0)
  await closeSettings(page)
})

test('a hook runs once it is trusted natively, and its run is in the log', async () => {
  const { page, app } = stage()
  await open(page, 'Hooks')
  await expect(page.getByTestId('hook')).toContainText('echo the hook ran')
  // The page alone can't: a write of the hash is refused, and a no in the native question leaves all as it was.
  const forged = await page.evaluate((projectId) => {
    const deck = Reflect.get(window, 'deck')
    const edit = { path: ['hooks', 'state', 'x', 'trusted_hash'], value: 'sha256:1', merge: 'replace' as const }
    return deck.call('config/write', { target: { kind: 'project', projectId }, edits: [edit], expectedVersion: null })
  }, stage().projectId)
  expect(forged).toMatchObject({ ok: false, error: { code: 'needs-question' } })
  await page.getByRole('button', { name: 'Trust…' }).click()
  await answerMessageBox(app, 0)
  await page.getByRole('button', { name: 'Trust and run it' }).click()
  await expect(page.getByRole('button', { name: 'Trust and run it' })).toBeEnabled()
  expect(config()).not.toContain('trusted_hash')
  await answerMessageBox(app, 1)
  await page.getByRole('button', { name: 'Trust and run it' }).click()
  await expect(page.getByTestId('hook')).toHaveAttribute('data-trust', 'trusted')
  await closeSettings(page)
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  await expect(lastTurn(page)).toContainText('ok')
  await open(page, 'Hooks')
  await page
    .getByTestId('hook-runs')
    .getByRole('button', { name: /When you send a message/ })
    .first()
    .click()
  await expect(page.getByTestId('hook-runs')).toContainText('the hook ran')
  // The log outlives the window.
  await page.reload()
  await expect(composer(page)).toBeVisible()
  await open(page, 'Hooks')
  await expect(page.getByTestId('hook-runs').getByRole('button', { name: /When you send a message/ })).toHaveCount(1)
  await closeSettings(page)
})

test('a plugin shows what it starts before it is installed', async () => {
  const { page, app, bench, home } = stage()
  await open(page, 'Plugins')
  await expect(page.getByTestId('plugins-switch')).toContainText('Plugins are off')
  await page.getByRole('button', { name: 'Turn plugins on' }).click()
  await answerFolderDialog(app, join(bench.root, 'market'))
  await page.getByRole('button', { name: 'Add folder…' }).click()
  await page.getByTestId('plugin').click()
  await expect(page.getByTestId('plugin-dialog')).toContainText('no-such-program --serve')
  await answerMessageBox(app, 0)
  await page.getByRole('button', { name: 'Install and start 1 server' }).click()
  await expect(page.getByRole('button', { name: 'Install and start 1 server' })).toBeEnabled()
  expect(existsSync(join(home, 'plugins', 'cache', 'mym'))).toBe(false)
  await answerMessageBox(app, 1)
  await page.getByRole('button', { name: 'Install and start 1 server' }).click()
  await expect(page.getByRole('button', { name: 'Uninstall…' })).toBeVisible()
  expect(readdirSync(join(home, 'plugins', 'cache', 'mym'))).toEqual(['demo'])
  await page.getByRole('button', { name: 'Uninstall…' }).click()
  await page.getByRole('button', { name: 'Uninstall', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Install and start 1 server' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('apps')).toContainText('Apps are connections of a ChatGPT account')
  // From git, on this machine.
  const served = await serveRepository(join(bench.root, 'served'), {
    '.agents/plugins/marketplace.json': JSON.stringify({
      name: 'team',
      plugins: [{ name: 'tool', source: './tool', policy: { installation: 'AVAILABLE', authentication: 'ON_USE' } }],
    }),
    'tool/.codex-plugin/plugin.json': JSON.stringify({ name: 'tool', version: '1.0.0', description: 'A tool' }),
  })
  await page.getByRole('button', { name: 'Add from git…' }).click()
  const dialog = page.getByTestId('git-marketplace')
  await dialog.getByLabel('Address').fill(served.url)
  await expect(dialog).toContainText('git will clone it from 127.0.0.1')
  await answerMessageBox(app, 0)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeEnabled()
  expect(config()).not.toContain('marketplaces.team')
  await answerMessageBox(app, 1)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const team = page.getByRole('group', { name: 'team' })
  await expect(team.getByTestId('plugin')).toContainText('tool')
  // Only what git brought can be fetched anew.
  await page.getByRole('button', { name: 'More for mym' }).click()
  await expect(page.getByRole('menuitem', { name: /newest state/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  for (const words of ['The newest state was fetched.', 'There was nothing newer.']) {
    await page.getByRole('button', { name: 'More for team' }).click()
    await page.getByRole('menuitem', { name: /newest state/ }).click()
    await expect(page.getByTestId('notice').filter({ hasText: words })).toBeVisible()
  }
  await page.getByRole('button', { name: 'More for team' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('button', { name: 'Remove team' }).click()
  await expect(team).toHaveCount(0)
  expect(config()).not.toContain('marketplaces.team')
  await served.close()
  await page.getByTestId('plugins-switch').getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByTestId('plugins-switch')).toContainText('Plugins are off')
  await closeSettings(page)
})

test('a prompt is written, called with what follows it, deleted and put back', async () => {
  const { page, home, model } = stage()
  await open(page, 'Prompts')
  await page.getByRole('button', { name: 'New…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('check')
  await page.keyboard.press('Enter')
  const text = '---\ndescription: Checks a file\nargument-hint: [file]\n---\nCheck $1 well.\n'
  await page.getByRole('textbox', { name: 'check' }).fill(text)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const file = join(home, 'prompts', 'check.md')
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe(text)
  await expect(page.getByTestId('prompt')).toContainText('Checks a file')
  await closeSettings(page)
  await composer(page).fill('')
  await composer(page).pressSequentially('/che')
  await expect(page.getByRole('option', { name: '/prompts:check [file]' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(composer(page)).toHaveValue('/prompts:check ')
  await page.keyboard.type('"my file.ts"')
  await page.keyboard.press('Enter')
  await turnEnds(page, 'completed')
  await expect(page.getByText('Check my file.ts well.').first()).toBeVisible()
  expect(JSON.stringify(model.requests.at(-1))).toContain('Check my file.ts well.')
  // One that isn't there is no message to the model.
  await send(page, '/prompts:none')
  await expect(page.getByTestId('notice').last()).toContainText('There is no prompt named none.')
  await expect(composer(page)).toHaveValue('/prompts:none')
  await composer(page).fill('')
  await open(page, 'Prompts')
  await page.getByRole('button', { name: 'Delete check' }).click()
  await expect(page.getByTestId('prompt')).toHaveCount(0)
  expect(existsSync(file)).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByTestId('prompt')).toHaveCount(1)
  await closeSettings(page)
})

test('a goal is noted, changed, started, paused, cleared and put back', async () => {
  const { page, model } = stage()
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  const chip = page.getByTestId('goal-chip')
  await chip.click()
  await page.getByLabel('Goal', { exact: true }).fill('Make it fast')
  await page.getByRole('button', { name: 'Note it for later' }).click()
  await expect(chip).toHaveAttribute('data-status', 'paused')
  await expect(chip).toContainText('Make it fast')
  const asked = model.requests.length
  await chip.click()
  await page.getByLabel('Goal', { exact: true }).fill('Make it small')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(chip).toContainText('Make it small')
  expect(model.requests).toHaveLength(asked)
  await chip.click()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(chip).toHaveAttribute('data-status', 'active')
  // It goes on by itself.
  await model.requested(asked + 2)
  await chip.click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(chip).toHaveAttribute('data-status', 'paused')
  await turnEnds(page, 'completed')
  await chip.click()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(chip).toHaveAttribute('data-status', 'none')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(chip).toHaveAttribute('data-status', 'paused')
  await send(page, '/goal clear')
  await expect(chip).toHaveAttribute('data-status', 'none')
})

test('instructions are written where Codex reads them', async () => {
  const { page, path } = stage()
  await open(page, 'Instructions')
  await expect(page.getByTestId('instruction-chain')).toContainText('AGENTS.md')
  await page
    .getByTestId('instruction-chain')
    .getByRole('button', { name: /^Read / })
    .click()
  await expect(page.getByTestId('instruction-text')).toContainText('# House rules')
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'AGENTS.md of the folder' }).fill('# House rules\n\nWrite plainly.\n')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => readFileSync(join(path, 'AGENTS.md'), 'utf8')).toContain('Write plainly.')
  await expect(page.getByTestId('instruction-chain')).toContainText('30 B')
  // An empty override switches the folder off.
  await page.getByRole('button', { name: 'AGENTS.override.md of the folder' }).click()
  writeFileSync(join(path, 'AGENTS.override.md'), '')
  await expect(page.getByTestId('instructions')).toContainText('It is empty: this folder’s AGENTS.md is off.')
  await closeSettings(page)
})

test('memories are forgotten only after a native yes, and come back', async () => {
  const { page, app, home } = stage()
  const summary = join(home, 'memories', 'memory_summary.md')
  await open(page, 'Memories')
  await answerMessageBox(app, 0)
  await page.getByRole('button', { name: 'Forget all…' }).click()
  await expect(page.getByRole('button', { name: 'Forget all…' })).toBeEnabled()
  expect(existsSync(summary)).toBe(true)
  await answerMessageBox(app, 1)
  await page.getByRole('button', { name: 'Forget all…' }).click()
  await expect(page.getByTestId('memory-copy')).toHaveCount(1)
  expect(existsSync(summary)).toBe(false)
  await page.getByTestId('memory-copy').getByRole('button', { name: 'Put back' }).click()
  await expect.poll(() => existsSync(summary) && readFileSync(summary, 'utf8')).toBe('Likes short answers.\n')
  await closeSettings(page)
})

test('nothing of another agent is said in words', async () => {
  const { page } = stage()
  await open(page, 'Import from agents')
  await expect(page.getByTestId('external-agents')).toContainText('Nothing of Claude Code to import')
  await page.getByRole('radio', { name: 'Cursor' }).click()
  await expect(page.getByTestId('external-agents')).toContainText('Nothing of Cursor to import')
  await closeSettings(page)
  await expect(composer(page)).toBeVisible()
})

test('what another agent left is chosen, imported after a native yes, shown and taken back', async () => {
  const { page, app, home } = stage()
  put(join(person, '.claude', 'CLAUDE.md'), 'Be brief.\n')
  put(join(person, '.claude.json'), { mcpServers: { notes: { command: 'no-such-program', env: { KEY: 'v' } } } })
  await open(page, 'Import from agents')
  const section = page.getByTestId('external-agents')
  await section.getByRole('radio', { name: 'Claude Code' }).click()
  const servers = section.locator('[data-type="MCP_SERVER_CONFIG"]')
  await expect(servers).toContainText('written in clear text')
  // Only what adds words is ticked to begin with.
  await expect(servers.getByRole('checkbox')).not.toBeChecked()
  await expect(section.locator('[data-type="AGENTS_MD"]').getByRole('checkbox')).toBeChecked()
  await servers.getByRole('checkbox').check()
  const before = config()
  await answerMessageBox(app, 0)
  await section.getByRole('button', { name: 'Import 2 of 2' }).click()
  await expect(section.getByRole('button', { name: 'Import 2 of 2' })).toBeEnabled()
  expect([config(), existsSync(join(home, 'AGENTS.md'))]).toEqual([before, false])
  await answerMessageBox(app, 1)
  await section.getByRole('button', { name: 'Import 2 of 2' }).click()
  await expect(page.getByTestId('import-report')).toContainText('[mcp_servers.notes]')
  expect(readFileSync(join(home, 'AGENTS.md'), 'utf8')).toBe('Be brief.\n')
  await expect(page.getByTestId('import-history')).toContainText('2 things imported')
  await page.getByTestId('notice').filter({ hasText: 'Imported.' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => [config(), existsSync(join(home, 'AGENTS.md'))]).toEqual([before, false])
  await closeSettings(page)
})
