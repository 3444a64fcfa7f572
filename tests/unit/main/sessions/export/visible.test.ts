import { describe, expect, it } from 'vitest'
import { plainOutput, visible } from '../../../../../main/sessions/export/visible'

describe('hidden characters', () => {
  it.each([
    ['a\u202Eb', 'a⟦U+202E⟧b'],
    ['a\u0000b', 'a⟦U+0000⟧b'],
    ['a\u200bb', 'a⟦U+200B⟧b'],
    ['a\rb', 'a⟦U+000D⟧b'],
    ['a\u{e0041}b', 'a⟦U+E0041⟧b'],
    ['a\ud800b', 'a⟦U+D800⟧b'],
    ['\ufeffa', '⟦U+FEFF⟧a'],
    ['a\u3164b', 'a⟦U+3164⟧b'],
  ])('are shown in %j', (text, shown) => {
    expect(visible(text, 'prose')).toBe(shown)
    expect(visible(text, 'code')).toBe(shown)
  })

  it('leave tabs, line ends and every script alone', () => {
    const text = 'a\tb\nشكرا 日本語 ελληνικά हिन्दी'
    expect(visible(text, 'code')).toBe(text)
    expect(visible('a\r\nb', 'code')).toBe('a\nb')
  })

  it('don’t take emoji apart', () => {
    const text = '❤️ 👩‍💻 👍🏽 1️⃣'
    expect(visible(text, 'prose')).toBe(text)
    expect(visible('a\u200d\u{1f4bb}', 'prose')).toContain('U+200D')
  })

  it('count odd spaces only in code', () => {
    expect(visible('10\u00a0000', 'prose')).toBe('10\u00a0000')
    expect(visible('rm\u00a0-rf', 'code')).toBe('rm⟦U+00A0⟧-rf')
  })
})

describe('output of a terminal', () => {
  it('loses colours and titles, not text', () => {
    expect(plainOutput('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007plain\r\n')).toBe('red plain\n')
  })

  it('keeps an escape that starts nothing known, to be shown', () => {
    expect(visible(plainOutput('a\u001bZ'), 'code')).toBe('a⟦U+001B⟧Z')
  })
})
