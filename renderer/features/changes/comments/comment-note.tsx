// A comment that waits to be sent, under the lines that it is about; or at the head of its file, with what it was about, once those
// lines are gone.
import { MessageSquare, Pencil, Trash2 } from 'lucide-react'
import { Badge, IconButton } from '../../../kit'
import type { CodeComment } from '../../../stores/changes/code-comment'
import { useComments } from '../../../stores/changes/comments'
import { Code } from '../../../text'

interface CommentNoteProps {
  chat: string
  comment: CodeComment
}

export function CommentNote({ chat, comment }: CommentNoteProps) {
  const { id, words, outdated, quote, path, from, to } = comment
  const sending = useComments((state) => state.sending.has(id))
  return (
    <div
      className="group/note flex min-w-0 items-start gap-2"
      data-testid="comment"
      data-outdated={outdated || undefined}
    >
      <MessageSquare size={14} aria-hidden className="mt-[3px] shrink-0 text-accent" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {outdated && (
          <div className="flex flex-col gap-1">
            <span className="flex items-center gap-1.5 text-small text-muted">
              <Badge tone="waiting">outdated</Badge>
              {to > from ? `Lines ${from} to ${to} are` : `Line ${from} is`} not there any more as it was:
            </span>
            {quote.length > 0 && (
              <div className="max-h-32 overflow-auto">
                <Code bare code={quote.join('\n')} lang={path} />
              </div>
            )}
          </div>
        )}
        <p className="max-h-60 overflow-y-auto break-words whitespace-pre-wrap select-text">{words}</p>
      </div>
      {sending ? (
        <span className="text-small text-running">Sending…</span>
      ) : (
        <span className="flex shrink-0">
          <IconButton
            label="Edit comment"
            icon={Pencil}
            size="sm"
            onClick={() => useComments.getState().edit(chat, id)}
          />
          <IconButton
            label="Delete comment"
            icon={Trash2}
            size="sm"
            onClick={() => useComments.getState().remove(chat, id)}
          />
        </span>
      )}
    </div>
  )
}
