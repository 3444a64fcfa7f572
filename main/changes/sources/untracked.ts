// Untracked files as new ones: listed by git (which knows what is ignored), read here and bounded, so that a thousand of them
// cost no thousand processes. Nothing but plain files and links is ever opened.
import { inWords } from '../git/commit'
import type { Git } from '../git/run'
import type { Folder, HeldFile } from '../view-model'
import { readWorkFile, Whereabouts, type WorkFile } from '../work-file'
import { heldFile, type FileFacts } from './held-file'
import { heldHunks, type FoundHunk } from './hunks'

/** Files and bytes that are read with the view; the others when somebody looks at them. */
const readAtOnce = { files: 2000, bytes: 32 * 1024 * 1024, each: 2 * 1024 * 1024 }
const readAlone = 16 * 1024 * 1024
/** Names that are read of git's list. */
const listBytes = 32 * 1024 * 1024
const atATime = 16
/** Git looks for a null character this far to tell what is binary. */
const lookedAt = 8000

/** Raw paths of the folder's untracked files, ignored ones left out. A repository within is one path that ends with a slash. */
export async function untrackedPaths(git: Git, folder: Folder, signal?: AbortSignal): Promise<Buffer[]> {
  const args = ['ls-files', '-z', '--others', '--exclude-standard']
  const ended = await git.run(args, { cwd: folder.path, trusted: folder.trusted, signal, maxBytes: listBytes })
  if (ended.code !== 0 && !ended.cut) throw inWords(args, ended)
  const paths: Buffer[] = []
  let start = 0
  for (let end = ended.stdout.indexOf(0); end !== -1; end = ended.stdout.indexOf(0, start)) {
    paths.push(ended.stdout.subarray(start, end))
    start = end + 1
  }
  return paths
}

/** Untracked files as new ones of a view, in the order given; those over the bounds without their lines. */
export async function untrackedFiles(
  folder: Folder,
  paths: readonly Buffer[],
  signal?: AbortSignal,
): Promise<HeldFile[]> {
  const whereabouts = new Whereabouts(folder.path)
  const files: HeldFile[] = []
  let bytes = 0
  for (let at = 0; at < paths.length; at += atATime) {
    signal?.throwIfAborted()
    const some = paths.slice(at, at + atATime)
    const isOver = at >= readAtOnce.files || bytes >= readAtOnce.bytes
    const read = isOver
      ? some.map((path) => unread(path))
      : await Promise.all(some.map((path) => untrackedFile(folder, path, readAtOnce.each, whereabouts)))
    for (const file of read) {
      if (file === null) continue // gone meanwhile
      files.push(file)
      bytes += file.hunks?.[0]?.bytes.length ?? 0
    }
  }
  return files
}

/** One of them alone, up to 16 MB; as it was where that is not enough or it is gone. */
export async function untrackedAlone(folder: Folder, file: HeldFile): Promise<HeldFile> {
  return (await untrackedFile(folder, file.rawPath, readAlone, new Whereabouts(folder.path))) ?? file
}

async function untrackedFile(
  folder: Folder,
  path: Buffer,
  maxBytes: number,
  whereabouts: Whereabouts,
): Promise<HeldFile | null> {
  if (path.at(-1) === 0x2f) return repositoryWithin(path)
  const found = await readWorkFile(folder.path, path, maxBytes, whereabouts)
  return foundFile(path, found)
}

function foundFile(path: Buffer, found: WorkFile): HeldFile | null {
  switch (found.kind) {
    case 'file':
      return isBinary(found.bytes)
        ? added(path, { newMode: found.mode, binary: true, content: `${found.bytes.length} ${found.mtimeMs}` })
        : withLines(path, found.bytes, found.mode)
    case 'symlink':
      return withLines(path, found.target, '120000')
    case 'large':
      return added(path, { newMode: found.mode, hunks: null, form: 'huge', content: `${found.size} ${found.mtimeMs}` })
    case 'gone':
    case 'elsewhere':
      return null
    case 'folder':
      return repositoryWithin(path)
    case 'special':
      return added(path, { form: 'binary', refused: 'A device, a pipe or a socket stands there.' })
    case 'unreadable':
      return added(path, { form: 'binary', refused: 'The file can’t be read: the system doesn’t allow it.' })
  }
}

/** Not looked at yet. */
function unread(path: Buffer): HeldFile {
  return path.at(-1) === 0x2f ? repositoryWithin(path) : added(path, { hunks: null, content: 'unread' })
}

function repositoryWithin(path: Buffer): HeldFile {
  const name = path.at(-1) === 0x2f ? path.subarray(0, -1) : path
  return added(name, { newMode: '160000', form: 'submodule', refused: 'Another git repository stands there.' })
}

function withLines(path: Buffer, content: Buffer, newMode: string): HeldFile {
  const { bytes, hunk } = newFileHunk(content)
  const hunks = hunk ? heldHunks(path, bytes, [hunk]) : []
  return added(path, { newMode, hunks, added: hunk?.added ?? 0, content: '' })
}

function added(path: Buffer, facts: Partial<FileFacts>): HeldFile {
  const whole: FileFacts = {
    rawPath: path,
    rawOldPath: null,
    status: 'added',
    oldMode: null,
    newMode: '100644',
    oldId: null,
    newId: null,
    hunks: [],
    added: 0,
    removed: 0,
    binary: false,
    content: '',
    ...facts,
  }
  return heldFile(whole, 'own')
}

/** Git's rule: a null character near the start. UTF-16 is binary by it, too. */
function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, lookedAt).includes(0)
}

/** A whole content as the one hunk that git writes for a new file; no hunk for an empty one. */
export function newFileHunk(content: Buffer): { bytes: Buffer; hunk: FoundHunk | null } {
  if (content.length === 0) return { bytes: content, hunk: null }
  let lines = 0
  for (let place = content.indexOf(0x0a); place !== -1; place = content.indexOf(0x0a, place + 1)) lines += 1
  const endsOpen = content.at(-1) !== 0x0a
  if (endsOpen) lines += 1
  const head = Buffer.from(lines === 1 ? '@@ -0,0 +1 @@\n' : `@@ -0,0 +1,${lines} @@\n`)
  const tail = Buffer.from(endsOpen ? '\n\\ No newline at end of file\n' : '')
  const bytes = Buffer.allocUnsafe(head.length + content.length + lines + tail.length)
  head.copy(bytes)
  let to = head.length
  let from = 0
  while (from < content.length) {
    const newline = content.indexOf(0x0a, from)
    const end = newline === -1 ? content.length : newline + 1
    bytes[to] = 0x2b
    content.copy(bytes, to + 1, from, end)
    to += 1 + end - from
    from = end
  }
  tail.copy(bytes, to)
  const hunk: FoundHunk = {
    oldStart: 0,
    oldCount: 0,
    newStart: 1,
    newCount: lines,
    start: 0,
    end: bytes.length,
    added: lines,
    removed: 0,
    whole: true,
  }
  return { bytes, hunk }
}
