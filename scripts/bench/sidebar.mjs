// sidebar.overMs: rows of 10,000 sessions on screen, over one page of thread/list; sidebar.frameP99Ms: scrolling through all.
import { closeApp, openApp } from '../drive/app.mjs'
import { openStage } from '../drive/stage.mjs'
import { bareServer } from './bare-server.mjs'
import { median, quantile, round } from './figures.mjs'
import { indexed, writeLongList } from './homes.mjs'
import { installInPage, rowsInPage, scrollListInPage } from './in-page.mjs'

const runs = 7

/** The page that the sidebar asks for first. */
const params = {
  limit: 100,
  cursor: null,
  sortKey: 'recency_at',
  sortDirection: 'desc',
  archived: false,
  modelProviders: [],
  useStateDbOnly: true,
}

const onePage = async ({ folder, home }) => {
  const server = await bareServer({ home, folder })
  const times = []
  for (let run = -1; run < runs; run += 1) {
    const begun = performance.now()
    await server.request('thread/list', params)
    if (run >= 0) times.push(performance.now() - begun)
  }
  await server.close()
  return times
}

export const sidebar = async ({ display }) => {
  const stage = await openStage('bench-sidebar')
  try {
    const project = await writeLongList(stage)
    await indexed(project.home, project.folder)
    const alone = await onePage(project)
    const deck = await openApp({ userData: stage.userData, display })
    const { page } = deck
    const ours = []
    try {
      await page.evaluate(installInPage)
      await page.getByTestId('thread-row').first().waitFor()
      for (let run = -1; run < runs; run += 1) {
        // Away to the archive, which is empty, and back.
        await page.getByTestId('project-row').first().click({ button: 'right' })
        await page.getByRole('menuitem', { name: 'Archived chats' }).click()
        await page.getByText('Nothing is archived.').waitFor()
        const ms = await page.evaluate(rowsInPage, 'Back')
        if (run >= 0) ours.push(ms)
      }
      const { frames, heightPx } = await page.evaluate(scrollListInPage)
      return {
        'sidebar.overMs': round(median(ours) - median(alone), 0),
        'sidebar.frameP99Ms': round(quantile(frames, 0.99), 1),
        'sidebar.firstPaintMs': round(median(ours), 0),
        'sidebar.pageMs': round(median(alone), 0),
        'sidebar.heightPx': heightPx,
      }
    } finally {
      await closeApp(deck)
    }
  } finally {
    await stage.remove()
  }
}
