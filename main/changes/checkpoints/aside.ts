// Keeps a folder as it is while another program works in it, Codex's `apply` say: afterwards it is put back, or what changed can be
// taken back like a rewind. The index of the folder's repository is kept as it is either way: staging is the person's.
import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActReport } from '@contract/changes'
import { CallError } from '../../app/call-error'
import { writeFileAtomic } from '../../codex/files/atomic-write'
import type { Git } from '../git/run'
import type { KeptState } from '../tasks/tasks'
import type { Folder } from '../view-model'
import { findSnapshot, noSnapshot, type FolderCheckpoints, type OpenStore } from './folder-checkpoints'
import { isProgram, modeToRestore, usualMode } from './modes'
import { shownPath } from './raw-path'
import { reconcile } from './reconcile'
import { modesNow } from './restore'
import { carryOut, undoPrefix } from './rewind'
import type { Snapshot } from './snapshot'
import { treeChanges } from './tree-changes'

const never = (): AbortSignal => new AbortController().signal

/** Remembers files and index. Rejects when a snapshot can't be taken: then nothing should be let loose on the folder. */
export async function keepState(git: Git, folder: Folder, checkpoints: FolderCheckpoints): Promise<KeptState> {
  const before = await checkpoints.run((open) => open.snapshots.take(never()))
  const index = await keepIndex(git, folder)
  return {
    restore: () =>
      checkpoints.run(async (open) => {
        const report = await makeAsBefore(open, before, checkpoints.now())
        await index.putBack()
        if (!report.done) throw new CallError('not-put-back', 'Not every file could be put back.', report.summary)
      }),
    settle: () =>
      checkpoints.run(async (open) => {
        await index.putBack()
        const after = await open.snapshots.take(never())
        const changes = await treeChanges(open.store, before.root, after.root)
        if (changes.length === 0) return { changed: [], undoId: null }
        const undoId = `${undoPrefix}${randomUUID()}`
        const modes = [...(await modesNow(open.store.tree.top, changes))].filter(
          ([, mode]) => mode !== usualMode(before.facts, isProgram(mode)),
        )
        await open.ledger.putUndo({ undoId, atMs: checkpoints.now(), from: before.commit, to: after.commit, modes })
        const { prefix } = open.store.tree
        const inFolder = (path: string): string => shownPath(path.startsWith(prefix) ? path.slice(prefix.length) : path)
        return { changed: changes.map(({ path }) => inFolder(path)), undoId }
      }),
  }
}

/** Sets the state now aside, beside the turns and for as long as they are kept. Answers the id that `bringBack` takes. */
export function setAside(checkpoints: FolderCheckpoints): Promise<string> {
  return checkpoints.run(async ({ snapshots, ledger }) => {
    const { commit } = await snapshots.take(never())
    const undoId = `${undoPrefix}${randomUUID()}`
    await ledger.putUndo({ undoId, atMs: checkpoints.now(), from: commit, to: commit, modes: [] })
    return undoId
  })
}

/** Makes the files what they were when they were set aside. Rejects when that is no longer kept. */
export function bringBack(checkpoints: FolderCheckpoints, asideId: string): Promise<ActReport> {
  return checkpoints.run(async (open) => {
    const record = open.ledger.undo(asideId)
    if (!record) throw noSnapshot()
    return makeAsBefore(open, await findSnapshot(open, record.from), checkpoints.now())
  })
}

async function makeAsBefore(open: OpenStore, before: Snapshot, atMs: number): Promise<ActReport> {
  const now = await open.snapshots.take(never())
  // What the snapshot could not take in is not removed for that.
  const aim = await reconcile(open.store, now, before)
  return carryOut(open, {
    now,
    aim,
    changes: await treeChanges(open.store, now.root, aim.root),
    modeOf: (path, program, isNow) => modeToRestore(before.facts, path, program, isNow),
    done: 'Put back',
    atMs,
    soon: never(),
  })
}

/** The index file of the folder's repository, byte for byte; nothing to put back where there is none. */
async function keepIndex(git: Git, folder: Folder): Promise<{ putBack: () => Promise<void> }> {
  const nothing = { putBack: () => Promise.resolve() }
  const asked = await git.run(['rev-parse', '--absolute-git-dir', '--git-path', 'index'], {
    cwd: folder.path,
    trusted: folder.trusted,
  })
  if (asked.code !== 0) return nothing
  const [, name = ''] = asked.stdout.toString('utf8').split('\n')
  if (name === '') return nothing
  const path = name.startsWith('/') || /^[A-Za-z]:/.test(name) ? name : join(folder.path, name)
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) return nothing
  const { mode } = await stat(path)
  return {
    async putBack() {
      const now = await readFile(path).catch(() => null)
      if (now !== null && now.equals(bytes)) return
      await writeFileAtomic(path, bytes, { mode: mode & 0o777 })
    },
  }
}
