// Edits of the homes' config.toml: written by each home's own Codex, then looked at. What Codex could not live with is put back,
// the lines that nobody touched get their bytes back (keep-lines.ts), and each write can be taken back. Writers of one home wait
// for each other here; against other programs Codex's version check and a last look before each of our own writes must do.
import { rm } from 'node:fs/promises'
import type { AllHomesProgress, ConfigEdit, ConfigTarget, HomeWrite } from '@contract/config'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { leadsTo, replaceFile } from '../codex/files/replace-file'
import { homeLayout } from '../codex/home/layout'
import { hashOf, readBytes } from './file-bytes'
import type { FileQueue } from './file-queue'
import { HomeWriter, nothing, type Home, type HomeWriterParts, type Outcome } from './home-writer'
import type { Landed } from './write-landings'
import { sentence, writeWords } from './write-words'

export interface ConfigWritesParts extends HomeWriterParts {
  /** All projects of the list. */
  projects: () => readonly Project[]
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  /** Puts a server that was only started for a write to rest again. */
  letRest: (projectId: string) => Promise<void>
  /** Told how far a write to all homes is; null when it is over. */
  allHomes: (progress: AllHomesProgress | null) => void
  queue: FileQueue
}

/** Servers that are started only for a write: so many at once. */
const mostStarts = 2

export class ConfigWrites {
  readonly #parts: ConfigWritesParts
  readonly #writer: HomeWriter
  /** Writes to all homes that go on; a stopped one begins with no further home. */
  readonly #toAll = new Set<{ stopped: boolean }>()

  constructor(parts: ConfigWritesParts) {
    this.#parts = parts
    this.#writer = new HomeWriter(parts)
  }

  /**
   * Writes the edits, all or none of them a home, and reports each home by itself; rejects only when the project is not known.
   * `expectedVersion` is Codex's of the user layer as it was read; null (and always with `all`) writes whatever is there now.
   * `landed` is told when a project's Codex has answered; what it wrote is looked at after that, and may be put back.
   */
  async write(
    target: ConfigTarget,
    edits: readonly ConfigEdit[],
    expectedVersion: string | null,
    landed: Landed = () => Promise.resolve(),
  ): Promise<HomeWrite[]> {
    const isAll = target.kind === 'all'
    const homes = await this.#homes(target)
    const results = new Map<Home, HomeWrite>()
    const course = { stopped: false }
    const told = (home: Home, outcome: Outcome): void => {
      results.set(home, { projectId: home.project.id, name: home.name, ...outcome })
      if (isAll) this.#parts.allHomes({ done: results.size, of: homes.length })
    }
    const one = async (home: Home): Promise<void> => {
      const { project } = home
      const outcome = await this.#parts.queue.run(home.path, () =>
        this.#writer.write(home, edits, isAll ? null : expectedVersion, () => landed(project.id)).catch(refused),
      )
      told(home, outcome)
    }
    const running = homes.filter(({ project }) => this.#parts.isRunning(project.id))
    const asleep = homes.filter((home) => !running.includes(home))
    const startInTurn = async (): Promise<void> => {
      for (let home = asleep.shift(); home !== undefined; home = asleep.shift()) {
        if (course.stopped) {
          told(home, { ...nothing, state: 'stopped' })
          continue
        }
        await one(home)
        if (isAll) await this.#parts.letRest(home.project.id).catch(() => undefined)
      }
    }
    if (isAll) {
      this.#toAll.add(course)
      this.#parts.allHomes({ done: 0, of: homes.length })
    }
    try {
      await Promise.all([...running.map(one), ...Array.from({ length: mostStarts }, startInTurn)])
    } finally {
      if (this.#toAll.delete(course)) this.#parts.allHomes(null)
    }
    return homes.flatMap((home) => results.get(home) ?? [])
  }

  /** Writes to all homes leave those alone that they have not come to yet, and report them so. What is written stays. */
  stopAllHomes(): void {
    for (const course of this.#toAll) course.stopped = true
  }

  /** Takes writes (and saves of files) back, byte for byte, unless the file was changed since. Reports in the order asked. */
  async undo(ids: readonly string[]): Promise<HomeWrite[]> {
    const reports = new Map<string, HomeWrite>()
    // Two writes of one file can only be taken back the last one first.
    for (const id of this.#parts.undos.newestFirst(ids)) reports.set(id, await this.#undo(id))
    return ids.flatMap((id) => reports.get(id) ?? [])
  }

  async #homes(target: ConfigTarget): Promise<Home[]> {
    const { projects, homeOf, isRunning } = this.#parts
    const chosen = projects().filter(({ id }) => target.kind === 'all' || id === target.projectId)
    if (chosen.length === 0 && target.kind === 'project')
      throw new CallError('unknown-project', 'This project is no longer in the list.')
    const byPath = new Map<string, Project[]>()
    for (const project of chosen) {
      const config = homeLayout(homeOf(project)).config
      const path = await leadsTo(config).catch(() => config)
      byPath.set(path, [...(byPath.get(path) ?? []), project])
    }
    return [...byPath].flatMap(([path, sharing]) => {
      const project = sharing.find(({ id }) => isRunning(id)) ?? sharing[0]
      return project === undefined ? [] : [{ project, path, name: sharing.map(({ name }) => name).join(', ') }]
    })
  }

  async #undo(id: string): Promise<HomeWrite> {
    const { undos, queue, projects, isRunning } = this.#parts
    const entry = undos.get(id)
    const project = projects().find((one) => one.id === entry?.projectId) ?? null
    const report = { projectId: entry?.projectId ?? '', name: project?.name ?? '' }
    if (entry === null)
      return { ...report, ...nothing, state: 'refused', problem: 'This change is too long ago to be taken back.' }
    const { path, before, afterHash, mode } = entry
    const outcome = await queue
      .run(path, async (): Promise<Outcome> => {
        const there = await readBytes(path)
        if (hashOf(there) !== afterHash)
          return { ...nothing, state: 'conflict', problem: 'The file was changed since, so it was left as it is.' }
        if (before === null) await rm(path)
        else await replaceFile(path, before, mode)
        undos.forget(id)
        const undoId = undos.keep({ ...entry, before: there, afterHash: hashOf(before) })
        return { ...nothing, state: 'written', undoId }
      })
      .catch(refused)
    if (outcome.state === 'written' && entry.isConfig && project !== null && isRunning(project.id))
      await this.#writer.reload(project)
    return { ...report, ...outcome }
  }
}

const refused = (error: unknown): Outcome => ({ ...nothing, state: 'refused', problem: sentence(writeWords(error)) })
