// Commit, push and pull request of a folder: one at a time in each, only where it is trusted, and to be cancelled.
import type { CommitReport, PublishPlan } from '@contract/git-work'
import { CallError } from '../../app/call-error'
import { codexEnvironment, type Environment } from '../../codex/process/environment'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'
import { commitStaged, type CommitWish } from './commit'
import { findProgram } from '../../codex/process/find-program'
import { draftDiff, lastMessage } from './messages'
import { planPublishing, type PlanParts } from './plan'
import { openPullRequest, type PullRequestWish } from './pull-request'
import { pushBranch } from './push'

export interface PublishParts {
  git: Git
  /** The app's own environment, to choose from. */
  environment: Environment
  platform?: NodeJS.Platform
  /** A folder's files, index or branch are different now. */
  onChange?: (folder: Folder) => void
}

/** How gh is told who is asking, where the person does so by the environment. No other program of ours gets these. */
const ghNames = [
  'GH_TOKEN',
  'GITHUB_TOKEN',
  'GH_ENTERPRISE_TOKEN',
  'GITHUB_ENTERPRISE_TOKEN',
  'GH_HOST',
  'GH_CONFIG_DIR',
]

export class Publish {
  readonly #parts: PublishParts
  /** What runs, by folder. */
  readonly #running = new Map<string, AbortController>()

  constructor(parts: PublishParts) {
    this.#parts = parts
  }

  /** Commits what is staged. Rejects in words; what was staged stays staged. */
  commit(folder: Folder, wish: CommitWish): Promise<CommitReport> {
    return this.#act(folder, (signal) => commitStaged(this.#parts.git, folder, wish, signal))
  }

  /** Never forces. */
  push(folder: Folder): Promise<{ output: string }> {
    return this.#act(folder, async (signal) => pushBranch(await this.#planParts(), folder, signal))
  }

  pullRequest(folder: Folder, wish: PullRequestWish): Promise<{ url: string | null; output: string }> {
    const { environment, platform } = this.#parts
    const extra = Object.fromEntries(ghNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
    const ghEnv = codexEnvironment({ base: environment, extra, ...(platform ? { platform } : {}) })
    return this.#act(folder, async (signal) =>
      openPullRequest({ ...(await this.#planParts()), ghEnv }, folder, wish, signal),
    )
  }

  async plan(folder: Folder): Promise<PublishPlan> {
    const {
      published: _published,
      setsUpstream: _sets,
      ...plan
    } = await planPublishing(await this.#planParts(), folder, AbortSignal.timeout(30_000))
    return plan
  }

  lastMessage(folder: Folder): Promise<string | null> {
    return lastMessage(this.#parts.git, folder, AbortSignal.timeout(30_000))
  }

  draftDiff(folder: Folder, amend: boolean): Promise<{ diff: string; cut: boolean }> {
    return draftDiff(this.#parts.git, folder, amend, AbortSignal.timeout(30_000))
  }

  /** Ends what runs in this folder, with all that it started. */
  cancel(folder: Folder): void {
    this.#running.get(folder.path)?.abort(new CallError('cancelled', 'It was stopped.'))
  }

  /** The app is quitting. */
  dispose(): void {
    for (const running of this.#running.values()) running.abort(new CallError('cancelled', 'The app was closed.'))
  }

  async #act<T>(folder: Folder, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!folder.trusted)
      throw new CallError(
        'not-trusted',
        'This folder is not trusted: its hooks and settings would run. Trust it first.',
      )
    if (this.#running.has(folder.path))
      throw new CallError('busy', 'A commit or a push runs here already. Wait for its end, or stop it.')
    const stop = new AbortController()
    this.#running.set(folder.path, stop)
    try {
      return await act(stop.signal)
    } finally {
      this.#running.delete(folder.path)
      this.#parts.onChange?.(folder)
    }
  }

  async #planParts(): Promise<PlanParts> {
    const { git, environment, platform } = this.#parts
    return { git, gh: await findProgram('gh', environment, platform), ...(platform ? { platform } : {}) }
  }
}
