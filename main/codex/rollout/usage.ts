// What a session cost in tokens, from its records: per answer of the model, per turn, per day, in all. Newer rollouts have a
// `token_usage_record` per answer; older ones only running totals (`token_count`), of which each step counts once. A session
// that an older Codex began and a newer one went on with has both, one after the other.
import { fieldsOf, numberOf, textOf } from './fields'
import { readRollout } from './read'
import { timeOf, turnIdOf, type RolloutRecord } from './records'
import { addTokens, noTokens, sameTokens, tokensOf, tokensSince, type TokenCount } from './tokens'

export interface AnswerUsage {
  /** The item that the answer ended with, where the records name one. */
  readonly itemId: string | null
  readonly atMs: number | null
  readonly tokens: TokenCount
}

export interface TurnTokens {
  readonly turnId: string
  readonly tokens: TokenCount
  readonly messages: AnswerUsage[]
}

export interface SessionUsage {
  readonly tokens: TokenCount
  readonly turns: TurnTokens[]
  readonly contextWindow: number | null
  readonly contextUsed: number | null
}

/** Turns whose answers are kept one by one; a session with more keeps the sums of the others only. */
const mostTurns = 20_000

/** Counts record by record. Feed it a whole session in order, then `result`. */
export class UsageCounter {
  #tokens = noTokens
  #turnId = ''
  #itemId: string | null = null
  #contextWindow: number | null = null
  #contextUsed: number | null = null
  #hasRecords = false
  /** The running totals as last told, to count each step of them once. */
  #lastTotal: TokenCount | null = null
  /** What `token_count` told before the first `token_usage_record`, in case none ever comes. */
  #steps: { turnId: string; answer: AnswerUsage }[] = []
  /** The answer counted last, to count a line that was written twice once. */
  #lastAnswer: string | null = null
  readonly #turns = new Map<string, { tokens: TokenCount; messages: AnswerUsage[] }>()

  add(record: RolloutRecord): void {
    if (record.kind === 'bad') return
    const turnId = turnIdOf(record)
    if (turnId !== null) this.#turnId = turnId
    const { payload } = record
    if (record.kind === 'token_usage_record') {
      this.#beginRecords()
      const answerId = textOf(payload, 'response_id')
      // The id alone won't do: there are servers that give all answers one.
      const answer = answerId === null || record.timestamp === null ? null : `${record.timestamp} ${answerId}`
      if (answer !== null && answer === this.#lastAnswer) return
      this.#lastAnswer = answer
      const tokens = tokensOf(payload['usage'])
      if (tokens !== null) this.#count(this.#turnId, { itemId: this.#itemId, atMs: timeOf(record), tokens })
      return
    }
    if (record.kind === 'response_item') {
      if (textOf(payload, 'role') !== 'user') this.#itemId = textOf(payload, 'call_id') ?? textOf(payload, 'id')
      return
    }
    if (record.kind !== 'event_msg') return
    if (textOf(payload, 'type') === 'token_count') this.#tokenCount(record)
  }

  result(): SessionUsage {
    for (const { turnId, answer } of this.#steps) this.#count(turnId, answer)
    this.#steps = []
    return {
      tokens: this.#tokens,
      turns: [...this.#turns].map(([turnId, { tokens, messages }]) => ({ turnId, tokens, messages })),
      contextWindow: this.#contextWindow,
      contextUsed: this.#contextUsed,
    }
  }

  /** From here on each answer has its record; what steps told of this turn is in those too, what they told of others isn't. */
  #beginRecords(): void {
    if (this.#hasRecords) return
    this.#hasRecords = true
    for (const { turnId, answer } of this.#steps) if (turnId !== this.#turnId) this.#count(turnId, answer)
    this.#steps = []
  }

  #tokenCount(record: Exclude<RolloutRecord, { kind: 'bad' }>): void {
    const info = fieldsOf(record.payload['info'])
    this.#contextWindow = numberOf(info, 'model_context_window') ?? this.#contextWindow
    const last = tokensOf(info['last_token_usage'])
    if (last !== null) this.#contextUsed = last.total
    if (this.#hasRecords) return
    const total = tokensOf(info['total_token_usage'])
    // Told again without a new answer (a change of limits): the same totals.
    const before = this.#lastTotal ?? noTokens
    if (total === null || (this.#lastTotal !== null && sameTokens(total, before))) return
    this.#lastTotal = total
    const tokens = last ?? tokensSince(total, before)
    this.#steps.push({ turnId: this.#turnId, answer: { itemId: this.#itemId, atMs: timeOf(record), tokens } })
  }

  #count(turnId: string, answer: AnswerUsage): void {
    this.#tokens = addTokens(this.#tokens, answer.tokens)
    const turn = this.#turns.get(turnId)
    if (turn) {
      turn.tokens = addTokens(turn.tokens, answer.tokens)
      turn.messages.push(answer)
    } else if (this.#turns.size < mostTurns) {
      this.#turns.set(turnId, { tokens: answer.tokens, messages: [answer] })
    }
  }
}

/** Counts a session's files, in the order given: those of one thread, oldest first. Rejects when one can't be read. */
export async function countUsage(paths: readonly string[], signal?: AbortSignal): Promise<SessionUsage> {
  const counter = new UsageCounter()
  for (const path of paths)
    for await (const records of readRollout(path, signal ? { signal } : {}))
      for (const record of records) counter.add(record)
  return counter.result()
}
