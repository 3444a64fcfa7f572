// Long output shows its head and its tail.
import { describe, expect, it } from 'vitest'
import { outputLimits, splitOutput } from '../../../../../../renderer/features/chat/items/output-parts'

const lines = (n: number) => Array.from({ length: n }, (_, index) => `line ${index + 1}`).join('\n')

describe('output', () => {
  it('that is short is shown whole', () => {
    expect(splitOutput('a\nb\n', { live: false, whole: false })).toEqual({
      head: 'a\nb',
      hidden: 0,
      tail: '',
      cut: false,
    })
  })

  it('that is long shows head and tail and counts what lies between', () => {
    const parts = splitOutput(lines(1000), { live: false, whole: false })
    expect(parts.head.endsWith('line 20')).toBe(true)
    expect(parts.hidden).toBe(940)
    expect(parts.tail.startsWith('line 961')).toBe(true)
  })

  it('that still comes shows its end', () => {
    const parts = splitOutput(lines(1000), { live: true, whole: false })
    expect(parts.head).toBe('')
    expect(parts.tail.endsWith('line 1000')).toBe(true)
  })

  it('asked for whole is cut only where drawing it would freeze', () => {
    expect(splitOutput(lines(1000), { live: false, whole: true }).hidden).toBe(0)
    const huge = splitOutput('x'.repeat(outputLimits.characters + 1), { live: false, whole: true })
    expect(huge.cut).toBe(true)
    expect(huge.head.length).toBe(outputLimits.characters)
  })

  it('of one endless line is cut in its middle', () => {
    const parts = splitOutput('x'.repeat(1_000_000), { live: false, whole: false })
    expect(parts.head.length).toBeLessThan(outputLimits.characters + 100)
    expect(parts.head).toMatch(/800,000 characters left out/)
  })
})
