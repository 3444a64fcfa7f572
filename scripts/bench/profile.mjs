// Why a stream figure is what it is: a trace and a processor profile of the page during one burst, written where the
// browser's own tools open them (out/bench-stream.trace.json), with the longest frames and what filled them printed.
import { mkdir, writeFile } from 'node:fs/promises'
import { inRoot } from '../setup/paths.mjs'

const file = inRoot('out', 'bench-stream.trace.json')
const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'v8']
const shownFrames = 4
const shownParts = 8
/** Work shorter than this (ms) is not worth a line. */
const leastMs = 2

/** Complete events of one thread as a list with the time that each spent outside of its children. Pure; microseconds. */
export const withSelfTime = (events) => {
  const complete = events.filter(({ ph, dur }) => ph === 'X' && dur > 0)
  const sorted = complete.toSorted((left, right) => left.ts - right.ts || right.dur - left.dur)
  const open = []
  const found = []
  for (const { ts, dur, name, args } of sorted) {
    while (open.length > 0 && open.at(-1).end <= ts) open.pop()
    const event = { name, args, ts, dur, end: ts + dur, self: dur, depth: open.length }
    const parent = open.at(-1)
    if (parent) parent.self -= dur
    open.push(event)
    found.push(event)
  }
  return found
}

/** Time by name within a span of a thread, longest first. Pure; milliseconds. */
export const timesByName = (events, from, to) => {
  const total = new Map()
  for (const { name, self, ts } of events) {
    if (ts >= from && ts < to) total.set(name, (total.get(name) ?? 0) + self / 1000)
  }
  return [...total].map(([name, ms]) => ({ name, ms })).toSorted((left, right) => right.ms - left.ms)
}

/** The thread that runs the page's scripts: of all renderer main threads the one with the most animation frames. */
const pageThread = (events) => {
  const frames = new Map()
  for (const { name, pid, tid } of events) {
    if (name === 'FireAnimationFrame') frames.set(`${pid}/${tid}`, (frames.get(`${pid}/${tid}`) ?? 0) + 1)
  }
  const [[key] = []] = [...frames].toSorted((left, right) => right[1] - left[1])
  return events.filter(({ pid, tid }) => `${pid}/${tid}` === key)
}

const print = (line) => process.stdout.write(`${line}\n`)

/** Prints the longest gaps between animation frames, and what the page's thread did in them. */
const report = (events) => {
  const thread = withSelfTime(pageThread(events))
  const ticks = thread.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)
  const gaps = ticks.slice(1).map((to, at) => ({ from: ticks[at], to, ms: (to - ticks[at]) / 1000 }))
  const begun = ticks[0] ?? 0
  for (const { from, to, ms } of gaps.toSorted((left, right) => right.ms - left.ms).slice(0, shownFrames)) {
    const times = timesByName(thread, from, to)
    const busy = times.reduce((sum, one) => sum + one.ms, 0)
    print(
      `  frame of ${ms.toFixed(1)} ms at ${((from - begun) / 1000).toFixed(0)} ms; the page worked ${busy.toFixed(1)} ms`,
    )
    for (const part of times.slice(0, shownParts)) {
      if (part.ms >= leastMs) print(`  ${part.ms.toFixed(1).padStart(8)} ms  ${part.name}`)
    }
  }
}

/** Traces the page while `act` runs. @returns what `act` returned */
export const profiled = async (page, act) => {
  const session = await page.context().browser().newBrowserCDPSession()
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: [...categories, 'disabled-by-default-v8.cpu_profiler'] },
  })
  const result = await act()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  await mkdir(inRoot('out'), { recursive: true })
  await writeFile(file, JSON.stringify({ traceEvents: events }))
  report(events)
  return result
}
