// app://deck/ serves the built renderer and nothing else: no file:// page, no path outside the folder, no network.
import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { sep } from 'node:path'
import { appScheme, fileFor } from './app-files'
import { contentSecurityPolicy } from './content-security'

/** Must run before the app is ready. A standard, secure scheme gets an origin, storage and fetch. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
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
