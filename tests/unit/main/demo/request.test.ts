import { describe, expect, test } from 'vitest'
import { parseRequest } from '../../../../main/demo/request'

describe('reading a request', () => {
  test('reads messages, outputs and tools, and lets the unknown pass', () => {
    const request = parseRequest(
      JSON.stringify({
        model: 'm',
        input: [
          { role: 'user', content: 'plain' },
          {
            type: 'message',
            role: 'user',
            content: [{ type: 'input_text', text: 'a' }, { type: 'input_image' }, { text: 'b' }],
          },
          { type: 'function_call_output', call_id: 'c', output: { content: 'out' } },
          { type: 'from_the_future', payload: 1 },
          'not an item',
        ],
        tools: [
          { type: 'function', name: 'f' },
          { type: 'web_search' },
          { type: 'namespace', name: 'n', tools: [{ name: 't' }] },
        ],
      }),
    )
    expect(request.input.map(({ type, text }) => [type, text])).toEqual([
      ['message', 'plain'],
      ['message', 'a\nb'],
      ['function_call_output', 'out'],
      ['from_the_future', ''],
    ])
    expect(request.tools).toEqual(['f', 'web_search', 'n.t'])
  })

  test('fields of the wrong kind are as good as absent', () => {
    expect(parseRequest('{"model":1,"input":"x","tools":{}}')).toMatchObject({ model: '', input: [], tools: [] })
  })

  test.each(['[]', 'null', '1', ''])('a body of %j is refused', (body) => {
    expect(() => parseRequest(body)).toThrow(SyntaxError)
  })
})
