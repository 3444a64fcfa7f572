// Files as blocks that know how high they are: the row model with its offsets, kept from one build to the next so that a change of
// one file builds that one alone. No DOM here.
import type { FilePatch, ViewFile } from '../../../../preload/contract/changes'
import { longLine, widthOf } from './cells'
import { foldedBecause } from './folding'
import { headerPx, heightOf, spacePx, stack, type LayoutOptions } from './layout'
import { readPatch, type CodeLine, type PatchModel } from './patch-model'
import type { Annotation, DiffListProps, DiffMode, PatchState } from './props'
import { rowsOf, type Row } from './rows'
import type { Unfolded } from './unfold'

export interface Block {
  file: ViewFile
  folded: boolean
  /** Why it starts folded; null when it doesn't. */
  why: string | null
  model: PatchModel | null
  /** None while folded. */
  rows: readonly Row[]
  /** Of the rows, from the end of the header. */
  offsets: Float64Array
  /** Of all of it, header and space included (px). */
  height: number
  /** Columns by which its widest line is wider than its place; 0 where lines are broken. */
  over: number
  /** The highest line number. */
  last: number
}

export interface BlockOptions {
  files: readonly ViewFile[]
  patches: DiffListProps['patches']
  mode: DiffMode
  layout: LayoutOptions
  folding: 'usual' | 'none'
  viewed: ReadonlySet<string> | undefined
  /** What a person folded and unfolded, by path. */
  folds: ReadonlyMap<string, boolean>
  /** By `unfoldKey`. */
  unfolded: ReadonlyMap<string, ReadonlyMap<number, Unfolded>>
  annotations: readonly Annotation[]
  unfolds: boolean
  images: boolean
  /** Measured heights: by path, then by the row's key. A file's map is a new one when it changed. */
  measured: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Unfolded lines hold for one change of a file alone. */
export const unfoldKey = (file: ViewFile) => `${file.path}\n${file.mark}`

const models = new WeakMap<FilePatch, PatchModel>()
export function modelOf(patch: PatchState | null): PatchModel | null {
  if (patch?.state !== 'ready') return null
  const known = models.get(patch.patch)
  if (known !== undefined) return known
  const model = readPatch(patch.patch)
  models.set(patch.patch, model)
  return model
}

interface Kept {
  /** What its rows hang on, and what their heights do. */
  rowDeps: readonly unknown[]
  heightDeps: readonly unknown[]
  block: Block
}

const noAnnotations: readonly Annotation[] = []
const noneUnfolded: ReadonlyMap<number, Unfolded> = new Map()

/** Builds the blocks of a list, again and again. One for each list. */
export class BlockBuilder {
  #kept = new Map<string, Kept>()

  build(options: BlockOptions): Block[] {
    const byFile = new Map<string, Annotation[]>()
    for (const annotation of options.annotations) {
      const held = byFile.get(annotation.fileId)
      if (held === undefined) byFile.set(annotation.fileId, [annotation])
      else held.push(annotation)
    }
    const kept = new Map<string, Kept>()
    const blocks = options.files.map((file) => {
      const next = this.#block(file, options, byFile.get(file.id) ?? noAnnotations)
      kept.set(file.id, next)
      return next.block
    })
    this.#kept = kept
    return blocks
  }

  #block(file: ViewFile, options: BlockOptions, annotations: readonly Annotation[]): Kept {
    const { mode, layout, unfolds, images } = options
    const patch = options.patches.get(file.id) ?? null
    const unfolded = options.unfolded.get(unfoldKey(file)) ?? noneUnfolded
    const measured = options.measured.get(file.path)
    const viewed = options.viewed?.has(file.id) === true
    const why = options.folding === 'none' ? null : viewed ? 'viewed' : foldedBecause(file)
    const folded = options.folds.get(file.path) ?? why !== null
    const rowDeps = [file, patch, mode, unfolded, unfolds, images, folded, why, ...annotations]
    const heightDeps = folded ? [] : [layout, measured]
    const before = this.#kept.get(file.id)
    const sameRows = before !== undefined && alike(rowDeps, before.rowDeps)
    if (sameRows && alike(heightDeps, before.heightDeps)) return before
    const model = folded ? (before?.block.model ?? null) : modelOf(patch)
    const rows = sameRows
      ? before.block.rows
      : folded
        ? []
        : rowsOf({ file, patch, model, mode, unfolded, annotations, unfolds, images })
    const offsets = stack(
      rows.map((row) => {
        const { px, sure } = heightOf(row, layout)
        return sure ? px : (measured?.get(row.key) ?? px)
      }),
    )
    const block: Block = {
      file,
      folded,
      why,
      model,
      rows,
      offsets,
      height: headerPx + (offsets.at(-1) ?? 0) + (folded ? 0 : spacePx),
      over: layout.wrap ? 0 : overOf(rows, layout),
      last: lastNumber(model),
    }
    return { rowDeps, heightDeps, block }
  }
}

const alike = (left: readonly unknown[], right: readonly unknown[]) =>
  left.length === right.length && left.every((one, place) => one === right[place])

function overOf(rows: readonly Row[], { columns, half }: LayoutOptions): number {
  let over = 0
  const look = (line: CodeLine | null, place: number) => {
    // Long lines are broken in any case; most others are short, and need no look at their characters.
    if (line === null || line.text.length > longLine || line.text.length * 4 <= place + over) return
    const { cells, exact } = widthOf(line.text)
    over = Math.max(over, (exact ? cells : Math.ceil(cells * 1.5)) - place)
  }
  for (const row of rows) {
    if (row.kind === 'line') look(row.line, columns)
    else if (row.kind === 'pair') {
      look(row.old, half)
      look(row.now, half)
    }
  }
  return over
}

function lastNumber(model: PatchModel | null): number {
  const after = model?.hunks.at(-1)?.after
  return Math.max(after?.old ?? 0, after?.new ?? 0)
}
