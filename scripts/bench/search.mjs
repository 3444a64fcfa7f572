// search.ratio and search.rgRatio: full text over 10,000 sessions in ten homes, typed in the app's window until the last hit is
// drawn, against Codex's own thread/search on the same sessions in one home, and against ripgrep alone on the same files.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { closeApp, openApp } from '../drive/app.mjs'
import { openStage } from '../drive/stage.mjs'
import { readPin } from '../setup/codex-bin.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { childEnvironment } from '../setup/run.mjs'
import { bareServer } from './bare-server.mjs'
import { median, round } from './figures.mjs'
import { indexed, words, writeManyProjects } from './homes.mjs'
import { installInPage, searchInPage } from './in-page.mjs'

const runs = 7

const bareRg = async (rg, query, folders) => {
  const begun = performance.now()
  const child = spawn(rg, ['--no-config', '-i', '-F', '-e', query, '--', ...folders], {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child.stdout.resume()
  await new Promise((resolve) => child.once('close', resolve))
  return performance.now() - begun
}

const threadSearch = async (server, searchTerm) => {
  const begun = performance.now()
  let found = 0
  let cursor = null
  do {
    const page = await server.request('thread/search', { searchTerm, cursor, limit: 100 })
    found += page.data.length
    cursor = page.nextCursor
  } while (cursor)
  return { ms: performance.now() - begun, found }
}

export const search = async ({ display }) => {
  const stage = await openStage('bench-search')
  try {
    const { projects, together } = await writeManyProjects(stage)
    await indexed(together, projects[0].path)
    const server = await bareServer({ home: together, folder: projects[0].path })
    const deck = await openApp({ userData: stage.userData, display })
    const pin = await readPin()
    const rg = join(pin.folder, 'codex-path', 'rg')
    const folders = projects.map(({ home }) => join(home, 'sessions'))
    const ours = []
    const codex = []
    const bare = []
    let shown = ''
    try {
      await deck.page.evaluate(installInPage)
      await deck.page.getByTestId('thread-row').first().waitFor()
      await deck.page.keyboard.press('Control+Shift+F')
      await deck.page.getByTestId('search-input').waitFor()
      for (let run = -1; run < runs; run += 1) {
        const query = words[(run + 2) % words.length]
        const found = await deck.page.evaluate(searchInPage, query)
        const theirs = await threadSearch(server, query)
        const alone = await bareRg(rg, query, folders)
        if (!found.hits.includes('200 sessions')) throw new SetupFailure(`The search found: ${found.hits}`)
        if (theirs.found === 0) throw new SetupFailure('thread/search found nothing: the figure would mean nothing.')
        shown = `${found.hits}; thread/search ${theirs.found}`
        if (run < 0) continue
        ours.push(found.ms)
        codex.push(theirs.ms)
        bare.push(alone)
      }
    } finally {
      await closeApp(deck)
      await server.close()
    }
    return {
      'search.ratio': round(median(ours) / median(codex)),
      'search.rgRatio': round(median(ours) / median(bare)),
      'search.appMs': round(median(ours), 0),
      'search.codexMs': round(median(codex), 0),
      'search.rgMs': round(median(bare), 0),
      'search.shown': shown,
    }
  } finally {
    await stage.remove()
  }
}
