// app://deck/ serves the built renderer and nothing else: no file:// page, no path outside the folder, no network.
import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { contentSecurityPolicy } from './content-security'

export const appScheme = 'app'
export const appOrigin = 'app://deck'

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Must run before the app is ready. A standard, secure scheme gets an origin, storage and fetch. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** The file that a request path names inside `root`, or null when it points elsewhere or has no known type. */
export function fileFor(root: string, url: string): { path: string; type: string } | null {
  const { host, pathname, protocol: scheme } = new URL(url)
  if (scheme !== `${appScheme}:` || host !== 'deck') return null
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const path = normalize(join(root, decoded))
  const type = mimeTypes[extname(path)]
  return path.startsWith(root + sep) && type ? { path, type } : null
}

/** Answers app:// requests from the folder of the built renderer. */
export function serveApp(root: string): void {
  protocol.handle(appScheme, async (request) => {
    const file = request.method === 'GET' ? fileFor(root, request.url) : null
    if (!file) return new Response('Not found', { status: 404 })
    try {
      return new Response(await readFile(file.path), {
        headers: {
          'content-type': file.type,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cache-control': file.path.includes(`${sep}assets${sep}`) ? 'max-age=31536000, immutable' : 'no-cache',
        },
      })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  })
}
