/**
 * An MCP server over streamable HTTP for tests, made with the official SDK, with an authorization server beside it when it is
 * protected: metadata, registration of clients, a login page that consents by itself, codes with PKCE, refresh tokens. Loopback.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { z } from 'zod'

export interface McpHttp {
  readonly base: string
  readonly url: string
  /** Method and path of every request so far. */
  readonly requests: readonly string[]
  /** Authorization headers that came with calls of the server itself. */
  readonly authorizations: readonly string[]
  /** Scopes that logins asked for. */
  readonly scopes: readonly string[]
  /** Other headers that came with the last call. */
  lastHeaders(): Readonly<Record<string, string | string[] | undefined>>
  /** No token counts any more. */
  forgetTokens(): void
  close(): Promise<void>
}

export interface McpHttpOptions {
  /** Only with a token of the authorization server. */
  readonly isProtected?: boolean
  /** What the metadata of the authorization server says otherwise. */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** The login page refuses. */
  readonly refuses?: boolean
}

export async function startMcpHttp(options: McpHttpOptions = {}): Promise<McpHttp> {
  const requests: string[] = []
  const authorizations: string[] = []
  const scopes: string[] = []
  const tokens = new Set<string>()
  const codes = new Map<string, string>()
  let headers: IncomingMessage['headers'] = {}
  let base = ''

  const json = (response: ServerResponse, value: unknown, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  const issue = (response: ServerResponse): void => {
    const token = `mcp-token-${randomBytes(12).toString('hex')}`
    tokens.add(token)
    json(response, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: `mcp-refresh-${randomBytes(12).toString('hex')}`,
      scope: 'read write',
    })
  }
  const authorize = ({ searchParams }: URL, response: ServerResponse): void => {
    scopes.push(searchParams.get('scope') ?? '')
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('state', searchParams.get('state') ?? '')
    if (options.refuses) back.searchParams.set('error', 'access_denied')
    else {
      const code = randomBytes(12).toString('hex')
      codes.set(code, searchParams.get('code_challenge') ?? '')
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href })
    response.end()
  }
  const exchange = (body: URLSearchParams, response: ServerResponse): void => {
    if (body.get('grant_type') === 'refresh_token') return issue(response)
    const challenge = codes.get(body.get('code') ?? '')
    const proof = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (challenge === undefined || challenge !== proof) return json(response, { error: 'invalid_grant' }, 400)
    issue(response)
  }
  const serve = async (request: IncomingMessage, response: ServerResponse, body: string): Promise<void> => {
    headers = request.headers
    if (request.headers.authorization !== undefined) authorizations.push(request.headers.authorization)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (options.isProtected && (token === undefined || !tokens.has(token))) {
      const where = `${base}/.well-known/oauth-protected-resource`
      response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${where}"` })
      response.end()
      return
    }
    if (request.method !== 'POST') {
      response.writeHead(405)
      response.end()
      return
    }
    // Without sessions each call has a server of its own, as the SDK wants it.
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true })
    response.once('close', () => void transport.close())
    await httpServer().connect(transport)
    await transport.handleRequest(request, response, JSON.parse(body))
  }

  const listener = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', base)
      requests.push(`${request.method} ${url.pathname}`)
      if (url.pathname.startsWith('/.well-known/oauth-protected-resource') && options.isProtected)
        return json(response, { resource: `${base}/mcp`, authorization_servers: [base], scopes_supported: ['read'] })
      if (url.pathname.startsWith('/.well-known/oauth-authorization-server') && options.isProtected)
        return json(response, {
          issuer: base,
          authorization_endpoint: `${base}/authorize`,
          token_endpoint: `${base}/token`,
          registration_endpoint: `${base}/register`,
          response_types_supported: ['code'],
          grant_types_supported: ['authorization_code', 'refresh_token'],
          code_challenge_methods_supported: ['S256'],
          scopes_supported: ['read', 'write'],
          ...options.metadata,
        })
      if (url.pathname === '/register') return json(response, { ...JSON.parse(body), client_id: 'deck-client' }, 201)
      if (url.pathname === '/authorize') return authorize(url, response)
      if (url.pathname === '/token') return exchange(new URLSearchParams(body), response)
      if (url.pathname === '/mcp') return void serve(request, response, body).catch(() => response.destroy())
      json(response, {}, 404)
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  return {
    base,
    url: `${base}/mcp`,
    requests,
    authorizations,
    scopes,
    lastHeaders: () => headers,
    forgetTokens: () => tokens.clear(),
    close: async () => {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

function httpServer(): McpServer {
  const server = new McpServer({ name: 'deck-http', version: '2.0.0' })
  server.registerTool('double', { description: 'Doubles', inputSchema: { n: z.number() } }, ({ n }) => ({
    content: [{ type: 'text', text: String(2 * n) }],
  }))
  return server
}
