// Comments as they are read back from the page's storage: nothing that is not whole and within bounds gets in. Pure.
import { fields, listIn, numberIn, textIn } from '../threads/decode'
import type { CodeComment } from './code-comment'

export interface KeptComments {
  byChat: Record<string, readonly CodeComment[]>
  texts: Record<string, string>
}

const mostChats = 200
const mostOfAChat = 500
const mostTexts = 200

export function acceptKept(value: unknown): KeptComments {
  const read = fields(value)
  const byChat: KeptComments['byChat'] = {}
  for (const [chat, given] of Object.entries(fields(read['byChat'])).slice(-mostChats)) {
    const comments = Array.isArray(given) ? given.slice(0, mostOfAChat).flatMap(comment) : []
    if (comments.length > 0) byChat[chat] = comments
  }
  const texts: KeptComments['texts'] = {}
  for (const [key, text] of Object.entries(fields(read['texts'])).slice(-mostTexts))
    if (typeof text === 'string' && text !== '') texts[key] = text
  return { byChat, texts }
}

function comment(value: unknown): CodeComment[] {
  const read = fields(value)
  const id = textIn(read, 'id')
  const path = textIn(read, 'path')
  const words = textIn(read, 'words')
  const from = numberIn(read, 'from')
  const to = numberIn(read, 'to')
  if (id === null || path === null || words === null || from === null || to === null) return []
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from || from < 0) return []
  return [
    {
      id,
      path,
      words,
      from,
      to,
      side: read['side'] === 'old' ? 'old' : 'new',
      quote: listIn(read, 'quote').filter((line) => typeof line === 'string'),
      sourceKey: textIn(read, 'sourceKey') ?? '',
      source: textIn(read, 'source') ?? '',
      outdated: read['outdated'] === true,
      writtenAtMs: numberIn(read, 'writtenAtMs') ?? 0,
    },
  ]
}
