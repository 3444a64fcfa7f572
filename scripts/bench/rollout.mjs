// rollout.ratio: reading a rollout of 200 MB as typed records, against a bare loop that splits lines and parses JSON.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { idAt, numbers, writeSession } from '../../tests/support/large-home.mjs'
import { openStage } from '../drive/stage.mjs'
import { inRoot } from '../setup/paths.mjs'
import { median, round } from './figures.mjs'

const runs = 5
const wantedBytes = 200_000_000

const bareLoop = async (path) => {
  let rest = ''
  let records = 0
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      JSON.parse(line)
      records += 1
    }
  }
  return records
}

/** The reader of the app, built for plain Node. */
const loadReader = async () => {
  const outDir = inRoot('out', 'bench')
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: inRoot('main', 'codex', 'rollout', 'read.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'read.mjs' } },
    },
  })
  return import(pathToFileURL(inRoot('out', 'bench', 'read.mjs')).href)
}

const timed = async (work) => {
  const begun = performance.now()
  const records = await work()
  return { ms: performance.now() - begun, records }
}

export const rollout = async () => {
  const stage = await openStage('bench-rollout')
  try {
    const { readRollout } = await loadReader()
    const options = { threadId: idAt(1_780_000_000_000, numbers(1)), atMs: 1_780_000_000_000, cwd: '/srv/app' }
    const sample = writeSession(stage.root, { ...options, turns: 200, commandsPerTurn: 8 })
    const turns = Math.ceil((wantedBytes / (await stat(sample.path)).size) * 200)
    const { path } = writeSession(stage.root, { ...options, turns, commandsPerTurn: 8 })
    const read = async () => {
      let records = 0
      for await (const batch of readRollout(path)) records += batch.length
      return records
    }
    const ours = []
    const bare = []
    let heapMb = 0
    for (let run = -1; run < runs; run += 1) {
      const loop = await timed(() => bareLoop(path))
      const before = process.memoryUsage().rss
      const typed = await timed(read)
      if (typed.records !== loop.records) throw new Error(`${typed.records} records instead of ${loop.records}.`)
      if (run < 0) continue
      bare.push(loop.ms)
      ours.push(typed.ms)
      heapMb = Math.max(heapMb, (process.memoryUsage().rss - before) / 1e6)
    }
    return {
      'rollout.ratio': round(median(ours) / median(bare)),
      'rollout.growthMb': round(heapMb, 0),
      'rollout.readMs': round(median(ours), 0),
      'rollout.bareMs': round(median(bare), 0),
    }
  } finally {
    await stage.remove()
  }
}
