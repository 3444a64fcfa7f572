import { expect, it } from 'vitest'
import { withAllTools } from '../../../../main/mcp/status-answer'

it('keeps a tool in sight whose name gets lost as a key', () => {
  const answer: unknown = JSON.parse(
    '{"data":[{"name":"s","tools":{"__proto__":{"name":"__proto__"},"(__proto__)":{"name":"x"},"a":{"name":"a"}}},{"name":"t","tools":{}}],"nextCursor":null}',
  )
  expect(withAllTools(answer)).toEqual({
    data: [
      {
        name: 's',
        tools: { '((__proto__))': { name: '__proto__' }, '(__proto__)': { name: 'x' }, a: { name: 'a' } },
      },
      { name: 't', tools: {} },
    ],
    nextCursor: null,
  })
})

it('lets everything else through as it is', () => {
  for (const answer of [null, 5, [], {}, { data: 5 }, { data: [null, { tools: [] }, { tools: { a: 1 } }] }])
    expect(withAllTools(answer)).toEqual(answer)
})
