// A repository that brings a command of its own in .codex/ must not have run anything before the person trusts it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, quit, test, type Bench } from '../support/deck'

/** A repository whose MCP server and hooks would leave a mark. */
function canary(bench: Bench): { path: string; marks: string[] } {
  const path = bench.folder('canary', { 'README.md': '# canary\n' })
  const marks = ['mcp', 'hook'].map((name) => join(bench.root, `ran-${name}`))
  bench.folder('canary', {
    '.codex/config.toml': `[mcp_servers.canary]\ncommand = "/bin/sh"\nargs = ["-c", "touch '${marks[0]}'; cat"]\n`,
    '.codex/hooks.json': JSON.stringify({
      hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `touch '${marks[1]}'` }] }] },
    }),
  })
  return { path, marks }
}

for (const trust of ['unasked', 'restricted']) {
  test(`nothing of the repository runs while it is ${trust}, for any sandbox the page asks for`, async ({ bench }) => {
    const { path, marks } = canary(bench)
    const [projectId = ''] = bench.remember({ path, trust, source: 'demo' })
    const deck = await bench.launch()
    for (const sandbox of ['read-only', 'workspace-write', 'danger-full-access']) {
      const outcome = await deck.page.evaluate(
        async ([id = '', mode = '']) => {
          const started = await window.deck.call('codex/request', {
            projectId: id,
            method: 'thread/start',
            params: { sandbox: mode },
          })
          if (!started.ok) return started.error.message
          const threadId: unknown = Reflect.get(Reflect.get(Object(started.value), 'thread'), 'id')
          const done = new Promise<string>((resolve) => {
            window.deck.onEvents((events) => {
              for (const event of events)
                if (event.type === 'codex' && event.notification.method === 'turn/completed') resolve('completed')
            })
          })
          const input = [{ type: 'text', text: 'hello', text_elements: [] }]
          const turn = await window.deck.call('codex/request', {
            projectId: id,
            method: 'turn/start',
            params: { threadId, input },
          })
          return turn.ok ? done : turn.error.message
        },
        [projectId, sandbox],
      )
      expect(outcome).toBe('completed')
    }
    await quit(deck)
    expect(marks.filter((mark) => existsSync(mark))).toEqual([])
    expect(readFileSync(join(bench.homeOf(path), 'config.toml'), 'utf8')).toContain('trust_level = "untrusted"')
  })
}

test('the same repository runs its server once it is trusted and the server was seen, and no longer after trust is taken back', async ({
  bench,
}) => {
  const { path, marks } = canary(bench)
  const [projectId = ''] = bench.remember({ path, trust: 'unasked', source: 'demo' })
  const { page } = await bench.launch()
  const call = (trust: 'trusted' | 'restricted') =>
    page.evaluate(
      ([id, value]) =>
        window.deck.call('projects/trust', {
          projectId: id ?? '',
          trust: value === 'trusted' ? 'trusted' : 'restricted',
        }),
      [projectId, trust],
    )
  const start = () =>
    page.evaluate(
      (id) =>
        window.deck.call('codex/request', {
          projectId: id,
          method: 'thread/start',
          params: { sandbox: 'workspace-write' },
        }),
      projectId,
    )
  expect(await start()).toMatchObject({ ok: true })
  expect(existsSync(marks[0] ?? '')).toBe(false)
  // This proves that the canary sings: without it the tests above could not fail.
  expect(await call('trusted')).toMatchObject({ ok: true })
  expect(await start()).toMatchObject({ ok: true, value: { sandbox: { type: 'workspaceWrite' } } })
  // Trust is for the folder; what it starts is looked at by itself.
  const servers = await page.evaluate((id) => window.deck.call('mcp/folderServers', { projectId: id }), projectId)
  const seen = servers.ok ? servers.value.find(({ name }) => name === 'canary') : undefined
  expect(seen?.state).toBe('waiting')
  expect(existsSync(marks[0] ?? '')).toBe(false)
  const params = { projectId, name: 'canary', hash: seen?.hash ?? '', approve: true }
  const decided = await page.evaluate((decision) => window.deck.call('mcp/decide', decision), params)
  expect(decided).toMatchObject({ ok: true })
  expect(await start()).toMatchObject({ ok: true })
  await expect.poll(() => existsSync(marks[0] ?? '')).toBe(true)
  expect(await call('restricted')).toMatchObject({ ok: true })
  expect(await start()).toMatchObject({ ok: true, value: { sandbox: { type: 'readOnly' } } })
  expect(readFileSync(join(bench.homeOf(path), 'config.toml'), 'utf8')).toContain('trust_level = "untrusted"')
})
