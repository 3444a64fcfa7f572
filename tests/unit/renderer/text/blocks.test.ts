import { Lexer } from 'marked'
import { describe, expect, it } from 'vitest'
import { allBlocks, hugeTail, splitBlocks, type BlockState } from '../../../../renderer/text/blocks'

const corpus = [
  'One paragraph only',
  '# Title\n\nSome *text*\nover two lines.\n\nNext one.\n',
  'Setext\n===\n\nfoo\nbar\n---\n\n---\n',
  '- a\n- b\n  - c\n\n  more of b\n\n- d\n\nafter\n',
  '1. one\n2. two\n\n   ```sh\n   ls\n   ```\n3. three\n\n\n\ntext',
  '- a\n* b\n+ c\n1) d\n2) e\n',
  '- a\n\n--\n\n---\n- [ ] todo\n- [x] done\n',
  '> quote\nlazy line\n> more\n>\n> - list\n>   ```js\n>   x\n>   ```\n\nafter\n',
  '```ts\nconst a = 1\n\n\nconst b = 2\n```\n\ntext\n```\nunclosed\n\n# not a title\n',
  '~~~\n```\ninside\n```\n~~~\n    indented\n\n    still\ntext\n',
  'a | b\n--|--\n1 | 2\n3 | 4\n\nfoo\n| x | y |\n|---|:-:|\n| `|` | 2 |\ntext after\n',
  '<div>\nraw\n\n</div>\n\n<!-- a\n\nb -->\ntext\n<script>\n\nalert(1)\n\n</script>\nend\n',
  '[a]: https://example.com "title"\n[b]: <https://example.com/b>\n\n[a][] and [b]\n',
  '[^1]: foot note\n\ntext[^1]\n',
  'line one  \nline two\\\nline three\n\n\n\n\nfar below\n',
  'CRLF line\r\n\r\n- a\r\n- b\r\n\r\ntext\rmore\n',
  '\n\n\nleading blank lines\n\t\n  \n\ttab code\n',
  'emoji 👩‍💻 and עברית\n\n## 見出し\n\nテキスト\n',
  '**bold\n\nnot closed* `tick\n\n| a\n|-\n',
  'text\n# heading right after\ntext\n- list right after\ntext\n\n***\n* * *\n',
  '   ```\n   odd\n  ```\n\n1986\\. A year\n\n1986. Another\n',
  '- a\n\n      code in list\n\n  para in list\n\nout\n- \n- b\n-\n',
  '$ npm test\n> project@1.0 test\n> vitest\n\n ✓ done (3)\n',
]

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

function piecesOf(text: string, next: () => number, longest: number): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const length = 1 + Math.floor(next() * longest)
    pieces.push(text.slice(at, at + length))
    at += length
  }
  return pieces
}

function streamed(pieces: readonly string[]) {
  let state: BlockState | null = null
  let text = ''
  for (const piece of pieces) {
    text += piece
    state = splitBlocks(state, text, false)
    // At no time may anything be lost or doubled.
    const shown = [...state.done, ...state.tail].map((block) => block.raw).join('')
    expect(shown.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  }
  const end = splitBlocks(state, text, true)
  return [...end.done, ...end.tail]
}

describe('blocks of a whole text', () => {
  it('are the top-level blocks that marked finds', () => {
    for (const text of corpus) {
      const tokens = Lexer.lex(text).filter((token) => token.type !== 'space')
      expect(allBlocks(text).map((block) => block.raw)).toEqual(tokens.map((token) => token.raw))
    }
  })

  it('cut a long list into parts of whole items', () => {
    const list = Array.from({ length: 200 }, (_, number) => `${number + 1}. item\n     - nested *item*\n`).join('')
    const blocks = allBlocks(`intro\n\n${list}\nafter`)
    expect(blocks.length).toBeGreaterThan(4)
    expect(
      blocks
        .map((block) => block.raw)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(`intro${list}after`.replace(/\s/g, ''))
    for (const block of blocks.slice(1, -1)) expect(block.raw).toMatch(/^\d+\. item/)
  })

  it('take fenced code out with its language', () => {
    expect(allBlocks('```ts title="x"\na < b\n```\n')).toEqual([
      { kind: 'code', raw: '```ts title="x"\na < b\n```\n', code: 'a < b', lang: 'ts title="x"' },
    ])
  })
})

describe('blocks of a text that streams in', () => {
  it('are the same however it is cut', () => {
    const all = [...corpus, corpus.join('\n'), corpus.toReversed().join('\n\n')]
    for (const [place, text] of all.entries()) {
      const whole = allBlocks(text)
      for (let seed = 1; seed <= 12; seed += 1) {
        const next = random(place * 1000 + seed)
        const pieces = piecesOf(text, next, seed % 3 === 0 ? 40 : seed % 3 === 1 ? 1 : 7)
        expect({ place, seed, blocks: streamed(pieces) }).toEqual({ place, seed, blocks: whole })
      }
    }
  })

  it('are the same for a long list, whose parts keep their boundaries', () => {
    const list = '- item with *words*\n  and more\n\n'.repeat(150)
    const text = `${list}\nafter\n\n${list}`
    for (let seed = 1; seed <= 5; seed += 1)
      expect(streamed(piecesOf(text, random(seed), 400))).toEqual(allBlocks(text))
    const half = splitBlocks(null, list.slice(0, 3000), false).tail.slice(0, -1)
    expect(half.length).toBeGreaterThan(0)
    expect(allBlocks(list).slice(0, half.length)).toEqual(half)
  })

  it('keep the identity of what is finished', () => {
    const first = splitBlocks(null, 'one\n\ntwo\n\nthree', false)
    const second = splitBlocks(first, 'one\n\ntwo\n\nthree and more\n\nfour', false)
    expect(first.done).toHaveLength(1)
    expect(second.done[0]).toBe(first.done[0])
    expect(second.done.length).toBeGreaterThan(first.done.length)
  })

  it('start afresh when the text is another one', () => {
    const first = splitBlocks(null, 'one\n\ntwo\n\n', false)
    expect(splitBlocks(first, 'other', true).tail).toEqual([{ kind: 'markdown', raw: 'other' }])
  })

  it('read a huge unfinished end again only now and then, and rightly at last', () => {
    const line = 'word '.repeat(20) + '\n'
    let state: BlockState | null = null
    let text = ''
    let read = 0
    while (text.length < hugeTail * 4) {
      text += line
      const before: number = state?.readLines ?? 0
      state = splitBlocks(state, text, false)
      if (text.length > hugeTail * 2 && state.readLines !== before) read += 1
    }
    expect(read).toBeLessThan(10)
    expect(splitBlocks(state, `${text}\nlast`, true).tail.at(-1)).toEqual({ kind: 'markdown', raw: 'last' })
  })

  it('cost no more at the end of a long text than at its beginning', () => {
    const section = '## Part\n\nSome **text** here.\n\n- a\n- b\n\n```ts\nconst x = 1\n```\n\n'
    let state: BlockState | null = null
    let text = ''
    for (let count = 0; count < 400; count += 1) {
      text += section
      state = splitBlocks(state, text, false)
      expect(text.length - state.doneLength).toBeLessThanOrEqual(section.length)
    }
  })
})
