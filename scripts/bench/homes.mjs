// The large homes of the session figures: ten projects of a thousand sessions, the same ten thousand in one home, and long
// sessions. Written by the generator that the tests use. Servers are let index them before anything is measured.
import { join } from 'node:path'
import { idAt, numbers, writeLargeHome, writeSession } from '../../tests/support/large-home.mjs'
import { bareServer } from './bare-server.mjs'

export const words = ['Nightjar Street', 'Copper Lantern']
const newestMs = Date.UTC(2026, 5, 1, 12)
const provider = 'deck-demo'
const quiet = '[analytics]\nenabled = false\n\n[features]\nplugins = false\n'

/** Waits until a server has listed the home: its index is then on disk. */
export const indexed = async (home, folder) => {
  const server = await bareServer({ home, folder })
  await server.request('thread/list', { limit: 1, modelProviders: [] })
  await server.close()
}

/** Ten projects with a thousand sessions each, and one home with all of them. The words stand in every 50th session. */
export const writeManyProjects = async (stage) => {
  const projects = []
  const together = await stage.prepareHome(await stage.folder('together', {}), quiet)
  for (let at = 0; at < 10; at += 1) {
    const folder = await stage.folder(`project-${at}`, {})
    const home = await stage.prepareHome(folder, quiet)
    const options = {
      sessions: 1000,
      seed: at + 1,
      newestMs: newestMs - at * 60_000,
      cwds: [folder],
      turns: 4,
      provider,
      plant: { words: words[at % words.length], every: 25, as: at % 3 === 0 ? 'command' : 'agent' },
    }
    writeLargeHome(home, options)
    writeLargeHome(together, options)
    projects.push({ path: folder, home })
  }
  await stage.remember(projects.map(({ path }) => ({ path, trust: 'trusted', source: 'demo' })))
  return { projects, together }
}

/** A project with ten thousand sessions. */
export const writeLongList = async (stage) => {
  const folder = await stage.folder('long-list', {})
  const home = await stage.prepareHome(folder, quiet)
  writeLargeHome(home, { sessions: 10_000, seed: 3, newestMs, cwds: [folder], turns: 1, provider })
  await stage.remember([{ path: folder, trust: 'trusted', source: 'demo' }])
  return { folder, home }
}

/** Sessions of ten thousand items (a thousand turns), in a project's home and in a twin's. */
export const writeLongSessions = async (stage, count) => {
  const folder = await stage.folder('long-chats', {})
  const home = await stage.prepareHome(folder, quiet)
  const twin = await stage.prepareHome(await stage.folder('long-chats-twin', {}), quiet)
  const next = numbers(5)
  const ids = []
  for (let at = 0; at < count; at += 1) {
    const atMs = newestMs - at * 3_600_000
    const session = { threadId: idAt(atMs, next), atMs, cwd: folder, turns: 1000, commandsPerTurn: 8, provider }
    for (const one of [home, twin])
      writeSession(one, { ...session, say: (turn) => (turn === 999 ? { agent: `The very end of ${at}.` } : {}) })
    ids.push(session.threadId)
  }
  await stage.remember([{ path: folder, trust: 'trusted', source: 'demo' }])
  // A session that was never resumed is indexed at its first resume: both homes have that behind them.
  for (const one of [home, twin]) {
    const server = await bareServer({ home: one, folder })
    for (const threadId of ids) await server.request('thread/resume', resumeParams(threadId))
    await server.close()
  }
  return { folder, twin, ids, home: join(home) }
}

/** What a twin resumes a demo thread with: the demo's provider is given with each call, as the app does. */
export const resumeParams = (threadId) => ({
  threadId,
  excludeTurns: true,
  sandbox: 'read-only',
  approvalPolicy: 'on-request',
  modelProvider: provider,
  model: 'gpt-5.5',
  config: {
    [`model_providers.${provider}`]: {
      name: 'Offline demo',
      base_url: 'http://127.0.0.1:9/v1',
      wire_api: 'responses',
      requires_openai_auth: false,
    },
  },
})
