// What a turn was asked, as something that can be sent again or put back into the composer. Pure.
import type { Draft } from '../../stores/composer/composer'
import type { Asked } from '../../stores/threads/turn-acts'
import { isItem, type TurnState } from '../../stores/threads/model'
import { textOf } from './message-text'

/** The first user message of a turn; null when there is none (a review, a compaction). */
export function askedIn(turn: TurnState): Asked | null {
  const message = turn.items.find((item) => isItem(item, 'userMessage'))
  if (!message || !isItem(message, 'userMessage')) return null
  const asked: {
    text: string
    images: Draft['images'][number][]
    mentions: Draft['mentions'][number][]
    skills: Draft['skills'][number][]
  } = {
    text: textOf(message.content),
    images: [],
    mentions: [],
    skills: [],
  }
  for (const part of message.content) {
    if (part.type === 'image' && 'url' in part && isData(part.url)) {
      asked.images.push({ name: `Image ${asked.images.length + 1}`, dataUrl: part.url })
    } else if (part.type === 'mention') asked.mentions.push({ name: part.name, path: part.path })
    else if (part.type === 'skill') asked.skills.push({ name: part.name, path: part.path })
  }
  return asked.text.trim() === '' && asked.images.length === 0 ? null : asked
}

/** Codex keeps what it was given, also what is no text. */
const isData = (url: unknown): boolean => typeof url === 'string' && url.startsWith('data:')
