// What an act must know of the folder's repository: where the folder is in it, where its objects are, which settings change how
// files are written. Read at each act, because a person may change it at any time.
import { resolve } from 'node:path'
import { CallError } from '../../app/call-error'
import { folderPrefix } from '../git/prefix'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'

export interface Repository {
  readonly cwd: string
  /** The folder's own path within the repository, with a `/` at its end; empty for its root. */
  readonly prefix: Buffer
  /** Absolute. */
  readonly objects: string
  /** The executable bit of files means something here. */
  readonly fileMode: boolean
  /** Line ends are converted even without an attribute. */
  readonly autoCrlf: boolean
}

/** The repository that the folder is in; null when it is in none, git won't read it, or there is no git. */
export async function findRepository(git: Git, folder: Folder): Promise<Repository | null> {
  const cwd = folder.path
  const options = { cwd, trusted: true }
  const prefix = await folderPrefix(git, folder)
  if (prefix === null) return null
  const objects = withoutEnd(await git.read(['rev-parse', '--git-path', 'objects'], options)).toString()
  const settings = await git.run(['config', '-z', '--get-regexp', '^core\\.(autocrlf|filemode)$'], options)
  // The last one said wins, as in git.
  const values = new Map(
    settings.stdout
      .toString('latin1')
      .split('\0')
      .map((one) => one.split('\n'))
      .map(([name = '', value = 'true']) => [name.toLowerCase(), value.toLowerCase()] as const),
  )
  return {
    cwd,
    prefix,
    objects: resolve(cwd, objects),
    fileMode: isOn(values.get('core.filemode') ?? 'true'),
    autoCrlf: values.get('core.autocrlf') === 'input' || isOn(values.get('core.autocrlf') ?? 'false'),
  }
}

/**
 * Which of the paths git converts between the index and the working tree (line ends, filters, encodings): by their key.
 * For all others both have the same bytes.
 */
export async function convertedPaths(
  git: Git,
  { cwd, autoCrlf }: Repository,
  paths: readonly Buffer[],
): Promise<Set<string>> {
  const converted = new Set<string>()
  if (paths.length === 0) return converted
  const stdin = Buffer.concat(paths.flatMap((path) => [path, Buffer.of(0)]))
  const names = ['text', 'eol', 'crlf', 'ident', 'filter', 'working-tree-encoding']
  const said = await git.read(['check-attr', '-z', '--stdin', ...names], { cwd, stdin, trusted: true })
  const fields = said.toString('latin1').split('\0')
  const text = new Map<string, string>()
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = '', name = '', value = ''] = fields.slice(at, at + 3)
    if (name === 'text') text.set(path, value)
    if (value === 'unspecified' || value === 'unset') continue
    // `-text` means no line ends at all, whatever else is said of them.
    const isLineEnds = name === 'text' || name === 'eol' || name === 'crlf'
    if (!isLineEnds || text.get(path) !== 'unset') converted.add(path)
  }
  if (autoCrlf) for (const path of paths) if (text.get(keyOf(path)) !== 'unset') converted.add(keyOf(path))
  return converted
}

/** A path as a key of maps: every byte is a character. */
export function keyOf(path: Buffer): string {
  return path.toString('latin1')
}

/** Git's refusal to write the index, in words. */
export function indexTrouble(stderr: string): CallError {
  if (/index\.lock/.test(stderr))
    return new CallError(
      'index-locked',
      'Another git program is working in this repository. Try again when it is done; if none is, remove the file index.lock in its .git folder.',
      stderr,
    )
  return new CallError('git-failed', 'Git could not write its index. Nothing was changed.', stderr)
}

/** A folder as an element of git's list of folders, where `:` (on Windows `;`) separates. */
export function asListed(folder: string): string {
  return /[:;"\\]/.test(folder) && process.platform !== 'win32'
    ? `"${folder.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`
    : folder
}

function isOn(value: string): boolean {
  return value === 'true' || value === 'yes' || value === 'on' || /^[1-9]/.test(value)
}

function withoutEnd(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes
}
