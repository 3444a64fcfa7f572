// The files of instructions that Codex reads before a chat in a project, in its order. No call tells them without beginning a chat
// (which starts MCP servers and hooks), so Codex's rules are followed here, as measured with 0.169.0: the home's file first, then
// one file for each folder from the project's root down. The chain is made of names and sizes; a text is read when it is asked for.
import { lstat, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Project } from '@contract/model'
import type { InstructionFile } from '@contract/workings'
import { CallError } from '../app/call-error'
import { layersOf } from './config-layers'
import { readBytes } from './file-bytes'
import { isTable, valueAt } from './key-path'

export interface InstructionsParts {
  find: (projectId: string) => Project | null
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
}

/** Codex's own bound for the files of a project together, in bytes. */
const defaultMostBytes = 32_768
/** More folders between a project's root and it are no project. */
const mostFolders = 64

interface Found {
  readonly path: string
  readonly bytes: number
}

export class Instructions {
  readonly #parts: InstructionsParts

  constructor(parts: InstructionsParts) {
    this.#parts = parts
  }

  async chain(projectId: string): Promise<InstructionFile[]> {
    const { find, homeOf, request } = this.#parts
    const project = find(projectId)
    if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
    // A broken configuration means Codex's defaults.
    const answer = await request(project, 'config/read', { includeLayers: true, cwd: project.path }).catch(() => null)
    const layers = layersOf(answer)
    const setting = (key: string): unknown =>
      layers.map(({ config }) => valueAt(config, [key])).find((value) => value !== undefined)
    const fallbacks = texts(setting('project_doc_fallback_filenames')) ?? []
    const markers = texts(setting('project_root_markers')) ?? ['.git']
    const limit = setting('project_doc_max_bytes')
    const mostBytes = typeof limit === 'number' ? limit : defaultMostBytes

    const own = await firstOf(homeOf(project), ['AGENTS.override.md', 'AGENTS.md'])
    const chain: InstructionFile[] = own === null ? [] : [{ ...own, where: 'home', cut: false }]
    // A folder that is refused trust has no say; one that nobody was asked about has.
    if (project.trust === 'restricted' || mostBytes <= 0) return chain
    let left = mostBytes
    for (const folder of await foldersDown(project.path, markers)) {
      const found = await firstOf(folder, ['AGENTS.override.md', 'AGENTS.md', ...fallbacks])
      if (found === null) continue
      const where = folder === project.path ? 'project' : 'above'
      chain.push({ ...found, where, cut: found.bytes > left })
      left = Math.max(0, left - found.bytes)
    }
    return chain
  }

  /** The text of a file that is in the chain right now, so that the page can't have any other read. Throws in words. */
  async read(projectId: string, path: string): Promise<{ text: string; cut: boolean }> {
    const chain = await this.chain(projectId)
    if (!chain.some((file) => file.path === path))
      throw new CallError('not-in-chain', 'New chats do not read this file any more. Look again.')
    const bytes = await readBytes(path)
    if (bytes === null) throw new CallError('no-file', `${path} is not there any more. Look again.`)
    return { text: bytes.subarray(0, mostShown).toString('utf8'), cut: bytes.byteLength > mostShown }
  }
}

/** Bytes of a file that are shown. */
const mostShown = 256 * 1024

/** The first of the names that is a file: it stands for its folder. An empty one switches the folder off. */
async function firstOf(folder: string, names: readonly string[]): Promise<Found | null> {
  for (const name of names) {
    // A name from the configuration that would lead elsewhere is none.
    if (name === '' || /[\\/\0]/.test(name)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found?.isFile()) return found.size === 0 ? null : { path, bytes: found.size }
  }
  return null
}

/** From the root of the project, which holds one of the markers, down to the folder; the folder alone where there is none. */
async function foldersDown(folder: string, markers: readonly string[]): Promise<string[]> {
  const way: string[] = []
  for (let place = folder; way.length < mostFolders; place = dirname(place)) {
    way.unshift(place)
    for (const marker of markers) if (await exists(join(place, marker))) return way
    if (dirname(place) === place) break
  }
  return [folder]
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

function texts(value: unknown): string[] | null {
  return Array.isArray(value) && !isTable(value) ? value.filter((one) => typeof one === 'string') : null
}
