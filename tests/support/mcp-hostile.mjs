#!/usr/bin/env node
/**
 * An MCP server over stdio that does its worst, by hand, for no library would let it: `silent` never answers, `flood` writes to
 * stdout without end, `lines` writes lines that are no JSON, `exit` ends at once, `many` has 10,000 tools, `names` has hostile
 * names and schemas, `schema` has a tool without a schema, `shout` floods stderr. `--ran FILE` leaves its pid.
 */
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [mode, , ran] = process.argv.slice(2)
if (ran !== undefined) appendFileSync(ran, `${process.pid}\n`)

const object = { type: 'object' }
const deep = (levels) => (levels === 0 ? object : { type: 'object', properties: { d: deep(levels - 1) } })
const toolSets = {
  many: () => Array.from({ length: 10_000 }, (_, index) => ({ name: `tool_${index}`, inputSchema: object })),
  names: () => [
    { name: 'a b/../c', description: '<img src=x onerror=alert(1)>', inputSchema: object },
    { name: '\u001B[31mred\u0000', description: '\u202Egnp.exe', inputSchema: object },
    { name: '__proto__', inputSchema: JSON.parse('{"type":"object","properties":{"__proto__":{"$ref":"#/nowhere"}}}') },
    { name: 'constructor', inputSchema: object },
    { name: 'x'.repeat(5000), inputSchema: deep(60) },
    { name: 'big', description: 'D'.repeat(300_000), inputSchema: object },
  ],
  schema: () => [{ name: 'good', inputSchema: object }, { name: 'without' }],
}

const send = (value) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...value })}\n`)
const endlessly = (stream, text) => {
  const more = () => {
    while (stream.write(text));
    stream.once('drain', more)
  }
  more()
}

if (mode === 'exit') {
  process.stderr.write('I have had enough\n')
  process.exit(3)
}
if (mode === 'flood') endlessly(process.stdout, 'x'.repeat(65_536))
if (mode === 'lines') for (let line = 0; line < 5000; line += 1) process.stdout.write('this is no JSON\n')
if (mode === 'shout')
  for (let line = 0; line < 20_000; line += 1)
    process.stderr.write(`line ${line} token=sk-abcdefghijklmnop1234 \u001B[31mred\n`)

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line)
  if (id === undefined || mode === 'silent' || mode === 'flood') return
  if (method === 'initialize')
    send({
      id,
      result: {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'hostile', version: '0' },
      },
    })
  else if (method === 'tools/list') send({ id, result: { tools: toolSets[mode]?.() ?? [] } })
  else send({ id, result: {} })
})
