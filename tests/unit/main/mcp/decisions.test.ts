import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { McpDefinition } from '@contract/mcp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Decisions } from '../../../../main/mcp/decisions'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deck-decisions-'))
  file = join(folder, 'mcp-decisions.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const definition = (command: string, env: Record<string, string> = {}): McpDefinition => ({
  command,
  args: [],
  env,
  envVars: [],
  cwd: null,
  url: null,
  headers: {},
  envHeaders: {},
  bearerTokenVariable: null,
  headersHelper: null,
  rest: '',
})
const projectId = '0123456789abcdef'
const keep = (decisions: Decisions, hash: string, approved: boolean, name = 'a') =>
  decisions.keep({ projectId, name, hash, approved, definition: definition(hash) })
const of = (decisions: Decisions, hash: string, name = 'a', project = projectId) =>
  decisions.of(project, name, hash, definition(hash))

it('binds an approval to project, name and hash, and outlives a restart', async () => {
  await keep(new Decisions(file), 'one', true)
  const decisions = new Decisions(file)
  expect(of(decisions, 'one')).toEqual({ state: 'approved', before: null })
  expect(of(decisions, 'two')).toMatchObject({ state: 'changed', before: { command: 'one' } })
  expect(of(decisions, 'one', 'b')).toEqual({ state: 'waiting', before: null })
  expect(of(decisions, 'one', 'a', 'fedcba9876543210')).toEqual({ state: 'waiting', before: null })
})

it('lets the last word count', async () => {
  const decisions = new Decisions(file)
  await keep(decisions, 'one', true)
  await keep(decisions, 'one', false)
  expect(of(decisions, 'one').state).toBe('refused')
  await keep(decisions, 'two', true)
  expect(of(decisions, 'one')).toMatchObject({ state: 'refused', before: { command: 'two' } })
  await keep(decisions, 'one', true)
  expect([of(decisions, 'one').state, of(decisions, 'two').state]).toEqual(['approved', 'approved'])
})

it('writes no secret, for nobody else to read', async () => {
  const secret = definition('x', { API_TOKEN: 'very-secret-value-1' })
  await new Decisions(file).keep({ projectId, name: 'a', hash: 'h', approved: true, definition: secret })
  expect(readFileSync(file, 'utf8')).not.toContain('very-secret')
  expect(statSync(file).mode & 0o077).toBe(0)
})

it('takes what it can’t read for undecided, and keeps the rest', async () => {
  await keep(new Decisions(file), 'one', true)
  const { decisions } = JSON.parse(readFileSync(file, 'utf8')) as { decisions: unknown[] }
  writeFileSync(
    file,
    JSON.stringify({ decisions: [{ projectId, name: 'b', hash: 'x', approved: 'yes' }, 5, ...decisions] }),
  )
  const again = new Decisions(file)
  expect(of(again, 'one').state).toBe('approved')
  expect(of(again, 'x', 'b').state).toBe('waiting')
  writeFileSync(file, '{ half')
  const broken = new Decisions(file)
  expect(of(broken, 'one').state).toBe('waiting')
  expect(broken.problem).toContain(file)
})

it('approves nothing that can’t be noted down', async () => {
  const decisions = new Decisions(join(file, 'in', 'a-file'))
  writeFileSync(file, '')
  await expect(keep(decisions, 'one', true)).rejects.toMatchObject({ code: 'decision-unkept' })
  expect(of(decisions, 'one').state).toBe('waiting')
})

it('has names like those of every object', async () => {
  const decisions = new Decisions(file)
  await keep(decisions, 'one', true, '__proto__')
  expect(of(new Decisions(file), 'one', '__proto__').state).toBe('approved')
  expect(of(new Decisions(file), 'one', 'constructor').state).toBe('waiting')
})
