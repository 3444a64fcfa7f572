// The folders besides its own that a project's chats may write to ("--add-dir"): main's own reading of the home's config.toml, so
// that neither the page nor the folder's own .codex/ can add one.
import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Project } from '@contract/model'
import { readBytes } from '../config/file-bytes'
import { isTable, valueAt } from '../config/key-path'
import { homeLayout } from '../codex/home/layout'

/** More are no choice of a person's. */
const mostRoots = 50

interface Known {
  readonly state: string
  readonly roots: readonly string[]
}

export class WritableRoots {
  readonly #homeOf: (project: Project) => string
  /** By config.toml: read again only when the file is another one. */
  readonly #known = new Map<string, Known>()

  constructor(homeOf: (project: Project) => string) {
    this.#homeOf = homeOf
  }

  /** Absolute paths, in their order. None when the file is missing or broken: Codex then knows of none either. Never rejects. */
  async of(project: Project): Promise<readonly string[]> {
    const { config } = homeLayout(this.#homeOf(project))
    const found = await stat(config).catch(() => null)
    if (found === null) return []
    const state = `${found.ino} ${found.size} ${found.mtimeMs}`
    const known = this.#known.get(config)
    if (known?.state === state) return known.roots
    const roots = await readRoots(config).catch(() => [])
    this.#known.set(config, { state, roots })
    return roots
  }
}

async function readRoots(path: string): Promise<string[]> {
  const bytes = await readBytes(path)
  if (bytes === null || !bytes.includes('writable_roots')) return []
  const { parse } = await import('smol-toml')
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const config: unknown = parse(text, { integersAsBigInt: 'asNeeded' })
  const list = isTable(config) ? valueAt(config, ['sandbox_workspace_write', 'writable_roots']) : undefined
  if (!Array.isArray(list)) return []
  return list.filter((root) => typeof root === 'string' && isAbsolute(root) && !root.includes('\0')).slice(0, mostRoots)
}
