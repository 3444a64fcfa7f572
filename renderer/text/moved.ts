// Codex glues where a file was moved to onto the end of its diff (measured with 0.169.0). Pure.

/** The diff alone. Only the very words about this move are taken off: a file may say such a thing itself. */
export function withoutMoveNote(diff: string, movedTo: string | null): string {
  if (movedTo === null) return diff
  const note = `Moved to: ${movedTo}`
  const text = diff.endsWith('\n') ? diff.slice(0, -1) : diff
  if (text === note) return ''
  if (!text.endsWith(`\n${note}`)) return diff
  const hunks = text.slice(0, -note.length).replace(/\n+$/, '')
  return hunks === '' ? '' : `${hunks}\n`
}
