// How many comments on code go along with the next message, and which: each can be gone to or deleted.
import { MessageSquare, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Badge, IconButton, Popover } from '../../kit'
import { useComments, waitingOf } from '../../stores/changes/comments'
import { goToComment } from '../../stores/changes/go-to-code'
import { VisibleText } from '../../text/visible-text'

interface CommentsChipProps {
  projectId: string
  threadId: string | null
  /** The chat's key, as drafts have it. */
  chat: string
}

export function CommentsChip({ projectId, threadId, chat }: CommentsChipProps) {
  const comments = useComments(useShallow((state) => waitingOf(state, chat)))
  const [open, setOpen] = useState(false)
  const none = comments.length === 0
  // One that comes back by Undo doesn't open the list again.
  useEffect(() => {
    if (none) setOpen(false)
  }, [none])
  if (none) return null
  const outdated = comments.filter((comment) => comment.outdated).length
  const words = `${comments.length} ${comments.length === 1 ? 'comment' : 'comments'}`
  return (
    <div className="flex px-2 pt-2">
      <Popover
        label="Comments on the code"
        open={open}
        onOpenChange={setOpen}
        side="top"
        className="w-[420px] max-w-[calc(100vw-32px)] p-0!"
        trigger={
          <button
            type="button"
            data-testid="comments-chip"
            data-tip="They are sent with the next message"
            className="inline-flex h-6 items-center gap-1.5 rounded-md border border-edge px-2 text-small hover:bg-hover data-[state=open]:bg-hover"
          >
            <MessageSquare size={14} aria-hidden className="text-muted" />
            {words}
            {outdated > 0 && <span className="text-waiting">{outdated} outdated</span>}
          </button>
        }
      >
        <ul className="flex max-h-[50vh] flex-col overflow-y-auto">
          {comments.map((comment) => {
            const where = `${comment.path}:${comment.from}${comment.to > comment.from ? `-${comment.to}` : ''}`
            return (
              <li key={comment.id} className="flex items-start gap-1 border-b border-line p-1 last:border-b-0">
                <button
                  type="button"
                  className="flex min-w-0 flex-1 flex-col rounded-sm px-2 py-1 text-left hover:bg-hover"
                  data-tip="Show in Changes"
                  onClick={() => {
                    setOpen(false)
                    goToComment(projectId, threadId, comment)
                  }}
                >
                  <span className="flex w-full items-center gap-1.5 text-small text-muted">
                    <code className="min-w-0 truncate">
                      <VisibleText text={where} />
                    </code>
                    {comment.outdated && <Badge tone="waiting">outdated</Badge>}
                  </span>
                  <span className="line-clamp-2 w-full break-words">{comment.words.slice(0, 400)}</span>
                </button>
                <IconButton
                  label={`Delete the comment on ${where}`}
                  icon={Trash2}
                  size="sm"
                  className="mt-1"
                  onClick={() => useComments.getState().remove(chat, comment.id)}
                />
              </li>
            )
          })}
        </ul>
      </Popover>
    </div>
  )
}
