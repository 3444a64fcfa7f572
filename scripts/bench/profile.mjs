// Why a stream figure is what it is: a processor profile of the page during one burst, written where the browser's own tools
// open it, with the functions that took the most time printed.
import { mkdir, writeFile } from 'node:fs/promises'
import { inRoot } from '../setup/paths.mjs'

const file = inRoot('out', 'bench-stream.cpuprofile')
const shown = 20

/** Self time of each function in a profile, longest first. Pure; milliseconds. */
export const selfTimes = ({ nodes, samples, timeDeltas }) => {
  const nameOf = new Map(
    nodes.map(({ id, callFrame }) => [
      id,
      `${callFrame.functionName || '(anonymous)'} ${callFrame.url.split('/').pop()}:${callFrame.lineNumber + 1}`,
    ]),
  )
  const total = new Map()
  for (const [at, id] of samples.entries()) {
    const name = nameOf.get(id)
    total.set(name, (total.get(name) ?? 0) + timeDeltas[at] / 1000)
  }
  return [...total].map(([name, ms]) => ({ name, ms })).toSorted((left, right) => right.ms - left.ms)
}

/** Profiles the page while `act` runs. @returns what `act` returned */
export const profiled = async (page, act) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 500 })
  await session.send('Profiler.start')
  const result = await act()
  const { profile } = await session.send('Profiler.stop')
  await session.detach()
  await mkdir(inRoot('out'), { recursive: true })
  await writeFile(file, JSON.stringify(profile))
  for (const { name, ms } of selfTimes(profile).slice(0, shown)) {
    process.stdout.write(`  ${ms.toFixed(1).padStart(8)} ms  ${name}\n`)
  }
  return result
}
