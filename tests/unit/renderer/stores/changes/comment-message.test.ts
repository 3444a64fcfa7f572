// Comments become one message that reads well whatever is quoted, and the chat can take it apart again.
import { describe, expect, it } from 'vitest'
import {
  composeMessage,
  leastLength,
  readMessage,
  type SaidComment,
} from '../../../../../renderer/stores/changes/comment-message'

const comment = (part: Partial<SaidComment> = {}): SaidComment => ({
  path: 'src/a.ts',
  side: 'new',
  from: 12,
  to: 13,
  quote: ['const a = 1', 'const b = 2'],
  source: 'Unstaged changes',
  outdated: false,
  words: 'Why two?',
  ...part,
})

describe('the message', () => {
  it('is the words, then each comment with its place, its code and what was said', () => {
    expect(
      composeMessage('Please look.', [comment(), comment({ path: 'b.py', from: 3, to: 3, quote: ['x = 1'] })]),
    ).toBe(
      [
        'Please look.',
        '',
        'Comments on 2 places in the code:',
        '',
        '### 1. `src/a.ts:12-13` · Unstaged changes',
        '',
        '```ts',
        'const a = 1',
        'const b = 2',
        '```',
        '',
        'Why two?',
        '',
        '### 2. `b.py:3` · Unstaged changes',
        '',
        '```py',
        'x = 1',
        '```',
        '',
        'Why two?',
      ].join('\n'),
    )
  })

  it('works without words, and without comments', () => {
    expect(composeMessage('  ', [comment()])).toMatch(/^Comments on 1 place in the code:\n\n### 1\. /)
    expect(composeMessage(' Hello ', [])).toBe('Hello')
  })

  it('says which side, and that the code is another by now', () => {
    expect(composeMessage('', [comment({ side: 'old', outdated: true })])).toContain(
      '`src/a.ts:12-13` · Unstaged changes · before the change · changed since',
    )
  })

  it('fences code with more backticks than it holds', () => {
    const quote = ['```ts', 'a', '`````', 'b']
    const text = composeMessage('', [comment({ quote, from: 1, to: 4 })])
    expect(text).toContain(`\`\`\`\`\`\`ts\n${quote.join('\n')}\n\`\`\`\`\`\``)
    expect(readMessage(text)?.comments[0]?.code).toBe(quote.join('\n'))
  })

  it('closes a fence that the words left open, so that it swallows nothing', () => {
    const text = composeMessage('~~~\nopen', [comment({ words: '```js\nlet x' }), comment()])
    expect(text).toContain('~~~\nopen\n~~~\n\nComments on')
    expect(text).toContain('```js\nlet x\n```\n\n### 2.')
  })

  it.each([
    ['a line break', 'a\nb.ts', 'a\\u{a}b.ts'],
    ['a mark that turns the direction', 'a\u202Ets.b', 'a\\u{202e}ts.b'],
    ['something invisible', 'a\u200Bb.ts', 'a\\u{200b}b.ts'],
  ])('spells out %s in a path', (_, path, spelled) => {
    const text = composeMessage('', [comment({ path })])
    expect(text).toContain(`\`${spelled}:12-13\``)
    expect(text).not.toContain(path)
  })

  it('names a path with backticks so that it stays one name', () => {
    const text = composeMessage('', [comment({ path: '`a``b`' })])
    expect(text).toContain('### 1. ``` `a``b`:12-13 ```')
    expect(readMessage(text)?.comments[0]?.where).toBe('`a``b`:12-13')
  })

  it('takes no fence language from a strange file name', () => {
    expect(composeMessage('', [comment({ path: 'a.`x' })])).toContain('\n\n```\nconst a')
  })

  it('shows the beginning of a long range and says how much is left', () => {
    const text = composeMessage('', [
      comment({ from: 1, to: 200, quote: Array.from({ length: 60 }, (_, n) => `l${n}`) }),
    ])
    expect(text).toContain('l59\n```\n\n(140 more lines up to line 200)')
  })

  it('of 500 comments stays within the bound, and keeps every word that was said', () => {
    const quote = Array.from({ length: 60 }, () => '`'.repeat(400))
    const many = Array.from({ length: 500 }, (_, n) => comment({ quote, words: `word ${n}.` }))
    const text = composeMessage('Do it.', many)
    expect(text.length).toBeLessThanOrEqual(1 << 20)
    for (const n of [0, 250, 499]) expect(text).toContain(`word ${n}.`)
    expect(readMessage(text)?.comments).toHaveLength(500)
    expect(leastLength(many)).toBeLessThan(100_000)
  })

  it('never cuts words, even where there is no room left', () => {
    const words = 'w'.repeat(5_000)
    const text = composeMessage(words, [comment()], 1_000)
    expect(text.startsWith(words)).toBe(true)
    expect(text).not.toContain('const a')
    expect(text.endsWith('Why two?')).toBe(true)
  })
})

describe('a sent message', () => {
  it('is read back as it was put together', () => {
    const text = composeMessage('Two things:\n\n- a\n- b', [
      comment({ words: 'First\n\nwith a paragraph' }),
      comment({ quote: [], outdated: true, words: 'Second' }),
    ])
    expect(readMessage(text)).toEqual({
      words: 'Two things:\n\n- a\n- b',
      comments: [
        {
          where: 'src/a.ts:12-13',
          facts: ['Unstaged changes'],
          lang: 'ts',
          code: 'const a = 1\nconst b = 2',
          words: 'First\n\nwith a paragraph',
        },
        { where: 'src/a.ts:12-13', facts: ['Unstaged changes', 'changed since'], lang: '', code: '', words: 'Second' },
      ],
    })
  })

  it.each([
    'Hello',
    'Comments on 2 places in the code:',
    'Comments on 2 places in the code:\n\n### 1. `a:1`\n\nonly one',
    'Comments on 1 place in the code:\n\nno head',
    '',
  ])('that only looks like it is left alone: %j', (text) => {
    expect(readMessage(text)).toBeNull()
  })

  it('whose words hold the headline themselves is read from the real one', () => {
    const words = 'Comments on 9 places in the code:\n\n### 1. `x:1`\n\nfake'
    expect(readMessage(composeMessage(words, [comment()]))?.words).toBe(words)
  })

  it('of a megabyte of backticks is looked through in a moment', () => {
    const started = performance.now()
    readMessage(`Comments on 1 place in the code:\n\n### 1. \`${'`'.repeat(1 << 20)}`)
    readMessage('Comments on 1 place in the code:\n\n### 1. `a`\n\n'.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
