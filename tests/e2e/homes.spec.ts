// The homes on the screen and on disk: what there is, what is copied into one, what goes, and what Codex is handed from outside.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { projectMenu, projectRow } from '../support/acts'
import { codexBinary } from '../support/codex-session'
import { answerMessageBox, childrenOf, expect, type Bench } from '../support/deck'
import { SOMEBODY } from '../support/issuer'
import { closeSettings, openForLogin, openSettings, signIn, talk, test } from '../support/login-deck'

/** A person's home folder with a Codex of their own; `HOME` of the app. */
function person(bench: Bench): { folder: string; codex: string } {
  const folder = bench.folder('me', {
    '.codex/config.toml': [
      'model_reasoning_effort = "high"',
      'cli_auth_credentials_store = "keyring"',
      '[mcp_servers.mine]',
      'command = "mine"',
      'env = { TOKEN = "canary-in-config" }',
      '',
    ].join('\n'),
    '.codex/AGENTS.md': 'Speak plainly.\n',
    '.codex/rules/default.rules': 'prefix_rule(pattern = ["ls"], decision = "allow")\n',
    '.codex/skills/sing/SKILL.md': '---\nname: sing\ndescription: Sings.\n---\n',
    '.codex/history.jsonl': 'x'.repeat(3_000_000),
  })
  return { folder, codex: join(folder, '.codex') }
}

/** Name and content of all files below a folder. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'latin1')]),
  )

const more = (page: Page, label: string) => page.getByRole('button', { name: `More for ${label}`, exact: true })
const home = (page: Page, label: string) => page.getByTestId('home').filter({ has: more(page, label) })
async function homeMenu(page: Page, label: string, entry?: string): Promise<void> {
  await more(page, label).click()
  if (entry !== undefined) await page.getByRole('menuitem', { name: entry }).click()
}

/** Moves what would go to the trash into this folder instead. */
async function catchTrash(app: ElectronApplication, folder: string): Promise<void> {
  mkdirSync(folder)
  await app.evaluate(({ shell }, trash) => {
    const { renameSync } = process.getBuiltinModule('node:fs')
    const { basename, join: at } = process.getBuiltinModule('node:path')
    shell.trashItem = (path) => Promise.resolve(renameSync(path, at(trash, basename(path))))
  }, folder)
}

test('every home is listed with what it takes on disk, and looking at them changes none', async ({ bench, login }) => {
  const { folder, codex } = person(bench)
  const before = contents(codex)
  const { page } = await openForLogin(bench, login, { names: ['one', 'two'], env: { HOME: folder } })
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await closeSettings(page)
  await talk(page, login, 'now there is a session')

  await openSettings(page, 'Homes')
  await expect(page.getByTestId('home')).toHaveCount(4)
  await expect(home(page, 'one')).toContainText('The project’s own')
  await expect(home(page, 'one')).toContainText(bench.homeOf(join(bench.root, 'one')))
  await expect(home(page, 'one').getByRole('cell').nth(1)).toHaveText('1')
  await expect(home(page, 'two').getByRole('cell').nth(1)).toHaveText('0')
  await expect(home(page, SOMEBODY.email)).toContainText('Keeps the login of the account')
  await expect(home(page, 'Codex in the terminal')).toContainText('Yours')
  await expect(home(page, 'Codex in the terminal')).toContainText('3.0 MB')
  await expect(page.getByTestId('homes')).toContainText(/^(?!.*so far).*4 homes, [\d.]+ MB/)
  expect(contents(codex)).toEqual(before)
})

test('a project’s home is given what another one has, without its secrets', async ({ bench, login }) => {
  const { folder, codex } = person(bench)
  const { page } = await openForLogin(bench, login, { env: { HOME: folder } })
  const own = bench.homeOf(join(bench.root, 'p'))
  await openSettings(page, 'Homes')
  await homeMenu(page, 'p', 'Add from a template…')
  const dialog = page.getByTestId('template-home')
  await expect(dialog.getByRole('combobox', { name: 'Home to copy from' })).toContainText('Codex in the terminal')
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog).toContainText('skills/sing/SKILL.md')
  await expect(dialog).toContainText('model_reasoning_effort')

  for (const name of ['AGENTS.md', 'rules/default.rules', 'skills/sing/SKILL.md'])
    expect(readFileSync(join(own, name), 'utf8')).toBe(readFileSync(join(codex, name), 'utf8'))
  const config = readFileSync(join(own, 'config.toml'), 'utf8')
  expect(config).toContain('model_reasoning_effort = "high"')
  expect(config).toContain('command = "mine"')
  expect(config).toContain('cli_auth_credentials_store = "ephemeral"')
  expect(Object.values(contents(own)).join('\n')).not.toContain('canary-in-config')
  expect(existsSync(join(own, 'history.jsonl'))).toBe(false)
})

test('a home made usable in a terminal is signed in there, and goes on borrowing its login here', async ({
  bench,
  login,
}) => {
  const { folder } = person(bench)
  const { page } = await openForLogin(bench, login, { env: { HOME: folder } })
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await openSettings(page, 'Homes')
  await homeMenu(page, 'p', 'Make usable in a terminal…')
  const dialog = page.getByTestId('terminal-home')
  await expect(dialog.getByTestId('rotation-warning')).toContainText('This login is renewed now and then')
  await dialog.getByRole('button', { name: 'Copy the login' }).click()
  const report = dialog.getByRole('status')
  await expect(report).toContainText('Copied: auth.json.')

  const line = (await report.locator('code').textContent()) ?? ''
  const env = { PATH: `${dirname(codexBinary())}:/usr/bin:/bin`, HOME: folder }
  const inTerminal = execFileSync('sh', ['-c', `${line} login status 2>&1`], { env, encoding: 'utf8' })
  expect(inTerminal).toContain('Logged in using ChatGPT')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(home(page, 'p')).toContainText('login')

  const copy = join(bench.homeOf(join(bench.root, 'p')), 'auth.json')
  const copied = readFileSync(copy, 'utf8')
  await closeSettings(page)
  await talk(page, login, 'still borrowed')
  expect(readFileSync(copy, 'utf8')).toBe(copied)

  // Once more: a login that is there is replaced only when told to.
  await openSettings(page, 'Homes')
  await homeMenu(page, 'p', 'Make usable in a terminal…')
  await dialog.getByRole('button', { name: 'Copy the login' }).click()
  await expect(dialog.getByRole('alert')).toContainText('It is only replaced when you say so.')
  await dialog.getByRole('checkbox', { name: 'Replace a login that is there' }).check()
  await dialog.getByRole('button', { name: 'Copy the login' }).click()
  await expect(report).toContainText('Copied: auth.json.')
})

test('the home of a removed project goes to the trash; one that keeps a login doesn’t, and one’s own only by a native yes', async ({
  bench,
  login,
}) => {
  const { folder, codex } = person(bench)
  const { app, page } = await openForLogin(bench, login, { names: ['one', 'two'], env: { HOME: folder } })
  const trash = join(bench.root, 'trash')
  await catchTrash(app, trash)
  await openSettings(page, 'Accounts')
  await signIn(page, login)
  await closeSettings(page)
  const gone = bench.homeOf(join(bench.root, 'two'))
  await projectMenu(page, 'two', 'Remove…')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove two' }).click()
  await expect(projectRow(page, 'two')).toHaveCount(0)

  await openSettings(page, 'Homes')
  await expect(home(page, 'two')).toContainText('Of a project that was taken from the list')
  await homeMenu(page, 'two', 'Move to trash…')
  const dialog = page.getByTestId('trash-home')
  await expect(dialog).toContainText(gone)
  await dialog.getByRole('button', { name: 'Move to trash' }).click()
  await expect(home(page, 'two')).toHaveCount(0)
  expect(existsSync(gone)).toBe(false)
  expect(readdirSync(trash)).toHaveLength(1)

  await homeMenu(page, SOMEBODY.email)
  await expect(page.getByRole('menu')).toContainText('is signed in here. Sign out first.')
  await expect(page.getByRole('menuitem', { name: 'Move to trash…' })).toBeDisabled()
  await page.keyboard.press('Escape')

  await answerMessageBox(app, 0)
  await homeMenu(page, 'Codex in the terminal', 'Move to trash…')
  await expect(dialog).toContainText('This is your own home')
  await dialog.getByRole('button', { name: 'Move to trash' }).click()
  await expect(dialog).toBeHidden()
  expect(existsSync(codex)).toBe(true)
  await answerMessageBox(app, 1)
  await homeMenu(page, 'Codex in the terminal', 'Move to trash…')
  await dialog.getByRole('button', { name: 'Move to trash' }).click()
  await expect(home(page, 'Codex in the terminal')).toHaveCount(0)
  expect(existsSync(codex)).toBe(false)
})

test('the environment says of each variable whether Codex gets it, and is right', async ({ bench, login }) => {
  const { folder } = person(bench)
  const key = 'sk-canary-environment-0123456789'
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'config.toml'), '')
  const { page, child } = await openForLogin(bench, login, {
    env: {
      HOME: folder,
      OPENAI_API_KEY: key,
      CODEX_HOME: elsewhere,
      HTTPS_PROXY: 'http://user:canary-password@127.0.0.1:9',
      NO_PROXY: '127.0.0.1',
    },
  })
  await openSettings(page, 'Environment')
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  await expect(row('OPENAI_API_KEY')).toContainText('kept back')
  await expect(row('CODEX_HOME')).toContainText('replaced')
  await expect(row('HTTPS_PROXY')).toContainText('@127.0.0.1:9')
  await expect(row('HTTPS_PROXY')).toContainText('passed on')
  await expect(row('CODEX_ACCESS_TOKEN')).toContainText('not set')
  await expect(page.getByTestId('environment')).not.toContainText(/canary/)

  const servers = () => childrenOf(child.pid ?? 0, 'app-server')
  await expect.poll(servers).not.toHaveLength(0)
  for (const pid of servers()) {
    const given = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
    expect(given).toContain('HTTPS_PROXY=http://user:canary-password@127.0.0.1:9')
    expect(given).not.toContain(`OPENAI_API_KEY=${key}`)
    expect(given).not.toContain(`CODEX_HOME=${elsewhere}`)
  }
  await openSettings(page, 'Homes')
  await expect(home(page, 'Codex in the terminal (CODEX_HOME)')).toContainText(elsewhere)
})
