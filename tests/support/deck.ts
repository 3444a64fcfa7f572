// The real app in a test: started with a data folder of its own, driven through its window, ended afterwards. Watches the whole
// run for breaches of the Content-Security-Policy and for errors in the page.
import { mkdirSync, realpathSync, rmSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { askAgainOfLostAnswers } from '../../scripts/drive/lost-answers.mjs'
import { launchOptions } from '../../scripts/electron.mjs'
import { wrapped, type Mounts } from './mounts'

export interface Deck {
  app: ElectronApplication
  page: Page
  /** The app's main process. */
  child: ChildProcess
  /** Breaches of the policy and uncaught errors of the page so far. */
  complaints: string[]
  /** Set by a test that attacks the policy itself: its complaints are the proof, not a failure. */
  attacked: boolean
}

export class Bench {
  readonly root: string
  readonly userData: string
  readonly decks: Deck[] = []

  constructor() {
    const parent = join(homedir(), '.cache', 'codex-deck-tests')
    mkdirSync(parent, { recursive: true })
    this.root = realpathSync(mkdtempSync(join(parent, 'e2e-')))
    this.userData = join(this.root, 'data')
    mkdirSync(this.userData)
  }

  /** A project folder with these files; returns its path. */
  folder(name: string, files: Record<string, string> = { 'README.md': `# ${name}\n` }): string {
    const folder = join(this.root, name)
    mkdirSync(folder, { recursive: true })
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return folder
  }

  /** Puts projects into the list as an earlier run would have left them; returns their ids. */
  remember(...projects: { path: string; trust: string; source: string }[]): string[] {
    const records = projects.map((project) => ({
      ...project,
      id: createHash('sha256').update(project.path).digest('hex').slice(0, 16),
    }))
    writeFileSync(join(this.userData, 'projects.json'), JSON.stringify({ projects: records }))
    return records.map((record) => record.id)
  }

  /** The CODEX_HOME of the project at `path`, as the app names it. */
  homeOf(path: string): string {
    const digest = createHash('sha256').update(path).digest('hex').slice(0, 8)
    const homes = join(this.userData, 'homes', 'projects')
    const name = readdirSync(homes).find((candidate) => candidate.endsWith(`-${digest}`))
    if (name === undefined) throw new Error(`no home for ${path} in ${homes}`)
    return join(homes, name)
  }

  /** Writes the project's config.toml before the app does. */
  prepareHome(path: string, slug: string, config: string): string {
    const digest = createHash('sha256').update(path).digest('hex').slice(0, 8)
    const home = join(this.userData, 'homes', 'projects', `${slug}-${digest}`)
    mkdirSync(home, { recursive: true, mode: 0o700 })
    writeFileSync(join(home, 'config.toml'), config, { mode: 0o600 })
    return home
  }

  /** Starts the app; with `mounts` on a machine that differs for it alone. */
  async launch(env: Record<string, string> = {}, mounts?: Mounts): Promise<Deck> {
    const options = await launchOptions({ userData: this.userData, env })
    if (mounts) options.executablePath = wrapped(join(this.root, 'app.sh'), mounts, options.executablePath)
    const app = await _electron.launch({ ...options, timeout: 30_000 })
    askAgainOfLostAnswers(app)
    const page = await app.firstWindow()
    const deck: Deck = { app, page, child: app.process(), complaints: [], attacked: false }
    page.on('console', (message) => {
      if (message.type() === 'error' || /content security policy/i.test(message.text()))
        deck.complaints.push(message.text())
    })
    page.on('pageerror', (error) => deck.complaints.push(String(error)))
    await page.waitForLoadState('domcontentloaded')
    this.decks.push(deck)
    return deck
  }

  /** Quits every app that still runs; a picture of each goes to `shot(n)` before. */
  async quitAll(shot?: (index: number) => string): Promise<void> {
    for (const [index, deck] of this.decks.entries()) {
      const { child } = deck
      if (child.exitCode !== null || child.signalCode !== null) continue
      if (shot) await deck.page.screenshot({ path: shot(index), timeout: 5000 }).catch(() => undefined)
      // A test may leave a turn running; quitting then asks, and here the answer is yes.
      await answerMessageBox(deck.app, 1).catch(() => undefined)
      await quit(deck)
    }
  }

  /** Ends the apps, removes the files, and answers the pages' complaints. */
  async end(shot?: (index: number) => string): Promise<string[]> {
    await this.quitAll(shot)
    this.remove()
    return this.decks.flatMap((deck) => (deck.attacked ? [] : deck.complaints))
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

/** Answers the next native folder dialogs with this path. */
export async function answerFolderDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

/** Answers the next native message boxes with this button. */
export async function answerMessageBox(app: ElectronApplication, button: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false })
  }, button)
}

/** Keeps links from leaving the app; `opened` then answers where they would have gone. */
export async function catchLinks(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'openedLinks', opened)
    shell.openExternal = (url) => {
      opened.push(url)
      return Promise.resolve()
    }
  })
}

/** The links that went out since `catchLinks`, oldest first. */
export function opened(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => [...(Reflect.get(globalThis, 'openedLinks') ?? [])])
}

/** What is on the clipboard, as the system has it. */
export function clipboardText(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText())
}

/** Closes the app as a person does, and waits until its process is gone. */
export async function quit({ app, child }: Deck): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
  await gone
}

/** Pids of the children of `pid` whose command line contains `text`. */
export function childrenOf(pid: number, text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${candidate}/status`, 'utf8'))?.[1])
        return parent === pid && readFileSync(`/proc/${candidate}/cmdline`, 'utf8').includes(text)
      } catch {
        return false
      }
    })
}

export const test = base.extend<{ bench: Bench }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
  bench: async ({}, use, info) => {
    const bench = new Bench()
    await use(bench)
    const complaints = await bench.end(info.errors.length > 0 ? (n) => info.outputPath(`window-${n}.png`) : undefined)
    expect(complaints, 'the page broke its policy or threw').toEqual([])
  },
})

export { expect }
