/** Amazon Bedrock for tests: a proxy on loopback that sees where Codex would connect to, and lets nobody through. */
import { createServer, type AddressInfo } from 'node:net'

export interface BedrockProxy {
  /** Variables that send Codex's connections there; those on loopback too. */
  readonly env: Readonly<Record<string, string>>
  /** First lines of what came, oldest first: `CONNECT host:443 HTTP/1.1`. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** `direct`: hosts that are connected to without the proxy, as NO_PROXY takes them. */
export async function startBedrockProxy(direct = ''): Promise<BedrockProxy> {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (head) => {
      asked.push(head.toString('latin1').split('\r\n')[0] ?? '')
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // of a TCP server, once it listens
  return {
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: direct },
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
