// The patch of a turn as this window knows it: what Codex told while it worked, else rebuilt from the turn's file changes. It knows
// nothing of what commands did; main shows it only where there are no snapshots around the turn. Pure.
import type { FileUpdateChange } from '@protocol/v2/FileUpdateChange'
import { isItem, type TurnState } from '../threads/model'

/** Over this a patch is left out: main takes no longer one. */
const mostCharacters = 60_000_000

/**
 * The unified patch of these turns in order; null when nothing of them is known. Paths inside `root` are relative to it, others
 * stay absolute (main refuses those).
 */
export function patchOfTurns(turns: readonly TurnState[], root: string | null): string | null {
  const parts = turns.flatMap((turn) => patchOfTurn(turn, root) ?? [])
  if (parts.length === 0) return null
  const patch = parts.join('')
  return patch.length > mostCharacters ? null : patch
}

function patchOfTurn(turn: TurnState, root: string | null): string | null {
  // Codex also sends an empty diff once it has lost count, so that an empty one means nothing.
  if (turn.diff !== null && turn.diff !== '') return ended(turn.diff)
  const changes = turn.items.flatMap((item) =>
    isItem(item, 'fileChange') && item.status === 'completed' ? item.changes : [],
  )
  return changes.length === 0 ? null : changes.map((change) => patchOfChange(change, root)).join('')
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/** Codex glues this to the end of the diff of a moved file. */
const movedTo = /\n*Moved to: [^\n]*\n?$/

function patchOfChange(change: FileUpdateChange, root: string | null): string {
  const { kind } = change
  const path = within(root, change.path)
  const head = (from: string, to: string) => `diff --git a/${from} b/${to}\n`
  switch (kind.type) {
    case 'add':
      return `${head(path, path)}new file mode 100644\n${wholeFile(change.diff, '+', '/dev/null', `b/${path}`)}`
    case 'delete':
      return `${head(path, path)}deleted file mode 100644\n${wholeFile(change.diff, '-', `a/${path}`, '/dev/null')}`
    case 'update':
    default: {
      const target = kind.type === 'update' && kind.move_path ? within(root, kind.move_path) : path
      const hunks = change.diff.replace(movedTo, '')
      const renamed = target === path ? '' : `rename from ${path}\nrename to ${target}\n`
      return (
        head(path, target) + renamed + (hunks.trim() === '' ? '' : `--- a/${path}\n+++ b/${target}\n${ended(hunks)}`)
      )
    }
  }
}

/** The raw content of a file that came or went, as one hunk. */
function wholeFile(content: string, sign: '+' | '-', before: string, after: string): string {
  if (content === '') return ''
  const endsWell = content.endsWith('\n')
  const lines = (endsWell ? content.slice(0, -1) : content).split('\n')
  const range = sign === '+' ? `@@ -0,0 +1,${lines.length} @@` : `@@ -1,${lines.length} +0,0 @@`
  const noEnd = endsWell ? '' : '\\ No newline at end of file\n'
  return `--- ${before}\n+++ ${after}\n${range}\n${lines.map((line) => `${sign}${line}\n`).join('')}${noEnd}`
}

function within(root: string | null, path: string): string {
  if (root === null) return path
  const base = root.replace(/[\\/]+$/, '')
  const rest = path.startsWith(`${base}/`) || path.startsWith(`${base}\\`) ? path.slice(base.length + 1) : path
  return base.includes('\\') ? rest.replaceAll('\\', '/') : rest
}
