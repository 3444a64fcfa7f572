// Going back to before a turn, and taking that back. The state until now is a snapshot first; nothing is done when the folder is
// not as the person has seen it, and nothing of what changed since is ever written over.
import { randomUUID } from 'node:crypto'
import type { ActReport } from '@contract/changes'
import { CallError } from '../../app/call-error'
import type { HeldView } from '../view-model'
import { writeCommit, type Put } from './commit'
import { wayBack } from './compare'
import { noFacts, writeFacts } from './facts'
import { findSnapshot, type OpenStore } from './folder-checkpoints'
import type { UndoRecord } from './ledger'
import { isProgram, modeToRestore, usualMode } from './modes'
import { shownPath, type RawPath } from './raw-path'
import { modesNow, restore } from './restore'
import type { Snapshot } from './snapshot'
import { treeChanges, type TreeChange } from './tree-changes'

/** The part of an open view that says what the person has seen. */
export type SeenRewind = Pick<HeldView, 'source' | 'old' | 'new'>

export const undoPrefix = 'rewind-'
/** Paths that are told by name. */
const told = 200

/** Whether `changes/undo` of this id is ours. */
export const isRewindUndo = (undoId: string): boolean => undoId.startsWith(undoPrefix)

/** Makes the folder what it was before the turn of the view. Rejects with `no-snapshot` when that is no longer there. */
export async function rewind(
  open: OpenStore,
  view: SeenRewind,
  now: () => number,
  soon: AbortSignal,
): Promise<ActReport> {
  const { source } = view
  if (source.kind !== 'rewind' || view.old.kind !== 'tree' || view.new.kind !== 'tree')
    throw new CallError('bad-view', 'This view doesn’t show going back.')
  const way = await wayBack(open, source, soon)
  if (way.now.tree !== view.old.id || way.aim.tree !== view.new.id) return changedSince(open, view.old.id, way.now)
  const changes = await treeChanges(open.store, way.now.root, way.aim.root)
  return carryOut(open, {
    now: way.now,
    aim: way.aim,
    changes,
    modeOf: (path, program, isNow) => modeToRestore(way.goal.facts, path, program, isNow),
    done: 'Went back',
    atMs: now(),
    soon,
  })
}

/** Takes a rewind back, or an undo of one: the paths that it changed, unless they changed since. */
export async function undoRewind(
  open: OpenStore,
  undoId: string,
  now: () => number,
  soon: AbortSignal,
): Promise<ActReport> {
  const record = open.ledger.undo(undoId)
  if (!record) throw new CallError('no-undo', 'This can’t be taken back any more.')
  const from = await findSnapshot(open, record.from)
  const to = await findSnapshot(open, record.to)
  const current = await open.snapshots.take(soon)
  const wanted = await treeChanges(open.store, to.root, from.root)
  const sinceTo = new Set((await treeChanges(open.store, to.root, current.root)).map(({ path }) => path))
  const asBefore = new Set(wanted.map(({ path }) => path))
  for (const { path } of await treeChanges(open.store, from.root, current.root)) asBefore.delete(path)
  const changedSince = wanted.filter(({ path }) => sinceTo.has(path) && !asBefore.has(path))
  if (changedSince.length > 0)
    return notDone(
      open,
      changedSince.map(({ path }) => ({ path, reason: 'It changed since.' })),
      'Nothing was taken back: files changed since.',
    )
  const todo = wanted.filter(({ path }) => !asBefore.has(path))
  const aim = await writeCommit(open.store, {
    from: current.root,
    remove: todo.flatMap(({ path, new: after }) => (after === null ? [path] : [])),
    put: todo.flatMap(({ path, new: after }): Put[] => (after === null ? [] : [{ path, ...after }])),
    message: writeFacts(noFacts),
    atMs: now(),
    branch: 'aside',
  })
  const changes = await treeChanges(open.store, current.root, aim.root)
  const modes = new Map(record.modes)
  return carryOut(open, {
    now: current,
    aim,
    changes,
    // They were looked at right before the act.
    modeOf: (path, program) => modes.get(path) ?? usualMode(from.facts, program),
    done: 'Taken back',
    atMs: now(),
    soon,
  })
}

export interface Work {
  readonly now: Snapshot
  readonly aim: { readonly commit: string; readonly root: string }
  readonly changes: readonly TreeChange[]
  /** `isNow`: the bits of the file that stands there. */
  readonly modeOf: (path: RawPath, program: boolean, isNow: number | null) => number
  /** What is then told. */
  readonly done: string
  readonly atMs: number
  readonly soon: AbortSignal
}

/** Makes the folder what `aim` is, with a way back. */
export async function carryOut(open: OpenStore, work: Work): Promise<ActReport> {
  const { now, aim, changes, modeOf, done, atMs, soon } = work
  if (changes.length === 0)
    return { done: true, changed: [], conflicts: [], undoId: null, summary: 'The files are as they were then already.' }
  const undoId = `${undoPrefix}${randomUUID()}`
  const modes = await modesNow(open.store.tree.top, changes)
  const unusual = [...modes].filter(([, mode]) => mode !== usualMode(now.facts, isProgram(mode)))
  const undo: UndoRecord = { undoId, atMs, from: now.commit, to: aim.commit, modes: unusual }
  // Written down first: should the app end in the middle, the way back is known.
  await open.ledger.putUndo(undo)
  const restored = await restore(open.store, {
    from: now.root,
    to: aim.root,
    changes,
    modes,
    modeOf: (path, program) => modeOf(path, program, modes.get(path) ?? null),
  })
  if (!restored.done) {
    const { obstacles, problem, spoiled } = restored
    if (spoiled.length === 0) await open.ledger.dropUndo(undoId)
    const spoiledHere = spoiled.map((path) => ({ path, reason: 'It could not be put back. Undo tries again.' }))
    const report = notDone(
      open,
      [...obstacles, ...spoiledHere],
      problem ?? 'Nothing was changed: something is in the way.',
    )
    return spoiled.length === 0 ? report : { ...report, undoId }
  }
  const after = await open.snapshots.take(soon)
  await open.ledger.putUndo({ ...undo, to: after.commit })
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`
  const summary = `${done}: ${files} changed.`
  const changed = changes.slice(0, told).map(({ path }) => inFolder(open, path))
  return { done: true, changed, conflicts: [], undoId, summary }
}

async function changedSince(open: OpenStore, seenTree: string, now: Snapshot): Promise<ActReport> {
  // The trees are the folder's own, so are the paths.
  const changes = await treeChanges(open.store, seenTree, now.tree)
  const conflicts = changes
    .slice(0, told)
    .map(({ path }) => ({ path: shownPath(path), reason: 'It changed since you looked.' }))
  const summary = 'Nothing was changed: the files are different from what was shown. Look again.'
  return { done: false, changed: [], conflicts, undoId: null, summary }
}

function notDone(open: OpenStore, conflicts: readonly { path: RawPath; reason: string }[], summary: string): ActReport {
  return {
    done: false,
    changed: [],
    conflicts: conflicts.slice(0, told).map(({ path, reason }) => ({ path: inFolder(open, path), reason })),
    undoId: null,
    summary,
  }
}

function inFolder({ store }: OpenStore, path: RawPath): string {
  const { prefix } = store.tree
  return shownPath(path.startsWith(prefix) ? path.slice(prefix.length) : path)
}
