// What is at a path that a patch names: through which folders it really is, what it holds, what the patch would make of it.
// Bounded; contents are hashed and let go. Reads only.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CodexChange } from '../changes/acts/codex-change'
import { systemErrorCode } from '../codex/errors'

export interface Look {
  /** The real path of the folder that it is in. */
  readonly parent: string
  /** Differs whenever what is there does. */
  readonly state: string
  /** The hash of its content, `absent`, or what else it is. */
  readonly content: string
  readonly exists: boolean
  /** The change fits what is there exactly; true where that wasn't asked. */
  readonly fits: boolean
  /** `content` once the change was made; null when nobody can say. */
  readonly after: string | null
}

export interface LookBudget {
  /** Bytes that may still be read. Over it only size and times are looked at. */
  left: number
}

const maxFileBytes = 32 * 1024 * 1024

/** How much may be read for one request. */
export function lookBudget(): LookBudget {
  return { left: 128 * 1024 * 1024 }
}

/** Looks at an absolute path. Never rejects: what can't be read is told as its reason. */
export async function lookAt(path: string, change: CodexChange | null, budget: LookBudget): Promise<Look> {
  const parent = await realParent(path)
  const found = await read(join(parent, basename(path)), budget)
  const facts = { parent, state: found.state, content: found.content, exists: found.content !== 'absent' }
  const isKnown = found.bytes !== null || found.content === 'absent'
  if (!change || !isKnown) return { ...facts, fits: true, after: null }
  const { contentAfter } = await import('../changes/acts/codex-change')
  const after = contentAfter(change, found.bytes)
  // Nobody can say whether a file that an addition replaces was there all the time: what counts is that it doesn't change now.
  if (after === null) return { ...facts, fits: false, after: null }
  return { ...facts, fits: true, after: after === 'gone' ? 'absent' : hashOf(after) }
}

async function read(
  path: string,
  budget: LookBudget,
): Promise<{ state: string; content: string; bytes: Buffer | null }> {
  const told = (content: string, state = content): { state: string; content: string; bytes: null } => ({
    state,
    content,
    bytes: null,
  })
  try {
    const seen = await lstat(path, { bigint: true })
    const bits = (seen.mode & 0o7777n).toString(8)
    if (seen.isSymbolicLink()) {
      const target = await readlink(path)
      // Codex writes into what a link leads to, where it may; so that counts, too.
      const behind = await realpath(path).catch(() => null)
      return told(`link ${target}`, `link ${target} ${behind === null ? '' : await stampOf(behind)}`)
    }
    if (!seen.isFile()) return told(seen.isDirectory() ? 'folder' : 'special')
    const stamp = `${seen.dev}:${seen.ino}:${seen.size}:${seen.mtimeNs}:${seen.ctimeNs}`
    if (seen.size > BigInt(Math.min(maxFileBytes, budget.left))) return told(`large ${stamp}`)
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      if (!(await file.stat()).isFile()) return told('special')
      const bytes = await file.readFile()
      budget.left -= bytes.length
      const content = hashOf(bytes)
      return { content, state: `${content} ${bits}`, bytes }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = systemErrorCode(error)
    return told(code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : `unreadable ${code ?? ''}`)
  }
}

async function stampOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs } = await lstat(path, { bigint: true })
  return `${dev}:${ino}:${size}:${mtimeNs}`
}

/** The real path of the folder that a path is in; where folders are missing, what they would be called. */
async function realParent(path: string): Promise<string> {
  const missing: string[] = []
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => null)
    if (real !== null) return join(real, ...missing)
    if (dirname(folder) === folder) return join(folder, ...missing)
    missing.unshift(basename(folder))
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
