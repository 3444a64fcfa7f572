import { describe, expect, it } from 'vitest'
import { allBlocks } from '../../../../renderer/text/blocks'
import { nestsTooDeep } from '../../../../renderer/text/nesting'

describe('nesting', () => {
  it.each([
    ['quotes', `${'>'.repeat(10_000)} deep`],
    ['quotes with spaces', `${'> '.repeat(100)}deep`],
    ['lists in one line', `${'- '.repeat(100)}deep`],
    ['lists by indent', Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level * 2)}- x`).join('\n')],
    ['a mixture', `${'> - 1. '.repeat(40)}deep`],
  ])('is too deep in %s, which then stay one block', (_name, text) => {
    expect(nestsTooDeep(text)).toBe(true)
    expect(allBlocks(text)).toEqual([{ kind: 'markdown', raw: text }])
  })

  it.each([
    ['five levels', '> > - a\n>   - b\n>     - c'],
    ['a rule', '-'.repeat(500)],
    ['a rule of stars', '*'.repeat(500)],
    ['deep code', `\`\`\`\n${' '.repeat(300)}x = 1\n\`\`\``],
    ['a table', `| ${'a | '.repeat(200)}`],
  ])('is fine in %s', (_name, text) => {
    expect(nestsTooDeep(text)).toBe(false)
  })

  it('is told in a blink, also from text made to be slow', () => {
    const begun = performance.now()
    for (const text of [
      '> '.repeat(59) + 'x',
      ' '.repeat(100_000),
      '1'.repeat(100_000),
      `${' >'.repeat(59)}\n`.repeat(1000),
    ])
      nestsTooDeep(text)
    expect(performance.now() - begun).toBeLessThan(500)
  })
})
