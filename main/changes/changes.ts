// The wing of changes put together: what was changed, acts on it, snapshots around turns, commits, worktrees, cloud tasks. Loaded
// when the window first asks for any of it, or when a turn begins.
import { join } from 'node:path'
import type { ActReport, GitFacts, Place, RefList } from '@contract/changes'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { locateBundle } from '../codex/binary/locate'
import { CodexCommand } from '../codex/cli/command'
import { codexEnvironment, type Environment } from '../codex/process/environment'
import { Acts } from './acts/acts'
import { Checkpoints } from './checkpoints/checkpoints'
import { isRewindUndo } from './checkpoints/rewind'
import { readFacts } from './git/facts'
import { readRefs } from './git/refs'
import { Git } from './git/run'
import { folderOf } from './places'
import { Publish } from './publish/publish'
import { Tasks } from './tasks/tasks'
import { Touches } from './touches'
import { Views } from './views'
import type { Folder } from './view-model'
import type { WorktreeRecords } from './worktrees/records'
import { isMergeUndo } from './worktrees/merge-undo'
import { Worktrees } from './worktrees/worktrees'

export interface ChangesParts {
  readonly userData: string
  /** The folder with the bundled programs. */
  readonly codexBin: string
  readonly environment: Environment
  readonly project: (projectId: string) => Project | null
  /** Threads of the project with a turn that runs. */
  readonly runningThreads: (projectId: string) => readonly string[]
  readonly records: WorktreeRecords
  /** The folder that all worktrees are kept in. */
  readonly worktreeHome: string
  /** The home with the login of the project's account; its token is good for some minutes. Rejects in words. */
  readonly accountHome: (projectId: string) => Promise<string>
  readonly reveal: (path: string) => void
  readonly push: (event: PushEvent) => void
}

export class Changes {
  readonly #parts: ChangesParts
  readonly #git: Git
  readonly #touches: Touches
  readonly views: Views
  readonly acts: Acts
  readonly checkpoints: Checkpoints
  readonly publish: Publish
  readonly tasks: Tasks
  readonly worktrees: Worktrees

  constructor(parts: ChangesParts) {
    const { userData, codexBin, environment, push } = parts
    const env = (): Record<string, string> => codexEnvironment({ base: environment })
    const git = new Git({ env: env() })
    this.#parts = parts
    this.#git = git
    this.#touches = new Touches(push)
    this.acts = new Acts({ git, scratch: join(userData, 'changes', 'acts') })
    this.checkpoints = new Checkpoints({ git, userData, push })
    this.tasks = new Tasks({
      codex: new CodexCommand({
        codex: () => locateBundle({ root: codexBin }).then(({ codex }) => codex),
        environment,
      }),
      home: parts.accountHome,
      keep: (folder) => this.checkpoints.keep(folder),
      scratch: join(userData, 'changes', 'tasks'),
    })
    this.views = new Views({
      git,
      providers: {
        between: (folder, source, signal) =>
          source.kind === 'task'
            ? this.tasks.patch(folder, source.taskId, source.attempt, signal)
            : this.checkpoints.between(folder, source, signal),
      },
    })
    this.publish = new Publish({ git, environment, onChange: ({ place }) => this.#touches.touched(place) })
    this.worktrees = new Worktrees({
      records: parts.records,
      git,
      home: parts.worktreeHome,
      project: parts.project,
      env,
      applyPatch: (into, patch, words) => this.#applyPatch(into, patch, words),
      setAside: (folder) => this.checkpoints.setAside(folder),
      bringBack: (folder, asideId) => this.checkpoints.bringBack(folder, asideId),
      runningThreads: parts.runningThreads,
      reveal: parts.reveal,
      push,
    })
  }

  /** The folder of a place. Throws in words when it is gone. */
  folder(place: Place): Folder {
    const { project } = this.#parts
    return folderOf({ project, worktree: (id) => this.worktrees.folder(id) }, place)
  }

  facts(place: Place): Promise<GitFacts> {
    return readFacts(this.#git, this.folder(place))
  }

  refs(place: Place): Promise<RefList> {
    return readRefs(this.#git, this.folder(place))
  }

  /** Takes an act back, whichever part did it. */
  async undo(place: Place, undoId: string): Promise<ActReport> {
    const folder = this.folder(place)
    if (isRewindUndo(undoId)) return this.changed(place, this.checkpoints.undo(folder, undoId))
    if (isMergeUndo(undoId)) return this.changed(place, this.worktrees.undoMerge(folder, undoId))
    return this.changed(place, this.acts.undo(folder, undoId))
  }

  /** Tells the window of what an act changes, whatever came of it. */
  async changed<T>(place: Place, act: Promise<T>): Promise<T> {
    try {
      return await act
    } finally {
      this.#touches.touched(place)
    }
  }

  /** Something may have changed files of a place: a command, a patch, a turn's end. */
  touched(place: Place): void {
    this.#touches.touched(place)
  }

  /** Puts a patch into a folder as uncommitted changes: all of it or none. */
  async #applyPatch(into: Folder, patch: Buffer, words: string): Promise<ActReport> {
    const views = new Views({
      git: this.#git,
      providers: { between: () => Promise.resolve({ patch, label: words, note: null }) },
    })
    const source = { kind: 'task', taskId: 'hand-back', attempt: null } as const
    const view = await views.open(into, source, { ignoreSpace: false })
    const what = view.files.map(({ id }) => ({ fileId: id, hunks: null }))
    return this.changed(into.place, this.acts.run(views.held(view.viewId), 'apply', what))
  }

  /** Ends what is at work, within a bounded time. */
  async dispose(): Promise<void> {
    this.views.dispose()
    this.tasks.dispose()
    this.#touches.dispose()
    await Promise.all([this.checkpoints.dispose(), this.worktrees.dispose()])
  }
}
