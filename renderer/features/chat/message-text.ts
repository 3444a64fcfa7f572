// The words of a message that a person sent. Pure.
import type { ItemOf } from '../../stores/threads/model'

/** The text parts of a message, joined as they were sent. */
export function textOf(content: ItemOf<'userMessage'>['content']): string {
  return content
    .flatMap((part) => (part.type === 'text' && typeof part.text === 'string' ? [part.text] : []))
    .join('\n')
}
