import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import { htmlOf } from '../../../../../main/sessions/export/html'
import { agent, command, documentOf, everyType, everyTypeSays, joined, turn, user } from './samples'

const types = Object.keys(everyType) as ThreadItem['type'][]
const write = (items: readonly object[], more: object = {}) => joined(htmlOf(documentOf([turn(items, more)])))
/** Tags of the body, with their attributes. */
const tagsOf = (page: string) => [...page.slice(page.indexOf('<body>')).matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag)
/** Every tag that the page's own code writes. */
const ours =
  /^<(?:body|header|main|footer|dl|dt|dd|strong|code|h3|summary|details(?: class="failed")?|h1 dir="auto"|h2|article class="(?:user|agent)"|section id="turn-\d+"|p class="(?:note|note error|text|text heading)"(?: dir="auto")?|pre dir="ltr"|span class="(?:hidden|add|del|hunk)"|img alt="[^"]*" src="data:image\/[a-z]+;base64,[A-Za-z0-9+/=]*")>$/

const hostile = [
  '</script><script>alert(1)</script>',
  '</style><style>*{display:none}</style>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '<iframe src="https://evil.example">',
  '<a href="javascript:alert(1)">x</a>',
  '</pre></code></details></article></section></main></body></html>',
  '![x](https://evil.example/x.png) [y](javascript:alert(1))',
  '<!-- ',
  '<![CDATA[',
  '&lt;script&gt;',
  '```\n</code></pre><script>alert(1)</script>',
  '**<script>** `<script>`',
  '# <script>',
].join('\n\n')

describe('a session as a page', () => {
  it.each(types)('tells what a %s holds', async (type) => {
    const page = await write([everyType[type]])
    for (const said of everyTypeSays[type]) expect(page).toContain(said)
  })

  it('holds nothing but its own tags, whatever a text says, in every kind of item', async () => {
    const poisoned = types.map((type) => {
      const copy: unknown = JSON.parse(JSON.stringify(everyType[type]), (key, value: unknown) =>
        typeof value === 'string' && key !== 'type' && key !== 'status' ? hostile : value,
      )
      return copy as object
    })
    const items = [...poisoned, { type: hostile, [hostile]: hostile }]
    const head = { title: hostile, thread: { cwd: hostile, model: hostile } as never }
    const page = await joined(htmlOf(documentOf([turn(items, { status: hostile, error: { message: hostile } })], head)))
    const foreign = tagsOf(page).filter((tag) => !ours.test(tag))
    expect(foreign).toEqual([])
    expect(page.match(/<\/body>/g)).toHaveLength(1)
    expect(page.match(/<title>[^<]*<\/title>/)).not.toBeNull()
  })

  it('refers to nothing outside itself', async () => {
    const page = await write(Object.values(everyType))
    expect(page).not.toMatch(/\b(?:href|srcset|action|background|poster)=/i)
    expect([...page.matchAll(/\bsrc="([^"]*)"/g)].map(([, source]) => source?.slice(0, 11))).toEqual(
      expect.arrayContaining(['data:image/']),
    )
    expect(page).not.toMatch(/\bsrc="(?!data:image\/)/)
    expect(page).not.toMatch(/url\(|@import/i)
  })

  it('has a policy that allows its own style sheet and inline pictures, nothing else', async () => {
    const page = await write([user('x')])
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    )
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'))
    expect(page).not.toMatch(/\sstyle=/)
  })

  it('shows what hides and isolates what turns the reading direction', async () => {
    const page = await write([user('abc\u202Egpj.exe\u0000'), agent('\u2066x')])
    expect(page).toContain('abc<span class="hidden">U+202E</span>gpj.exe<span class="hidden">U+0000</span>')
    expect(page).toContain('<span class="hidden">U+2066</span>x')
    expect(page).not.toContain('\u202e')
    expect(page).not.toContain('\u0000')
  })

  it('makes an answer readable: code, headings, bold', async () => {
    const page = await write([agent('# Result\n\nUse `npm test` **now**:\n\n```sh\nnpm test\n```\nDone')])
    expect(page).toContain('<p class="text heading" dir="auto">Result</p>')
    expect(page).toContain('<code>npm test</code> <strong>now</strong>')
    expect(page).toContain('<pre dir="ltr"><code>npm test</code></pre>')
  })

  it('marks the lines of a diff and folds commands away', async () => {
    const page = await write([everyType.fileChange, command('ls', 'out')])
    expect(page).toContain('<span class="del">-old</span>')
    expect(page).toContain('<span class="add">+new</span>')
    expect(page).toContain('<details><summary>Command: ls (exit 0, 0.4 s)</summary>')
  })

  it('carries a small picture along, and names a big one and one of another kind', async () => {
    const image = (url: string) => ({ type: 'userMessage', content: [{ type: 'image', url }] })
    expect(await write([image('data:image/png;base64,iVBORw0KGgo=')])).toContain('<img ')
    const big = await write([image(`data:image/png;base64,${'A'.repeat(2_000_000)}`)])
    expect(big).not.toContain('<img ')
    expect(big).toContain('(image/png, 1,954 kB, not included)')
    for (const url of ['data:image/svg+xml;base64,PHN2Zz4=', 'https://evil.example/x.png', 'data:text/html,<b>'])
      expect(await write([image(url)])).not.toContain('<img ')
  })

  it('masks secrets and counts them at the end', async () => {
    const page = await write([user('export GH_TOKEN=ghp_0123456789abcdef0123')])
    expect(page).not.toContain('ghp_0123456789abcdef0123')
    expect(page).toContain('<footer>Secrets masked: GitHub token × 1.</footer>')
  })
})
