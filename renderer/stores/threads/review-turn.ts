// A review is a turn with another turn inside: the outer one holds the items, the inner one does the work (measured with 0.169.0).
// Pure questions about the two; what a review found is in stores/changes/review-text.ts.
import { fields, listIn, textIn } from './decode'
import { isItem, type Item, type ThreadState, type TurnState } from './model'

/** Whether a turn is a review. */
export function isReviewTurn(turn: Pick<TurnState, 'items'>): boolean {
  return turn.items.some((item) => isItem(item, 'enteredReviewMode'))
}

/** Whether a review runs: nothing can be added to it, and it is stopped by its inner turn. */
export function isReviewing({ turns, runningTurnId }: Pick<ThreadState, 'turns' | 'runningTurnId'>): boolean {
  if (runningTurnId === null) return false
  const turn = turns.findLast(({ id }) => id === runningTurnId)
  return turn?.status === 'inProgress' && isReviewTurn(turn)
}

/**
 * Ids of the inner turns of reviews among the turns of a page, as Codex sent it: each came of a review, did not complete and holds
 * nothing but the reviewer's orders, which no person sent.
 */
export function innerTurnsIn(page: readonly unknown[]): ReadonlySet<string> {
  const isReview = new Map<string, boolean>()
  for (const turn of page) {
    const read = fields(turn)
    const id = textIn(read, 'id')
    if (id !== null)
      isReview.set(
        id,
        listIn(read, 'items').some((item) => fields(item)['type'] === 'enteredReviewMode'),
      )
  }
  const inner = new Set<string>()
  for (const turn of page) {
    const read = fields(turn)
    const id = textIn(read, 'id')
    const root = textIn(read, 'rootTurnId')
    if (id === null || root === null || root === id || read['status'] === 'completed') continue
    // The review itself may stand on the next page; a turn that runs is not hidden for a guess.
    if (!(isReview.get(root) ?? read['status'] === 'interrupted')) continue
    if (listIn(read, 'items').every(isOrder)) inner.add(id)
  }
  return inner
}

function isOrder(item: unknown): boolean {
  const { type, clientId } = fields(item)
  return type === 'userMessage' && (clientId === null || clientId === undefined)
}

/** The id of the turn that does run, in Codex's refusal to interrupt another. */
export function innerTurnIn(message: string): string | null {
  return /expected active turn id \S+ but found [`'"]?([\w-]{8,})/.exec(message)?.[1] ?? null
}

/** What Codex says after a review besides its result: the result once more, or that there is none. */
const interrupted = /^Review was interrupted\. Please re-run \/review/

/**
 * Items of a review that say nothing of their own: the orders to the reviewer, its answer before it is taken apart, and the result
 * once more as a message.
 */
export function isReviewEcho(turn: Pick<TurnState, 'items'>, item: Item): boolean {
  if (!isReviewTurn(turn)) return false
  if (isItem(item, 'userMessage')) return item.clientId === null || item.clientId === undefined
  if (!isItem(item, 'agentMessage')) return false
  const text = item.text.trim()
  if (text === '' || interrupted.test(text)) return true
  return turn.items.some((other) => isItem(other, 'exitedReviewMode') && other.review.trim() === text)
}
