// Sending what is in the composer: takes the draft, sends, steers or queues it, and puts it back when that failed.
import type { Result } from '../../../preload/contract/result'
import { useComposer } from './composer'
import { newThreadKey } from '../threads/model'
import { tellFailure } from '../app/notices'
import { useThreads } from '../threads/threads'

export type SubmitHow = 'send' | 'steer' | 'queue'

/**
 * Submits the draft of a thread (or of the project's new thread). An empty draft does nothing. On failure the draft is
 * back in the composer and a notice says why. Answers true when Codex took it.
 */
export async function submit(projectId: string, threadId: string | null, how: SubmitHow): Promise<boolean> {
  const key = threadId ?? newThreadKey(projectId)
  const composer = useComposer.getState()
  const waiting = composer.drafts[key]
  if (!waiting || (waiting.text.trim() === '' && waiting.images.length === 0)) return false
  const draft = composer.take(key)
  const threads = useThreads.getState()
  let result: Result<unknown>
  if (threadId !== null && how === 'steer') result = await threads.steer(threadId, draft)
  else if (threadId !== null && how === 'queue') result = await threads.queue(threadId, draft)
  else result = await threads.send(projectId, threadId, draft)
  if (result.ok) {
    useComposer.getState().remember(projectId, draft.text)
    return true
  }
  useComposer.getState().restore(key, draft)
  tellFailure('The message was not sent', result.error, projectId)
  return false
}
