// The twin of the stream figure, run by the same Electron binary as plain Node: one turn over the same scripted stream,
// each line read and parsed, nothing else. Prints one JSON line.
// Arguments: the CODEX_HOME, the project's folder.
import { bareServer } from './bare-server.mjs'

const [home, folder] = process.argv.slice(2)
let deltas = 0
let bytes = 0
let finish
const finished = new Promise((resolve) => (finish = resolve))
const server = await bareServer({
  home,
  folder,
  onMessage: (message) => {
    if (message.method === 'item/agentMessage/delta') {
      deltas += 1
      bytes += message.params.delta.length
    } else if (message.method === 'turn/completed') finish()
  },
})
const { thread } = await server.request('thread/start', { cwd: folder, sandbox: 'read-only', approvalPolicy: 'never' })
const begun = performance.now()
const before = process.cpuUsage()
await server.request('turn/start', { threadId: thread.id, input: [{ type: 'text', text: 'go', text_elements: [] }] })
await finished
const { user, system } = process.cpuUsage(before)
const ms = performance.now() - begun
await server.close()
process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1000, deltas, bytes, ms })}\n`)
