// Arrow keys in a tree of rows: up and down move the focus, right opens a project, left closes it or goes up to it;
// letters go to the next row that begins with them.
import type { KeyboardEvent } from 'react'

/** Rows that a page key goes over. */
const pageRows = 10
/** Letters further apart than this begin anew, in ms. */
const pauseMs = 700

const rowsIn = (tree: Element) => [...tree.querySelectorAll<HTMLElement>('[data-nav-row]')]

/** Handles a key press in the tree. `onToggle` opens or closes the project with this id. */
export function walkRows(
  event: KeyboardEvent<HTMLElement>,
  onToggle: (projectId: string, open: boolean) => void,
): void {
  const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-nav-row]') : null
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = rowsIn(event.currentTarget)
  const at = rows.indexOf(row)
  const { navId, navOpen, navRow } = row.dataset

  const focus = (target: HTMLElement | undefined) => {
    event.preventDefault()
    target?.focus()
  }
  switch (event.key) {
    case 'ArrowDown':
      return focus(rows[at + 1])
    case 'ArrowUp':
      return focus(rows[at - 1])
    case 'Home':
      return focus(rows[0])
    case 'End':
      return focus(rows.at(-1))
    case 'PageDown':
      return focus(rows[Math.min(rows.length - 1, at + pageRows)])
    case 'PageUp':
      return focus(rows[Math.max(0, at - pageRows)])
    case 'ArrowRight':
      if (navRow !== 'project' || navId === undefined) return
      if (navOpen === 'true') return focus(rows[at + 1])
      event.preventDefault()
      return onToggle(navId, true)
    case 'ArrowLeft': {
      if (navRow === 'project' && navId !== undefined) {
        event.preventDefault()
        return onToggle(navId, false)
      }
      return focus(rows.slice(0, at).findLast((candidate) => candidate.dataset['navRow'] === 'project'))
    }
    default:
      if (event.key.length === 1 && event.key !== ' ') focus(typedAhead(rows, at, event.key, event.timeStamp))
  }
}

let typed = ''
let typedAt = 0

/** The next row that begins with what was typed in one go; the same letter again goes on to the one after. */
function typedAhead(rows: HTMLElement[], at: number, key: string, now: number): HTMLElement | undefined {
  const goesOn = now - typedAt < pauseMs
  const isSame = goesOn && typed === key.toLowerCase()
  typed = goesOn && !isSame ? typed + key.toLowerCase() : key.toLowerCase()
  typedAt = now
  const from = typed.length === 1 ? at + 1 : at
  return [...rows.slice(from), ...rows.slice(0, from)].find((row) =>
    (row.textContent ?? '').trim().toLowerCase().startsWith(typed),
  )
}
