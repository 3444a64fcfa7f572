// The keyboard's place in the list and the lines that are picked from it. Places are kept by file and row key, so that they stay with
// their line while the list changes.
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { Block } from './blocks'
import { cursorWords } from './cursor-words'
import { actOf } from './keys'
import { indexOfKey, lineOf, numberOf, quoteOf, sideOf } from './places'
import type { CommentTarget, DiffListProps, Side } from './props'
import type { Row } from './rows'
import type { Gap, Unfolded, UnfoldWay } from './unfold'
import { stepFile, stepHunk, stepLine, type Place } from './walk'
import type { ViewFile } from '../../../../preload/contract/changes'

interface Cursor {
  path: string
  /** Null: the header. */
  key: string | null
  side: Side
}

/** Lines that are picked: rows of one file by key, of one side. */
export interface Picked {
  fileId: string
  side: Side
  from: string
  to: string
}

interface CursorTools {
  blocks: readonly Block[]
  viewed: ReadonlySet<string> | undefined
  /** The place at the top of the view: where the keyboard begins. */
  placeInView: () => Place | null
  reveal: (place: Place, how: 'near' | 'top') => void
  fold: (file: ViewFile, folded: boolean) => void
  unfold: (file: ViewFile, gap: Gap, unfolded: Unfolded, way: UnfoldWay) => void
  sideways: (px: number) => void
  onViewed: DiffListProps['onViewed']
  onOpenFile: DiffListProps['onOpenFile']
  onComment: DiffListProps['onComment']
}

const sidewaysPx = 40

export function useCursor(tools: CursorTools) {
  const { blocks } = tools
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [said, setSaid] = useState('')

  const place = useMemo((): Place | null => {
    if (cursor === null) return null
    const file = blocks.findIndex((block) => block.file.path === cursor.path)
    const block = blocks[file]
    if (block === undefined) return null
    return { file, row: cursor.key === null ? -1 : indexOfKey(block.rows, cursor.key) }
  }, [cursor, blocks])

  const rowsAt = (file: number): readonly Row[] => blocks[file]?.rows ?? []
  const isViewed = (file: number) => tools.viewed?.has(blocks[file]?.file.id ?? '') === true

  const go = (next: Place | null, how: 'near' | 'top', side = cursor?.side ?? 'new') => {
    const block = next === null ? undefined : blocks[next.file]
    if (next === null || block === undefined) return
    const row = block.rows[next.row]
    const here = sideAt(row, side)
    setCursor({ path: block.file.path, key: row?.key ?? null, side: here })
    setSaid(cursorWords(blocks, next, here, isViewed(next.file)))
    tools.reveal(next, how)
  }

  const extend = (next: Place) => {
    const block = blocks[next.file]
    const row = block?.rows[next.row]
    if (block === undefined || row === undefined || cursor === null || cursor.path !== block.file.path) return
    const begun = picked?.fileId === block.file.id ? picked : null
    const from = begun?.from ?? cursor.key
    // The side that it began on: what is passed on the way may be of the other one.
    if (from !== null) setPicked({ fileId: block.file.id, side: begun?.side ?? cursor.side, from, to: row.key })
  }

  /** The lines that a comment would be about: those that are picked, or that of the cursor. */
  const target = (pick: Picked | null): CommentTarget | null => {
    const file = pick === null ? place?.file : blocks.findIndex((block) => block.file.id === pick.fileId)
    const block = file === undefined ? undefined : blocks[file]
    if (block === undefined) return null
    const side = pick?.side ?? cursor?.side ?? 'new'
    const ends =
      pick === null ? [place?.row ?? -1] : [indexOfKey(block.rows, pick.from), indexOfKey(block.rows, pick.to)]
    return targetOf(block, side, Math.min(...ends), Math.max(...ends))
  }

  const press = () => {
    const block = place === null ? undefined : blocks[place.file]
    if (place === null || block === undefined) return
    const row = block.rows[place.row]
    if (row?.kind === 'bar' && row.gap !== null && row.left !== 0) {
      tools.unfold(
        block.file,
        row.gap,
        row.unfolded,
        row.left !== null && row.left <= 200 ? 'all' : row.left === null ? 'down' : 'up',
      )
      return
    }
    tools.fold(block.file, !block.folded)
    go({ file: place.file, row: -1 }, 'near')
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || !isOurs(event)) return
    const act = actOf(event)
    if (act === null) return
    const from = place ?? tools.placeInView()
    const files = blocks.length
    const block = from === null ? undefined : blocks[from.file]
    let taken = true
    switch (act.type) {
      case 'file':
        setPicked(null)
        go(
          stepFile(
            from !== null && place === null ? { ...from, row: act.way === 1 ? -1 : from.row } : from,
            act.way,
            files,
          ),
          'top',
        )
        break
      case 'hunk':
        setPicked(null)
        go(stepHunk(from, act.way, files, rowsAt), 'near')
        break
      case 'line': {
        const next = place === null ? from : stepLine(from, act.way, files, rowsAt)
        if (next === null) break
        if (act.extend) extend(next)
        else setPicked(null)
        go(next, 'near')
        break
      }
      case 'end':
        go(act.way === 1 ? stepLine(null, -1, files, rowsAt) : stepFile(null, 1, files), 'near')
        break
      case 'side': {
        const row = block?.rows[from?.row ?? -1]
        const side: Side = act.way === 1 ? 'new' : 'old'
        if (place?.row === -1 && block !== undefined) tools.fold(block.file, act.way === -1)
        else if (row?.kind === 'pair' && lineOf(row, side) !== null && cursor?.side !== side && from !== null) {
          setPicked(null)
          go(from, 'near', side)
        } else tools.sideways(act.way * sidewaysPx)
        break
      }
      case 'press':
        press()
        break
      case 'viewed': {
        if (block === undefined || tools.onViewed === undefined || from === null) break
        const viewed = !isViewed(from.file)
        tools.onViewed(block.file.id, viewed)
        go(viewed ? (stepFile(from, 1, files) ?? { file: from.file, row: -1 }) : { file: from.file, row: -1 }, 'top')
        break
      }
      case 'comment': {
        const about = target(picked)
        if (about !== null) tools.onComment?.(about)
        break
      }
      case 'open': {
        if (block === undefined || tools.onOpenFile === undefined) break
        tools.onOpenFile(block.file.id, numberOf(lineOf(block.rows[from?.row ?? -1], 'new'), 'new'), 'editor')
        break
      }
      case 'leave':
        // Without a cursor Escape is left to whoever else listens.
        taken = cursor !== null || picked !== null
        setCursor(null)
        setPicked(null)
        setSaid('')
        break
      default:
        act satisfies never
    }
    if (!taken) return
    event.preventDefault()
    event.stopPropagation()
  }

  return { place, side: cursor?.side ?? 'new', picked, setPicked, target, said, onKeyDown }
}

/** The half that the cursor is in stays while it can; a row of one line has the side that it is spoken of by. */
function sideAt(row: Row | undefined, side: Side): Side {
  if (row?.kind === 'line') return sideOf(row)
  if (row?.kind === 'pair' && lineOf(row, side) === null) return side === 'old' ? 'new' : 'old'
  return side
}

/** The lines of one side between two rows, ends included, with their text. */
function targetOf(block: Block, side: Side, first: number, last: number): CommentTarget | null {
  let from: number | null = null
  let to: number | null = null
  for (let place = Math.max(0, first); place <= last; place += 1) {
    const number = numberOf(lineOf(block.rows[place], side), side)
    if (number === null) continue
    from = Math.min(from ?? number, number)
    to = Math.max(to ?? number, number)
  }
  if (from === null || to === null) return null
  const { id: fileId, path } = block.file
  return { fileId, path, side, from, to, quote: quoteOf(block.rows, { side, from, to }) }
}

/** Keys pressed in a field or in a comment are not the viewer's; a button keeps Enter and Space. */
function isOurs(event: KeyboardEvent<HTMLElement>): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement) || target === event.currentTarget) return true
  if (target.closest('.dv-annotation, textarea, select, [contenteditable], [role=menu], [role=dialog]')) return false
  if (!event.currentTarget.contains(target)) return false
  if (target.closest('button, input, label')) return event.key !== 'Enter' && event.key !== ' '
  return true
}
