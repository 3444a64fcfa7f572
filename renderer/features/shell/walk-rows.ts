// Arrow keys in a tree of rows: up and down move the focus, right opens a project, left closes it or goes up to it.
import type { KeyboardEvent } from 'react'

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
  }
}
