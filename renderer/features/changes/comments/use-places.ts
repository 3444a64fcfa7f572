// Where the comments of a chat stand in the open view: by the patch where that tells, else by reading the file. What was found for
// the source that a comment was written under is told to the store, which keeps it for the message.
import { useEffect, useMemo, useState } from 'react'
import type { ViewFile } from '../../../../preload/contract/changes'
import { findQuote, type Found } from '../../../stores/changes/comment-anchor'
import type { CodeComment } from '../../../stores/changes/code-comment'
import { useComments } from '../../../stores/changes/comments'
import { loadLines, useChanges } from '../../../stores/changes/open-view'
import { sourceKey } from '../../../stores/changes/sources'
import type { ShownChanges } from '../shown-changes'
import { linesOfPatch, readAll } from './known-lines'

export interface PlacedComment {
  comment: CodeComment
  file: ViewFile
  found: Found
}

/** The file of a view that a comment is about. */
export function fileOf(
  files: readonly ViewFile[],
  { path, side }: Pick<CodeComment, 'path' | 'side'>,
): ViewFile | null {
  return files.find((file) => file.path === path || (side === 'old' && file.oldPath === path)) ?? null
}

type WholeFiles = ReadonlyMap<string, Awaited<ReturnType<typeof readAll>>>

/** Files read whole, kept while they stay as they are. */
const mostWhole = 12
const wholeKey = (file: ViewFile, side: string, source: string) => JSON.stringify([source, file.path, file.mark, side])

export function usePlaces(
  chat: string | null,
  shown: ShownChanges | null,
  comments: readonly CodeComment[],
): readonly PlacedComment[] {
  const patches = useChanges((state) => state.patches)
  const [whole, setWhole] = useState<WholeFiles>(new Map())
  const view = shown?.view ?? null
  const key = shown === null ? '' : sourceKey(shown.source)

  const placed = useMemo(() => {
    if (view === null) return []
    return comments.flatMap((comment): PlacedComment[] => {
      const file = fileOf(view.files, comment)
      if (file === null) return []
      const patch = patches.get(file.id)
      const all = whole.get(wholeKey(file, comment.side, key))
      if (all) return [{ comment, file, found: findQuote(comment, all.lines, all.whole) }]
      if (patch?.state !== 'ready') return [{ comment, file, found: { state: 'unknown' } }]
      return [{ comment, file, found: findQuote(comment, linesOfPatch(patch.patch, comment.side), false) }]
    })
  }, [view, patches, comments, whole, key])

  useEffect(() => {
    if (view === null) return
    let stopped = false
    const wanted = new Map<string, { file: ViewFile; side: 'old' | 'new' }>()
    for (const { comment, file, found } of placed) {
      // A patch that is still awaited may tell; one that can't be had leaves only the file.
      const tells = found.state !== 'unknown' || patches.get(file.id) === undefined
      if (!tells) wanted.set(wholeKey(file, comment.side, key), { file, side: comment.side })
    }
    const read = async (): Promise<void> => {
      for (const [name, { file, side }] of wanted) {
        if (stopped || whole.has(name)) continue
        const gone = side === 'new' ? file.status === 'deleted' : file.status === 'added'
        try {
          const all = gone
            ? { lines: new Map<number, string>(), whole: true }
            : await readAll((from, to) => loadLines(view.viewId, file.id, side, from, to))
          if (stopped) return
          setWhole((before) => new Map([...[...before].slice(1 - mostWhole), [name, all] as const]))
        } catch {
          // The view was closed, or the file can't be read: the comment stays where it was written, as "unknown".
        }
      }
    }
    void read()
    return () => {
      stopped = true
    }
  }, [placed, patches, view, whole, key])

  useEffect(() => {
    if (chat === null || view === null) return
    const { placed: tell } = useComments.getState()
    for (const { comment, found } of placed) {
      if (comment.sourceKey !== key) continue
      if (found.state === 'here') tell(chat, comment.id, { from: found.from, to: found.to })
      else if (found.state === 'gone') tell(chat, comment.id, null)
    }
    // Its file isn't among the changes of its source any more: what it was about was taken back.
    const complete = view.fileCount === view.files.length && !useChanges.getState().ignoreSpace
    if (!complete) return
    for (const comment of comments)
      if (comment.sourceKey === key && fileOf(view.files, comment) === null) tell(chat, comment.id, null)
  }, [chat, placed, view, comments, key])

  return placed
}
