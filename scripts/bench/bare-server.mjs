// One app-server with nothing around it: initialized, and its lines parsed as plainly as can be. A twin for the memory
// figure, and the heart of the loop that the stream's processor time is measured against.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readPin } from '../setup/codex-bin.mjs'
import { childEnvironment } from '../setup/run.mjs'

/**
 * @param {{home: string, folder: string, onMessage?: (message: object) => void}} options
 * @returns {Promise<{pid: number, request: (method: string, params: object) => Promise<object>, close: () => Promise<void>}>}
 */
export const bareServer = async ({ home, folder, onMessage = () => undefined }) => {
  const pin = await readPin()
  const child = spawn(join(pin.folder, 'bin', 'codex'), ['app-server'], {
    cwd: folder,
    env: childEnvironment({ CODEX_HOME: home }),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const waiting = new Map()
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      const message = JSON.parse(line)
      if (message.method === undefined) {
        waiting.get(message.id)?.(message)
        waiting.delete(message.id)
      } else onMessage(message)
    }
  })
  let lastId = 0
  const write = (message) => child.stdin.write(`${JSON.stringify(message)}\n`)
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)))
      write({ id: lastId, method, params })
    })
  await request('initialize', {
    clientInfo: { name: 'codex_deck_bench', title: 'Codex Deck bench', version: '1.0.0' },
    capabilities: { experimentalApi: true },
  })
  write({ method: 'initialized' })
  return {
    pid: child.pid,
    request,
    close: async () => {
      child.stdin.end()
      await gone
    },
  }
}
