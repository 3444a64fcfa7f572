// What a thread is called in lists and headers. Pure.
import type { Thread } from '@protocol/v2/Thread'
import type { ItemOf } from './model'

const longest = 120

function firstLine(text: string): string {
  const line =
    text
      .split('\n', 20)
      .find((candidate) => candidate.trim() !== '')
      ?.trim() ?? ''
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

/** The given name, else the first line of the first message, else nothing. */
export function titleOf(thread: Pick<Thread, 'name' | 'preview'>): string {
  return firstLine(thread.name ?? '') || firstLine(thread.preview ?? '')
}

/** A title from the person's own message. */
export function titleFrom(message: ItemOf<'userMessage'>): string {
  for (const part of message.content)
    if (part.type === 'text' && typeof part.text === 'string') return firstLine(part.text)
  return ''
}
