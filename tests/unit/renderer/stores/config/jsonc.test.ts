import { expect, it } from 'vitest'
import { readJsonc } from '../../../../../renderer/stores/config/jsonc'

const value = (text: string) => {
  const read = readJsonc(text)
  return read.ok ? read.value : read.problem
}

it('forgives comments, trailing commas, a byte order mark and missing braces', () => {
  expect(value('\uFEFF{ // one\n "a": [1, 2, /* two */ ], "b": "x//y, }", }')).toEqual({ a: [1, 2], b: 'x//y, }' })
  expect(value('"mcpServers": {"a": {"command": "x"}},')).toEqual({ mcpServers: { a: { command: 'x' } } })
  expect(value('"just text"')).toBe('just text')
  expect(value('{"a":"\\"//"}')).toEqual({ a: '"//' })
})

it('says what is wrong and never throws', () => {
  for (const text of ['', '   ', '{', '{"a":}', '/* open', '"open', '[,,]', '{a}', '[[['.repeat(50_000)])
    expect(typeof value(text)).toBe('string')
})

it('takes no longer than the text is long', () => {
  const from = performance.now()
  readJsonc(`{"a":[${'[1,   ],'.repeat(100_000)}]}`)
  readJsonc(','.repeat(1_000_000))
  readJsonc('/*'.repeat(500_000))
  expect(performance.now() - from).toBeLessThan(3000)
})
