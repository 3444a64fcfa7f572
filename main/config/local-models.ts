// Looks for model servers on this machine: Ollama and LM Studio at the ports where Codex's built-in providers expect them. Asks
// loopback and nothing else, for a bounded time and answer. What it finds is offered; nothing is started or pulled.
import { request } from 'node:http'
import type { LocalModels } from '@contract/workings'

/** A server on loopback that is there answers in a few ms; one that loads a model may take longer. */
const patienceMs = 1500
const mostBytes = 2 * 1024 * 1024
const mostModels = 500

export interface LocalPorts {
  ollama: number
  lmstudio: number
}

const defaultPorts: LocalPorts = { ollama: 11_434, lmstudio: 1234 }

/** Both of them, found or not. Never rejects. */
export async function findLocalModels(ports: LocalPorts = defaultPorts): Promise<LocalModels[]> {
  return Promise.all([
    look('ollama', ports.ollama, '/api/tags', (answer) => namesIn(answer, 'models', 'name')),
    look('lmstudio', ports.lmstudio, '/v1/models', (answer) => namesIn(answer, 'data', 'id')),
  ])
}

async function look(
  kind: LocalModels['kind'],
  port: number,
  path: string,
  models: (answer: unknown) => string[] | null,
): Promise<LocalModels> {
  // Codex asks for `localhost`, which may be either of the two.
  const found: LocalModels = {
    kind,
    baseUrl: `http://localhost:${port}/v1`,
    reachable: false,
    models: [],
    problem: null,
  }
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => ask(host, port, path)))
  const text = answers.find((answer) => answer.kind === 'text')
  if (text === undefined) {
    const said = answers.find((answer) => answer.kind === 'wrong')
    return said ? { ...found, problem: `Something answers at port ${port}, but not as expected: ${said.words}` } : found
  }
  let names: string[] | null = null
  try {
    names = models(JSON.parse(text.text))
  } catch {
    // No JSON: another program sits there.
  }
  if (names === null)
    return {
      ...found,
      problem: `Something answers at port ${port}, but it is not ${kind === 'ollama' ? 'Ollama' : 'LM Studio'}.`,
    }
  return { ...found, reachable: true, models: names }
}

type Answer = { kind: 'text'; text: string } | { kind: 'nobody' } | { kind: 'wrong'; words: string }

function ask(host: string, port: number, path: string): Promise<Answer> {
  return new Promise((resolve) => {
    // A new agent each time: no connection is kept. Redirects are answers like any other and are not followed.
    const call = request({ host, port, path, agent: false, headers: { accept: 'application/json' } }, (response) => {
      const { statusCode = 0 } = response
      const pieces: Buffer[] = []
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.byteLength
        if (bytes > mostBytes) call.destroy(new Error('its answer is too long'))
        else pieces.push(piece)
      })
      response.on('error', (error) => resolve({ kind: 'wrong', words: error.message }))
      response.on('end', () =>
        resolve(
          statusCode === 200
            ? { kind: 'text', text: Buffer.concat(pieces).toString('utf8') }
            : { kind: 'wrong', words: `status ${statusCode}.` },
        ),
      )
    })
    const late = setTimeout(() => call.destroy(new Error('it takes too long.')), patienceMs)
    call.on('error', (error) => {
      const isNobody = 'code' in error && error.code !== 'ECONNRESET' && error.code !== 'HPE_INVALID_CONSTANT'
      resolve(
        isNobody && String(error.code).startsWith('E') ? { kind: 'nobody' } : { kind: 'wrong', words: error.message },
      )
    })
    call.on('close', () => clearTimeout(late))
    call.end()
  })
}

/** Names from `{<list>: [{<key>: "…"}]}`; null when it is no such thing. */
function namesIn(answer: unknown, list: string, key: string): string[] | null {
  const entries = fieldOf(answer, list)
  if (!Array.isArray(entries)) return null
  const names = entries.map((entry) => fieldOf(entry, key)).filter((name) => typeof name === 'string')
  return [...new Set(names.filter((name) => name !== '' && name.length <= 200))].slice(0, mostModels)
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
