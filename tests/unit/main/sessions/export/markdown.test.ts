import { describe, expect, it } from 'vitest'
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import { markdownOf } from '../../../../../main/sessions/export/markdown'
import { agent, command, documentOf, everyType, everyTypeSays, joined, turn, user } from './samples'

const types = Object.keys(everyType) as ThreadItem['type'][]
/** Our escapes taken off again, to look for words. */
const words = (text: string) => text.replaceAll('\\', '')
const write = (items: readonly object[], more: object = {}) => joined(markdownOf(documentOf([turn(items, more)])))

describe('a session as Markdown', () => {
  it('has head, turns, messages and an end', async () => {
    const thread = {
      cwd: '/srv/project',
      model: 'gpt-5.5',
      createdAt: 1_795_237_127,
      gitInfo: { branch: 'main' } as never,
    }
    const session = documentOf([turn([user('Do *it*'), agent('Done.')])], { title: 'Fix # the parser', thread })
    expect(await joined(markdownOf(session))).toBe(`# Fix \\# the parser

- **Session:** id
- **Started:** 2026-11-21 04:58 UTC
- **Folder:** /srv/project
- **Branch:** main
- **Model:** gpt-5.5

## Turn 1 · 2026-11-21 04:58 UTC · completed in 3.2 s

### You

> Do *it*${'  '}

### Codex

Done.

---

No secrets were recognised in this session.
`)
  })

  it.each(types)('tells what a %s holds', async (type) => {
    const text = words(await write([everyType[type]]))
    for (const said of everyTypeSays[type]) expect(text).toContain(said)
  })

  it('tells what an item of an unknown type holds, and one with fields of the wrong kind', async () => {
    expect(await write([{ type: 'telepathy', thought: 'unknown-thing' }])).toContain('unknown-thing')
    for (const type of types) expect(await write([{ type }])).toContain('## Turn 1')
    for (const type of types) {
      const wrong = Object.fromEntries(Object.keys(everyType[type]).map((name) => [name, name === 'type' ? type : 7]))
      expect(await write([wrong])).toContain('## Turn 1')
    }
  })

  it('says how a turn failed', async () => {
    const text = await write([user('x')], {
      status: 'failed',
      error: { message: 'stream disconnected', additionalDetails: 'by peer' },
    })
    expect(text).toContain('failed')
    expect(text).toContain('**Error:** stream disconnected by peer')
  })

  it('holds each output in a fence that it can’t end, and in tags that it can’t close', async () => {
    const hostile = '```\n</details>\n<script>alert(1)</script>\n````\n# Turn 99'
    const text = await write([command(hostile, hostile)])
    const fences = text.split('\n').filter((line) => /^`{5}(?:sh)?$/.test(line))
    expect(fences).toHaveLength(4)
    expect(text.match(/<summary>.*<\/summary>/)?.[0]).not.toContain('<script>')
  })

  it('masks secrets wherever they stand, and counts them at the end', async () => {
    const secret = 'sk-abcdefgh12345678'
    const items = [user(secret), agent(secret), command(`echo ${secret}`, secret)]
    const more = { error: { message: secret } }
    const text = await joined(markdownOf(documentOf([turn(items, more)], { title: secret })))
    expect(text).not.toContain(secret)
    // Title, user, agent, command's title, command, output, error.
    expect(text).toContain('API key × 7')
  })

  it('shortens an output of 10 MB and says so', async () => {
    const text = await write([command('yes', `first line\n${'y\n'.repeat(5_000_000)}last line`)])
    expect(text.length).toBeLessThan(400_000)
    expect(text).toContain('first line')
    expect(text).toContain('last line')
    expect(text).toMatch(/… [\d,]+ characters left out here; the JSONL export has them …/)
  })
})
