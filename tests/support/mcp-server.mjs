#!/usr/bin/env node
/**
 * A tiny MCP server over stdio for tests: JSON-RPC by hand, no dependency. Tools: `add` (numbers), `greet` (asks the user's
 * name by a form elicitation), `visit` (asks the user to open an address), `fail`. With `--ran FILE` it leaves a mark at start.
 */
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const mark = process.argv.indexOf('--ran')
if (mark !== -1) writeFileSync(process.argv[mark + 1], 'ran\n')

const tool = (name, description, properties = {}) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, additionalProperties: false },
  annotations: { readOnlyHint: true },
})
const TOOLS = [
  tool('add', 'Adds two numbers', { a: { type: 'number' }, b: { type: 'number' } }),
  tool('greet', 'Asks for a name and greets'),
  tool('visit', 'Asks to open a page'),
  tool('fail', 'Always fails'),
]

const FORM = {
  mode: 'form',
  message: 'Who are you?',
  requestedSchema: {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', minLength: 1 },
      age: { type: 'integer', title: 'Age', minimum: 0 },
      newsletter: { type: 'boolean', title: 'Newsletter', default: false },
      colour: { type: 'string', title: 'Colour', enum: ['red', 'green'] },
    },
    required: ['name'],
  },
}
const URL_REQUEST = {
  mode: 'url',
  message: 'Please sign in',
  url: 'https://example.com/sign-in',
  elicitationId: 'visit-1',
}

let lastId = 0
const waiting = new Map()
const send = (value) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...value })}\n`)
const ask = (method, params) =>
  new Promise((resolve) => {
    lastId += 1
    waiting.set(`s${lastId}`, resolve)
    send({ id: `s${lastId}`, method, params })
  })
const text = (value, isError = false) => ({ content: [{ type: 'text', text: value }], isError })

async function call(name, args) {
  if (name === 'add') return text(String(args.a + args.b))
  if (name === 'greet') {
    const answer = await ask('elicitation/create', FORM)
    return text(
      answer.result?.action === 'accept' ? `Hello ${answer.result.content.name}` : `no name: ${JSON.stringify(answer)}`,
    )
  }
  if (name === 'visit')
    return text(`visit: ${JSON.stringify((await ask('elicitation/create', URL_REQUEST)).result ?? 'refused')}`)
  return text('this tool always fails', true)
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params, ...rest } = JSON.parse(line)
  if (method === undefined) {
    waiting.get(id)?.(rest)
    waiting.delete(id)
  } else if (method === 'initialize') {
    send({
      id,
      result: {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'deck-test', version: '1.0.0' },
      },
    })
  } else if (method === 'tools/list') send({ id, result: { tools: TOOLS } })
  else if (method === 'tools/call') send({ id, result: await call(params.name, params.arguments ?? {}) })
  else if (method === 'ping') send({ id, result: {} })
  else if (id !== undefined) send({ id, error: { code: -32601, message: `unknown method ${method}` } })
})
