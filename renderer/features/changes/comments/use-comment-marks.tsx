// The comments of the chat in view as annotations of the open changes, and the field of the one that is being written.
import { useCallback, useMemo, useRef } from 'react'
import type { CodeComment } from '../../../stores/changes/code-comment'
import { useComments } from '../../../stores/changes/comments'
import { scopeOf } from '../../../stores/changes/chosen'
import { useChanges } from '../../../stores/changes/open-view'
import { sourceKey } from '../../../stores/changes/sources'
import type { ShownChanges } from '../shown-changes'
import type { Annotation, CommentTarget } from '../viewer'
import { listWords } from '../words'
import { CommentBox } from './comment-box'
import { CommentNote } from './comment-note'
import { linesOfPatch, quoteFrom } from './known-lines'
import { fileOf, usePlaces } from './use-places'

const none: readonly CodeComment[] = []

export interface CommentMarks {
  annotations: readonly Annotation[]
  onComment: (target: CommentTarget) => void
}

export function useCommentMarks(shown: ShownChanges | null): CommentMarks {
  const chat = shown === null ? null : scopeOf(shown.projectId, shown.threadId)
  const comments = useComments((state) => (chat === null ? none : (state.byChat[chat] ?? none)))
  const writing = useComments((state) => (chat === null ? null : (state.writing[chat] ?? null)))
  const places = usePlaces(chat, shown, comments)
  const view = shown?.view ?? null
  const key = shown === null ? '' : sourceKey(shown.source)

  const annotations = useMemo((): readonly Annotation[] => {
    if (chat === null || view === null) return []
    const editing = writing?.editing ?? null
    const list = places.flatMap(({ comment, file, found }): Annotation[] => {
      const { id, side } = comment
      const isEdited = id === editing && writing !== null
      const node = isEdited ? (
        <CommentBox chat={chat} writing={writing} />
      ) : (
        <CommentNote chat={chat} comment={comment} />
      )
      // In another source the same path is another text: there it stands only where its code does.
      const isOwn = comment.sourceKey === key
      if (found.state === 'gone' && !isOwn) return []
      if (found.state === 'unknown' && !isOwn) return []
      const { from, to } = found.state === 'here' ? found : comment
      const outdated = found.state === 'gone' || (found.state === 'unknown' && comment.outdated)
      const place = outdated ? { line: 0 } : { line: to, ...(from < to ? { from } : {}) }
      return [{ key: `comment:${id}`, fileId: file.id, side, ...place, node }]
    })
    if (writing === null || editing !== null || writing.place.sourceKey !== key) return list
    const { place } = writing
    const file = fileOf(view.files, place)
    if (file === null) return list
    const box = <CommentBox chat={chat} writing={writing} />
    const from = place.from < place.to ? { from: place.from } : {}
    return [
      ...list,
      {
        key: `writing:${place.side}${place.from}-${place.to}`,
        fileId: file.id,
        side: place.side,
        line: place.to,
        ...from,
        node: box,
      },
    ]
  }, [chat, view, key, places, writing])

  const now = useRef(shown)
  now.current = shown
  const onComment = useCallback((target: CommentTarget): void => {
    if (now.current === null) return
    const { projectId, threadId, source } = now.current
    const { path, side, from, to, fileId } = target
    const patch = useChanges.getState().patches.get(fileId)
    // Lines that are not drawn leave holes in the quote: then what stands in a row is taken from the patch.
    const isWhole = target.quote.length === to - from + 1
    const known = isWhole || patch?.state !== 'ready' ? [] : quoteFrom(linesOfPatch(patch.patch, side), from, to)
    const quote = isWhole ? target.quote : known
    useComments.getState().write(scopeOf(projectId, threadId), {
      path,
      side,
      from,
      to,
      quote,
      sourceKey: sourceKey(source),
      source: listWords(source),
    })
  }, [])
  return { annotations, onComment }
}
