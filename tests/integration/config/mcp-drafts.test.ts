// The edits that the form of MCP servers makes, and what it reads of their status, with the real Codex: written as it takes
// them, lines of others untouched, and shown as it runs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigEdit } from '@contract/config'
import { quoteKeyPath } from '../../../main/config/key-path'
import { homeLayer, readLayers } from '../../../renderer/stores/config/layers'
import { draftOf, emptyDraft, type McpDraft } from '../../../renderer/stores/config/mcp-draft'
import { draftEdits } from '../../../renderer/stores/config/mcp-draft-edits'
import { readImport } from '../../../renderer/stores/config/mcp-import'
import { mcpServers } from '../../../renderer/stores/config/mcp-servers'
import { withStartups } from '../../../renderer/stores/config/mcp-startup'
import { readStatus, stateOf } from '../../../renderer/stores/config/mcp-status'
import { modeEdit, toolEdits, toolRows } from '../../../renderer/stores/config/mcp-tools'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'

const script = fileURLToPath(new URL('../../support/mcp-server.mjs', import.meta.url))
const start = '# mine\n[mcp_servers.old] # keep me\ncommand = "no-such-program"\nmy_own_key = 7\n'
let home: TestHome
let codex: CodexSession

beforeAll(async () => {
  home = createTestHome({ config: start })
  codex = await openCodex(home)
})
afterAll(async () => {
  await codex.close()
  home.remove()
})

const write = (edits: readonly ConfigEdit[]) =>
  codex.request('config/batchWrite', {
    edits: edits.map(({ path, value, merge }) => ({ keyPath: quoteKeyPath(path), value, mergeStrategy: merge })),
    reloadUserConfig: true,
  })
const layers = async () => readLayers(await codex.request('config/read', { includeLayers: true, cwd: home.projectDir }))
const server = async (name: string) => {
  const found = mcpServers(await layers(), []).find((one) => one.name === name)
  if (!found) throw new Error(`no server ${name}`)
  return found
}
const status = async (serverName: string, threadId: string | null = null) => {
  const { data } = await codex.request('mcpServerStatus/list', { serverName, detail: 'full', threadId })
  return readStatus(data[0])
}
const look = async (name: string, threadId: string | null = null) => ({
  state: 'known' as const,
  status: await status(name, threadId),
  problem: null,
  inChat: threadId !== null,
  tookMs: 1,
})
const fresh = (name: string, change: Partial<McpDraft> = {}): McpDraft => ({
  ...emptyDraft(),
  name,
  command: process.execPath,
  args: [script],
  ...change,
})
const text = () => readFileSync(join(home.codexHome, 'config.toml'), 'utf8')

describe('a server of the form', () => {
  it('is added with every field, and starts', async () => {
    const draft = fresh('my.docs', {
      env: [{ name: 'MODE', value: 'a "b" \\ c', secret: false }],
      envVars: ['NOT_THERE'],
      startupTimeout: '20',
      toolTimeout: '2.5',
      required: true,
      defaultMode: 'prompt',
      cwd: home.projectDir,
    })
    await write(draftEdits(draft, null, null))
    const added = await server('my.docs')
    expect(draftOf('my.docs', added.own ?? {})).toEqual(draft)
    expect(stateOf(added, await look('my.docs'), undefined)).toBe('ready')
    expect(text()).toContain(start)
  })

  it('is edited key by key, and nothing is written when nothing changed', async () => {
    const { own } = await server('my.docs')
    const draft = draftOf('my.docs', own ?? {})
    expect(draftEdits(draft, own, 'my.docs')).toEqual([])
    const next = { ...draft, required: false, envVars: [], cwd: '', toolTimeout: '' }
    await write(draftEdits(next, own, 'my.docs'))
    expect(draftOf('my.docs', (await server('my.docs')).own ?? {})).toEqual(next)
  })

  it('is moved under a new name with keys that the form doesn’t know', async () => {
    const { own } = await server('old')
    await write(draftEdits({ ...draftOf('old', own ?? {}), name: 'new/name' }, own, 'old'))
    const moved = await server('new/name')
    expect(moved.own).toMatchObject({ command: 'no-such-program', my_own_key: 7 })
    await expect(server('old')).rejects.toThrow('no server old')
    const seen = await look('new/name')
    expect(stateOf(moved, seen, undefined)).toBe('failed')
    expect(seen.status.error).toMatch(/os error 2/)
  })

  it('becomes the other kind without the keys that would be refused beside it', async () => {
    const { own } = await server('new/name')
    const draft = {
      ...draftOf('new/name', own ?? {}),
      kind: 'http' as const,
      url: 'http://127.0.0.1:9/mcp',
      enabled: false,
    }
    await write(draftEdits(draft, own, 'new/name'))
    const changed = await server('new/name')
    expect(changed).toMatchObject({ kind: 'http', own: { url: 'http://127.0.0.1:9/mcp', enabled: false } })
    expect(changed.own).not.toHaveProperty('command')
  })

  it('comes out of another client’s file as Codex takes it', async () => {
    const read = readImport(
      JSON.stringify({
        mcpServers: {
          'My tools': { command: process.execPath, args: [script], env: { PLAIN: 'x' }, timeout: 4000 },
          web: {
            url: 'http://127.0.0.1:9/mcp',
            headers: { 'X-Team': 'a', Authorization: 'Bearer ${TOK}' },
            disabled: true,
          },
        },
      }),
    )
    if (!read.ok) throw new Error(read.problem)
    await write(read.servers.flatMap(({ draft }) => draftEdits(draft, null, null)))
    expect(stateOf(await server('My-tools'), await look('My-tools'), undefined)).toBe('ready')
    expect(await server('web')).toMatchObject({
      definition: { headers: { 'X-Team': 'a' }, bearerTokenVariable: 'TOK' },
      options: { enabled: false },
    })
  })
})

describe('in a chat', () => {
  it('runs, with its start-up time; a tool that is off is not listed and comes back', async () => {
    const threadId = await codex.startThread()
    await codex.seen(
      'mcpServer/startupStatus/updated',
      ({ name, status: now }) => name === 'my.docs' && now === 'ready',
    )
    const notes = codex.notifications
      .filter(({ method }) => method === 'mcpServer/startupStatus/updated')
      .map(({ params, emittedAtMs }) => ({ params, atMs: emittedAtMs ?? 0 }))
    expect(withStartups(new Map(), notes).get('my.docs')).toMatchObject({ state: 'ready', tookMs: expect.any(Number) })

    const before = await server('my.docs')
    const all = await status('my.docs', threadId)
    expect(stateOf(before, await look('my.docs', threadId), undefined)).toBe('running')
    expect(all.tools.map(({ name }) => name)).toEqual(['add', 'fail', 'greet', 'visit'])

    await write([...toolEdits('my.docs', before.options, ['add'], false), modeEdit('my.docs', 'greet', 'approve')])
    const off = await server('my.docs')
    const rows = toolRows(
      (await status('my.docs', threadId)).tools,
      off.options,
      all.tools.map(({ name }) => name),
    )
    expect(rows.map(({ name, on, mode }) => [name, on, mode])).toEqual([
      ['add', false, null],
      ['fail', true, null],
      ['greet', true, 'approve'],
      ['visit', true, null],
    ])
    await write([...toolEdits('my.docs', off.options, ['add'], true), modeEdit('my.docs', 'greet', null)])
    expect((await status('my.docs', threadId)).tools).toHaveLength(4)
    expect((await server('my.docs')).own).not.toHaveProperty('disabled_tools')
  })

  it('is off at once when its switch says so', async () => {
    const threadId = await codex.startThread()
    await write([{ path: ['mcp_servers', 'my.docs', 'enabled'], value: false, merge: 'replace' }])
    expect(stateOf(await server('my.docs'), await look('my.docs', threadId), undefined)).toBe('off')
    expect(homeLayer(await layers())?.version).toMatch(/./)
  })
})
