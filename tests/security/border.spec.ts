// The border under fire: wrong names, wrong shapes, wrong rights, many at once. Nothing may throw, hang or get through.
import type { AppCall } from '@contract/channels'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../support/deck'

const junk = [
  null, 0, -1, 1e308, true, '', 'x', '\0', '‮', [], [[]], {}, { projectId: null }, { projectId: '../../etc' },
  { projectId: '0123456789abcdef' }, { path: '' }, { path: '/nonexistent' }, { path: '/etc/passwd' }, { path: '\0' }, { url: 'javascript:1' },
  { key: '__proto__', response: {} }, { projectId: '0123456789abcdef', method: 'thread/start', params: {} }, { theme: 'evil' }, { kind: 'apiKey' },
  { kind: 'apiKey', apiKey: 'x' }, { projectIds: ['x'] }, JSON.parse('{"__proto__":{"polluted":true}}'), 'x'.repeat(100_000),
] // prettier-ignore

test('every call takes every piece of junk without throwing, hanging or doing anything', async ({ bench }) => {
  const { page } = await bench.launch()
  const calls: AppCall[] = [
    'settings/set', 'projects/add', 'projects/remove', 'projects/reorder', 'projects/trust', 'projects/source', 'projects/reveal',
    'server/restart', 'accounts/login', 'accounts/rename', 'accounts/remove', 'projects/account', 'secrets/set', 'secrets/delete', 'homes/trash',
    'homes/reveal', 'homes/makeTerminalReady', 'homes/createFromTemplate', 'requests/answer', 'requests/refuse', 'links/open', 'codex/request',
  ] // prettier-ignore
  const outcomes = await page.evaluate(
    async ({ names, values }) => {
      const seen: { name: string; value: string; outcome: unknown }[] = []
      for (const name of names)
        for (const value of values) {
          const outcome = await Promise.race([
            window.deck.call(name, value as never).then(
              (result) => (typeof result === 'object' && 'ok' in result ? result.ok : 'no Result'),
              (error: unknown) => `threw ${String(error)}`,
            ),
            new Promise((resolve) => setTimeout(resolve, 10_000, 'hung')),
          ])
          seen.push({ name, value: JSON.stringify(value)?.slice(0, 60) ?? 'undefined', outcome })
        }
      return seen
    },
    { names: calls, values: junk },
  )
  // What is right by accident: no change of settings, removing or ordering nothing.
  const harmless = new Set(['settings/set', 'projects/remove', 'projects/reorder'])
  for (const { name, value, outcome } of outcomes)
    if (harmless.has(name)) expect([true, false], `${name} ${value}`).toContain(outcome)
    else expect(outcome, `${name} ${value}`).toBe(false)
  const snapshot = await page.evaluate(() => window.deck.call('app/snapshot', {}))
  expect(snapshot).toMatchObject({ ok: true, value: { projects: [], accounts: [] } })
})

test('unknown calls are refused, inherited names too', async ({ bench }) => {
  const { page } = await bench.launch()
  const codes = await page.evaluate(async () => {
    const seen: unknown[] = []
    for (const name of ['nope', '__proto__', 'constructor', 'toString', '', 7, null, {}]) {
      const result = await window.deck.call(name as never, {} as never)
      seen.push(result.ok ? 'ok' : result.error.code)
    }
    return seen
  })
  expect(new Set(codes)).toEqual(new Set(['unknown-call']))
})

test('Codex methods beyond the list and params beyond the policy never reach a server', async ({ bench }) => {
  const path = bench.folder('p')
  const [projectId = ''] = bench.remember({ path, trust: 'unasked', source: 'demo' })
  const { page } = await bench.launch()
  const target = join(path, 'written')
  const attempts: { method: string; params: unknown }[] = [
    { method: 'fs/writeFile', params: { path: target, dataBase64: '' } },
    { method: 'thread/shellCommand', params: { threadId: 't', command: `touch ${target}` } },
    { method: 'command/exec', params: { command: ['touch', target] } },
    { method: 'process/spawn', params: { command: ['touch', target] } },
    {
      method: 'config/value/write',
      params: { keyPath: 'sandbox_mode', value: 'danger-full-access', mergeStrategy: 'replace' },
    },
    { method: 'account/login/start', params: { type: 'apiKey', apiKey: 'sk-x' } },
    { method: 'thread/start', params: { config: { 'mcp_servers.x.command': 'touch' } } },
    { method: 'thread/start', params: { permissions: 'full' } },
    { method: 'thread/resume', params: { threadId: 't', path: '/etc/passwd' } },
    { method: 'turn/start', params: { threadId: 't', input: [{ type: 'localImage', path: '/etc/passwd' }] } },
  ]
  const codes = await page.evaluate(
    async ({ id, list }) => {
      const seen: string[] = []
      for (const { method, params } of list) {
        const result = await window.deck.call('codex/request', { projectId: id, method, params })
        seen.push(result.ok ? 'ok' : result.error.code)
      }
      return seen
    },
    { id: projectId, list: attempts },
  )
  expect(codes.filter((code) => !['method-denied', 'policy-denied', 'bad-params'].includes(code))).toEqual([])
  expect(existsSync(target)).toBe(false)
})

test('an untrusted project runs read-only whatever the page asks for', async ({ bench }) => {
  const [projectId = ''] = bench.remember({ path: bench.folder('p'), trust: 'unasked', source: 'demo' })
  const { page } = await bench.launch()
  const started = await page.evaluate(
    (id) =>
      window.deck.call('codex/request', {
        projectId: id,
        method: 'thread/start',
        params: { sandbox: 'danger-full-access', approvalPolicy: 'never', cwd: '/' },
      }),
    projectId,
  )
  expect(started).toMatchObject({
    ok: true,
    value: { sandbox: { type: 'readOnly' }, cwd: expect.stringMatching(/\/p$/) },
  })
})
