// The thread's title, renamed in place: click or Enter to edit, Enter keeps, Escape drops.
import { useRef, useState } from 'react'
import { fieldSurface } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useThreads } from '../../stores/threads/threads'

const longest = 200

export function ThreadTitle({
  projectId,
  threadId,
  title,
}: {
  projectId: string
  threadId: string | null
  title: string
}) {
  const [draft, setDraft] = useState<string | null>(null)
  // Leaving the field by Enter or Escape also blurs it; only the first of the two may act.
  const settled = useRef(false)
  const begin = (): void => {
    settled.current = false
    setDraft(title)
  }
  const shown = title === '' ? 'New chat' : title
  if (draft === null || threadId === null) {
    return (
      <h1 data-testid="thread-title" className="min-w-0 truncate text-ui font-semibold">
        {threadId === null ? (
          shown
        ) : (
          <button
            type="button"
            data-tip="Rename"
            onClick={begin}
            className="max-w-full truncate rounded-sm px-1 hover:bg-hover"
          >
            {shown}
          </button>
        )}
      </h1>
    )
  }
  const keep = async (): Promise<void> => {
    if (settled.current) return
    settled.current = true
    const name = draft.trim()
    setDraft(null)
    if (name === '' || name === title) return
    const result = await useThreads.getState().rename(projectId, threadId, name)
    if (!result.ok) tellFailure('The chat was not renamed', result.error, projectId)
  }
  return (
    <input
      aria-label="Chat title"
      data-testid="thread-title"
      autoFocus
      value={draft}
      maxLength={longest}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault()
          void keep()
        } else if (event.key === 'Escape') {
          event.stopPropagation()
          settled.current = true
          setDraft(null)
        }
      }}
      className={`${fieldSurface} h-6 max-w-96 flex-1`}
    />
  )
}
