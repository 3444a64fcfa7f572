// The entries of a person's index: read as they are, written as they shall be, all in one step of git's own or not at all.
import type { Git } from '../git/run'
import { indexTrouble, keyOf, type Repository } from './repository'

export interface IndexEntry {
  /** Six octal digits. */
  readonly mode: string
  readonly id: string
  /** 0, or 1 to 3 in a conflict. */
  readonly stage: number
}

/** What the index has of one path. */
export interface IndexState {
  /** None: the path isn't in the index. */
  readonly entries: readonly IndexEntry[]
  /** Only announced (git add --intent-to-add): its one entry is empty. */
  readonly intent: boolean
  /** The flags of sparse checkouts or of `update-index --assume-unchanged`: git looks away from the file. */
  readonly overlooked: boolean
}

export interface IndexChange {
  /** Relative to the folder. */
  readonly path: Buffer
  readonly before: IndexState
  readonly after: IndexState
}

export const notInIndex: IndexState = { entries: [], intent: false, overlooked: false }

/** Everything in the index below the folder, by the key of its path. `env` may name another index. */
export async function readIndex(
  git: Git,
  { cwd }: Pick<Repository, 'cwd'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Map<string, IndexState>> {
  const found = new Map<string, IndexState>()
  const options = { cwd, trusted: true, env, maxBytes: 512 * 1024 * 1024 }
  const listed = (await git.read(['ls-files', '--stage', '-v', '-z'], options)).toString('latin1')
  for (let at = 0; at < listed.length;) {
    const end = listed.indexOf('\0', at)
    if (end < 0) break
    const tab = listed.indexOf('\t', at)
    const [tag = '', mode = '', id = '', stage = ''] = listed.slice(at, tab).split(' ')
    const key = listed.slice(tab + 1, end)
    const entries = [...(found.get(key)?.entries ?? []), { mode, id, stage: Number(stage) }]
    found.set(key, { entries, intent: false, overlooked: tag === 'S' || tag !== tag.toUpperCase() })
    at = end + 1
  }
  return found
}

/** Whether two states are the same, but for being announced only, which git doesn't list. */
export function sameState(left: IndexState, right: IndexState): boolean {
  const told = ({ entries }: IndexState): string =>
    entries.map(({ mode, id, stage }) => `${mode} ${id} ${stage}`).join()
  return told(left) === told(right)
}

/** Makes the index have the entries `after`. Rejects with `index-locked` or `git-failed`; then it is as it was. */
export async function writeIndex(git: Git, repository: Repository, changes: readonly IndexChange[]): Promise<void> {
  const { cwd, prefix } = repository
  const records: Buffer[] = []
  const record = (facts: string, path: Buffer): number =>
    records.push(Buffer.from(`${facts}\t`), prefix, path, Buffer.of(0))
  // Removed first, so that an entry never meets one that is going to be gone.
  for (const { path, before } of changes) {
    const id = before.entries[0]?.id
    if (id !== undefined) record(`0 ${'0'.repeat(id.length)} 0`, path)
  }
  for (const { path, after } of changes)
    if (!after.intent) for (const { mode, id, stage } of after.entries) record(`${mode} ${id} ${stage}`, path)
  const options = { cwd, trusted: true, stdin: Buffer.concat(records) }
  const ended = await git.run(['update-index', '-z', '--index-info'], options)
  if (ended.code !== 0) throw indexTrouble(ended.stderr)
  await announce(git, cwd, changes)
}

async function announce(git: Git, cwd: string, changes: readonly IndexChange[]): Promise<void> {
  const paths = changes.filter(({ after }) => after.intent).flatMap(({ path }) => [path, Buffer.of(0)])
  if (paths.length === 0) return
  const args = ['add', '--intent-to-add', '--pathspec-from-file=-', '--pathspec-file-nul']
  const ended = await git.run(args, { cwd, trusted: true, stdin: Buffer.concat(paths) })
  if (ended.code !== 0) throw indexTrouble(ended.stderr)
}

/**
 * Which entry of the index stands in the way of a new one, as a folder or as a file: git would drop it without a word.
 * `gone`: keys of entries that the same act removes.
 */
export function inTheWay(
  index: ReadonlyMap<string, IndexState>,
  path: Buffer,
  gone: ReadonlySet<string>,
): string | null {
  const key = keyOf(path)
  for (let at = key.indexOf('/'); at > 0; at = key.indexOf('/', at + 1)) {
    const above = key.slice(0, at)
    if (index.has(above) && !gone.has(above)) return above
  }
  const below = `${key}/`
  for (const other of index.keys()) if (other.startsWith(below) && !gone.has(other)) return other
  return null
}
