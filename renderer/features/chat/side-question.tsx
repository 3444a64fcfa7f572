// A question on the side: asked in a copy of the chat that reads only, is on no disk and is dropped when this closes.
import { SendHorizontal, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, fieldSurface, IconButton, Spinner } from '../../kit'
import { useThreads } from '../../stores/threads/threads'
import { useTurnActs } from '../../stores/threads/turn-acts'
import { Transcript } from './transcript'

interface SideQuestionProps {
  /** The chat in view: a question about another one is not shown here. */
  parentId: string
  root: string | null
}

export function SideQuestion({ parentId, root }: SideQuestionProps) {
  const side = useTurnActs((state) => (state.side?.parentId === parentId ? state.side : null))
  const thread = useThreads((state) => (side?.threadId == null ? null : (state.threads[side.threadId] ?? null)))
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const copyId = useTurnActs((state) => state.side?.threadId ?? null)
  useEffect(() => {
    // What was written to one copy is forgotten with it; in another chat meanwhile, it stays.
    setText('')
    setProblem(null)
  }, [copyId])
  const ready = thread !== null
  useEffect(() => {
    if (ready) field.current?.focus()
  }, [ready])
  if (side === null) return null
  const close = () => useTurnActs.getState().closeSide()
  const send = async (): Promise<void> => {
    const words = text.trim()
    if (words === '' || !ready) return
    setText('')
    setProblem(null)
    const failed = await useTurnActs.getState().ask(words)
    if (failed === null) return
    setProblem(failed.message)
    // What was typed meanwhile stays, after it.
    setText((typed) => (typed.trim() === '' ? words : `${words}\n${typed}`))
  }
  const running = thread?.runningTurnId != null
  return (
    <section
      aria-label="Question on the side"
      data-testid="side-question"
      className="animate-appear absolute inset-x-3 bottom-2 z-20 mx-auto flex h-[62%] max-w-[880px] flex-col overflow-hidden rounded-lg bg-raised shadow-float"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        close()
      }}
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-3">
        <h2 className="font-semibold">On the side</h2>
        <span className="min-w-0 flex-1 truncate text-small text-faint">
          Codex knows this chat and may only read. Nothing of this is kept.
        </span>
        <IconButton label="Close and forget" shortcut="Escape" size="sm" icon={X} onClick={close} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col">
        {side.problem ? (
          <p role="alert" className="p-4 break-words text-failed select-text">
            {side.problem.message}
          </p>
        ) : thread === null ? (
          <Spinner label="Making a copy of the chat…" className="p-4" />
        ) : thread.turns.length === 0 ? (
          <p className="p-4 text-muted">Ask anything about this chat or the project.</p>
        ) : (
          <Transcript thread={thread} root={root} waiting={false} onOpenThread={undefined} aside />
        )}
      </div>
      <form
        className="flex shrink-0 items-end gap-2 border-t border-line p-2"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div className="min-w-0 flex-1">
          {problem !== null && (
            <p role="alert" className="pb-1 text-small break-words text-failed select-text">
              {problem}
            </p>
          )}
          <textarea
            ref={field}
            aria-label="Question on the side"
            rows={2}
            value={text}
            disabled={!ready}
            maxLength={100_000}
            placeholder={running ? 'Add to the question…' : 'What do you want to know?'}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              void send()
            }}
            className={`${fieldSurface} w-full resize-none py-1`}
          />
        </div>
        <Button type="submit" size="sm" variant="primary" icon={SendHorizontal} disabled={!ready || text.trim() === ''}>
          Ask
        </Button>
      </form>
    </section>
  )
}
