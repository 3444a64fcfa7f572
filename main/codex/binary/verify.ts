// Checks that every file of the bundle is the one the manifest pins, by SHA-256, and that nothing was added. Hashing 400 MB
// takes about a second, so a cache remembers which files were verified and hashes again only what has changed since.
import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { lstat, mkdir, readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { CodexError, systemErrorCode } from '../errors'
import { writeFileAtomic } from '../files/atomic-write'
import type { CodexBundle } from './locate'

export interface VerifyOptions {
  /** Where to remember what was verified. Without it every file is hashed each time. */
  readonly cacheFile?: string
}

export interface VerifyReport {
  readonly files: number
  /** How many of them had to be hashed; the rest were known. */
  readonly hashed: number
}

/** What must be the same for a file to count as unchanged: size, times, inode, and the digest it was found to have. */
type Fingerprint = string

/**
 * Verifies `bundle`. Rejects with `bundle-missing` (a file is gone), `bundle-altered` (other content, or a file too many)
 * or `bundle-not-executable`, each naming the file.
 */
export async function verifyBundle(bundle: CodexBundle, { cacheFile }: VerifyOptions = {}): Promise<VerifyReport> {
  const { dir, pin, version } = bundle
  const known = cacheFile === undefined ? new Map<string, Fingerprint>() : await readCache(cacheFile)
  const verified = new Map<string, Fingerprint>()
  const executables = new Set(bundle.platform.startsWith('windows-') ? [] : pin.executables)
  let hashed = 0
  // One after the other: the disk is the limit, and the window paints meanwhile.
  for (const [name, digest] of Object.entries(pin.files)) {
    const path = join(dir, ...name.split('/'))
    const found = await lstat(path).catch((cause: unknown) => gone(path, version, cause))
    if (!found.isFile()) altered(path, version, 'it is not a plain file')
    if (executables.has(name) && (found.mode & 0o111) === 0) {
      const message = `${path} may not be executed. Install the app again, or in a checkout run npm run setup.`
      throw new CodexError('bundle-not-executable', message, { data: { path } })
    }
    const fingerprint = fingerprintOf(found, digest)
    if (known.get(path) !== fingerprint) {
      hashed += 1
      if ((await sha256(path)) !== digest) altered(path, version, 'its content differs')
    }
    verified.set(path, fingerprint)
  }
  // A program that somebody added could be found before the one that is meant: codex-path is on PATH for Codex's commands.
  for (const path of await filesUnder(dir)) {
    const name = relative(dir, path).split(sep).join('/')
    if (!(name in pin.files)) altered(path, version, 'it does not belong there')
  }
  if (cacheFile !== undefined && hashed > 0) await writeCache(cacheFile, verified)
  return { files: verified.size, hashed }
}

function fingerprintOf({ size, mtimeMs, ctimeMs, ino }: Stats, digest: string): Fingerprint {
  return `${size}:${mtimeMs}:${ctimeMs}:${ino}:${digest}`
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  return hash.digest('hex')
}

async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
}

async function readCache(path: string): Promise<Map<string, Fingerprint>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof value !== 'object' || value === null) return new Map()
    return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return new Map() // absent or broken: everything is hashed again
  }
}

async function writeCache(path: string, verified: ReadonlyMap<string, Fingerprint>): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFileAtomic(path, JSON.stringify(Object.fromEntries(verified)))
  } catch {
    // The bundle is good; without the cache the next start is only slower.
  }
}

function gone(path: string, version: string, cause: unknown): never {
  const reason = systemErrorCode(cause) === 'ENOENT' ? 'is missing' : "can't be read"
  const message = `${path} of Codex ${version} ${reason}. Install the app again, or in a checkout run npm run setup.`
  throw new CodexError('bundle-missing', message, { cause, data: { path } })
}

function altered(path: string, version: string, how: string): never {
  const message =
    `${path} is not as it was shipped with Codex ${version}: ${how}. Codex is not started. ` +
    'Install the app again, or in a checkout run npm run setup.'
  throw new CodexError('bundle-altered', message, { data: { path } })
}
