/** ChatGPT's list of apps for tests, on loopback: answers what Codex asks of the directory, and hands all else to the mock issuer. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AppDirectory {
  /** A piece of config.toml that sends Codex there. */
  readonly configToml: string
  /** What the directory lists; null makes it fail. */
  apps: readonly { id: string; name: string; description: string }[] | null
  close(): Promise<void>
}

/** `issuer`: address of the mock issuer. */
export async function startAppDirectory(issuer: string): Promise<AppDirectory> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? '/'
      if (path.includes('/connectors/directory/')) {
        response.writeHead(directory.apps === null ? 503 : 200, { 'content-type': 'application/json' })
        return response.end(JSON.stringify({ apps: directory.apps, next_token: null }))
      }
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }
      fetch(`${issuer}${path}`, {
        method: request.method ?? 'GET',
        headers: { authorization: request.headers.authorization ?? '' },
        ...body,
      })
        .then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': 'application/json' })
          response.end(await answer.text())
        })
        .catch(() => response.destroy())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const directory: AppDirectory = {
    configToml: `chatgpt_base_url = "http://127.0.0.1:${port}/backend-api"\n`,
    apps: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return directory
}
