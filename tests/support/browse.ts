/** A browser for tests that only need to follow where a login page sends them. */
import { get, type IncomingMessage } from 'node:http'

/**
 * Opens an address as a browser would, through all redirects. Each step has a connection of its own: Codex's login server
 * ends without closing idle ones. Rejects when nobody listens where it is sent.
 */
export async function browse(address: string): Promise<{ status: number; url: string; text: string }> {
  const page = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { agent: false, headers: { accept: 'text/html' } }, resolve).once('error', reject)
  })
  const { statusCode: status = 0, headers } = page
  const parts: Buffer[] = []
  for await (const part of page) parts.push(part as Buffer)
  if (status >= 300 && status < 400 && headers.location !== undefined)
    return browse(new URL(headers.location, address).href)
  return { status, url: address, text: Buffer.concat(parts).toString('utf8') }
}
