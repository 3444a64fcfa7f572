// Configuration: the keys with their layers, a broken file under repair, the features, MCP servers with what they offer and the form
// for another, a folder that brings one, permissions, models, profiles.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { button, untilReady } from '../drive/app.mjs'
import { inRoot } from '../setup/paths.mjs'

const node = JSON.stringify(process.execPath)
const script = (name) => JSON.stringify(inRoot('tests', 'support', name))

const config = [
  '# How Codex works on the weather service.',
  'model = "gpt-5.5"',
  'model_reasoning_effort = "high" # the forecasts are subtle',
  'model_verbosity = "low"',
  'web_search = "cached"',
  'project_doc_fallback_filenames = ["CLAUDE.md", "NOTES.md"]',
  "tool_hook_command = './hooks/audit.sh'",
  '',
  '[features]',
  'plugins = false',
  'prevent_idle_sleep = true',
  'code_mode = true',
  '',
  '[shell_environment_policy]',
  'inherit = "core"',
  'exclude = ["AWS_*", "*_TOKEN"]',
  '',
  '[mcp_servers.forecasts]',
  `command = ${node}`,
  `args = [${script('mcp-sdk-server.mjs')}]`,
  'startup_timeout_sec = 20',
  'disabled_tools = ["fail"]',
  '',
  '[mcp_servers.archive]',
  'url = "http://127.0.0.1:9/mcp"',
  'bearer_token_env_var = "ARCHIVE_TOKEN"',
  '',
  '[mcp_servers.browser]',
  'command = "browser-tools-that-are-not-installed"',
  'args = ["--headless"]',
  '',
  '[mcp_servers.issues]',
  'command = "issues-mcp"',
  'enabled = false',
  '',
].join('\n')

const folderConfig = [
  '[mcp_servers.stations]',
  `command = ${node}`,
  `args = [${script('mcp-server.mjs')}, "--region", "coast"]`,
  'env = { STATIONS_CACHE = "/var/tmp/stations" }',
  'env_vars = ["STATIONS_KEY"]',
  '',
].join('\n')

const section = async (page, name) => {
  const settings = page.getByTestId('settings')
  if ((await settings.count()) === 0) await page.keyboard.press('Control+,')
  await settings.getByRole('button', { name, exact: true }).click()
}
const server = (page, name) => page.locator(`[data-testid="mcp-server"][data-name="${name}"]`)

/** A section that is shown as it opens, once it has something to show. */
const plain = (title) => ({
  name: `settings-${title.toLowerCase().replaceAll(' ', '-')}`,
  drive: async ({ page }) => {
    await section(page, title)
    await page.waitForFunction((name) => {
      const heading = [...document.querySelectorAll('h2')].find((one) => one.textContent === name)
      const words = heading?.parentElement?.innerText ?? ''
      return words.length > name.length + 80
    }, title)
  },
})

export const act = {
  name: 'configuration',
  prepare: async (stage) => {
    const folder = await stage.folder('weather', {
      'README.md': '# Weather\n',
      'AGENTS.md': '# Weather\n\nUse metric units. Run `npm test` before you say that something works.\n',
      '.agents/skills/forecast/SKILL.md':
        '---\nname: forecast\ndescription: Reads a forecast and says what it means for a journey.\n---\n\nRead it twice.\n',
    })
    const home = await stage.prepareHome(folder, config)
    await mkdir(join(home, 'rules'), { recursive: true })
    await writeFile(
      join(home, 'rules', 'default.rules'),
      '# Tests may always run.\nprefix_rule(pattern=["npm", "test"], decision="allow")\nprefix_rule(pattern=["git", "push"], decision="prompt")\n',
    )
    await writeFile(
      join(home, 'careful.config.toml'),
      '# Reads, asks, writes little.\nsandbox_mode = "read-only"\napproval_policy = "on-request"\nmodel_reasoning_effort = "xhigh"\n',
    )
    await stage.remember([{ path: folder, trust: 'trusted', source: 'demo' }])
    return { folder, home, file: join(home, 'config.toml') }
  },
  scenes: [
    {
      name: 'configuration',
      drive: async ({ page }) => {
        await untilReady(page)
        await section(page, 'Configuration')
        // Codex's word about the key that it doesn't know: the row says it, too.
        await button(page.getByTestId('notice'), /^(?:Close|Dismiss)/u)
          .first()
          .click()
        const row = page.locator('[data-testid="config-row"][data-key="model_reasoning_effort"]')
        await row.getByRole('button', { name: 'Layers of model_reasoning_effort' }).click()
        await row.getByRole('row').first().waitFor()
      },
    },
    {
      name: 'configuration-broken',
      before: async (context) => {
        context.whole = await readFile(context.file, 'utf8')
        await writeFile(context.file, context.whole.replace('"low"', '"low').replace('web_search = ', 'web_search '))
      },
      drive: async ({ page }) => {
        await button(page, 'Mend config.toml').click()
        await page.getByTestId('editor-banner').waitFor()
        await page.getByRole('region', { name: 'Problems' }).getByRole('button').first().click()
      },
      after: async ({ page, file, whole }) => {
        await writeFile(file, whole)
        await page.getByTestId('editor-banner').filter({ hasText: 'can’t be read' }).waitFor({ state: 'detached' })
      },
    },
    {
      name: 'configuration-find',
      drive: async ({ page }) => {
        await page.getByTestId('code-field').press('Control+f')
        await page.keyboard.type('command')
        await page.keyboard.press('Enter')
        await page.getByText(/^1 of [0-9]+$/u).waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'features',
      drive: async ({ page }) => {
        await section(page, 'Features')
        await page.getByTestId('feature').first().waitFor()
      },
    },
    {
      name: 'features-changed',
      drive: async ({ page }) => {
        await page.getByRole('searchbox', { name: 'Search the features' }).fill('code_mode')
        const feature = page.locator('[data-testid="feature"][data-feature="code_mode"]')
        await feature.getByRole('switch').click()
        await page.locator('[data-feature="code_mode"][aria-busy="false"]').waitFor()
      },
      after: ({ page }) => button(page.getByTestId('notice'), 'Undo').last().click(),
    },
    {
      name: 'mcp',
      drive: async ({ page }) => {
        await section(page, 'MCP servers')
        await server(page, 'forecasts').and(page.locator('[data-state="ready"], [data-state="running"]')).waitFor()
        await server(page, 'browser').and(page.locator('[data-state="failed"]')).waitFor()
        await server(page, 'archive').and(page.locator('[data-state="failed"]')).waitFor()
        await button(server(page, 'forecasts'), /^forecasts, /u).click()
        await page.getByTestId('mcp-tool').first().waitFor()
      },
      after: ({ page }) => button(server(page, 'forecasts'), /^forecasts, /u).click(),
    },
    {
      name: 'mcp-failed',
      drive: async ({ page }) => {
        await button(server(page, 'browser'), /^browser, /u).click()
        await server(page, 'browser').getByRole('alert').waitFor()
      },
      after: ({ page }) => button(server(page, 'browser'), /^browser, /u).click(),
    },
    {
      name: 'mcp-form',
      drive: async ({ page }) => {
        await button(page, 'Add a server').click()
        const form = page.getByTestId('mcp-form')
        await form.getByLabel('Name', { exact: true }).fill('tides')
        await form.getByLabel('Command').fill('npx')
        const more = (group) => button(form.getByRole('group', { name: group }), 'Add').click()
        await more('Arguments')
        await form.getByLabel('Argument 1', { exact: true }).fill('tides-mcp')
        await more('Arguments')
        await form.getByLabel('Argument 2', { exact: true }).fill('--harbour=north')
      },
      after: ({ page }) => button(page.getByTestId('mcp-form'), 'Cancel').click(),
    },
    {
      name: 'mcp-folder',
      before: async ({ page, folder }) => {
        const file = join(folder, '.codex', 'config.toml')
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, folderConfig)
        await button(page, 'Reload').click()
      },
      drive: async ({ page }) => {
        await button(page.getByTestId('waiting-servers'), 'Look at it').click()
        // Its button is shut for a moment, so that nobody presses it before having seen what it is about.
        await page.locator('[data-testid="folder-server"] button:enabled').filter({ hasText: 'Let it run' }).waitFor()
      },
    },
    {
      name: 'mcp-folder-notice',
      drive: async ({ page }) => {
        await button(page, 'Back to the chat').click()
        await button(page.getByTestId('folder-notice'), 'Look…').click()
        await page.getByTestId('folder-servers').waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
    ...['Permissions', 'Rules', 'Models', 'Profiles'].map(plain),
  ],
}
