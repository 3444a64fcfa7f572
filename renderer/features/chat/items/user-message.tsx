// What the person sent: text, pictures, mentioned files and skills, on a subtle panel.
import { AtSign, History, Sparkles } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { readMessage } from '../../../stores/changes/comment-message'
import { IconButton } from '../../../kit'
import { VisibleText } from '../../../text/visible-text'
import { CopyButton } from '../copy-button'
import { textOf } from '../message-text'
import { askRewind } from '../rewind-act'
import type { ItemOf } from '../../../stores/threads/model'
import { CommentedMessage, isShortened } from './commented-message'
import type { ItemViewProps } from './item-view'
import { SafeImage } from '../../../text/safe-image'

/** Longer messages show their beginning until opened: a pasted megabyte must not freeze the window. */
const shownCharacters = 4000

type Content = ItemOf<'userMessage'>['content']

export function UserMessage({ item, beginsTurn, projectId, threadId }: ItemViewProps<'userMessage'>) {
  const [whole, setWhole] = useState(false)
  const text = textOf(item.content)
  const long = text.length > shownCharacters
  const commented = useMemo(() => readMessage(text), [text])
  return (
    <div className="group/copy relative my-2 rounded-md border border-line bg-panel px-3 py-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1 break-words whitespace-pre-wrap select-text">
          <span className="sr-only">You: </span>
          {commented ? (
            <CommentedMessage message={commented} whole={whole} />
          ) : long && !whole ? (
            `${text.slice(0, shownCharacters)}…`
          ) : (
            text
          )}
          {(commented ? isShortened(commented) : long) && !whole && (
            <button type="button" onClick={() => setWhole(true)} className="mt-1 block text-small text-accent">
              Show the whole message ({text.length.toLocaleString()} characters)
            </button>
          )}
        </div>
        {beginsTurn !== undefined && (
          <IconButton
            size="sm"
            label="Rewind to before this…"
            icon={History}
            className="absolute! top-6 left-full opacity-0 group-hover/copy:opacity-100 focus-visible:opacity-100"
            onClick={() => askRewind(projectId, threadId, beginsTurn)}
          />
        )}
        {text !== '' && <CopyButton text={() => text} gutter label="Copy message" />}
      </div>
      <Extras content={item.content} />
    </div>
  )
}

function Extras({ content }: { content: Content }) {
  const extras = content.filter((part) => part.type !== 'text')
  if (extras.length === 0) return null
  return (
    <ul className="mt-2 flex flex-wrap items-start gap-2 text-small text-muted" aria-label="Attached">
      {extras.map((part, index) => (
        <li key={index} className="min-w-0">
          <Extra part={part} />
        </li>
      ))}
    </ul>
  )
}

function Extra({ part }: { part: Content[number] }) {
  switch (part.type) {
    case 'image':
      return 'url' in part ? <SafeImage url={part.url} alt="Attached image" /> : <span>Uploaded image</span>
    case 'localImage':
      return <Chip text={`Image: ${part.path}`} />
    case 'audio':
      return <Chip text="Audio recording" />
    case 'localAudio':
      return <Chip text={`Audio: ${part.path}`} />
    case 'mention':
      return <Chip icon={<AtSign size={12} aria-hidden />} text={part.name || part.path} title={part.path} />
    case 'skill':
      return <Chip icon={<Sparkles size={12} aria-hidden />} text={part.name} title={part.path} />
    case 'text':
      return null
    default:
      part satisfies never
      return <Chip text="An attachment of an unknown kind" />
  }
}

function Chip({ icon, text, title }: { icon?: ReactNode; text: string; title?: string }) {
  return (
    <span title={title} className="inline-flex max-w-80 items-center gap-1 rounded-sm border border-line px-1.5 py-0.5">
      {icon}
      <span className="truncate">
        <VisibleText text={text} />
      </span>
    </span>
  )
}
