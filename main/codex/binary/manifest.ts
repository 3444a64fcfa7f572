// Reads codex-bin/manifest.json: which Codex version is bundled and the SHA-256 of every file of it, per platform. Checks
// the shape by hand, since this runs at every start. It doesn't look at the files themselves.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodexError } from '../errors'
import { isPlatformLabel, type PlatformLabel } from './platform'

export interface PlatformPin {
  /** The npm package, `@openai/codex-linux-x64`: an alias of @openai/codex at `npmVersion`. */
  readonly package: string
  readonly npmVersion: string
  readonly triple: string
  /** The registry's integrity of the tarball, `sha512-…`. */
  readonly integrity: string
  /** Path inside the bundle, with forward slashes → SHA-256 in hex. */
  readonly files: Readonly<Record<string, string>>
  /** The files that must be executable; empty on Windows. */
  readonly executables: readonly string[]
}

export interface BundleManifest {
  readonly version: string
  readonly platforms: Readonly<Partial<Record<PlatformLabel, PlatformPin>>>
}

/** Reads the manifest in the codex-bin folder `root`. `bundle-missing` if there is none, `manifest-invalid` if it is broken. */
export async function readManifest(root: string): Promise<BundleManifest> {
  const path = join(root, 'manifest.json')
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const message = `The app is incomplete: ${path} can't be read. Install it again, or in a checkout run npm run setup.`
    throw new CodexError('bundle-missing', message, { cause, data: { path } })
  }
  try {
    return parseManifest(JSON.parse(text))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodexError('manifest-invalid', `${path} is broken (${reason}). Restore it from version control.`, {
      cause,
      data: { path },
    })
  }
}

/** Checks the shape of a parsed manifest. Throws a plain Error that says what is wrong. */
export function parseManifest(value: unknown): BundleManifest {
  const { version, platforms } = record(value, 'the manifest')
  const parsed: Partial<Record<PlatformLabel, PlatformPin>> = {}
  for (const [label, pin] of Object.entries(record(platforms, 'platforms'))) {
    if (isPlatformLabel(label)) parsed[label] = parsePin(pin, label) // one we don't know yet is not for us
  }
  const checked = text(version, 'version')
  // It becomes a folder name.
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(checked))
    throw new Error(`version ${JSON.stringify(checked)} is not a version`)
  return { version: checked, platforms: parsed }
}

function parsePin(value: unknown, label: string): PlatformPin {
  const pin = record(value, label)
  const files: Record<string, string> = {}
  for (const [name, digest] of Object.entries(record(pin['files'], `${label}.files`))) {
    if (!isInside(name)) throw new Error(`${label}.files has a path outside the bundle: ${name}`)
    const hex = text(digest, `${label}.files["${name}"]`)
    if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error(`${label}.files["${name}"] is not a SHA-256`)
    files[name] = hex
  }
  const { executables = [] } = pin
  if (!Array.isArray(executables)) throw new Error(`${label}.executables is not a list`)
  return {
    package: text(pin['package'], `${label}.package`),
    npmVersion: text(pin['npmVersion'], `${label}.npmVersion`),
    triple: text(pin['triple'], `${label}.triple`),
    integrity: text(pin['integrity'], `${label}.integrity`),
    files,
    executables: executables.map((name) => text(name, `${label}.executables`)),
  }
}

function isInside(name: string): boolean {
  return /^[\w.+-]+(?:\/[\w.+-]+)*$/.test(name) && !name.split('/').some((part) => part === '.' || part === '..')
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value))
  throw new Error(`${what} is not an object`)
}

function text(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new Error(`${what} is not a text`)
}
