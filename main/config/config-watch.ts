// Tells when the files of a project's configuration change, whoever changes them: Codex itself never does (measured with
// 0.169.0). The system's events only say when to look; whether something changed is seen by the files' times and sizes, for a
// home is full of files that change all the time.
import { watch, type FSWatcher } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Project } from '@contract/model'
import { leadsTo } from '../codex/files/replace-file'
import { homeLayout } from '../codex/home/layout'

export interface ConfigWatchParts {
  find: (projectId: string) => Project | null
  homeOf: (project: Project) => string
  changed: (projectId: string) => void
}

/** Changes that come together are told once. */
const joinMs = 60
/** How often is looked where the system gives no events (a network disk, too many watchers). */
const pollMs = 2000
/** Screens that watch at once; the window shows one project's configuration. */
const mostWatched = 4

export class ConfigWatch {
  readonly #parts: ConfigWatchParts
  /** The project asked for longest ago first. */
  readonly #watched = new Map<string, WatchedProject>()
  /** How many screens look at each. */
  readonly #screens = new Map<string, number>()

  constructor(parts: ConfigWatchParts) {
    this.#parts = parts
  }

  /** Watches from when this resolves, until it was turned off as often as on, or too many other projects came. */
  async on(projectId: string): Promise<void> {
    const known = this.#watched.get(projectId)
    const project = known === undefined ? this.#parts.find(projectId) : null
    if (known === undefined && project === null) return
    this.#screens.set(projectId, (this.#screens.get(projectId) ?? 0) + 1)
    if (known !== undefined || project === null) return known?.ready
    const one = new WatchedProject(project.path, this.#parts.homeOf(project), () => this.#parts.changed(projectId))
    this.#watched.set(projectId, one)
    for (const oldest of this.#watched.keys()) if (this.#watched.size > mostWatched) this.#end(oldest)
    return one.ready
  }

  /** One screen less looks at it. */
  off(projectId: string): void {
    const left = (this.#screens.get(projectId) ?? 1) - 1
    if (left > 0) this.#screens.set(projectId, left)
    else this.#end(projectId)
  }

  /** The page was loaded anew or is gone, or the app quits. */
  endAll(): void {
    for (const projectId of this.#watched.keys()) this.#end(projectId)
  }

  #end(projectId: string): void {
    this.#watched.get(projectId)?.end()
    this.#watched.delete(projectId)
    this.#screens.delete(projectId)
  }
}

class WatchedProject {
  readonly #folder: string
  readonly #home: string
  readonly #changed: () => void
  readonly #watchers = new Map<string, FSWatcher>()
  #poll: NodeJS.Timeout | undefined
  #timer: NodeJS.Timeout | undefined
  #seen = ''
  #ended = false
  #looking: Promise<void> = Promise.resolve()
  readonly ready: Promise<void>

  constructor(folder: string, home: string, changed: () => void) {
    this.#folder = folder
    this.#home = home
    this.#changed = changed
    this.ready = this.#begin()
  }

  end(): void {
    this.#ended = true
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
    clearInterval(this.#poll)
    clearTimeout(this.#timer)
  }

  async #begin(): Promise<void> {
    await this.#watchFolders()
    this.#seen = await this.#signature()
  }

  #soon(): void {
    if (this.#ended || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#looking = this.#looking.then(() => this.#look())
    }, joinMs)
  }

  async #look(): Promise<void> {
    await this.#watchFolders() // one may have appeared, or another one be in its place
    const now = await this.#signature()
    if (this.#ended || now === this.#seen) return
    this.#seen = now
    this.#changed()
  }

  async #watchFolders(): Promise<void> {
    const { config, rules } = homeLayout(this.#home)
    const folder = join(this.#folder, '.codex')
    const target = await leadsTo(config).catch(() => config)
    const wanted = new Set([this.#home, dirname(target), rules, this.#folder, folder, join(folder, 'rules')])
    const there = new Set<string>()
    for (const path of wanted) {
      const found = await stat(path).catch(() => null)
      // Another folder of the same name is another watch.
      if (found?.isDirectory() === true) there.add(`${path}\u0000${found.ino}`)
    }
    if (this.#ended) return
    for (const [key, watcher] of this.#watchers)
      if (!there.has(key)) {
        watcher.close()
        this.#watchers.delete(key)
      }
    for (const key of there) if (!this.#watchers.has(key)) this.#watchFolder(key)
  }

  #watchFolder(key: string): void {
    const path = key.split('\u0000')[0] ?? key
    try {
      const watcher = watch(path, { persistent: false }, (_event, name) => {
        if (name === null || isInteresting(name)) this.#soon()
      })
      watcher.on('error', () => this.#pollInstead())
      this.#watchers.set(key, watcher)
    } catch {
      this.#pollInstead()
    }
  }

  #pollInstead(): void {
    if (this.#ended) return
    this.#poll ??= setInterval(() => this.#soon(), pollMs)
    this.#poll.unref()
  }

  /** One text for the state of all files that matter. */
  async #signature(): Promise<string> {
    const { home, config, rules, hooks } = homeLayout(this.#home)
    const folder = join(this.#folder, '.codex')
    const files = [
      config,
      hooks,
      ...agentsFiles.flatMap((name) => [join(home, name), join(this.#folder, name)]),
      join(folder, 'config.toml'),
      join(folder, 'hooks.json'),
      ...(await namesIn(home, '.config.toml')),
      ...(await namesIn(rules, '.rules')),
      ...(await namesIn(join(folder, 'rules'), '.rules')),
    ]
    const states = await Promise.all(
      files.map(async (path) => {
        const found = await stat(path, { bigint: true }).catch(() => null)
        return found === null ? '-' : `${basename(path)} ${found.ino} ${found.size} ${found.mtimeNs}`
      }),
    )
    return states.join('\n')
  }
}

const agentsFiles = ['AGENTS.md', 'AGENTS.override.md']

const isInteresting = (name: string): boolean =>
  /\.(?:toml|rules)$|^hooks\.json$|^AGENTS(?:\.override)?\.md$|^\.codex$|^rules$/.test(name)

async function namesIn(folder: string, end: string): Promise<string[]> {
  const found = await lstat(folder).catch(() => null)
  if (found === null) return []
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith(end))
    .toSorted()
    .slice(0, 500)
    .map((name) => join(folder, name))
}
