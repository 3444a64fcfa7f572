// The ways in that are easily forgotten: commands that fetch headers, sub-agents, plugins that a folder switches on.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startMcpHttp } from '../../support/mcp-http'
import { setMcpStage, type McpStage } from '../../support/mcp-stage'
import { events, functionCall, say } from '../../support/responses-server'
import { until } from '../../support/waiting'

let stage: McpStage
beforeEach(async () => {
  stage = await setMcpStage()
})
afterEach(() => stage.end())

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

it('a command for headers runs once it was allowed, and not before', async () => {
  const http = await startMcpHttp()
  const mark = join(stage.root, 'helper')
  stage.homeConfig(stage.canary('own'))
  const helper = JSON.stringify(`touch ${mark}; echo '{"X-Helped":"yes"}'`)
  stage.folderConfig(`[mcp_servers.web]\nurl = "${http.url}"\nhttp_headers_helper = ${helper}\n`)
  const thread = await stage.chat(stage.project1, 'hello')
  await stage.connected(thread, 'own')
  await stage.wing.reload(stage.project1.id)
  await stage.connected(await stage.start(), 'own')
  expect(existsSync(mark)).toBe(false)
  expect(http.requests).toEqual([])

  await stage.decide('web')
  await stage.connected(thread, 'web')
  expect(existsSync(mark)).toBe(true)
  expect(http.lastHeaders()['x-helped']).toBe('yes')
  await http.close()
})

it('a sub-agent gets nothing that its chat doesn’t, nor at a reload later', async () => {
  stage.homeConfig('[features.multi_agent_v2]\nenabled = false\n')
  stage.homeConfig(stage.canary('own'))
  stage.folderConfig(stage.canary('theirs'))
  stage.model.queue(events(functionCall('a_1', 'spawn_agent', { message: 'look around' }, 'multi_agent_v1')))
  stage.model.queue(say('one of the two'), say('the other'))
  const parent = await stage.chat(stage.project1, 'delegate')
  const loaded = async (): Promise<string[]> =>
    (await stage.call<{ data: string[] }>(stage.project1, 'thread/loaded/list', {})).data
  const child = await until(async () => (await loaded()).find((id) => id !== parent), 'a sub-agent')
  await until(async () => {
    const { thread } = await stage.call<{ thread: { status: { type: string } } }>(stage.project1, 'thread/read', {
      threadId: child,
    })
    return thread.status.type === 'idle'
  }, 'the sub-agent at rest')
  stage.folderConfig(`${stage.canary('theirs')}${stage.canary('late')}`)
  await stage.wing.reload(stage.project1.id)
  await stage.connected(parent, 'own')
  await stage.connected(child, 'own')
  for (const thread of [parent, child])
    for (const name of ['theirs', 'late']) expect(await stage.status(thread, name)).toBe('disabled')
  expect([...stage.starts('theirs'), ...stage.starts('late')]).toEqual([])
})

it('a plugin that the person switched off isn’t switched on by a folder', async () => {
  const market = join(stage.root, 'market')
  put(
    join(market, '.agents/plugins/marketplace.json'),
    JSON.stringify({
      name: 'm',
      plugins: [{ name: 'demo', source: './plugins/demo', policy: { installation: 'AVAILABLE' } }],
    }),
  )
  const plugin = { name: 'demo', version: '1.0.0', description: 'd', mcpServers: './.mcp.json' }
  put(join(market, 'plugins/demo/.codex-plugin/plugin.json'), JSON.stringify(plugin))
  const mark = join(stage.root, 'ran-pm')
  const server = { command: 'sh', args: ['-c', `echo $$ >> ${mark}`] }
  put(join(market, 'plugins/demo/.mcp.json'), JSON.stringify({ mcpServers: { pm: server } }))
  stage.homeConfig(stage.canary('own'))
  const set = (key: string, value: boolean) =>
    stage.call(stage.project1, 'config/batchWrite', {
      edits: [{ keyPath: key, value, mergeStrategy: 'upsert' }],
      reloadUserConfig: true,
    })
  await set('features.plugins', true)
  await stage.call(stage.project1, 'plugin/install', {
    marketplacePath: join(market, '.agents/plugins/marketplace.json'),
    pluginName: 'demo',
  })
  await set('plugins."demo@m".enabled', false)
  stage.folderConfig('[plugins."demo@m"]\nenabled = true\n')
  await stage.connected(await stage.start(), 'own')
  // And where plugins are off altogether.
  await set('plugins."demo@m".enabled', true)
  await set('features.plugins', false)
  stage.folderConfig('[features]\nplugins = true\n')
  await stage.connected(await stage.start(), 'own')
  // Nor while another server is listened to.
  expect(await stage.wing.output(stage.project1.id, 'own')).toMatchObject({ error: null })
  expect(existsSync(mark)).toBe(false)
  // The person's own word counts.
  await set('features.plugins', true)
  await stage.connected(await stage.start(), 'own')
  await until(() => existsSync(mark), 'the plugin’s server')
})

it('a folder without a .codex costs no call, and one with it one', async () => {
  stage.homeConfig(stage.canary('own'))
  const supervisor =
    stage.servers.running(stage.project1.id) ?? (await stage.start(), stage.servers.running(stage.project1.id))
  const connection = await supervisor?.connection()
  const methods: string[] = []
  const requestRaw = connection?.requestRaw.bind(connection)
  Object.assign(connection ?? {}, {
    requestRaw: (method: string, params: unknown, options?: object) => {
      methods.push(method)
      return requestRaw?.(method, params, options)
    },
  })
  await stage.start()
  await stage.wing.reload(stage.project1.id)
  expect(methods).toEqual(['thread/start', 'config/mcpServer/reload'])
  stage.folderConfig('model_verbosity = "low"\n')
  methods.length = 0
  await stage.start()
  expect(methods).toEqual(['config/read', 'thread/start'])
})
