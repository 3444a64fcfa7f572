import { describe, expect, test } from 'vitest'
import { callIdFor } from '../../../../main/demo/conversation'
import { parseRequest, type ResponsesRequest } from '../../../../main/demo/request'
import { actFor, demoScript, planFor } from '../../../../main/demo/script'
import type { SseEvent } from '../../../../main/demo/events'
import { SUGGESTED_PARTS, SUGGESTED_PROMPT, WHAT_I_AM } from '../../../../main/demo/texts'

const TURN = '01a1fb88-e03a-7f32-b036-1b03372f470d'
const EARLIER = 'msg_01a1fb88-0000-7591-a57f-aedcf82d98db'
const LATER = ['msg_01a1fb88-e047-7591-a57f-aedcf82d98db', 'msg_01a1fb88-f047-7591-a57f-aedcf82d98db'] as const
const TOOLS = ['exec_command', 'apply_patch', 'request_user_input'].map((name) => ({ type: 'function', name }))

const says = (role: string, text: string, id?: string) => ({
  type: 'message',
  role,
  id,
  content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }],
})
const did = (plan: string, step: number, output: string) => {
  const call_id = callIdFor(plan, step, `u${step}`)
  return [
    { type: 'function_call', call_id, name: 'exec_command', arguments: '{}' },
    { type: 'function_call_output', call_id, output },
  ]
}

function ask(input: readonly object[], more: object = {}): ResponsesRequest {
  const client_metadata = { 'x-codex-turn-metadata': JSON.stringify({ turn_id: TURN }) }
  return parseRequest(JSON.stringify({ model: 'gpt-5.5', tools: TOOLS, input, client_metadata, ...more }))
}

describe('what the demo does', () => {
  test('each suggested prompt plays its part', () => {
    expect(planFor(SUGGESTED_PROMPT)).toBe('tour')
    expect(SUGGESTED_PARTS.map(planFor)).toEqual(['look', 'command', 'edit', 'ask', 'markdown'])
    expect(planFor('hello')).toBeUndefined()
  })

  test('the tour begins by saying what it is, and looks at the folder', () => {
    const act = actFor(ask([says('user', SUGGESTED_PROMPT, LATER[0])]), 'u')
    expect(act.text).toContain(WHAT_I_AM)
    expect(act.call).toMatchObject({ id: 'deck_tour_0_u', tool: { name: 'exec_command', args: { cmd: 'ls' } } })
  })

  test('the step after a tool call comes from its call id', () => {
    const act = actFor(
      ask([says('user', 'tour', LATER[0]), ...did('tour', 0, 'exited with code 0\nOutput:\na.txt\n')]),
      'u',
    )
    expect(act.text).toContain('1 entry: `a.txt`')
    expect(act.call).toMatchObject({
      id: 'deck_tour_1_u',
      tool: { args: { sandbox_permissions: 'require_escalated' } },
    })
  })

  test('the edit creates the file, or adds to one that is listed', () => {
    const after = (listing: string) =>
      actFor(
        ask([says('user', 'edit a file', LATER[0]), ...did('edit', 0, `exited with code 0\nOutput:\n${listing}`)]),
        'u',
      )
    expect(after('a.txt').call?.tool).toMatchObject({ input: expect.stringContaining('*** Add File: DEMO.md') })
    expect(after('DEMO.md').call?.tool).toMatchObject({ input: expect.stringContaining('*** Update File: DEMO.md') })
  })

  test.each([
    ['exec_command failed: CreateProcess { message: "Rejected(\\"rejected by user\\")" }', 'was declined'],
    ['patch rejected: writing is blocked by read-only sandbox; rejected by user approval settings', 'is not allowed'],
    ['Process exited with code 2\nOutput:\nno such thing', 'did not work'],
    ['something new', 'did not work'],
  ])('after “%s” it says that it %s', (output, said) => {
    expect(actFor(ask([says('user', 'run a command', LATER[0]), ...did('command', 0, output)]), 'u').text).toContain(
      said,
    )
  })

  test('a message steered in is quoted, and the plan goes on', () => {
    const act = actFor(
      ask([
        says('user', 'tour', LATER[0]),
        ...did('tour', 0, 'exited with code 0\nOutput:\n'),
        says('user', 'faster', LATER[1]),
      ]),
      'u',
    )
    expect(act.text).toContain('You added “faster”')
    expect(act.call?.id).toBe('deck_tour_1_u')
  })

  test('a turn that was cut off before leaves nothing behind', () => {
    const act = actFor(
      ask([says('user', 'tour', EARLIER), ...did('tour', 0, 'x'), says('user', 'hello', LATER[0])]),
      'u',
    )
    expect(act.call).toBeUndefined()
    expect(act.text).toContain('“hello”')
    expect(act.text).not.toContain('You added')
  })

  test('without ids the last message counts', () => {
    const act = actFor(
      ask([says('user', 'tour'), says('assistant', 'x'), says('user', 'hello')], { client_metadata: {} }),
      'u',
    )
    expect(act.text).toContain('“hello”')
  })

  test('context that Codex puts into user messages is not a prompt', () => {
    const act = actFor(
      ask([
        says('user', 'hello', LATER[0]),
        says('user', '<environment_context>run a command</environment_context>', LATER[1]),
      ]),
      'u',
    )
    expect(act.call).toBeUndefined()
    expect(act.text).toContain('“hello”')
  })

  test('compaction, review and a wanted schema get their kind of answer', () => {
    expect(actFor(ask([says('user', 'You are performing a CONTEXT CHECKPOINT COMPACTION. …')]), 'u').text).toContain(
      'Summary',
    )
    const review = actFor(
      ask([says('developer', '# Review guidelines:'), says('user', 'Review the current code changes')]),
      'u',
    )
    expect(JSON.parse(review.text)).toMatchObject({ findings: [] })
    const schema = { type: 'object', properties: { title: { type: 'string' }, n: { type: 'integer', minimum: 2 } } }
    const structured = actFor(ask([says('user', 'x')], { text: { format: { type: 'json_schema', schema } } }), 'u')
    expect(JSON.parse(structured.text)).toEqual({ title: 'Offline demo (scripted, not AI)', n: 2 })
  })

  test('with a model that gets other tools it only talks', () => {
    const act = actFor(ask([says('user', 'tour', LATER[0])], { tools: [{ type: 'custom', name: 'exec' }] }), 'u')
    expect(act.call).toBeUndefined()
    expect(act.text).toContain('only talk')
  })

  test('an answer streams word by word and joins to its text', async () => {
    const context = { signal: new AbortController().signal, index: 0, responseId: 'r' }
    const answer = await demoScript({ wordPauseMs: 0 })(ask([says('user', 'show markdown', LATER[0])]), context)
    const events: SseEvent[] = []
    for await (const event of answer as AsyncIterable<SseEvent>) events.push(event)
    const text = actFor(ask([says('user', 'show markdown', LATER[0])]), 'r').text
    const deltas = events.filter(({ type }) => type === 'response.output_text.delta').map(({ delta }) => delta)
    expect(deltas.length).toBeGreaterThan(50)
    expect(deltas.join('')).toBe(text)
    expect(events.at(-1)?.type).toBe('response.completed')
  })

  test('an answer stops once Codex hangs up', async () => {
    const hangUp = new AbortController()
    const context = { signal: hangUp.signal, index: 0, responseId: 'r' }
    const answer = await demoScript({ wordPauseMs: 1 })(ask([says('user', 'hi', LATER[0])]), context)
    const types: string[] = []
    for await (const event of answer as AsyncIterable<SseEvent>) {
      types.push(event.type)
      if (event.type === 'response.output_text.delta') hangUp.abort()
    }
    expect(types).not.toContain('response.completed')
  })
})
