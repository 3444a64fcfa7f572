// The object store of one folder: a git dir of the app's own that looks at the folder as its work tree, with an index of its own
// that only saves reading files again. HEAD is the last snapshot. Nothing here knows the folder's own repository: its config,
// index, refs and objects are never opened, so nothing that they name is run.
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../codex/files/make-folder'
import { writeFileAtomic } from '../../codex/files/atomic-write'
import type { EndedRun } from '../../codex/process/run'
import { gitFailed, type Git, type GitRunOptions } from '../git/run'
import type { WorkTree } from './work-tree'

type RunOptions = Pick<GitRunOptions, 'stdin' | 'signal' | 'maxBytes' | 'timeoutMs' | 'env' | 'config'>

/** Bytes are kept as they are on disk: no line ends, no filters, whatever `.gitattributes` say. These win over all others. */
const attributes = '* -text -crlf -eol -filter -ident !working-tree-encoding\n'

const listedBytes = 512 * 1024 * 1024

export class Store {
  /** The git dir. */
  readonly dir: string
  readonly #git: Git
  #tree: WorkTree
  #exclude: string | undefined
  /** A run was ended before its time: it may have left locks. */
  #cutOff = false

  private constructor(git: Git, dir: string, tree: WorkTree) {
    this.#git = git
    this.dir = dir
    this.#tree = tree
  }

  /** Opens the store, making it when it isn't there; what a killed run has left behind is cleared away. */
  static async open(git: Git, dir: string, tree: WorkTree): Promise<Store> {
    const store = new Store(git, dir, tree)
    await store.#prepare()
    return store
  }

  get tree(): WorkTree {
    return this.#tree
  }

  /** The folder is in another repository now, or in none. False when this store can't hold its objects. */
  async follow(tree: WorkTree): Promise<boolean> {
    if (tree.format !== this.#tree.format || tree.top !== this.#tree.top || tree.prefix !== this.#tree.prefix)
      return false
    this.#tree = tree
    await this.#writeConfig()
    return true
  }

  /** Runs git on the store, in the root of the work tree. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<EndedRun> {
    if (this.#cutOff) await this.clearLocks()
    try {
      return await this.#git.run(args, {
        ...options,
        maxBytes: options.maxBytes ?? listedBytes,
        cwd: this.#tree.top,
        // The config that counts is the store's own: there is nothing to be wary of.
        trusted: true,
        env: { ...this.#env(), ...options.env },
      })
    } catch (error) {
      this.#cutOff = true
      throw error
    }
  }

  /** As `run`, for a call that must succeed. */
  async read(args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
    const ended = await this.run(args, options)
    if (ended.code !== 0) throw gitFailed(args, ended)
    return ended.stdout
  }

  /** Sets the ignore rules that come from no file in the work tree. */
  async setExclude(lines: string): Promise<void> {
    if (this.#exclude === lines) return
    await writeFileAtomic(join(this.dir, 'info', 'exclude'), lines)
    this.#exclude = lines
  }

  /** Begins the index anew from the last snapshot, when it can't be used; all files are read again then. */
  async rebuildIndex(): Promise<void> {
    await this.clearLocks()
    await rm(join(this.dir, 'index'), { force: true })
    await this.read(['read-tree', 'HEAD'])
  }

  /** Removes what a run that was killed has left behind. Only while no other runs. */
  async clearLocks(): Promise<void> {
    this.#cutOff = false
    const stale = await Promise.all([
      namesIn(this.dir, (name) => name.endsWith('.lock') || /^(?:fast_import_crash_|rules-)/.test(name)),
      namesIn(join(this.dir, 'refs', 'heads'), (name) => name.endsWith('.lock')),
      namesIn(join(this.dir, 'refs', 'kept'), (name) => name.endsWith('.lock')),
      namesIn(join(this.dir, 'objects'), (name) => name.startsWith('tmp_')),
      namesIn(join(this.dir, 'objects', 'pack'), (name) => name.startsWith('tmp_') || name.startsWith('.tmp-')),
    ])
    await Promise.all(stale.flat().map((path) => rm(path, { force: true, recursive: true })))
  }

  /** Bytes on disk. */
  size(): Promise<number> {
    return bytesIn(this.dir)
  }

  #env(): Record<string, string> {
    return {
      GIT_DIR: this.dir,
      GIT_WORK_TREE: this.#tree.top,
      GIT_INDEX_FILE: join(this.dir, 'index'),
      // The index is ours: what was learned by looking is kept.
      GIT_OPTIONAL_LOCKS: '1',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
    }
  }

  async #prepare(): Promise<void> {
    await makeFolder(this.dir)
    if (!(await exists(join(this.dir, 'HEAD')))) {
      // Written last by us: a store without it is half made.
      await rm(this.dir, { recursive: true, force: true })
      await makeFolder(this.dir)
      await makeFolder(join(this.dir, 'info'))
      await makeFolder(join(this.dir, 'objects', 'pack'))
      await makeFolder(join(this.dir, 'refs', 'heads'))
      await this.#writeConfig()
      await writeFileAtomic(join(this.dir, 'info', 'attributes'), attributes)
      await writeFileAtomic(join(this.dir, 'HEAD'), 'ref: refs/heads/last\n')
      return
    }
    await this.clearLocks()
    await this.#writeConfig()
  }

  #writeConfig(): Promise<void> {
    return writeFileAtomic(join(this.dir, 'config'), configText(this.#tree))
  }
}

/** What counts of the person's own git config: their ignore rules and how the file system is. The rest is said here. */
function configText({ format, settings }: WorkTree): string {
  const extension = format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : ''
  const taken = [...settings].map(([name, value]) => `\t${name.replace(/^core\./, '')} = ${quoted(value)}\n`).join('')
  return `[core]
	repositoryFormatVersion = ${format === 'sha256' ? 1 : 0}
	bare = false
	autocrlf = false
	safecrlf = false
	eol = lf
	attributesFile = /dev/null
	hooksPath = /dev/null
	fsmonitor = false
	untrackedCache = false
	splitIndex = false
	sparseCheckout = false
	trustctime = true
	checkStat = default
	longpaths = true
	logAllRefUpdates = false
	compression = 1
${taken}${extension}[index]
	sparse = false
[fastimport]
	unpackLimit = 1
[gc]
	auto = 0
[maintenance]
	auto = false
[submodule]
	recurse = false
[repack]
	writeBitmaps = false
[pack]
	window = 2
	threads = 1
	compression = 1
`
}

const quoted = (value: string): string =>
  `"${value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)}"`

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

async function namesIn(folder: string, fits: (name: string) => boolean): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter(fits).map((name) => join(folder, name))
}

/** Bytes of all files below a folder; 0 when it isn't there. */
export async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  let bytes = 0
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += await bytesIn(path)
    else bytes += (await lstat(path).catch(() => null))?.size ?? 0
  }
  return bytes
}
