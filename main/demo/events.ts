/**
 * Builders for the server-sent events that Codex expects from `POST /v1/responses` (the Responses API).
 * Pure data: no clock, no socket. What an answer says is up to a script; how it is sent is up to responses.ts.
 */

/** One server-sent event. `type` names it; the rest is its JSON payload. */
export interface SseEvent {
  readonly type: string
  readonly [field: string]: unknown
}

/** Tokens that an answer claims to have cost. Counts, not money. */
export interface Usage {
  readonly input: number
  readonly output: number
  readonly cached?: number
  readonly reasoning?: number
}

const DEFAULT_USAGE: Usage = { input: 120, output: 40 }

/** `response.created`: every answer starts with it. */
export function created(responseId: string): SseEvent {
  return { type: 'response.created', response: { id: responseId } }
}

/** `response.completed`: every whole answer ends with it. Without it Codex reports a cut stream and retries. */
export function completed(responseId: string, usage: Usage = DEFAULT_USAGE): SseEvent {
  return {
    type: 'response.completed',
    response: {
      id: responseId,
      usage: {
        input_tokens: usage.input,
        input_tokens_details: { cached_tokens: usage.cached ?? 0 },
        output_tokens: usage.output,
        output_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
        total_tokens: usage.input + usage.output,
      },
    },
  }
}

/** `response.failed` with a code that Codex knows: `rate_limit_exceeded`, `context_length_exceeded`, `server_error`… */
export function failed(responseId: string, code: string, message: string): SseEvent {
  return { type: 'response.failed', response: { id: responseId, status: 'failed', error: { code, message } } }
}

/** `response.incomplete`, as when the answer ran into a limit. */
export function incomplete(responseId: string, reason: string): SseEvent {
  return { type: 'response.incomplete', response: { id: responseId, incomplete_details: { reason } } }
}

/** The first event of a message: an empty assistant message that deltas then fill. */
export function messageStarted(itemId: string): SseEvent {
  return {
    type: 'response.output_item.added',
    output_index: 0,
    item: { type: 'message', role: 'assistant', id: itemId, status: 'in_progress', content: [] },
  }
}

/** One piece of a message's text. */
export function textDelta(itemId: string, delta: string): SseEvent {
  return { type: 'response.output_text.delta', item_id: itemId, output_index: 0, content_index: 0, delta }
}

/** The last event of a message: its whole text. */
export function messageDone(itemId: string, text: string, phase?: 'commentary' | 'final_answer'): SseEvent {
  return {
    type: 'response.output_item.done',
    output_index: 0,
    item: {
      type: 'message',
      role: 'assistant',
      id: itemId,
      status: 'completed',
      content: [{ type: 'output_text', text }],
      ...(phase === undefined ? {} : { phase }),
    },
  }
}

/** A whole message: start, one delta for each piece, end. */
export function* message(itemId: string, pieces: Iterable<string>): Generator<SseEvent> {
  yield messageStarted(itemId)
  let text = ''
  for (const piece of pieces) {
    text += piece
    yield textDelta(itemId, piece)
  }
  yield messageDone(itemId, text)
}

/** A reasoning item whose summary streams piece by piece. */
export function* reasoning(
  itemId: string,
  summary: string,
  pieces: Iterable<string> = words(summary),
): Generator<SseEvent> {
  yield {
    type: 'response.output_item.added',
    output_index: 0,
    item: { type: 'reasoning', id: itemId, summary: [] },
  }
  yield { type: 'response.reasoning_summary_part.added', item_id: itemId, output_index: 0, summary_index: 0 }
  for (const delta of pieces) {
    yield { type: 'response.reasoning_summary_text.delta', item_id: itemId, output_index: 0, summary_index: 0, delta }
  }
  yield {
    type: 'response.output_item.done',
    output_index: 0,
    item: { type: 'reasoning', id: itemId, summary: [{ type: 'summary_text', text: summary }] },
  }
}

/** A call of one of Codex's own function tools (`exec_command`, `update_plan`, `request_user_input`…). */
export function functionCall(callId: string, name: string, args: unknown, namespace?: string): SseEvent {
  return {
    type: 'response.output_item.done',
    output_index: 0,
    item: {
      type: 'function_call',
      id: `fc_${callId}`,
      call_id: callId,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      arguments: JSON.stringify(args),
    },
  }
}

/** A call of a free-text tool; Codex's `apply_patch` is one. */
export function customToolCall(callId: string, name: string, input: string): SseEvent {
  return {
    type: 'response.output_item.done',
    output_index: 0,
    item: { type: 'custom_tool_call', id: `ctc_${callId}`, call_id: callId, name, input, status: 'completed' },
  }
}

/** A web search that the provider claims to have made. Codex draws it, and makes no request itself. */
export function* webSearchCall(itemId: string, query: string): Generator<SseEvent> {
  yield {
    type: 'response.output_item.added',
    output_index: 0,
    item: { type: 'web_search_call', id: itemId, status: 'in_progress' },
  }
  yield {
    type: 'response.output_item.done',
    output_index: 0,
    item: { type: 'web_search_call', id: itemId, status: 'completed', action: { type: 'search', query } },
  }
}

/** An image that the provider claims to have generated; `base64` is the PNG. */
export function imageGenerationCall(itemId: string, base64: string, prompt: string): SseEvent {
  return {
    type: 'response.output_item.done',
    output_index: 0,
    item: { type: 'image_generation_call', id: itemId, status: 'completed', revised_prompt: prompt, result: base64 },
  }
}

/** Cuts a text into words, each with the white space that follows it, so that the pieces join to the same text. */
export function words(text: string): string[] {
  return text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? (text === '' ? [] : [text])
}

/** The wire form of one event. */
export function encodeEvent(event: SseEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
