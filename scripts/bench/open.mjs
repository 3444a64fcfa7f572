// open.overMs: a session of 10,000 items, from the click to its last turn on screen, over the server's own resume and first
// page; open.memoryMb: what the page's heap grows by while it is scrolled from the end to the beginning.
import { closeApp, openApp } from '../drive/app.mjs'
import { openStage } from '../drive/stage.mjs'
import { bareServer } from './bare-server.mjs'
import { median, round } from './figures.mjs'
import { resumeParams, writeLongSessions } from './homes.mjs'
import { installInPage, openInPage, scrollChatInPage } from './in-page.mjs'

const runs = 5

const ownTime = async (server, threadId) => {
  const begun = performance.now()
  await server.request('thread/resume', resumeParams(threadId))
  await server.request('thread/turns/list', { threadId, limit: 10, sortDirection: 'desc', itemsView: 'full' })
  return performance.now() - begun
}

/** The page's JavaScript heap in MB, after a collection. */
const heapMb = async (session) => {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6
}

export const open = async ({ display }) => {
  const stage = await openStage('bench-open')
  try {
    const { folder, twin, ids } = await writeLongSessions(stage, runs + 1)
    const server = await bareServer({ home: twin, folder })
    const deck = await openApp({ userData: stage.userData, display })
    const { page } = deck
    const ours = []
    const alone = []
    try {
      await page.evaluate(installInPage)
      await page.getByTestId('thread-row').first().waitFor()
      for (const [run, threadId] of ids.entries()) {
        const bareMs = await ownTime(server, threadId)
        const ms = await page.evaluate(openInPage, { threadId, text: `The very end of ${run}.` })
        // The first one warms both.
        if (run === 0) continue
        alone.push(bareMs)
        ours.push(ms)
      }
      const session = await page.context().newCDPSession(page)
      await session.send('Performance.enable')
      const before = await heapMb(session)
      await page.evaluate(scrollChatInPage)
      const grownMb = (await heapMb(session)) - before
      return {
        'open.overMs': round(median(ours) - median(alone), 0),
        'open.memoryMb': round(grownMb, 1),
        'open.appMs': round(median(ours), 0),
        'open.serverMs': round(median(alone), 0),
      }
    } finally {
      await closeApp(deck)
      await server.close()
    }
  } finally {
    await stage.remove()
  }
}
