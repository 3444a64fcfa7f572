// `npm run bench`: each figure against its twin in the same run, interleaved, medians. Prints a table and writes
// out/bench.json, one flat object. The exit code is 1 when a figure is over its bar. `npm run bench -- startup` measures
// one of them only; with `--profile`, the stream also leaves a processor profile of the page in out/.
import { mkdir } from 'node:fs/promises'
import { withDisplay } from './display.mjs'
import { setUp } from './setup.mjs'
import { reportFailure, SetupFailure } from './setup/failure.mjs'
import { inRoot } from './setup/paths.mjs'
import { readJson, writeJson } from './setup/stamp.mjs'

/** What issue and README promise. Never loosened here. */
const bars = {
  'startup.ratio': 1.5,
  'stream.lagMs': 150,
  'stream.frameP99Ms': 50,
  'stream.cpuRatio': 2,
  'memory.ratio': 1.3,
  'search.ratio': 0.34,
  'search.rgRatio': 2,
  'open.overMs': 100,
  'open.memoryMb': 60,
  'sidebar.overMs': 50,
  'sidebar.frameP99Ms': 50,
  'rollout.ratio': 1.3,
  'account.coldTurn.ratio': 1.15,
  'checkpoint.ratio': 1.5,
  'diff.overMs': 150,
  'diff.frameP99Ms': 50,
  'mcp.toggle.ratio': 1.5,
  'feature.toggle.ratio': 1.5,
  'config.overMs': 100,
}

/** Figures under their bar? Pure. @returns {{name: string, value: unknown, bar: number | null, over: boolean}[]} */
export const judge = (figures) =>
  Object.entries(figures).map(([name, value]) => {
    const bar = bars[name] ?? null
    return { name, value, bar, over: bar !== null && !(value <= bar) }
  })

const printTable = (rows) => {
  process.stdout.write(`\n${'figure'.padEnd(28)}${'value'.padStart(12)}${'bar'.padStart(8)}\n`)
  for (const { name, value, bar, over } of rows) {
    const verdict = bar === null ? '' : over ? '  over' : '  ok'
    process.stdout.write(`${name.padEnd(28)}${String(value).padStart(12)}${String(bar ?? '').padStart(8)}${verdict}\n`)
  }
}

const analyticsOff = '[analytics]\nenabled = false\n'

const setScene = async (openStage, startModel) => {
  const model = await startModel()
  const stage = await openStage('bench')
  const folder = await stage.folder('bench-project', { 'README.md': '# Bench\n' })
  const config = `${model.configToml}${analyticsOff}`
  await stage.prepareHome(folder, config)
  await stage.remember([{ path: folder, trust: 'trusted', source: 'provider' }])
  // The twin's home lies beside the app's, with the same config.
  const bareFolder = await stage.folder('bare-project', { 'README.md': '# Bench\n' })
  const bareHome = await stage.prepareHome(bareFolder, config)
  return { model, stage, folder, bareHome, home: bareHome }
}

const measure = async (names, profile) => {
  const { openStage } = await import('./drive/stage.mjs')
  const { startModel, stream } = await import('./bench/stream.mjs')
  const { startup } = await import('./bench/startup.mjs')
  const { memory } = await import('./bench/memory.mjs')
  const { search } = await import('./bench/search.mjs')
  const { sidebar } = await import('./bench/sidebar.mjs')
  const { open } = await import('./bench/open.mjs')
  const { rollout } = await import('./bench/rollout.mjs')
  const { account } = await import('./bench/account.mjs')
  const { checkpoint } = await import('./bench/checkpoint.mjs')
  const { diff } = await import('./bench/diff.mjs')
  const { config } = await import('./bench/config.mjs')
  const all = { startup, stream, memory, search, sidebar, open, rollout, account, checkpoint, diff, config }
  const scene = await setScene(openStage, startModel)
  try {
    return await withDisplay(
      async (display) => {
        const figures = {}
        for (const [name, run] of Object.entries(all)) {
          if (names.length > 0 && !names.includes(name)) continue
          process.stdout.write(`• measuring ${name}\n`)
          Object.assign(figures, await run({ ...scene, display, profile }))
        }
        return figures
      },
      { own: true },
    )
  } finally {
    await scene.model.close()
    await scene.stage.remove()
  }
}

try {
  await setUp()
  if (process.platform !== 'linux') throw new SetupFailure('The bench reads /proc, so it runs on Linux only.')
  const given = process.argv.slice(2)
  const names = given.filter((word) => !word.startsWith('--'))
  const figures = await measure(names, given.includes('--profile'))
  const rows = judge(figures)
  printTable(rows)
  await mkdir(inRoot('out'), { recursive: true })
  // A run of one figure leaves the others as they were last measured.
  const before = names.length > 0 ? await readJson(inRoot('out', 'bench.json')) : null
  await writeJson(inRoot('out', 'bench.json'), { ...before, ...figures })
  if (rows.some(({ over }) => over)) process.exitCode = 1
} catch (error) {
  reportFailure(error)
}
