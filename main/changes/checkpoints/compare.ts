// What a turn, a session or going back changes, as two trees of the store for the viewer, with what a person should know about it.
import type { ChangeSource } from '@contract/changes'
import { CallError } from '../../app/call-error'
import type { PatchText, TwoTrees } from '../sources/providers'
import { findSnapshot, noSnapshot, type FolderCheckpoints, type OpenStore } from './folder-checkpoints'
import type { TurnRecord } from './ledger'
import { reconcile, type Reconciled } from './reconcile'
import type { Snapshot } from './snapshot'

export type SnapshotSource = Extract<ChangeSource, { kind: 'turn' | 'session' | 'rewind' }>

/** Where going back leads: the state now, and the one that the folder will be in. */
export interface Way {
  readonly now: Snapshot
  readonly goal: Snapshot
  readonly aim: Reconciled
  readonly record: TurnRecord
}

/** Rejects with `no-snapshot` in words where there is neither a snapshot nor a patch. */
export async function compare(
  checkpoints: FolderCheckpoints,
  open: OpenStore,
  source: SnapshotSource,
  soon: AbortSignal,
): Promise<TwoTrees | PatchText> {
  if (source.kind === 'rewind') return compareRewind(open, await wayBack(open, source, soon))
  const records = turnsOf(open, source)
  const [first] = records
  const last = records.at(-1)
  if (!first || !last) return patchOf(source)
  const before = await open.snapshots.find(first.before)
  if (!before) return patchOf(source)
  const after = await endOf(checkpoints, open, last, soon)
  const seen = await reconcile(open.store, before, after.snapshot)
  return {
    store: open.store.dir,
    oldTree: before.tree,
    newTree: seen.tree,
    label: after.isNow ? `since ${clock(first.atMs)}` : `${clock(first.atMs)} → ${clock(after.snapshot.atMs)}`,
    note: joined(
      first.late && 'The first snapshot was taken after the turn had begun: what it did at once may be missing.',
      after.note,
      seen.unsure.length > 0 && 'Files that a snapshot could not take in are not shown.',
      records.some((record) => isShared(open, record, checkpoints)) &&
        'Another chat worked in this folder meanwhile: its changes are among these.',
      source.kind === 'session' && records.length > 1 && 'Changes made between the turns are among these.',
    ),
  }
}

/** The state now and the one before a turn. */
export async function wayBack(
  open: OpenStore,
  { threadId, turnId }: { threadId: string; turnId: string },
  soon: AbortSignal,
): Promise<Way> {
  const record = open.ledger.turn(threadId, turnId)
  if (!record) throw new CallError('no-snapshot', 'There is no snapshot of the files before this turn.')
  const goal = await findSnapshot(open, record.before)
  const now = await open.snapshots.take(soon)
  return { now, goal, aim: await reconcile(open.store, now, goal), record }
}

function compareRewind(open: OpenStore, { now, goal, aim, record }: Way): TwoTrees {
  return {
    store: open.store.dir,
    oldTree: now.tree,
    newTree: aim.tree,
    label: `now → ${clock(record.atMs)}`,
    note: joined(
      record.late && 'This snapshot was taken after the turn had begun: what the turn did at once stays.',
      !goal.facts.named && 'The snapshot isn’t whole: files that it doesn’t have stay as they are.',
      goal.facts.named &&
        aim.unsure.length > 0 &&
        'Files that were left out of the snapshot, or ignored then, stay as they are.',
    ),
  }
}

function turnsOf({ ledger }: OpenStore, source: Exclude<SnapshotSource, { kind: 'rewind' }>): TurnRecord[] {
  const all = ledger.ofThread(source.threadId)
  if (source.kind === 'session') return all
  if (source.turnId === null) return all.slice(-1)
  const one = ledger.turn(source.threadId, source.turnId)
  return one ? [one] : []
}

/** What the window knows of it by itself; commands are not in it. Throws `no-snapshot` when it knows nothing. */
export function patchOf({ patch }: { patch: string | null }): PatchText {
  if (patch === null) throw noSnapshot()
  return {
    patch: Buffer.from(patch),
    label: 'edits by Codex',
    note: 'There is no snapshot of this turn: what commands changed is not shown.',
  }
}

interface End {
  readonly snapshot: Snapshot
  readonly isNow: boolean
  readonly note: string | null
}

async function endOf(
  checkpoints: FolderCheckpoints,
  open: OpenStore,
  record: TurnRecord,
  soon: AbortSignal,
): Promise<End> {
  const after = record.after === null ? null : await open.snapshots.find(record.after)
  if (after) return { snapshot: after, isNow: false, note: null }
  if (checkpoints.isRunning(record.turnId))
    return { snapshot: await open.snapshots.take(soon), isNow: true, note: null }
  // The app was closed before its end: the next snapshot is the nearest there is.
  const next = open.ledger.turns.find(({ atMs, turnId }) => atMs > record.atMs && turnId !== record.turnId)
  const later = next ? await open.snapshots.find(next.before) : null
  const note = 'There is no snapshot of this turn’s end: changes made after it may be among these.'
  return later
    ? { snapshot: later, isNow: false, note }
    : { snapshot: await open.snapshots.take(soon), isNow: true, note }
}

/** Whether turns of two chats ran in the folder at the same time. */
function isShared({ ledger }: OpenStore, record: TurnRecord, checkpoints: FolderCheckpoints): boolean {
  const endOfTurn = ({ turnId, atMs, endedMs }: TurnRecord): number =>
    endedMs ?? (checkpoints.isRunning(turnId) ? Infinity : atMs)
  return ledger.turns.some(
    (other) =>
      other.threadId !== record.threadId &&
      other.turnId !== record.turnId &&
      other.atMs < endOfTurn(record) &&
      endOfTurn(other) > record.atMs,
  )
}

const clock = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

function joined(...notes: (string | false | null)[]): string | null {
  return notes.filter(Boolean).join(' ') || null
}
