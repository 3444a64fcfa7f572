// memory.ratio: our app idle with one project and its server, against an empty window plus one bare app-server.
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupFailure } from '../setup/failure.mjs'
import { bareServer } from './bare-server.mjs'
import { hasDescendant, median, round, settledMemoryMb } from './figures.mjs'
import { end, openEmpty, openOurs } from './windows.mjs'

const runs = 3

const untilServerRuns = async (pid) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await hasDescendant(pid, 'app-server')) return
    await delay(100)
  }
  throw new SetupFailure('The app started no app-server for its project.')
}

const measureTwins = async ({ display, stage, home, folder }) => {
  const window = await openEmpty(display, join(stage.root, 'empty-data'))
  const server = await bareServer({ home, folder })
  const sum = (await settledMemoryMb(window.child.pid)) + (await settledMemoryMb(server.pid))
  await server.close()
  await end(window.child)
  return sum
}

const measureOurs = async ({ display, stage }) => {
  const window = await openOurs(display, stage.userData)
  await untilServerRuns(window.child.pid)
  const memory = await settledMemoryMb(window.child.pid)
  await end(window.child)
  return memory
}

export const memory = async (scene) => {
  const twins = []
  const ours = []
  for (let run = 0; run < runs; run += 1) {
    twins.push(await measureTwins(scene))
    ours.push(await measureOurs(scene))
  }
  return {
    'memory.ratio': round(median(ours) / median(twins)),
    'memory.appMb': round(median(ours), 0),
    'memory.twinsMb': round(median(twins), 0),
  }
}
