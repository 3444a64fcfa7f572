// The worktrees of all projects: making one whole or not at all, its set-up, bringing its work home, removing it. What is known of
// them is kept in records.ts; the page is told of every change.
import { join } from 'node:path'
import type { ActReport } from '@contract/changes'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import type { Worktree, WorktreeSettings } from '@contract/worktrees'
import { CallError } from '../../app/call-error'
import { within } from '../../codex/within'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'
import { bringWorktreeBack } from './bringing-back'
import { applyHome, mergeHome } from './hand-back'
import { lookAt, type Looked } from './look'
import { makeWorktree, newRecord } from './making'
import { MergeUndos } from './merge-undo'
import { prepareWorktree, projectFolder } from './prepare'
import type { WorktreeRecord, WorktreeRecords } from './records'
import { removeWorktree, type Removed } from './removing'
import { SetupRuns } from './setup-runs'

export interface WorktreesParts {
  records: WorktreeRecords
  git: Git
  /** The folder that all worktrees are kept in, under the app's data. */
  home: string
  project: (projectId: string) => Project | null
  /** The whole environment of a set-up script. */
  env: () => Readonly<Record<string, string>>
  /** Puts a patch into a folder as uncommitted changes: all of it or none, with an undo. */
  applyPatch: (into: Folder, patch: Buffer, words: string) => Promise<ActReport>
  /** Keeps what a worktree holds, and answers by what `bringBack` finds it. Rejects when it could not. */
  setAside: (folder: Folder) => Promise<string>
  bringBack: (folder: Folder, asideId: string) => Promise<ActReport>
  /** Threads of the project with a turn that runs. */
  runningThreads: (projectId: string) => readonly string[]
  reveal: (path: string) => void
  push: (event: PushEvent) => void
}

/** A half-made checkout is taken away within this time, in ms, when the app quits; else at its removal. */
const quitLimitMs = 3000

export class Worktrees {
  readonly #parts: WorktreesParts
  readonly #setups: SetupRuns
  /** Worktrees that are being made or brought home, and their end. */
  readonly #acting = new Map<string, AbortController>()
  readonly #acts = new Set<Promise<unknown>>()
  readonly #looked = new Map<string, Looked>()
  readonly #merges = new MergeUndos()
  /** Those that were removed in this run and can be brought back. */
  readonly #removed = new Map<string, Removed>()
  readonly #scratchFolder: string

  constructor(parts: WorktreesParts) {
    this.#parts = parts
    this.#scratchFolder = join(parts.home, '.scratch')
    this.#setups = new SetupRuns({
      env: parts.env,
      scratchFolder: this.#scratchFolder,
      onChange: (worktreeId) => this.#tell(worktreeId),
    })
    parts.records.onChange = (projectId) => this.#tellAll(projectId)
  }

  /** As they are known; what each holds is looked at behind it, and told by an event. */
  list(projectId: string): Worktree[] {
    void this.refresh(projectId).catch(() => {})
    return this.#drawn(projectId)
  }

  settings(projectId: string): WorktreeSettings {
    return this.#parts.records.settings(projectId)
  }

  setSettings(projectId: string, settings: WorktreeSettings): Promise<void> {
    return this.#parts.records.setSettings(projectId, settings)
  }

  /** The folder of a worktree, to work in. Rejects in words when it is gone or not made yet. */
  folder(worktreeId: string): Folder {
    const record = this.#record(worktreeId)
    if (record.state !== 'ready')
      throw new CallError('worktree-missing', record.problem ?? `The worktree ${record.branch} is not there.`)
    return this.#folderOf(record)
  }

  /**
   * Makes a worktree: checkout, copied files, set-up script. Rejects in words, and then nothing of it is left; a set-up script
   * that fails leaves it standing, with what it said. Never does it stand for the project's own folder.
   */
  async create(wish: { projectId: string; base: string; branch: string; runSetup: boolean }): Promise<Worktree> {
    const { records, git, home } = this.#parts
    const project = this.#project(wish.projectId)
    const prepared = await prepareWorktree(git, project, wish)
    const record = await newRecord(home, wish, prepared)
    const { id } = record
    const wanted = { ...prepared, startId: prepared.baseId }
    await this.#act(id, (signal) => makeWorktree({ git, records, say: this.#say(id) }, project, record, wanted, signal))
    const { setup } = this.settings(project.id)
    if (wish.runSetup && setup.trim() !== '') await this.#setups.run(this.#record(id), project, setup)
    await this.look(id)
    return this.#drawnOne(this.#record(id))
  }

  /** Ends making one, or its set-up. */
  cancel(worktreeId: string): void {
    this.#acting.get(worktreeId)?.abort(new CallError('cancelled', 'It was stopped.'))
    this.#setups.cancel(worktreeId)
  }

  /** Runs the set-up script again; its end is told by an event. */
  runSetup(worktreeId: string): void {
    const record = this.#record(worktreeId)
    this.folder(worktreeId)
    const project = this.#trusted(record)
    const { setup } = this.settings(project.id)
    if (setup.trim() === '')
      throw new CallError('no-setup', 'There is no set-up script. Write one in the project’s settings.')
    if (this.#setups.isRunning(worktreeId)) throw new CallError('busy', 'The set-up script runs already.')
    void this.#setups.run(record, project, setup).then(() => this.#glance(worktreeId))
  }

  async adopt(worktreeId: string, threadId: string): Promise<void> {
    this.folder(worktreeId)
    await this.#parts.records.bind(worktreeId, threadId)
  }

  /** Looks at what each worktree of a project holds. */
  async refresh(projectId: string): Promise<void> {
    await Promise.all(this.#parts.records.list(projectId).map(({ id }) => this.look(id)))
  }

  /** Looks at what one holds now, and tells when it is something else. */
  async look(worktreeId: string): Promise<void> {
    const { records, git } = this.#parts
    const record = records.find(worktreeId)
    if (record === null || record.state === 'creating' || record.state === 'failed') return
    const before = this.#looked.get(worktreeId)
    const looked = await lookAt(git, record, this.#isTrusted(record))
    const now = records.find(worktreeId)
    if (now === null || this.#acting.has(worktreeId)) return
    this.#looked.set(worktreeId, looked)
    const isSame = before?.dirty === looked.dirty && before.ahead === looked.ahead
    await records.change(worktreeId, {
      state: looked.isThere ? 'ready' : 'missing',
      branch: looked.branch ?? now.branch,
      problem: looked.isThere
        ? now.state === 'missing'
          ? null
          : now.problem
        : 'Its folder was removed by another program.',
    })
    if (!isSame) this.#tell(worktreeId)
  }

  /** Looks without being waited for; what can't be looked at stays as it was known. */
  #glance(worktreeId: string): void {
    void this.look(worktreeId).catch(() => {})
  }

  async handBack(worktreeId: string, how: 'merge' | 'apply'): Promise<ActReport> {
    const record = this.#record(worktreeId)
    const project = projectFolder(this.#trusted(record))
    const worktree = this.folder(worktreeId)
    this.#requireResting(record, 'hand it back')
    const { git, applyPatch } = this.#parts
    try {
      return await this.#act(worktreeId, (signal) =>
        how === 'merge'
          ? mergeHome({ git, merges: this.#merges }, record, project, signal)
          : applyHome({ git, applyPatch, scratchFolder: this.#scratchFolder }, record, { worktree, project }, signal),
      )
    } finally {
      this.#glance(worktreeId)
    }
  }

  /** Takes a merge that was brought home back; ids that `isMergeUndo` knows. Rejects in words. */
  undoMerge(folder: Folder, undoId: string): Promise<ActReport> {
    return this.#merges.takeBack(this.#parts.git, folder, undoId)
  }

  /**
   * Removes the folder, and the branch when all of it is in the project's checkout or `branch` is true. Rejects in words. Answers
   * whether it can be brought back for as long as the app runs.
   */
  async remove(
    worktreeId: string,
    { discard, branch }: { discard: boolean; branch: boolean },
  ): Promise<{ canUndo: boolean }> {
    const { records, git, home } = this.#parts
    const record = this.#record(worktreeId)
    const project = this.#project(record.projectId)
    this.#requireResting(record, 'remove it')
    if (this.#setups.isRunning(worktreeId)) throw new CallError('busy', 'Its set-up script still runs. Stop it first.')
    const setAside = (): Promise<string> => this.#parts.setAside(this.#folderOf(record))
    return this.#act(worktreeId, async (signal) => {
      const removed = await removeWorktree({ git, home, setAside }, project, record, { discard, branch }, signal)
      if (removed !== null) this.#removed.set(worktreeId, removed)
      this.#looked.delete(worktreeId)
      await records.drop(worktreeId)
      return { canUndo: removed !== null }
    })
  }

  /** Takes a removal back: the same worktree, with its chats and what was not committed in it. Rejects in words. */
  async bringBack(worktreeId: string): Promise<Worktree> {
    const removed = this.#removed.get(worktreeId)
    if (removed === undefined)
      throw new CallError('unknown-worktree', 'This worktree can’t be brought back: the app was closed since.')
    const { git, records, bringBack } = this.#parts
    const project = this.#trusted(removed.record)
    this.#requireResting(removed.record, 'bring the worktree back')
    const parts = {
      git,
      records,
      say: this.#say(worktreeId),
      bringBack: (asideId: string) => bringBack(this.#folderOf(this.#record(worktreeId)), asideId),
    }
    await this.#act(worktreeId, (signal) => bringWorktreeBack(parts, project, removed, signal))
    this.#removed.delete(worktreeId)
    await this.look(worktreeId)
    return this.#drawnOne(this.#record(worktreeId))
  }

  reveal(worktreeId: string): void {
    this.#parts.reveal(this.#record(worktreeId).path)
  }

  /** The app is quitting: what runs is ended, and what was being made is taken away, within a bounded time. */
  async dispose(): Promise<void> {
    const over = new CallError('cancelled', 'The app was closed.')
    for (const acting of this.#acting.values()) acting.abort(over)
    this.#setups.dispose()
    await within(quitLimitMs, Promise.allSettled(this.#acts))
  }

  #requireResting({ projectId, threadIds }: WorktreeRecord, act: string): void {
    const running = this.#parts.runningThreads(projectId)
    if (threadIds.some((id) => running.includes(id)))
      throw new CallError(
        'turn-running',
        `Codex is still working in a chat of this worktree. Stop it first, then ${act}.`,
      )
  }

  async #act<T>(worktreeId: string, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#acting.has(worktreeId)) throw new CallError('busy', 'Something is being done with this worktree already.')
    const stop = new AbortController()
    this.#acting.set(worktreeId, stop)
    const acting = act(stop.signal).finally(() => {
      this.#acting.delete(worktreeId)
      this.#acts.delete(acting)
    })
    this.#acts.add(acting)
    return acting
  }

  #project(projectId: string): Project {
    const found = this.#parts.project(projectId)
    if (!found) throw new CallError('unknown-project', 'This project is no longer in the list.')
    return found
  }

  #trusted(record: WorktreeRecord): Project {
    const project = this.#project(record.projectId)
    if (project.trust !== 'trusted') throw new CallError('not-trusted', 'This folder is not trusted. Trust it first.')
    return project
  }

  #isTrusted({ projectId }: WorktreeRecord): boolean {
    return this.#parts.project(projectId)?.trust === 'trusted'
  }

  #record(worktreeId: string): WorktreeRecord {
    const found = this.#parts.records.find(worktreeId)
    if (!found) throw new CallError('unknown-worktree', 'This worktree is no longer in the list.')
    return found
  }

  #folderOf(record: WorktreeRecord): Folder {
    const place = { projectId: record.projectId, worktreeId: record.id }
    return { place, path: record.path, trusted: this.#isTrusted(record) }
  }

  #say(worktreeId: string): (words: string) => void {
    return (words) => this.#parts.push({ type: 'worktree-progress', worktreeId, words })
  }

  #tell(worktreeId: string): void {
    const record = this.#parts.records.find(worktreeId)
    if (record) this.#tellAll(record.projectId)
  }

  #tellAll(projectId: string): void {
    this.#parts.push({ type: 'worktrees', projectId, worktrees: this.#drawn(projectId) })
  }

  #drawn(projectId: string): Worktree[] {
    return this.#parts.records.list(projectId).map((record) => this.#drawnOne(record))
  }

  #drawnOne({ root: _root, inherits: _inherits, ...record }: WorktreeRecord): Worktree {
    const looked = this.#looked.get(record.id)
    return {
      ...record,
      threadIds: [...record.threadIds],
      dirty: looked?.dirty ?? null,
      ahead: looked?.ahead ?? null,
      setup: this.#setups.of(record.id),
    }
  }
}
