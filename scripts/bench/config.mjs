// mcp.toggle.ratio and feature.toggle.ratio: from the press of a switch in the window until the running server has it and the row
// says so, over the same bare calls of Codex on a server beside it. config.overMs: the configuration panel with 1,000 keys and 50
// servers, from its choice to painted rows and a field that takes words, over config/read itself.
import { closeApp, composer, openApp, send, turnEnd } from '../drive/app.mjs'
import { openStage } from '../drive/stage.mjs'
import { inRoot } from '../setup/paths.mjs'
import { bareServer } from './bare-server.mjs'
import { median, round } from './figures.mjs'
import { filterInPage, installInPage, sectionInPage, toggleInPage } from './in-page.mjs'

const runs = 15
const restMs = 250
const feature = 'view_image'
const server = 'deck'
const quiet = '[analytics]\nenabled = false\n\n[features]\nplugins = false\n'

const serverTable = (name, enabled) =>
  [
    `[mcp_servers.${name}]`,
    `command = ${JSON.stringify(process.execPath)}`,
    `args = [${JSON.stringify(inRoot('tests', 'support', 'mcp-server.mjs'))}]`,
    `enabled = ${enabled}`,
    '',
  ].join('\n')

const timed = async (act) => {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

/** What the app does after it has shown an answer (the look at the file, the way back) must not run beside the next measurement. */
const rest = () => new Promise((resolve) => setTimeout(resolve, restMs))

/** The write that the app makes, too: against the version that the last one left. @returns the new version */
const write = async (bare, keyPath, value, expectedVersion) => {
  const { version } = await bare.request('config/batchWrite', {
    edits: [{ keyPath, value, mergeStrategy: 'replace' }],
    expectedVersion,
    reloadUserConfig: true,
  })
  return version
}

const openSection = async (page, name) => {
  const settings = page.getByTestId('settings')
  if ((await settings.count()) === 0) await page.keyboard.press('Control+,')
  await settings.getByRole('button', { name, exact: true }).click()
}

/** Each run once on and once off, ours and the bare one by turns; the first ones warm both. */
const byTurns = async ({ page, row, states, bareToggle }) => {
  const all = { on: { ours: [], painted: [], bare: [] }, off: { ours: [], painted: [], bare: [] } }
  for (let run = -2; run < runs; run += 1)
    for (const on of [false, true]) {
      await rest()
      const { ours, painted, bare } = all[on ? 'on' : 'off']
      const bareMs = await timed(() => bareToggle(on))
      await rest()
      const { ms, paintedMs } = await page.evaluate(toggleInPage, { row, on, state: states?.[on ? 'on' : 'off'] })
      if (run < 0) continue
      ours.push(ms)
      painted.push(paintedMs)
      bare.push(bareMs)
    }
  return all
}

const toggleFigures = (name, { on, off }) => {
  const of = (kind) => median(on[kind]) + median(off[kind])
  return {
    [`${name}.toggle.ratio`]: round(of('ours') / of('bare')),
    [`${name}.toggle.onMs`]: round(median(on.ours), 1),
    [`${name}.toggle.offMs`]: round(median(off.ours), 1),
    [`${name}.toggle.bareOnMs`]: round(median(on.bare), 1),
    [`${name}.toggle.bareOffMs`]: round(median(off.bare), 1),
    [`${name}.toggle.paintedOnMs`]: round(median(on.painted), 1),
    [`${name}.toggle.paintedOffMs`]: round(median(off.painted), 1),
  }
}

const toggles = async ({ display, model }) => {
  const stage = await openStage('bench-config')
  try {
    // Its part ends inside `[features]`.
    const config = `${model.configToml}plugins = false\n\n[analytics]\nenabled = false\n\n${serverTable(server, true)}`
    const folder = await stage.folder('weather', { 'README.md': '# Weather\n' })
    await stage.prepareHome(folder, config)
    await stage.remember([{ path: folder, trust: 'trusted', source: 'provider' }])
    const bareFolder = await stage.folder('bare', { 'README.md': '# Bare\n' })
    const bare = await bareServer({ home: await stage.prepareHome(bareFolder, config), folder: bareFolder })
    const deck = await openApp({ userData: stage.userData, display })
    const { page } = deck
    try {
      // A chat that is loaded on both sides: its server is what is switched.
      const { thread } = await bare.request('thread/start', { cwd: bareFolder })
      await composer(page).waitFor()
      await send(page, 'hello')
      await turnEnd(page).waitFor()
      await page.evaluate(installInPage)
      let version = null

      await openSection(page, 'MCP servers')
      const row = `[data-testid="mcp-server"][data-name="${server}"]`
      await page.locator(`${row}[data-state="running"]`).waitFor()
      const mcp = await byTurns({
        page,
        row,
        states: { on: 'running', off: 'off' },
        bareToggle: async (on) => {
          version = await write(bare, `mcp_servers.${server}.enabled`, on, version)
          await bare.request('mcpServerStatus/list', { threadId: thread.id, serverName: server, detail: 'full' })
        },
      })

      await openSection(page, 'Features')
      await page.getByRole('searchbox', { name: 'Search the features' }).fill(feature)
      const featureRow = `[data-testid="feature"][data-feature="${feature}"]`
      await page.locator(featureRow).waitFor()
      const features = await byTurns({
        page,
        row: featureRow,
        bareToggle: async (on) => {
          version = await write(bare, `features.${feature}`, on, version)
          await bare.request('experimentalFeature/list', {})
        },
      })
      return { ...toggleFigures('mcp', mcp), ...toggleFigures('feature', features) }
    } finally {
      await closeApp(deck)
      await bare.close()
    }
  } finally {
    await stage.remove()
  }
}

/** 1,000 keys beside 50 servers, which are off: it is not their start that is measured. */
const largeConfig = () => {
  const lines = [quiet.trimEnd()]
  lines.push('', '[shell_environment_policy.set]')
  for (let at = 0; at < 560; at += 1) lines.push(`BENCH_VARIABLE_${at} = "value ${at}" # of the bench`)
  for (let at = 0; at < 60; at += 1)
    lines.push('', `[custom_tools.tool_${at}]`, `command = "tool-${at}"`, 'timeout = 30', `words = "does ${at}"`)
  for (let at = 0; at < 20; at += 1)
    lines.push('', `[model_providers.local_${at}]`, `name = "Local ${at}"`, 'base_url = "http://127.0.0.1:9/v1"')
  for (let at = 0; at < 50; at += 1) lines.push('', serverTable(`server-${at}`, false).trimEnd(), 'required = false')
  return `${lines.join('\n')}\n`
}

const panel = async ({ display }) => {
  const stage = await openStage('bench-panel')
  try {
    const folder = await stage.folder('weather', { 'README.md': '# Weather\n' })
    await stage.prepareHome(folder, largeConfig())
    await stage.remember([{ path: folder, trust: 'trusted', source: 'demo' }])
    const bareFolder = await stage.folder('bare', { 'README.md': '# Bare\n' })
    const bare = await bareServer({ home: await stage.prepareHome(bareFolder, largeConfig()), folder: bareFolder })
    const deck = await openApp({ userData: stage.userData, display })
    const { page } = deck
    const alone = []
    const keys = []
    const servers = []
    const filters = []
    try {
      await composer(page).waitFor()
      await page.evaluate(installInPage)
      await openSection(page, 'General')
      const field = 'input[aria-label="Search the configuration"]'
      const rows = '[data-testid="config-row"]'
      const open = (name, what) => page.evaluate(sectionInPage, { name, field: 'button', ...what })
      for (let run = -1; run < runs; run += 1) {
        const bareMs = await timed(() => bare.request('config/read', { includeLayers: true }))
        const ms = await open('Configuration', { rows, field })
        const filterMs = await page.evaluate(filterInPage, { field, rows, words: 'BENCH_VARIABLE_55' })
        const mcpMs = await open('MCP servers', { rows: '[data-testid="mcp-server"]' })
        await openSection(page, 'General')
        await page.getByTestId('mcp').waitFor({ state: 'detached' })
        // The first one brings the code.
        if (run < 0) continue
        alone.push(bareMs)
        keys.push(ms)
        filters.push(filterMs)
        servers.push(mcpMs)
      }
      return {
        'config.overMs': round(median(keys) - median(alone), 0),
        'config.appMs': round(median(keys), 0),
        'config.readMs': round(median(alone), 1),
        'config.filterMs': round(median(filters), 0),
        'config.serversOverMs': round(median(servers) - median(alone), 0),
      }
    } finally {
      await closeApp(deck)
      await bare.close()
    }
  } finally {
    await stage.remove()
  }
}

export const config = async (scene) => ({ ...(await toggles(scene)), ...(await panel(scene)) })
