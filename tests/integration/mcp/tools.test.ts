// What an open chat can do with real servers: tools, resources, questions; and that a hostile one harms nobody but itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ListMcpServerStatusResponse } from '@protocol/v2/ListMcpServerStatusResponse'
import { startMcpHttp } from '../../support/mcp-http'
import { hostileServer, sdkServer, setMcpStage, type McpStage } from '../../support/mcp-stage'

let stage: McpStage
let thread: string
beforeEach(async () => {
  stage = await setMcpStage()
})
afterEach(() => stage.end())

const stdio = (name: string, script: string, ...args: string[]): string =>
  `[mcp_servers.${name}]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ${JSON.stringify([script, ...args])}\nstartup_timeout_sec = 3\n`
const tool = (name: string, args: object = {}, server = 'sdk') =>
  stage.call<{ content: { text: string }[]; structuredContent?: object; isError?: boolean }>(
    stage.project1,
    'mcpServer/tool/call',
    { threadId: thread, server, tool: name, arguments: args },
  )
const resource = (uri: string) =>
  stage.call(stage.project1, 'mcpServer/resource/read', { threadId: thread, server: 'sdk', uri })
const status = async (serverName: string) => {
  const { data } = await stage.call<ListMcpServerStatusResponse>(stage.project1, 'mcpServerStatus/list', {
    threadId: thread,
    serverName,
  })
  return data[0]
}

describe('a server made with the official SDK', () => {
  beforeEach(async () => {
    stage.homeConfig(`${stdio('sdk', sdkServer)}env = { COLOUR = "green" }\n`)
    thread = await stage.start()
    await stage.connected(thread, 'sdk')
  })

  it('tells its tools with schemas, its resources and templates', async () => {
    const told = await status('sdk')
    expect(Object.keys(told?.tools ?? {}).toSorted()).toEqual(['add', 'ask', 'environment', 'fail', 'steps'])
    expect(told?.tools['add']).toMatchObject({ title: 'Add', inputSchema: { required: ['a', 'b'] } })
    expect(told?.resources).toMatchObject([{ uri: 'note://one' }])
    expect(told?.resourceTemplates).toMatchObject([{ uriTemplate: 'note://{number}' }])
  })

  it('runs tools, in steps too, and reads resources', async () => {
    expect(await tool('add', { a: 1, b: 2 })).toMatchObject({ content: [{ text: '3' }], structuredContent: { sum: 3 } })
    expect(await tool('environment', { name: 'COLOUR' })).toMatchObject({ content: [{ text: 'green' }] })
    expect(await tool('steps', { count: 3 })).toMatchObject({ content: [{ text: '3 steps' }] })
    expect(await tool('fail')).toMatchObject({ isError: true })
    expect(await tool('add', { a: 'x' })).toMatchObject({ isError: true })
    expect(await resource('note://one')).toMatchObject({ contents: [{ text: 'the first note' }] })
    expect(await resource('note://7')).toMatchObject({ contents: [{ text: 'note number 7' }] })
  })

  it('asks the person, where the chat may ask', async () => {
    expect(await tool('ask')).toMatchObject({ content: [{ text: 'no answer: decline' }] })
    thread = await stage.start({ approvalPolicy: 'on-request' })
    await stage.connected(thread, 'sdk')
    stage.servers.running(stage.project1.id)?.onServerRequest(({ request }) => {
      if (request.method === 'mcpServer/elicitation/request')
        void request.respond({ action: 'accept', content: { name: 'Ada' }, _meta: null })
    })
    expect(await tool('ask')).toMatchObject({ content: [{ text: 'Hello Ada' }] })
  })
})

it('a server over HTTP works in a chat', async () => {
  const http = await startMcpHttp()
  stage.homeConfig(`[mcp_servers.web]\nurl = "${http.url}"\n`)
  thread = await stage.start()
  await stage.connected(thread, 'web')
  expect(await tool('double', { n: 21 }, 'web')).toMatchObject({ content: [{ text: '42' }] })
  await http.close()
})

it('hostile servers fail or are listed by themselves, and a good one beside them works', async () => {
  const modes = ['exit', 'many', 'schema', 'names', 'lines', 'silent', 'flood']
  stage.homeConfig(modes.map((mode) => stdio(mode, hostileServer, mode)).join('') + stdio('sdk', sdkServer))
  thread = await stage.start()
  await stage.connected(thread, 'sdk')
  expect(await tool('add', { a: 2, b: 2 })).toMatchObject({ content: [{ text: '4' }] })
  const told = Object.fromEntries(await Promise.all(modes.map(async (mode) => [mode, await status(mode)] as const)))
  expect(told['many']?.toolsError).toMatch(/2048/)
  expect(told['schema']?.toolsError).toBeTruthy()
  // By their names: the key of one gets lost on the way to the window, and is another.
  const names = Object.entries(told['names']?.tools ?? {}).map(([key, one]) => [key, one?.name])
  expect(names.map(([, name]) => name)).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'a b/../c']))
  expect(names.map(([key]) => key)).not.toContain('__proto__')
  for (const mode of ['exit', 'silent', 'flood']) expect(told[mode]?.runtimeStatus, mode).toBe('failed')
  await stage.turn(stage.project1, thread, 'hello')
})
