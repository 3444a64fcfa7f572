// account.coldTurn.ratio: the first turn of a project whose login comes from the auth home by way of the broker, over the first
// turn of one whose home has a plain auth.json. Both in the same app, through the page's own calls, from the call that starts
// the server to the turn's end; no server runs for either, and none for the account. Homes are new each time.
import { spawn } from 'node:child_process'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { closeApp, openApp } from '../drive/app.mjs'
import { openStage } from '../drive/stage.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { inRoot } from '../setup/paths.mjs'
import { childEnvironment } from '../setup/run.mjs'
import { median, processTree, round } from './figures.mjs'
import { untilPrinted } from './windows.mjs'

const runs = 15
const turnTimeoutMs = 30_000
const quiet = '[analytics]\nenabled = false\n[features]\nplugins = false\n'

const startLoginModel = async () => {
  const child = spawn(process.execPath, [inRoot('scripts', 'bench', 'login-model.mjs')], {
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

const writePrivate = (path, text) => writeFile(path, text, { mode: 0o600 })

/** The app's account, as an earlier run has left it. */
const writeAccount = async (stage, model) => {
  const home = join(stage.userData, 'homes', 'auth')
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writePrivate(join(home, 'config.toml'), `cli_auth_credentials_store = "file"\n${model.issuerToml}${quiet}`)
  await writePrivate(join(home, 'auth.json'), model.authOfApp)
  const who = { kind: 'chatgpt', email: model.email, plan: 'pro', workspace: null, store: 'file' }
  await writeFile(
    join(stage.userData, 'accounts.json'),
    JSON.stringify({ accounts: [{ id: 'main', name: null, who, signedIn: true }], defaultId: 'main', spare: [] }),
  )
  return home
}

/** A project that borrows the account's login, and one that has its own in a plain file, by turns. */
const writeProjects = async (stage, model) => {
  const config = `${model.issuerToml}${model.configToml}${quiet}`
  const projects = []
  for (let at = 0; at <= runs; at += 1) {
    const lent = await stage.folder(`lent-${at}`, { 'README.md': '# Bench\n' })
    await stage.prepareHome(lent, config)
    const plain = await stage.folder(`plain-${at}`, { 'README.md': '# Bench\n' })
    const home = join(stage.root, `plain-home-${at}`)
    await mkdir(home, { mode: 0o700 })
    await writePrivate(join(home, 'config.toml'), config)
    await writePrivate(join(home, 'auth.json'), model.authOfTwin)
    projects.push(
      { path: lent, trust: 'trusted', source: 'account' },
      { path: plain, trust: 'trusted', source: 'account', sharedHome: home },
    )
  }
  // In front is one that needs no login, so that the app has nothing to start for those that are measured.
  const front = await stage.folder('front', { 'README.md': '# Bench\n' })
  await stage.remember([{ path: front, trust: 'trusted', source: 'demo' }, ...projects])
}

/** Runs in the page: a chat's first turn. @returns {Promise<{ms: number, threadMs: number, status: string}>} */
const firstTurn = async (projectId) => {
  const ask = async (method, params) => {
    const result = await window.deck.call('codex/request', { projectId, method, params })
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }
  const begun = performance.now()
  const { thread } = await ask('thread/start', { sandbox: 'workspace-write', approvalPolicy: 'on-request' })
  const threadMs = performance.now() - begun
  const ended = new Promise((resolve) => {
    const stop = window.deck.onEvents((events) => {
      for (const event of events) {
        if (event.type !== 'codex' || event.notification.method !== 'turn/completed') continue
        if (event.notification.params.threadId !== thread.id) continue
        stop()
        resolve(event.notification.params.turn.status)
      }
    })
  })
  const input = [{ type: 'text', text: 'hello', text_elements: [] }]
  await ask('turn/start', { threadId: thread.id, input })
  const status = await ended
  return { ms: performance.now() - begun, threadMs, status }
}

const timedTurn = async (page, projectId) => {
  const late = delay(turnTimeoutMs, null, { ref: false })
  const turn = await Promise.race([page.evaluate(firstTurn, projectId), late])
  if (turn?.status !== 'completed') throw new SetupFailure(`A turn of the account figure came to ${turn?.status}.`)
  return turn
}

/** Ends the server of a home below the app's process, and waits until it is gone. */
const endServer = async (appPid, home) => {
  for (const pid of await processTree(appPid)) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    if (!environment.split('\0').includes(`CODEX_HOME=${home}`)) continue
    try {
      process.kill(pid, 'SIGTERM')
    } catch {
      // Gone by itself.
    }
    while ((await readdir(`/proc/${pid}`).catch(() => [])).length > 0) await delay(10)
  }
}

export const account = async ({ display }) => {
  const stage = await openStage('bench-account')
  const model = await startLoginModel()
  try {
    const authHome = await writeAccount(stage, model)
    await writeProjects(stage, model)
    const deck = await openApp({ userData: stage.userData, display, env: model.env })
    try {
      const snapshot = await deck.page.evaluate(() => window.deck.call('app/snapshot', {}))
      const idOf = new Map(snapshot.value.projects.map(({ name, id }) => [name, id]))
      const lent = []
      const plain = []
      for (let run = 0; run <= runs; run += 1) {
        await endServer(deck.app.process().pid, authHome)
        const turns = {}
        // Whoever comes first has the quieter machine, or the warmer one: by turns.
        for (const kind of run % 2 === 0 ? ['lent', 'plain'] : ['plain', 'lent'])
          turns[kind] = await timedTurn(deck.page, idOf.get(`${kind}-${run}`))
        // The first one warms both.
        if (run === 0) continue
        lent.push(turns.lent.ms)
        plain.push(turns.plain.ms)
      }
      return {
        'account.coldTurn.ratio': round(median(lent) / median(plain)),
        'account.coldTurn.lentMs': round(median(lent), 0),
        'account.coldTurn.plainMs': round(median(plain), 0),
      }
    } finally {
      await closeApp(deck)
    }
  } finally {
    await model.close()
    await stage.remove()
  }
}
