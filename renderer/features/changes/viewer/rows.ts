// A file's change as rows, from its patch, what was unfolded, its annotations and the mode. Pure: flat data in, flat rows out. Row
// keys are the same from one build to the next, so that scrolling, heights and the cursor stay with their lines.
import type { ViewFile } from '../../../../preload/contract/changes'
import { changeBlocks, type CodeLine, type Hunk, type HunkLine, type PatchModel } from './patch-model'
import type { Annotation, DiffMode, HunkRef, PatchState, Side } from './props'
import { gapsOf, nothingUnfolded, remaining, type Gap, type Unfolded } from './unfold'

/** What a person may do about a note. */
export type NoteAct = 'load'

export type Row =
  | { kind: 'line'; key: string; line: CodeLine }
  /** Two lines side by side; a null is an empty half. */
  | { kind: 'pair'; key: string; old: CodeLine | null; now: CodeLine | null }
  | { kind: 'stray'; key: string; text: string }
  /** Head of a hunk with what is left out above it; or (hunk null) what is left out at the end. */
  | {
      kind: 'bar'
      key: string
      hunk: HunkRef | null
      section: string
      gap: Gap | null
      unfolded: Unfolded
      /** Lines still left out; null: nobody knows. */
      left: number | null
    }
  | { kind: 'note'; key: string; words: string; act: NoteAct | null }
  | { kind: 'waiting'; key: string; lines: number }
  | { kind: 'failed'; key: string; problem: string }
  | { kind: 'images'; key: string }
  | { kind: 'annotation'; key: string; annotation: Annotation; where: string | null }

export interface RowsInput {
  file: ViewFile
  patch: PatchState | null
  /** Of `patch`, when it is ready. */
  model: PatchModel | null
  mode: DiffMode
  /** By index of the gap. */
  unfolded: ReadonlyMap<number, Unfolded>
  /** Of this file. */
  annotations: readonly Annotation[]
  /** Whether lines can be loaded at all. */
  unfolds: boolean
  /** Whether images can be. */
  images: boolean
}

/** A file that isn't read yet is drawn about as high as it will be. */
const mostWaiting = 2_000

export function rowsOf(input: RowsInput): Row[] {
  const rows: Row[] = []
  putFile(rows, input)
  // What found no line of its own is drawn all the same.
  if (input.annotations.length > 0 && input.patch !== null) {
    const placed = new Set(rows.map((row) => (row.kind === 'annotation' ? row.annotation : null)))
    for (const annotation of input.annotations) if (!placed.has(annotation)) putAnnotation(rows, annotation)
  }
  return rows
}

function putFile(rows: Row[], input: RowsInput): void {
  const { file, patch, model } = input
  const note = (key: string, words: string, act: NoteAct | null = null) => rows.push({ kind: 'note', key, words, act })
  if (file.refused !== null) note('refused', `Nothing can be done with this file here: ${file.refused}`)
  putAnnotations(rows, input, null)
  if (file.form === 'image' && input.images) {
    rows.push({ kind: 'images', key: 'images' })
    return
  }
  if (file.form === 'image' || file.form === 'binary') {
    note('form', file.form === 'image' ? 'An image. It is not drawn here.' : 'A binary file. It is not shown.')
    if (!model?.hunks.length) return
  }
  if (patch === null) {
    if (file.form === 'huge') note('huge', `Too large to be read along with the others (${countWords(file)}).`, 'load')
    else rows.push({ kind: 'waiting', key: 'waiting', lines: Math.min(mostWaiting, file.added + file.removed + 6) })
    return
  }
  if (patch.state === 'failed') {
    rows.push({ kind: 'failed', key: 'failed', problem: patch.problem })
    return
  }
  if (file.form === 'submodule') note('form', 'A submodule: the commit that it stands at.')
  if (file.form === 'symlink') note('form', 'A symbolic link: the line is where it leads.')
  if (file.form === 'lfs') note('form', 'Kept in Git LFS: the lines are its pointer and not its content.')
  if (patch.patch.lossy) note('lossy', 'Not UTF-8: bytes that are no text are drawn as �. Acts use the real ones.')
  for (const [place, text] of (model?.strays ?? []).entries()) rows.push({ kind: 'stray', key: `s${place}`, text })
  if (model === null || model.hunks.length === 0) note('empty', emptyWords(file))
  else putHunks(rows, input, model)
  if (patch.patch.cut) note('cut', 'Shown in part only: the rest is over the bounds of this view.')
}

function countWords({ added, removed }: ViewFile): string {
  return `${added.toLocaleString('en')} lines added, ${removed.toLocaleString('en')} removed`
}

function emptyWords(file: ViewFile): string {
  switch (file.status) {
    case 'added':
      return 'An empty file.'
    case 'deleted':
      return 'The file was empty.'
    case 'renamed':
      return 'Renamed, otherwise as it was.'
    case 'copied':
      return 'Copied, otherwise as it was.'
    case 'conflicted':
      return 'In conflict: this file has to be settled before its lines can be compared.'
    case 'modified':
    case 'type-changed':
      if (file.oldMode !== null && file.newMode !== null && file.oldMode !== file.newMode)
        return 'Only its mode was changed.'
      return 'No line was changed.'
    default:
      return file.status satisfies never
  }
}

function putHunks(rows: Row[], input: RowsInput, model: PatchModel): void {
  const { file, patch } = input
  const goesOn = file.status !== 'added' && file.status !== 'deleted' && file.form === 'text'
  const cut = patch?.state === 'ready' && patch.patch.cut
  const gaps = input.unfolds && goesOn ? gapsOf(model.hunks, !cut) : []
  const put = lineRows(rows, input)
  for (const hunk of model.hunks) {
    putGap(rows, input, hunk, gaps[hunk.index] ?? null, put)
    put(hunk.lines, `${hunk.index}`)
  }
  const last = gaps[model.hunks.length] ?? null
  if (last !== null) putGap(rows, input, null, last, put)
}

function isWhole({ file, model }: RowsInput): boolean {
  return (file.status === 'added' || file.status === 'deleted') && model?.hunks.length === 1
}

type Put = (lines: readonly HunkLine[], place: string) => void

function putGap(rows: Row[], input: RowsInput, hunk: Hunk | null, gap: Gap | null, put: Put): void {
  const unfolded = (gap && input.unfolded.get(gap.index)) ?? nothingUnfolded
  const left = gap === null ? 0 : remaining(gap, unfolded)
  // A file that is wholly new or gone needs no head; nor is there anything to say at the end once all of it is there.
  const shown = hunk === null ? left !== 0 : !isWhole(input)
  const place = `g${gap?.index ?? hunk?.index ?? 0}`
  const bar: Row = {
    kind: 'bar',
    key: hunk === null ? 'end' : `h${hunk.index}`,
    hunk,
    section: hunk?.section ?? '',
    gap,
    unfolded,
    left,
  }
  put(unfolded.top, place)
  // Once all is unfolded, the head stands right over its lines.
  if (shown && left !== 0) {
    rows.push(bar)
    if (gap !== null) putAnnotations(rows, input, gap)
  }
  put(unfolded.bottom, place)
  if (shown && left === 0) rows.push(bar)
}

/** Puts lines as rows of the mode, each with the annotations that stand under it. */
function lineRows(rows: Row[], input: RowsInput): Put {
  const under = byLine(input.annotations)
  const seen = new Map<string, number>()
  /** Hostile patches number two lines alike, bare hunks none: each key is used once. */
  const keyFor = (key: string) => {
    const twins = (seen.get(key) ?? 0) + 1
    seen.set(key, twins)
    return twins === 1 ? key : `${key}~${twins}`
  }
  const annotate = (side: Side, number: number | null) => {
    for (const annotation of (number === null ? null : under.get(`${side}${number}`)) ?? [])
      rows.push({ kind: 'annotation', key: `a${annotation.key}`, annotation, where: null })
  }
  const annotateBoth = (old: CodeLine | null, now: CodeLine | null) => {
    annotate('old', old?.oldNumber ?? null)
    annotate('new', now?.newNumber ?? null)
  }
  // Half of the width would stay empty beside a file that is wholly new or gone.
  if (input.mode === 'unified' || isWhole(input))
    return (lines, place) => {
      for (const line of lines) {
        if (line.kind === 'stray') rows.push({ kind: 'stray', key: keyFor(`s${place}`), text: line.text })
        else {
          rows.push({ kind: 'line', key: keyFor(keyOfLine(line, place)), line })
          annotateBoth(line.kind === 'add' ? null : line, line.kind === 'remove' ? null : line)
        }
      }
    }
  return (lines, place) => {
    for (const { removed, added, other } of changeBlocks(lines)) {
      if (other?.kind === 'stray') rows.push({ kind: 'stray', key: keyFor(`s${place}`), text: other.text })
      else if (other !== null) {
        rows.push({ kind: 'pair', key: keyFor(keyOfLine(other, place)), old: other, now: other })
        annotateBoth(other, other)
      }
      for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
        const old = removed[at] ?? null
        const now = added[at] ?? null
        const line = now ?? old
        if (line === null) break
        rows.push({ kind: 'pair', key: keyFor(keyOfLine(line, place)), old, now })
        annotateBoth(old, now)
      }
    }
  }
}

/** The same line has the same key in both modes and however much is unfolded around it. */
function keyOfLine(line: CodeLine, place: string): string {
  if (line.newNumber !== null) return `n${line.newNumber}`
  if (line.oldNumber !== null) return `o${line.oldNumber}`
  return `x${place}`
}

function byLine(annotations: readonly Annotation[]): Map<string, Annotation[]> {
  const under = new Map<string, Annotation[]>()
  for (const annotation of annotations) {
    const place = `${annotation.side}${annotation.line}`
    const held = under.get(place)
    if (held === undefined) under.set(place, [annotation])
    else held.push(annotation)
  }
  return under
}

/** Annotations that have no line to stand under: those of the file (gap null), and those within what is left out. */
function putAnnotations(rows: Row[], { annotations, unfolded }: RowsInput, gap: Gap | null): void {
  for (const annotation of annotations) {
    if (gap === null) {
      if (annotation.line <= 0) rows.push({ kind: 'annotation', key: `a${annotation.key}`, annotation, where: null })
    } else if (annotation.line > 0 && isWithin(gap, unfolded.get(gap.index) ?? nothingUnfolded, annotation))
      putAnnotation(rows, annotation)
  }
}

/** With the number of the line that can't be seen. */
function putAnnotation(rows: Row[], annotation: Annotation): void {
  const where = annotation.line <= 0 ? null : `Line ${annotation.line}${annotation.side === 'old' ? ' (before)' : ''}`
  rows.push({ kind: 'annotation', key: `a${annotation.key}`, annotation, where })
}

function isWithin(gap: Gap, { top, bottom }: Unfolded, { side, line }: Annotation): boolean {
  const first = gap.before[side] + top.length + 1
  return line >= first && (gap.size === null || line <= gap.before[side] + gap.size - bottom.length)
}
