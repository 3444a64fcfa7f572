import { describe, expect, it } from 'vitest'
import { fenced, htmlText, inlineText, markdownText, quoted } from '../../../../../main/sessions/export/markdown-text'

describe('a fence', () => {
  it('is longer than any run of backticks inside', () => {
    expect(fenced('a', 'sh')).toBe('```sh\na\n```')
    expect(fenced('```\nx\n`````\n', '')).toBe('``````\n```\nx\n`````\n``````')
  })
})

describe('a message’s Markdown', () => {
  it('stays as it is where it is harmless', () => {
    const text = 'A **bold** word, `a < b`, [a link](https://example.org)\n\n- one\n- two\n\n```ts\nif (a <b) {}\n```\n'
    expect(markdownText(text)).toBe(text)
  })

  it('has no raw HTML outside code', () => {
    expect(markdownText('</details><script>alert(1)</script> and 1 < 2 and `<b>`')).toBe(
      '&lt;/details>&lt;script>alert(1)&lt;/script> and 1 < 2 and `<b>`',
    )
    expect(markdownText('<!-- hidden -->')).toBe('&lt;!-- hidden -->')
    expect(markdownText('a ` lone backtick <b>')).toContain('&lt;b>')
    expect(markdownText('a \\`<b>`')).toContain('&lt;b>')
  })

  it('shows no picture that a viewer would fetch', () => {
    expect(markdownText('![x](https://evil.example/p.png)')).toBe(String.raw`\![x](https://evil.example/p.png)`)
  })

  it('can’t pass for a part of the file: its headings are of the fourth level and below', () => {
    expect(markdownText('# Turn 9')).toBe('#### Turn 9')
    expect(markdownText('- ### You')).toBe('- ###### You')
    expect(markdownText('Turn 9\n---')).toBe('Turn 9\n\\---')
    expect(markdownText('Turn 9\n===')).toBe('Turn 9\n\\===')
    expect(markdownText('text\n\n---')).toBe('text\n\n---')
    expect(markdownText('#hashtag')).toBe('#hashtag')
  })

  it('closes a fence that it left open', () => {
    expect(markdownText('````js\ncode ```')).toBe('````js\ncode ```\n````')
    expect(markdownText('~~~\ncode')).toBe('~~~\ncode\n~~~')
  })

  it('trusts no fence any more once viewers may differ about one', () => {
    const hostile = '- a\n  ```\nout of the list\n```\n<script>'
    expect(markdownText(hostile)).toContain('&lt;script>')
    expect(markdownText('para\n    ```\n    <b>')).toContain('&lt;b>')
    expect(markdownText('``` a`b\n<b>')).toContain('&lt;b>')
  })

  it('shows what hides', () => {
    expect(markdownText('a\u202eb')).toBe('a⟦U+202E⟧b')
  })

  it('keeps each line of what a person typed, in a quotation', () => {
    expect(quoted('one\n\ntwo')).toBe('> one  \n>\n> two  ')
    expect(quoted('```\nopen')).toMatch(/```\s*$/)
  })
})

describe('one line', () => {
  it('is no Markdown in a heading', () => {
    expect(inlineText('# a *b*\n[c](d) <e> `f` & g')).toBe(String.raw`\# a \*b\* \[c\]\(d\) &lt;e> \`f\` &amp; g`)
  })

  it('is no HTML in a summary', () => {
    expect(htmlText('</summary><script>\u202e')).toBe('&lt;/summary&gt;&lt;script&gt;⟦U+202E⟧')
  })
})
