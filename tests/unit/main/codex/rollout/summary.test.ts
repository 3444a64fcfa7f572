// The facts of a session from the beginning of its file, of all ages of format, and of files that are no session.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPersonsMessage, summarizeRollout, type RolloutSummary } from '../../../../../main/codex/rollout/summary'

const id = '01a1fc78-a628-7a41-ad63-7d59ea5b1416'
const otherId = '01a1fc78-a7f9-7da3-ba21-4ec974852fec'
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollout-summary-'))
  path = join(folder, 'rollout.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = (type: string, payload: object, timestamp = '2026-01-15T12:00:00.000Z'): string =>
  `${JSON.stringify({ timestamp, type, payload })}\n`
const meta = (more: object = {}): string => line('session_meta', { id, cwd: '/srv/app', ...more })
const userMessage = (message: string): string => line('event_msg', { type: 'user_message', message })
const inRole = (text: string, more: object = {}): string =>
  line('response_item', { type: 'message', role: 'user', content: [{ type: 'input_text', text }], ...more })

function summaryOf(...lines: (string | Buffer)[]): Promise<RolloutSummary> {
  writeFileSync(path, Buffer.concat(lines.map((part) => Buffer.from(part))))
  return summarizeRollout(path)
}

describe('the summary of a session', () => {
  it('has all that its first record and its first words tell', async () => {
    const first = meta({
      timestamp: '2026-01-15T11:59:59.500Z',
      source: 'vscode',
      model_provider: 'openai',
      git: { branch: 'main', commit_hash: 'abc' },
      forked_from_id: otherId,
      history_base: { thread_id: otherId, end_byte_offset: 7 },
      history_mode: 'paginated',
    })
    const said = line('event_msg', {
      type: 'item_completed',
      item: { type: 'UserMessage', content: [{ type: 'text', text: '  Mend the lock  ' }, { type: 'image' }] },
    })
    expect(await summaryOf(first, said, userMessage('and later'))).toEqual({
      threadId: id,
      preview: 'Mend the lock',
      createdAtMs: Date.UTC(2026, 0, 15, 11, 59, 59, 500),
      cwd: '/srv/app',
      branch: 'main',
      modelProvider: 'openai',
      parentThreadId: null,
      forkedFromId: otherId,
      baseFileId: otherId,
      source: 'vscode',
      historyMode: 'paginated',
    })
  })

  it('has nothing made up where an older Codex told less', async () => {
    expect(await summaryOf(line('session_meta', {}))).toEqual({
      threadId: '',
      preview: '',
      createdAtMs: Date.UTC(2026, 0, 15, 12),
      cwd: '',
      branch: null,
      modelProvider: null,
      parentThreadId: null,
      forkedFromId: null,
      baseFileId: null,
      source: null,
      historyMode: 'legacy',
    })
  })

  it.each(['subAgent', 'subagent'])('knows the parent of a %s', async (name) => {
    const source = { [name]: { thread_spawn: { parent_thread_id: otherId, depth: 1 } } }
    expect(await summaryOf(meta({ source }))).toMatchObject({ parentThreadId: otherId, source: name })
  })

  it('takes no other kind of thing for a text', async () => {
    const odd = { id: 7, cwd: ['/'], source: [], git: 'main', timestamp: { now: true }, history_base: 'x' }
    expect(await summaryOf(meta(odd))).toMatchObject({
      threadId: '',
      cwd: '',
      source: null,
      branch: null,
      baseFileId: null,
    })
  })

  it('takes the time of the record where that of the session is none, and a clock in the future as it is', async () => {
    expect((await summaryOf(meta({ timestamp: 'soon' }))).createdAtMs).toBe(Date.UTC(2026, 0, 15, 12))
    expect((await summaryOf(meta({ timestamp: '+275000-01-01T00:00:00Z' }))).createdAtMs).toBe(
      Date.UTC(2026, 0, 15, 12),
    )
    expect((await summaryOf(meta({ timestamp: '2099-01-01T00:00:00Z' }))).createdAtMs).toBe(Date.UTC(2099, 0))
  })
})

describe('the first words of the person', () => {
  it('are not what Codex puts before them in their role', async () => {
    const summary = await summaryOf(
      meta(),
      inRole('<environment_context>\n  <cwd>/srv</cwd>\n</environment_context>'),
      inRole('# AGENTS.md instructions for /srv\n\nBe kind'),
      inRole('<user_instructions>obey</user_instructions>'),
      line('response_item', { type: 'message', role: 'developer', content: [{ text: 'rules' }] }),
      line('response_item', { type: 'message', role: 'assistant', content: [{ text: 'hello' }] }),
      userMessage('   '),
      inRole('What is this?'),
    )
    expect(summary.preview).toBe('What is this?')
  })

  it('may look like such a thing when the record says that they are the person’s', () => {
    const payload = {
      type: 'message',
      role: 'user',
      content: [{ type: 'input_text', text: '<environment_context> is what?' }],
    }
    expect(isPersonsMessage(payload)).toBe(false)
    const told = { internal_chat_message_metadata_passthrough: { content_item_kinds: ['user.text'] } }
    expect(isPersonsMessage({ ...payload, ...told })).toBe(true)
    expect(isPersonsMessage({ ...payload, ...told, role: 'assistant' })).toBe(false)
  })

  it('are cut at 400 characters', async () => {
    expect((await summaryOf(meta(), userMessage('w'.repeat(5000)))).preview).toBe('w'.repeat(400))
  })

  it('are found behind half a megabyte of context and bad lines, and in a file without a last line end', async () => {
    const context = inRole(`<environment_context>${'c'.repeat(100_000)}`)
    const bad = ['no json\n', Buffer.from([0xff, 0, 0x0a]), '\r\n']
    const summary = await summaryOf(
      meta(),
      ...bad,
      context,
      context,
      context,
      context,
      context,
      userMessage('at last').trimEnd(),
    )
    expect(summary.preview).toBe('at last')
  })

  it('are not looked for without end: the session is listed without them', async () => {
    const file = openSync(path, 'w')
    writeSync(file, meta())
    const filler = line('event_msg', { type: 'agent_message', message: 'f'.repeat(1_000_000) })
    for (let at = 0; at < 8; at++) writeSync(file, filler)
    writeSync(file, userMessage('too late'))
    closeSync(file)
    expect(await summarizeRollout(path)).toMatchObject({ threadId: id, preview: '' })
  })

  it('are left out when the line that has them was not written to its end', async () => {
    expect(await summaryOf(meta(), userMessage('half a question').slice(0, -20))).toMatchObject({
      threadId: id,
      preview: '',
    })
  })
})

describe('a file that is no session', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['of no bytes', '', /no session that Codex wrote\.$/],
    ['of bytes that are no text', Buffer.from([0xff, 0xd8, 0, 1, 2, 3]), /The line is no text\.$/],
    ['of another kind', '<html></html>\n', /The line is no JSON\.$/],
    ['whose first line was not written to its end', meta().slice(0, 60), /not written to its end\.$/],
    ['without a first record', userMessage('hello'), /no session that Codex wrote\.$/],
    ['of the very first format', `${JSON.stringify({ id, timestamp: '2025-05-07T17:24:21Z' })}\n`, /no session/],
  ])('%s is refused in words', async (_name, content, words) => {
    const refused = { code: 'rollout-unreadable', message: expect.stringMatching(words), data: { path } }
    await expect(summaryOf(content)).rejects.toMatchObject(refused)
  })

  it('with a first line longer than is read is refused in a moment', async () => {
    writeFileSync(path, `{"type":"session_meta","payload":{"id":"${id}","cwd":"${'x'.repeat(20_000_000)}"}}\n`)
    const began = performance.now()
    await expect(summarizeRollout(path)).rejects.toMatchObject({ code: 'rollout-unreadable' })
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('is a folder or a missing one', async () => {
    await expect(summarizeRollout(folder)).rejects.toMatchObject({
      code: 'rollout-unreadable',
      message: 'This is a folder, not a session file.',
    })
    await expect(summarizeRollout(path)).rejects.toMatchObject({ message: 'The session file is not there any more.' })
  })

  it('is not one that only begins with rubbish', async () => {
    expect(await summaryOf('\uFEFF\r\n', 'rubbish\n', meta(), userMessage('hello'))).toMatchObject({
      threadId: id,
      preview: 'hello',
    })
  })
})
