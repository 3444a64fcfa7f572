import { expect, it } from 'vitest'
import { appendOutput, capOutput } from '../../../../../renderer/stores/threads/command-output'

it('leaves a usual output as it is', () => {
  expect(appendOutput(null, 'a')).toBe('a')
  expect(appendOutput('a', 'b\n')).toBe('ab\n')
})

it('keeps head and tail of an endless output and says how much is missing', () => {
  let output = ''
  let total = 0
  for (let line = 0; line < 40_000; line += 1) {
    const text = `line ${line} ${'x'.repeat(40)}\n`
    total += text.length
    output = appendOutput(output, text)
  }
  expect(output.length).toBeLessThan(500_000)
  expect(output.startsWith('line 0 ')).toBe(true)
  expect(output.endsWith(`line 39999 ${'x'.repeat(40)}\n`)).toBe(true)
  const gaps = [...output.matchAll(/⋯ (\d+) characters left out ⋯\n/g)]
  expect(gaps).toHaveLength(1)
  const gap = gaps[0]
  // Nothing is counted twice: what is shown and what is left out make the whole.
  expect(output.length - (gap?.[0].length ?? 0) - 1 + Number(gap?.[1])).toBe(total)
})

it('gives the same whether it comes at once or is capped already', () => {
  const once = capOutput('y'.repeat(1_048_576))
  expect(capOutput(once)).toBe(once)
})
