// What Claude Code and Cursor left in a person's home folder, imported by the real Codex, with what its own import lacks.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentImportReport, AgentItem } from '@contract/extensions'
import { openExtensionStage, type ExtensionStage } from '../../support/extension-stage'

const config = [
  '# On top of it all',
  'model_verbosity = "low" # mine',
  '',
  '# Off for quiet',
  '[features]',
  'plugins = false',
  '',
  '[analytics]',
  'enabled = false',
  '# The end',
  '',
].join('\n')

let stage: ExtensionStage
let items: AgentItem[]

beforeAll(async () => {
  stage = await openExtensionStage({ config })
  const { userHome, home } = stage
  stage.put(join(userHome, '.claude', 'CLAUDE.md'), 'Be brief.\n')
  stage.put(join(userHome, '.claude', 'settings.json'), JSON.stringify({ env: { EDITOR: 'vi' } }))
  stage.put(
    join(userHome, '.claude', 'skills', 'tidy', 'SKILL.md'),
    '---\nname: tidy\ndescription: Tidies\n---\nTidy up.\n',
  )
  stage.put(
    join(userHome, '.claude.json'),
    JSON.stringify({ mcpServers: { notes: { command: 'node', args: ['n.js'], env: { KEY: 'v' } } } }),
  )
  stage.put(join(userHome, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: { cursed: { command: 'node' } } }))
  for (const [id, words] of [
    ['11111111-1111-4111-8111-111111111111', 'the first chat'],
    ['22222222-2222-4222-8222-222222222222', 'the second chat'],
  ] as const) {
    const said = (type: string, content: unknown) => ({
      type,
      sessionId: id,
      cwd: home.projectDir,
      timestamp: new Date().toISOString(),
      uuid: `${id}${type}`,
      message: { role: type, content },
    })
    const lines = [said('user', words), said('assistant', [{ type: 'text', text: 'ok' }])]
    const folder = home.projectDir.replaceAll(/[/.]/g, '-')
    stage.put(
      join(userHome, '.claude', 'projects', folder, `${id}.jsonl`),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    )
  }
  items = await stage.wing.agents.detect(stage.project.id, 'claude')
})
afterAll(() => stage.end())

const ofType = (type: string): AgentItem => {
  const found = items.find((item) => item.type === type)
  if (found === undefined) throw new Error(`No ${type} among ${items.map((item) => item.type).join()}`)
  return found
}

/** Imports with the person's yes to whatever is asked. */
const importing = async (items: readonly AgentItem[], chats: readonly string[] = []): Promise<AgentImportReport> => {
  const ids = items.map(({ id }) => id)
  const report = await stage.wing.agents.import(stage.project.id, 'claude', ids, chats)
  if (report === null) throw new Error('The import was declined.')
  return report
}

describe('importing from other agents', () => {
  it('finds what Claude Code has, and what Cursor has', async () => {
    expect(items.map(({ type }) => type).toSorted()).toEqual([
      'AGENTS_MD',
      'CONFIG',
      'MCP_SERVER_CONFIG',
      'SESSIONS',
      'SKILLS',
    ])
    expect(ofType('MCP_SERVER_CONFIG')).toMatchObject({ where: 'home', names: ['notes'] })
    const cursor = await stage.wing.agents.detect(stage.project.id, 'cursor')
    expect(cursor.map(({ type, names }) => [type, names])).toEqual([['MCP_SERVER_CONFIG', ['cursed']]])
  })

  it('imports nothing that runs programs when the person says no', async () => {
    stage.answers.agree = false
    const ids = [ofType('MCP_SERVER_CONFIG'), ofType('AGENTS_MD')].map(({ id }) => id)
    expect(await stage.wing.agents.import(stage.project.id, 'claude', ids, [])).toBeNull()
    stage.answers.agree = true
    expect(stage.config()).toBe(config)
    expect(existsSync(join(stage.home.codexHome, 'AGENTS.md'))).toBe(false)
  })

  it('imports only what was chosen, keeps comments, and takes the files back', async () => {
    const chosen = [ofType('CONFIG'), ofType('MCP_SERVER_CONFIG'), ofType('AGENTS_MD')]
    const report = await importing(chosen)
    expect(stage.questions.join()).toContain('MCP servers, which start in every chat from now on:\nnotes')
    expect(report.failed).toEqual([])
    expect(report.done.map(({ type }) => type).toSorted()).toEqual(['AGENTS_MD', 'CONFIG', 'MCP_SERVER_CONFIG'])
    const now = stage.config()
    for (const line of config.split('\n')) expect(now).toContain(line)
    expect(now).toContain('[mcp_servers.notes]')
    expect(now).toContain('inherit = "core"')
    expect(existsSync(join(stage.home.codexHome, 'skills', 'tidy'))).toBe(false)
    const [toml, agents] = report.changes
    expect(toml).toEqual({ path: join(stage.home.codexHome, 'config.toml'), before: config, after: now })
    expect(agents).toEqual({ path: join(stage.home.codexHome, 'AGENTS.md'), before: null, after: 'Be brief.\n' })
    // A copy outlives the app.
    const [copy] = await stage.backups.list(stage.project.id)
    expect(copy?.file).toEqual({ kind: 'config' })
    const undone = await stage.writes.undo(report.undoIds)
    expect(undone.map(({ state }) => state)).toEqual(['written', 'written'])
    expect(stage.config()).toBe(config)
    expect(existsSync(join(stage.home.codexHome, 'AGENTS.md'))).toBe(false)
  })

  it('puts skills where this project’s chats have them, and leaves none beside the home', async () => {
    const asked = stage.questions.length
    const report = await importing([ofType('SKILLS')])
    // Skills run nothing by themselves.
    expect(stage.questions).toHaveLength(asked)
    expect(report.skills).toEqual(['tidy'])
    expect(report.notes).toEqual([])
    expect(readFileSync(join(stage.home.codexHome, 'skills', 'tidy', 'SKILL.md'), 'utf8')).toContain('Tidy up.')
    expect(readdirSync(stage.home.root)).not.toContain('.agents')
    const { data } = await stage.codex.request('skills/list', { cwds: [stage.project.path], forceReload: true })
    expect(data[0]?.skills.map(({ name }) => name)).toContain('tidy')
    const again = await stage.wing.agents.detect(stage.project.id, 'claude')
    expect(again.map(({ type }) => type)).not.toContain('SKILLS')
  })

  it('imports single chats', async () => {
    const chats = ofType('SESSIONS')
    const second = chats.sessions.find(({ title }) => title === 'the second chat')
    const report = await importing([chats], [second?.path ?? ''])
    expect(report.done).toMatchObject([{ type: 'SESSIONS', title: 'the second chat' }])
    const { data } = await stage.codex.request('thread/list', {})
    expect(data.map(({ preview }) => preview)).toEqual(['the second chat'])
  })

  it('remembers its runs, newest first', async () => {
    const runs = await stage.wing.agents.history(stage.project.id)
    expect(runs.map(({ done }) => done)).toEqual([1, 1, 3])
  })

  it('refuses what it did not find', async () => {
    await expect(stage.wing.agents.import(stage.project.id, 'claude', ['made-up'], [])).rejects.toThrow(
      'What is there has changed since you looked.',
    )
    await expect(stage.wing.agents.detect('ffffffffffffffff', 'claude')).rejects.toThrow('no longer in the list')
  })
})
