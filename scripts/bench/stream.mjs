// The stream figures: 20,000 text deltas as fast as Codex forwards them. Frames and text are watched inside the page, the
// main process's time is read from the kernel; the tool that presses Enter talks to the page only.
import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { composer } from '../drive/app.mjs'
import { launch, requireRuntime } from '../electron.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { inRoot } from '../setup/paths.mjs'
import { childEnvironment, run } from '../setup/run.mjs'
import { median, processorMs, quantile, round } from './figures.mjs'
import { profiled } from './profile.mjs'
import { startRecording } from './recorder.mjs'
import { end, untilPrinted } from './windows.mjs'

const deltaCount = 20_000
const runs = 5
const turnTimeoutMs = 60_000

/** Starts the scripted model in its own process. */
export const startModel = async () => {
  const child = spawn(process.execPath, [inRoot('scripts', 'bench', 'model.mjs'), String(deltaCount)], {
    env: childEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const about = JSON.parse(await untilPrinted(child, 'stdout', /\n/u))
  const gone = new Promise((resolve) => child.once('exit', resolve))
  return {
    ...about,
    close: async () => {
      child.stdin.end()
      await gone
    },
  }
}

/** The bare loop, run by the same Electron binary as plain Node. */
const runBareLoop = async ({ bareHome, folder }) => {
  const { executable } = await requireRuntime()
  const { stdout } = await run(executable, [inRoot('scripts', 'bench', 'bare-loop.mjs'), bareHome, folder], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: turnTimeoutMs,
  })
  const result = JSON.parse(stdout)
  if (result.deltas !== deltaCount) throw new SetupFailure(`The bare loop saw ${result.deltas} deltas.`)
  return result
}

const openWindow = async ({ display, stage }) => {
  const child = await launch({
    display,
    userData: stage.userData,
    args: ['--remote-debugging-port=0'],
    env: { DECK_BENCH: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const usable = untilPrinted(child, 'stdout', /deck:composer-usable/u)
  const [text] = await Promise.all([untilPrinted(child, 'stderr', /DevTools listening on ws:\S+/u), usable])
  const address = /DevTools listening on (ws:\S+)/u.exec(text)[1]
  const browser = await chromium.connectOverCDP(address)
  return { child, browser, page: browser.contexts()[0].pages()[0] }
}

const newChat = async (page) => {
  await page.getByRole('button', { name: 'New chat' }).first().click()
  await page.getByTestId('turn').first().waitFor({ state: 'detached' })
}

const streamOnce = async ({ child, page }, last) => {
  await composer(page).fill('go')
  await page.evaluate(startRecording, last)
  const before = await processorMs(child.pid)
  await composer(page).press('Enter')
  const timeout = new Promise((_, reject) => {
    setTimeout(() => reject(new SetupFailure('The streamed text never came to its end.')), turnTimeoutMs).unref()
  })
  const record = await Promise.race([page.evaluate(() => window.deckRecording), timeout])
  return { ...record, cpuMs: (await processorMs(child.pid)) - before }
}

export const stream = async (scene) => {
  const { model } = scene
  const plain = (markdown) => markdown.replaceAll(/[\s*`#|-]/gu, '')
  const last = { heading: plain(model.heading), tail: plain(model.tail).slice(-20) }
  const window = await openWindow(scene)
  const ours = []
  const bare = []
  try {
    for (let run = -1; run < runs; run += 1) {
      const loop = await runBareLoop(scene)
      const record = await streamOnce(window, last)
      await newChat(window.page)
      // The first turn warms both: caches, compiled code, the home's databases.
      if (run < 0) continue
      bare.push(loop)
      ours.push(record)
    }
    // Apart from the runs that count, since a profiler slows what it watches.
    if (scene.profile) await profiled(window.page, () => streamOnce(window, last))
  } finally {
    await window.browser.close().catch(() => undefined)
    await end(window.child)
  }
  return {
    'stream.lagMs': round(median(ours.map((record) => record.textAt - record.completedAt)), 0),
    'stream.frameP99Ms': round(median(ours.map((record) => quantile(record.frames, 0.99))), 1),
    'stream.cpuRatio': round(median(ours.map((record) => record.cpuMs)) / median(bare.map((loop) => loop.cpuMs))),
    'stream.frameMaxMs': round(median(ours.map((record) => Math.max(...record.frames))), 1),
    'stream.appCpuMs': round(median(ours.map((record) => record.cpuMs)), 0),
    'stream.bareCpuMs': round(median(bare.map((loop) => loop.cpuMs)), 0),
    'stream.bareDeltasPerSecond': round(median(bare.map((loop) => (loop.deltas / loop.ms) * 1000)), 0),
    'stream.shownCharacters': Math.min(...ours.map((record) => record.shownLength)),
    'stream.clock': ours[0].completedBy,
  }
}
