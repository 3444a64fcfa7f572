import { describe, expect, it } from 'vitest'
import { clip, omittedNote } from '../../../../../main/sessions/export/clip'

describe('clipping a text', () => {
  it('leaves a short one alone', () => {
    expect(clip('abc', 3)).toEqual({ head: 'abc', end: '', omitted: 0 })
  })

  it('keeps head and end of a long one, cut between lines, and tells what is missing', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join('\n')
    const { head, end, omitted } = clip(lines, 10_000)
    expect(head.startsWith('line 0\n')).toBe(true)
    expect(end.endsWith('\nline 9999')).toBe(true)
    expect(lines).toBe(`${head}${lines.slice(head.length, head.length + omitted)}${end}`)
    expect(end).toMatch(/^line \d+\n/)
    expect(omittedNote(omitted)).toContain(omitted.toLocaleString('en-US'))
  })

  it('cuts no secret in two at a cut', () => {
    const secret = `sk-${'a1'.repeat(40)}`
    const text = `${'x'.repeat(7490)} ${secret} ${'y'.repeat(20_000)}`
    expect(clip(text, 10_000).head).not.toContain('sk-')
  })

  it('never leaves half a character', () => {
    const { head, end } = clip('🙂'.repeat(10_000), 1001)
    expect(`${head}${end}`).not.toMatch(/\p{Cs}/u)
  })
})
