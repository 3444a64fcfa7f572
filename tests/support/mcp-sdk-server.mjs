#!/usr/bin/env node
/**
 * An MCP server over stdio for tests, made with the official SDK: tools (`add`, `environment`, `steps` with progress, `ask` by
 * elicitation, `fail`), resources, a template and a prompt. `--ran FILE` appends its pid to a file as it starts, `--say TEXT`
 * says that on stderr, `--stubborn` outlives the end of its stdin and SIGTERM, `--exit CODE` ends it at once.
 */
import { appendFileSync } from 'node:fs'
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { z } from 'zod'

const args = process.argv.slice(2)
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)

const ran = option('--ran')
if (ran !== undefined) appendFileSync(ran, `${process.pid}\n`)
const words = option('--say')
if (words !== undefined) process.stderr.write(`${words}\n`)
if (option('--exit') !== undefined) process.exit(Number(option('--exit')))
if (args.includes('--stubborn')) {
  process.on('SIGTERM', () => {})
  setInterval(() => {}, 60_000)
}

const text = (value) => ({ content: [{ type: 'text', text: value }] })
const server = new McpServer({ name: 'deck-sdk', version: '2.0.0' }, { capabilities: { logging: {} } })

server.registerTool(
  'add',
  {
    title: 'Add',
    description: 'Adds two numbers',
    inputSchema: { a: z.number(), b: z.number() },
    outputSchema: { sum: z.number() },
    annotations: { readOnlyHint: true },
  },
  ({ a, b }) => ({ ...text(String(a + b)), structuredContent: { sum: a + b } }),
)
server.registerTool(
  'environment',
  { description: 'Tells one variable', inputSchema: { name: z.string() } },
  ({ name }) => text(process.env[name] ?? '(unset)'),
)
server.registerTool(
  'steps',
  { description: 'Works in steps', inputSchema: { count: z.number().int().min(1).max(10) } },
  async ({ count }, { _meta, sendNotification }) => {
    for (let step = 1; step <= count; step += 1)
      if (_meta?.progressToken !== undefined)
        await sendNotification({
          method: 'notifications/progress',
          params: { progressToken: _meta.progressToken, progress: step, total: count, message: `step ${step}` },
        })
    return text(`${count} steps`)
  },
)
server.registerTool('ask', { description: 'Asks for a name' }, async () => {
  const { action, content } = await server.server.elicitInput({
    message: 'Who are you?',
    requestedSchema: { type: 'object', properties: { name: { type: 'string', title: 'Name' } }, required: ['name'] },
  })
  return text(action === 'accept' ? `Hello ${content?.name}` : `no answer: ${action}`)
})
server.registerTool('fail', { description: 'Always fails' }, () => ({
  ...text('this tool always fails'),
  isError: true,
}))

server.registerResource('note', 'note://one', { mimeType: 'text/plain', description: 'A note' }, (uri) => ({
  contents: [{ uri: uri.href, text: 'the first note' }],
}))
server.registerResource(
  'numbered',
  new ResourceTemplate('note://{number}', { list: undefined }),
  { description: 'A note by its number' },
  (uri, { number }) => ({ contents: [{ uri: uri.href, text: `note number ${number}` }] }),
)
server.registerPrompt('greet', { description: 'Greets', argsSchema: { who: z.string() } }, ({ who }) => ({
  messages: [{ role: 'user', content: { type: 'text', text: `Say hello to ${who}` } }],
}))

await server.connect(new StdioServerTransport())
