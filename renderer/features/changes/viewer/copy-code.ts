// What a selection in the list holds and copies: the code alone, line by line, of one half, without numbers, signs and the marks of
// hidden characters.
import type { ClipboardEvent } from 'react'
import type { Block } from './blocks'
import { indexOfKey, lineOf } from './places'
import type { DiffMode } from './props'

/** In split mode a selection stays in the half that it begins in. */
export function selectIn(root: HTMLElement | null, mode: DiffMode, target: EventTarget): void {
  if (root === null) return
  const side = target instanceof Element ? target.closest<HTMLElement>('.dv-half')?.dataset['side'] : undefined
  if (mode === 'split' && side !== undefined) root.dataset['select'] = side
  else delete root.dataset['select']
}

/** Puts the code that is selected into the clipboard; leaves everything else to the browser. */
export function copyCode(event: ClipboardEvent, root: HTMLElement | null, blocks: readonly Block[]): void {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || root === null) return
  const code = codeIn(root, selection.getRangeAt(0), root.dataset['select'] ?? null, (cell) => {
    const row = cell.closest<HTMLElement>('.dv-row')
    const id = row?.closest<HTMLElement>('[data-file]')?.dataset['file']
    const block = blocks.find((one) => one.file.id === id)
    const at = block === undefined ? -1 : indexOfKey(block.rows, row?.dataset['key'] ?? '')
    return lineOf(block?.rows[at], cell.dataset['side'] === 'old' ? 'old' : 'new')?.text ?? null
  })
  if (code === null) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', code)
}

/** Text of a part of the document with what was drawn for hidden characters turned back into them. */
function textOf(part: DocumentFragment): string {
  for (const drawn of part.querySelectorAll('.dv-end, .dv-return, .dv-more')) drawn.remove()
  for (const hidden of part.querySelectorAll<HTMLElement>('[data-hidden]')) {
    const point = /^U\+([0-9A-F]{4,6})$/.exec(hidden.dataset['hidden'] ?? '')?.[1]
    if (point !== undefined) hidden.textContent = String.fromCodePoint(Number.parseInt(point, 16))
  }
  return part.textContent ?? ''
}

/**
 * The code within a selection, or null when it holds no line of code (then the browser copies as ever).
 * @param side only this half, in split mode
 * @param whole the full text of a row's line when all that is drawn of it is selected: long lines are drawn in part
 */
export function codeIn(
  list: HTMLElement,
  range: Range,
  side: string | null,
  whole: (cell: HTMLElement) => string | null,
): string | null {
  const lines: string[] = []
  for (const cell of list.querySelectorAll<HTMLElement>('.dv-text')) {
    if (!range.intersectsNode(cell)) continue
    if (side !== null && cell.closest('.dv-half') !== null && cell.dataset['side'] !== side) continue
    const part = range.cloneRange()
    const all = document.createRange()
    all.selectNodeContents(cell)
    const fromStart = range.compareBoundaryPoints(Range.START_TO_START, all) <= 0
    const toEnd = range.compareBoundaryPoints(Range.END_TO_END, all) >= 0
    if (!fromStart && range.compareBoundaryPoints(Range.START_TO_END, all) === 0 && lines.length === 0) continue
    if (fromStart) part.setStart(all.startContainer, all.startOffset)
    if (toEnd) part.setEnd(all.endContainer, all.endOffset)
    lines.push((fromStart && toEnd ? whole(cell) : null) ?? textOf(part.cloneContents()))
  }
  return lines.length === 0 ? null : lines.join('\n')
}
