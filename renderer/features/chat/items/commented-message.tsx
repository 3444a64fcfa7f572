// A sent message that carries comments on code: the words, then each comment with its place and the code that it is about.
import { MessageSquare } from 'lucide-react'
import type { ReadMessage } from '../../../stores/changes/comment-message'
import { Code } from '../../../text/code'
import { VisibleText } from '../../../text/visible-text'

/** So much is shown until the whole message is asked for. */
const shownComments = 8
const shownCharacters = 4_000

/** Whether a part of the message waits to be asked for. */
export function isShortened({ words, comments }: ReadMessage): boolean {
  return (
    comments.length > shownComments ||
    words.length > shownCharacters ||
    comments.some((comment) => comment.words.length > shownCharacters)
  )
}

const shortened = (text: string, whole: boolean): string =>
  whole || text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`

export function CommentedMessage({ message, whole }: { message: ReadMessage; whole: boolean }) {
  const { words, comments } = message
  const shown = whole ? comments : comments.slice(0, shownComments)
  return (
    <div className="flex flex-col gap-2">
      {words !== '' && <div>{shortened(words, whole)}</div>}
      <ol aria-label="Comments on the code" className="flex flex-col gap-2">
        {shown.map((comment, place) => (
          <li key={place} data-testid="sent-comment" className="flex min-w-0 flex-col gap-1 whitespace-normal">
            <div className="flex min-w-0 items-center gap-1.5 text-small text-muted">
              <MessageSquare size={12} aria-hidden className="shrink-0" />
              <code className="min-w-0 truncate text-text" data-tip={comment.where}>
                <VisibleText text={comment.where} />
              </code>
              <span className="shrink-0">{comment.facts.join(' · ')}</span>
            </div>
            {comment.code !== '' && (
              <div className="max-h-48 overflow-auto">
                <Code bare code={comment.code} lang={comment.lang} />
              </div>
            )}
            <div className="whitespace-pre-wrap">{shortened(comment.words, whole)}</div>
          </li>
        ))}
      </ol>
    </div>
  )
}
