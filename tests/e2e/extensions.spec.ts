// Skills, hooks, plugins, instructions, memories and what other agents left: in the window, with the real Codex and real files.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, lastTurn, send, turnEnds } from '../support/acts'
import { answerFolderDialog, answerMessageBox } from '../support/deck'
import { closeSettings, openSettings } from '../support/login-deck'
import { expect, sharedStage, test } from '../support/stage'

const put = (path: string, content: string | object): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
}
const skill = (name: string): string => `---\nname: ${name}\ndescription: It can ${name}.\n---\nDo ${name}.\n`

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
  env: { HOME: join(import.meta.dirname, '..', '..', 'out', 'nobody') },
})

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

test('a hook runs once it is trusted, and its run is in the log', async () => {
  const { page } = stage()
  await open(page, 'Hooks')
  await expect(page.getByTestId('hook')).toContainText('echo the hook ran')
  await page.getByRole('button', { name: 'Trust…' }).click()
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
  await page.getByRole('button', { name: 'Install and start 1 server' }).click()
  await expect(page.getByRole('button', { name: 'Uninstall…' })).toBeVisible()
  expect(readdirSync(join(home, 'plugins', 'cache', 'mym'))).toEqual(['demo'])
  await page.getByRole('button', { name: 'Uninstall…' }).click()
  await page.getByRole('button', { name: 'Uninstall', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Install and start 1 server' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByTestId('plugins-switch').getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByTestId('plugins-switch')).toContainText('Plugins are off')
  await closeSettings(page)
})

test('instructions are written where Codex reads them', async () => {
  const { page, path } = stage()
  await open(page, 'Instructions')
  await expect(page.getByTestId('instruction-chain')).toContainText('AGENTS.md')
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
