// The field that a comment is written in, between the lines that it is about. Escape closes it and keeps the words.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Button, hasMod } from '../../../kit'
import { longestWords, textKey, useComments, type Writing } from '../../../stores/changes/comments'

interface CommentBoxProps {
  chat: string
  writing: Writing
}

export function CommentBox({ chat, writing }: CommentBoxProps) {
  const text = useComments((state) => state.texts[textKey(chat, writing)] ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const { from, to } = writing.place
  const isNew = writing.editing === null
  useEffect(() => {
    const element = field.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  const save = (): void => {
    const result = useComments.getState().save(chat)
    setProblem(result.ok ? null : result.error.message)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // The list around it has keys of its own.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      useComments.getState().close(chat)
    } else if (event.key === 'Enter' && hasMod(event)) {
      event.preventDefault()
      save()
    }
  }
  return (
    <div className="flex flex-col gap-1.5" data-testid="comment-box" onKeyDown={onKeyDown}>
      <textarea
        ref={field}
        aria-label={to > from ? `Comment on lines ${from} to ${to}` : `Comment on line ${from}`}
        placeholder="What should Codex know or do here?"
        value={text}
        rows={2}
        maxLength={longestWords}
        onChange={(event) => useComments.getState().setText(chat, event.currentTarget.value)}
        className="field-sizing-content block max-h-60 min-h-14 w-full resize-none rounded-md border border-edge bg-field px-2 py-1.5 font-sans text-ui outline-none focus:border-accent"
      />
      {problem !== null && (
        <p role="alert" className="text-small text-failed">
          {problem}
        </p>
      )}
      <div className="flex items-center gap-1.5">
        <Button
          size="sm"
          variant="primary"
          disabled={text.trim() === ''}
          data-tip="Goes with your next message"
          data-tip-keys="Mod+Enter"
          onClick={save}
        >
          {isNew ? 'Comment' : 'Save'}
        </Button>
        <Button size="sm" variant="plain" onClick={() => useComments.getState().close(chat)}>
          Cancel
        </Button>
        <span className="min-w-0 flex-1 truncate text-right text-small text-faint">Goes with your next message</span>
      </div>
    </div>
  )
}
