// A real folder with the app's views and acts on it, snapshots as the app's own store keeps them, and a picture of everything
// that is on the disk, to compare before and after.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActReport, ChangeAct, ChangeSource, Selection } from '../../preload/contract/changes'
import { Acts, type ActsParts } from '../../main/changes/acts/acts'
import type { PatchText, TwoTrees } from '../../main/changes/sources/providers'
import type { Folder, HeldView } from '../../main/changes/view-model'
import { Views } from '../../main/changes/views'
import { gitEnvironment, testGit, TestRepository } from './repository'

export interface ActStageOptions {
  /** False: a folder without git. */
  readonly git?: boolean
  /** Work in a folder of the repository. */
  readonly within?: string
  readonly acts?: Partial<ActsParts>
}

/** A chosen file by its path, whole or some of its hunks by number. */
export type Chosen = string | readonly [path: string, ...hunks: number[]]

export class ActStage {
  readonly repository: TestRepository
  readonly folder: Folder
  readonly acts: Acts
  readonly views: Views
  /** What happens between the last look and the first write. */
  beforeWriting: () => void | Promise<void> = () => {}
  /** What sources that are not git's own give. */
  provided: TwoTrees | PatchText | null = null

  constructor({ git = true, within = '', acts = {} }: ActStageOptions = {}) {
    this.repository = TestRepository.make({ init: git })
    if (within) mkdirSync(join(this.repository.path, within), { recursive: true })
    this.folder = this.repository.folder({ within })
    this.views = new Views({
      git: testGit(),
      providers: {
        between: () => (this.provided ? Promise.resolve(this.provided) : Promise.reject(new Error('nothing provided'))),
      },
    })
    this.acts = new Acts({
      git: testGit(),
      scratch: this.repository.beside('scratch'),
      beforeWriting: async () => this.beforeWriting(),
      ...acts,
    })
  }

  /** The folder's bytes as a tree in a store of our own, without filters, as the app's checkpoints keep them. */
  snapshot(): string {
    const store = this.store
    mkdirSync(join(store, 'info'), { recursive: true })
    const run = (...args: string[]): string =>
      execFileSync('git', args, {
        cwd: this.folder.path,
        env: gitEnvironment({ GIT_DIR: store, GIT_WORK_TREE: this.folder.path }),
        encoding: 'utf8',
      }).trim()
    execFileSync('git', ['init', '-q', '--bare', store], { env: gitEnvironment() })
    writeFileSync(join(store, 'info', 'attributes'), '* -text -crlf -eol -filter -ident !working-tree-encoding\n')
    run('-c', 'core.bare=false', 'add', '-A', '-f', '.')
    return run('-c', 'core.bare=false', 'write-tree')
  }

  get store(): string {
    return this.repository.beside('store.git')
  }

  /** What a turn changed between two snapshots. */
  between(oldTree: string, newTree: string): void {
    this.provided = { store: this.store, oldTree, newTree, label: 'a turn', note: null }
  }

  /** What a patch says. */
  patch(patch: string | Buffer): void {
    this.provided = { patch: Buffer.from(patch), label: 'a patch', note: null }
  }

  async open(kind: 'unstaged' | 'staged' | 'turn' | 'task' | ChangeSource): Promise<HeldView> {
    const { viewId } = await this.views.open(this.folder, sourceOf(kind), { ignoreSpace: false })
    return this.views.held(viewId)
  }

  /** Opens a source, chooses of it (everything when nothing is named) and acts. */
  async act(kind: Parameters<ActStage['open']>[0], act: ChangeAct, ...chosen: Chosen[]): Promise<ActReport> {
    const view = await this.open(kind)
    return this.acts.run(view, act, selection(view, chosen))
  }

  undo(report: ActReport): Promise<ActReport> {
    if (report.undoId === null) throw new Error(`nothing to undo: ${report.summary}`)
    return this.acts.undo(this.folder, report.undoId)
  }

  read(path: string | Buffer): string {
    return this.readBytes(path).toString('utf8')
  }

  readBytes(path: string | Buffer): Buffer {
    return readFileSync(Buffer.concat([Buffer.from(`${this.folder.path}/`), Buffer.from(path)]))
  }

  /** What the index has of a file. */
  indexed(path: string): string {
    return this.repository.gitIn(this.#within, 'cat-file', 'blob', `:./${path}`)
  }

  /** Entries and flags of the whole index. */
  index(): string {
    return this.repository.git('ls-files', '--stage', '-v', '-z')
  }

  /** Everything on the disk around the folder, what is outside of it too: by path its kind, permissions and content. */
  disk(): Record<string, string> {
    const found: Record<string, string> = {}
    picture(Buffer.from(this.repository.beside('.')), '', found)
    return found
  }

  /** Disk and index together. */
  everything(): { disk: Record<string, string>; index: string } {
    return {
      disk: this.disk(),
      index: this.repository.path === this.folder.path || this.#within ? this.#indexOrNone() : '',
    }
  }

  remove(): void {
    this.views.dispose()
    this.repository.remove()
  }

  get #within(): string {
    return this.folder.path.slice(this.repository.path.length + 1)
  }

  #indexOrNone(): string {
    try {
      return this.index()
    } catch {
      return ''
    }
  }
}

/** Whole files by path, or hunks of them by number. */
export function selection(view: HeldView, chosen: readonly Chosen[]): Selection {
  if (chosen.length === 0) return [...view.files.keys()].map((fileId) => ({ fileId, hunks: null }))
  return chosen.map((one) => {
    const [path, ...hunks] = typeof one === 'string' ? [one] : one
    const file = [...view.files.values()].find(({ view: { path: drawn } }) => drawn === path)
    if (!file)
      throw new Error(`${path} is not in the view: ${[...view.files.values()].map((each) => each.view.path).join()}`)
    if (typeof one === 'string') return { fileId: file.view.id, hunks: null }
    return {
      fileId: file.view.id,
      hunks: hunks.map((at) => {
        const hunk = file.hunks?.[at]
        if (!hunk) throw new Error(`${path} has no hunk ${at}`)
        return hunk.id
      }),
    }
  })
}

function sourceOf(kind: Parameters<ActStage['open']>[0]): ChangeSource {
  if (typeof kind !== 'string') return kind
  if (kind === 'turn') return { kind, threadId: '0199a213-81a0-7800-8aa1-bbab2a035a53', turnId: 'turn-1', patch: null }
  if (kind === 'task') return { kind, taskId: 'task_1', attempt: null }
  return { kind }
}

/** Git's own housekeeping and the app's scratch are nobody's files. */
const housekeeping =
  /^(?:scratch|store\.git)$|(?:^|\/)\.git\/(?:objects|index|logs|refs|COMMIT_EDITMSG|worktrees\/[^/]+\/index)$/

function picture(folder: Buffer, at: string, found: Record<string, string>): void {
  for (const name of readdirSync(folder, { encoding: 'buffer' })) {
    const path = Buffer.concat([folder, Buffer.from('/'), name])
    const key = `${at}${name.toString('latin1')}`
    if (housekeeping.test(key)) continue
    const stats = lstatSync(path)
    const bits = (stats.mode & 0o7777).toString(8)
    if (stats.isSymbolicLink()) found[key] = `link ${readlinkSync(path, { encoding: 'latin1' })}`
    else if (stats.isDirectory()) {
      found[`${key}/`] = `folder ${bits}`
      picture(path, `${key}/`, found)
    } else if (stats.isFile()) {
      const hash = createHash('sha1').update(readFileSync(path)).digest('hex')
      found[key] = `file ${bits} ${hash}`
    } else found[key] = `special ${bits}`
  }
}
