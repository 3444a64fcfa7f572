// Sending what is in the composer: takes the draft and the comments on code that wait, sends, steers or queues them as one message,
// and puts the draft back when that failed.
import type { Result } from '../../../preload/contract/result'
import { composeMessage, type SaidComment } from '../changes/comment-message'
import type { CodeComment } from '../changes/code-comment'
import { useComments, waitingOf } from '../changes/comments'
import { useComposer } from './composer'
import { newThreadKey } from '../threads/model'
import { isReviewing } from '../threads/review-turn'
import { tellFailure } from '../app/notices'
import { useThreads } from '../threads/threads'

export type SubmitHow = 'send' | 'steer' | 'queue'

/** The message that would be sent: what was typed, and the comments that wait. */
export function messageOf(text: string, comments: readonly CodeComment[]): string {
  return comments.length === 0 ? text : composeMessage(text, comments satisfies readonly SaidComment[])
}

/**
 * Submits the draft of a thread (or of the project's new thread) with its comments. An empty draft without comments does nothing. On
 * failure draft and comments are back in the composer and a notice says why. Answers true when Codex took it.
 */
export async function submit(projectId: string, threadId: string | null, how: SubmitHow): Promise<boolean> {
  const key = threadId ?? newThreadKey(projectId)
  const composer = useComposer.getState()
  const waiting = composer.drafts[key]
  const isEmpty = !waiting || (waiting.text.trim() === '' && waiting.images.length === 0)
  if (isEmpty && waitingOf(useComments.getState(), key).length === 0) return false
  const comments = useComments.getState().hold(key)
  const ids = comments.map(({ id }) => id)
  const draft = composer.take(key)
  const input = { ...draft, text: messageOf(draft.text, comments) }
  const threads = useThreads.getState()
  const thread = threadId === null ? undefined : threads.threads[threadId]
  // Nothing can be added to a review: Codex sends it when the review is over.
  const way = how === 'steer' && thread !== undefined && isReviewing(thread) ? 'queue' : how
  let result: Result<unknown>
  let newId: string | null = null
  if (threadId !== null && way === 'steer') result = await threads.steer(threadId, input)
  else if (threadId !== null && way === 'queue') result = await threads.queue(threadId, input)
  else {
    const sent = await threads.send(projectId, threadId, input)
    if (sent.ok && threadId === null) newId = sent.value.threadId
    result = sent
  }
  if (result.ok) {
    useComments.getState().sent(key, ids)
    if (newId !== null) useComments.getState().adopt(key, newId)
    useComposer.getState().remember(projectId, draft.text)
    return true
  }
  useComments.getState().release(ids)
  useComposer.getState().restore(key, draft)
  tellFailure('The message was not sent', result.error, projectId)
  return false
}
