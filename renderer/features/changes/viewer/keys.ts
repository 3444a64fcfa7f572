// The keys of the viewer, after those that reviewers know: j/k as in GitLab, n/p and c as in Gerrit, F7 as in VS Code and IntelliJ.
// Pure: which key means what.

export type ViewerAct =
  | { type: 'file'; way: 1 | -1 }
  | { type: 'hunk'; way: 1 | -1 }
  | { type: 'line'; way: 1 | -1; extend: boolean }
  | { type: 'end'; way: 1 | -1 }
  | { type: 'side'; way: 1 | -1 }
  | { type: 'press' }
  | { type: 'viewed' }
  | { type: 'comment' }
  | { type: 'open' }
  | { type: 'leave' }

/** For a list of shortcuts; the first of several keys is the one to name. */
export const viewerKeys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['J', ']'], does: 'Next file' },
  { keys: ['K', '['], does: 'Previous file' },
  { keys: ['N', 'F7'], does: 'Next hunk' },
  { keys: ['P', 'Shift+F7'], does: 'Previous hunk' },
  { keys: ['↓', '↑'], does: 'Next, previous line; with Shift: several lines' },
  { keys: ['Enter', 'Space'], does: 'Fold the file; show the lines left out' },
  { keys: ['V'], does: 'Viewed, and on to the next file' },
  { keys: ['C'], does: 'Comment on the line or lines' },
  { keys: ['O'], does: 'Open in the editor' },
]

interface Pressed {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** What a key means, or null when it is not the viewer's. */
export function actOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): ViewerAct | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'ArrowDown') return { type: 'line', way: 1, extend: shiftKey }
  if (key === 'ArrowUp') return { type: 'line', way: -1, extend: shiftKey }
  if (key === 'F7') return { type: 'hunk', way: shiftKey ? -1 : 1 }
  if (shiftKey) return null
  switch (key) {
    case 'j':
    case ']':
      return { type: 'file', way: 1 }
    case 'k':
    case '[':
      return { type: 'file', way: -1 }
    case 'n':
      return { type: 'hunk', way: 1 }
    case 'p':
      return { type: 'hunk', way: -1 }
    case 'Home':
      return { type: 'end', way: -1 }
    case 'End':
      return { type: 'end', way: 1 }
    case 'ArrowRight':
      return { type: 'side', way: 1 }
    case 'ArrowLeft':
      return { type: 'side', way: -1 }
    case 'Enter':
    case ' ':
      return { type: 'press' }
    case 'v':
      return { type: 'viewed' }
    case 'c':
      return { type: 'comment' }
    case 'o':
      return { type: 'open' }
    case 'Escape':
      return { type: 'leave' }
    default:
      return null
  }
}
