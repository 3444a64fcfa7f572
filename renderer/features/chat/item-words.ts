// The words of an item, as a search in the chat looks at them. Pure.
import { isKnownItem, type Item } from '../../stores/threads/model'
import { textOf } from './message-text'

/** Everything of an item that is shown or can be unfolded, as plain text. */
export function wordsOfItem(item: Item): string {
  if (!isKnownItem(item)) return JSON.stringify(item)
  switch (item.type) {
    case 'userMessage':
      return textOf(item.content)
    case 'agentMessage':
    case 'plan':
      return item.text
    case 'reasoning':
      return [...item.summary, ...item.content].join('\n')
    case 'commandExecution':
      return `${item.command}\n${item.aggregatedOutput ?? ''}`
    case 'fileChange':
      return item.changes.map((change) => `${change.path}\n${change.diff}`).join('\n')
    case 'mcpToolCall':
      return [item.server, item.tool, json(item.arguments), json(item.result), item.error?.message ?? ''].join('\n')
    case 'dynamicToolCall':
      return [item.tool, json(item.arguments), json(item.contentItems)].join('\n')
    case 'hookPrompt':
      return item.fragments.map((fragment) => fragment.text).join('\n')
    case 'enteredReviewMode':
    case 'exitedReviewMode':
      return item.review
    default:
      return json(item)
  }
}

const json = (value: unknown): string => (value === null || value === undefined ? '' : JSON.stringify(value))
