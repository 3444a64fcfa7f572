/** Trees for the tests of checkpoints: read whole (bytes, links, permission bits), made and changed at random from a seed. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import type { Bounds } from '../../../main/changes/checkpoints/bounds'
import { Git } from '../../../main/changes/git/run'
import type { Folder, HeldView } from '../../../main/changes/view-model'
import type { TwoTrees } from '../../../main/changes/sources/providers'
import type { CheckpointEvent } from '../../../preload/contract/checkpoints'

export const bytes = (...parts: (string | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)))

/** What is at each path, `.git` left out: kind, permission bits and content. Paths with a character a byte. */
export function readTree(root: string): Map<string, string> {
  const tree = new Map<string, string>()
  const visit = (folder: Buffer, path: string): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      if (name.toString() === '.git') continue
      const place = bytes(folder, '/', name)
      const here = path + name.toString('latin1')
      const stats = lstatSync(place)
      const mode = (stats.mode & 0o7777).toString(8)
      if (stats.isDirectory()) visit(place, `${here}/`)
      else if (stats.isSymbolicLink()) tree.set(here, `link ${readlinkSync(place, 'latin1')}`)
      else if (stats.isFile()) tree.set(here, `file ${mode} ${readFileSync(place, 'latin1')}`)
      else tree.set(here, 'special')
    }
  }
  visit(Buffer.from(root), '')
  return new Map([...tree].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** One number for every byte below a folder, names and modes too. */
export function hashOf(root: string): string {
  const hash = createHash('sha256')
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder).toSorted()) {
      const place = join(folder, name)
      const stats = lstatSync(place)
      hash.update(`${place}\0${stats.mode}\0${stats.isFile() ? stats.mtimeMs : ''}\0`)
      if (stats.isDirectory()) visit(place)
      else if (stats.isSymbolicLink()) hash.update(readlinkSync(place))
      else hash.update(readFileSync(place))
    }
  }
  visit(root)
  return hash.digest('hex')
}

export interface Ground {
  readonly root: string
  readonly folder: Folder
  readonly checkpoints: Checkpoints
  readonly events: CheckpointEvent[]
  readonly userData: string
  readonly git: Git
  /** A git command in the folder. */
  run(...args: string[]): string
  write(path: string, content: string | Buffer, mode?: number): void
  /** Opens the checkpoints anew, as a later run of the app does. */
  again(bounds?: Partial<Bounds>): Checkpoints
  remove(): void
}

export const environment = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' }

/** A folder with checkpoints; `git`: it is a repository. `below`: the folder lies so deep in the repository. */
export function openGround(
  options: { git?: boolean; below?: string; bounds?: Partial<Bounds>; env?: Record<string, string> } = {},
): Ground {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-checkpoints-')))
  const top = join(root, 'folder')
  const path = options.below === undefined ? top : join(top, options.below)
  mkdirSync(path, { recursive: true })
  const userData = join(root, 'data')
  mkdirSync(userData)
  const gitEnv = {
    ...environment,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@localhost',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@localhost',
  }
  const run = (...args: string[]): string =>
    execFileSync('git', args, { cwd: path, env: gitEnv, encoding: 'utf8', stdio: 'pipe' })
  if (options.git) execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: top, env: gitEnv })
  const git = new Git({ env: { ...environment, ...options.env } })
  const events: CheckpointEvent[] = []
  const folder: Folder = { place: { projectId: '0123456789abcdef', worktreeId: null }, path, trusted: true }
  const again = (bounds = options.bounds): Checkpoints =>
    new Checkpoints({ git, userData, push: (event) => events.push(event), bounds })
  return {
    root,
    folder,
    checkpoints: again(),
    events,
    userData,
    git,
    run,
    write: (name, content, mode) => {
      const place = join(path, name)
      mkdirSync(join(place, '..'), { recursive: true })
      writeFileSync(place, content)
      if (mode !== undefined) chmodSync(place, mode)
    },
    again,
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** The view of going back to before a turn, as the viewer holds it. */
export async function rewindView(
  { folder }: Pick<Ground, 'folder'>,
  checkpoints: Checkpoints,
  turnId: string,
  threadId = 't',
): Promise<Pick<HeldView, 'folder' | 'source' | 'old' | 'new'>> {
  const source = { kind: 'rewind', threadId, turnId } as const
  const trees = await twoTrees(checkpoints, folder, source)
  return {
    folder,
    source,
    old: { kind: 'tree', id: trees.oldTree },
    new: { kind: 'tree', id: trees.newTree ?? '' },
  }
}

export async function twoTrees(
  checkpoints: Checkpoints,
  folder: Folder,
  source: Parameters<Checkpoints['between']>[1],
): Promise<TwoTrees> {
  const between = await checkpoints.between(folder, source)
  if (!('store' in between)) throw new Error(`no trees: ${between.note ?? ''}`)
  return between
}

/** `git diff --name-status` of two trees, as `A path`. */
export function namesOf({ store, oldTree, newTree }: TwoTrees): string[] {
  const output = execFileSync(
    'git',
    ['diff-tree', '-r', '-z', '--name-status', '--no-renames', oldTree, newTree ?? ''],
    {
      env: { ...environment, GIT_DIR: store },
      encoding: 'latin1',
    },
  )
  const pieces = output.split('\0').filter(Boolean)
  return pieces.flatMap((piece, at) => (at % 2 === 0 ? [`${piece} ${pieces[at + 1] ?? ''}`] : []))
}

/** A turn of a thread: a snapshot, what happens, a snapshot. */
export async function turn(
  { folder }: Pick<Ground, 'folder'>,
  checkpoints: Checkpoints,
  turnId: string,
  happens: () => void,
  threadId = 't',
): Promise<void> {
  const pending = await checkpoints.before(folder, threadId)
  await pending.begun(turnId)
  happens()
  await checkpoints.after(folder, threadId, turnId)
}

/** The same numbers for the same seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

const names = [
  'a',
  'b',
  'c.txt',
  'd d',
  'new\nline',
  '"quoted"',
  "it's",
  'ü',
  '-x',
  'back\\slash',
  'é\u0301',
  '.hidden',
]
const rawNames = [...names.map((name) => Buffer.from(name)), Buffer.from([0xff, 0xfe, 0x41])]
const contents = ['', 'one\n', 'no end', 'crlf\r\nline\r\n', '\0\u0001binary\u00ff', '$Id$\n', 'x'.repeat(5000)]

/** Does something to the tree, whatever stands there. `modes`: permission bits that new files may get. */
export function changeAtRandom(
  root: string,
  random: (below: number) => number,
  modes: readonly number[] = [0o755],
): void {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const anyPath = (): Buffer => {
    let place: Buffer = Buffer.from(root)
    for (let depth = random(3); depth >= 0; depth--) place = bytes(place, '/', pick(rawNames))
    return place
  }
  const clearWay = (place: Buffer): void => {
    for (let at = root.length; at !== -1; at = place.indexOf('/', at + 1)) {
      const above = place.subarray(0, at)
      if (above.length > root.length && look(above)?.isDirectory() === false) removeAny(above)
    }
    mkdirSync(place.subarray(0, place.lastIndexOf('/')), { recursive: true })
    removeAny(place)
  }
  const place = anyPath()
  const stats = look(place)
  switch (random(8)) {
    case 0:
    case 1:
    case 2:
      clearWay(place)
      writeFileSync(place, `${pick(contents)}${random(50)}`)
      if (random(4) === 0) chmodSync(place, pick(modes))
      return
    case 3:
      clearWay(place)
      symlinkSync(pick(['a', '../b', '/nowhere', 'c.txt/d']), place)
      return
    case 4:
      removeAny(place)
      return
    case 5:
      if (stats?.isFile()) chmodSync(place, stats.mode & 0o100 ? 0o644 : 0o755)
      return
    case 6: {
      const to = anyPath()
      if (!stats || bytes(to, '/').includes(bytes(place, '/')) || bytes(place, '/').includes(bytes(to, '/'))) return
      clearWay(to)
      if (look(place)) renameSync(place, to)
      return
    }
    default:
      if (stats?.isFile())
        writeFileSync(place, `${readFileSync(place, 'latin1').slice(0, 100)}more ${random(1000)}`, 'latin1')
  }
}

function removeAny(place: Buffer): void {
  if (look(place)) rmSync(place, { recursive: true, force: true })
}

function look(place: Buffer): Stats | undefined {
  try {
    return lstatSync(place)
  } catch {
    return undefined
  }
}
