// Which file of the built page an app:// address names. Nothing outside the folder, no unknown type. Pure path arithmetic.
import { extname, join, normalize, sep } from 'node:path'

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
