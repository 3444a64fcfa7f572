// Messages that Codex sends when the running turn ends: each can be taken back into the composer or dropped.
import { Clock, Pencil, X } from 'lucide-react'
import { useState } from 'react'
import type { QueuedSubmission } from '@protocol/v2/QueuedSubmission'
import { IconButton } from '../../kit'
import { emptyDraft, useComposer } from '../../stores/composer/composer'
import type { Draft } from '../../stores/composer/composer'
import { tellFailure } from '../../stores/app/notices'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'

interface QueuedProps {
  projectId: string
  threadId: string
  queue: readonly QueuedSubmission[]
}

/** A queued submission as a draft that can be edited again. */
export function draftOf(submission: QueuedSubmission): Pick<Draft, 'text' | 'images' | 'mentions' | 'skills'> {
  const texts: string[] = []
  const images: Draft['images'][number][] = []
  const mentions: Draft['mentions'][number][] = []
  const skills: Draft['skills'][number][] = []
  for (const part of Array.isArray(submission.input) ? submission.input : []) {
    if (part.type === 'text') texts.push(part.text)
    else if (part.type === 'image' && 'url' in part)
      images.push({ name: `Image ${images.length + 1}`, dataUrl: part.url })
    else if (part.type === 'mention') mentions.push({ name: part.name, path: part.path })
    else if (part.type === 'skill') skills.push({ name: part.name, path: part.path })
  }
  return { text: texts.join('\n'), images, mentions, skills }
}

export function QueuedMessages({ projectId, threadId, queue }: QueuedProps) {
  if (queue.length === 0) return null
  return (
    <ul aria-label="Queued messages" data-testid="queue" className="flex flex-col gap-px text-small">
      {queue.map((submission) => (
        <Queued key={submission.id} projectId={projectId} threadId={threadId} submission={submission} />
      ))}
    </ul>
  )
}

function Queued({ projectId, threadId, submission }: Omit<QueuedProps, 'queue'> & { submission: QueuedSubmission }) {
  const [busy, setBusy] = useState(false)
  const draft = draftOf(submission)
  const remove = async (): Promise<boolean> => {
    setBusy(true)
    const result = await useThreads.getState().unqueue(threadId, submission.id)
    setBusy(false)
    if (!result.ok) tellFailure('The message was not taken out of the queue', result.error, projectId)
    return result.ok
  }
  const edit = async (): Promise<void> => {
    // Out of the queue first: a message that is being edited must not be sent meanwhile.
    if (!(await remove())) return
    useComposer.getState().restore(threadId, { ...emptyDraft, ...draft })
    useUi.getState().focusComposer()
  }
  const extras = draft.images.length === 0 ? '' : ` (+${draft.images.length} images)`
  return (
    <li data-testid="queued" className="flex min-h-6 items-center gap-1.5 text-muted">
      <Clock size={14} aria-hidden className="shrink-0 text-faint" />
      <span className="sr-only">Queued:</span>
      <span className="min-w-0 flex-1 truncate">{draft.text.slice(0, 300) + extras}</span>
      <IconButton label="Edit queued message" icon={Pencil} size="sm" disabled={busy} onClick={() => void edit()} />
      <IconButton label="Remove queued message" icon={X} size="sm" disabled={busy} onClick={() => void remove()} />
    </li>
  )
}
