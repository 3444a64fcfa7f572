// Reads a patch that somebody wrote: git's own, or Codex's (turn/diff/updated), whose names are never quoted, whose paths outside
// are absolute after a double slash, and whose renames have no rename lines. Nothing in it is believed: a file whose headers
// contradict each other or whose hunks are not whole is shown and refused. Pure.
import type { FileStatus } from '@contract/changes'
import type { HeldFile } from '../view-model'
import { heldFile } from './held-file'
import { afterLine, heldHunks, hunkAt, type FoundHunk } from './hunks'
import { unquoted } from './quote'

export interface PatchPlace {
  /** The folder's absolute path: absolute names within it are its own. */
  readonly folder: string
  /** Where the folder is within what plain names are relative to: "" or "sub/folder/". */
  readonly prefix: Buffer
}

export interface PatchFiles {
  readonly files: HeldFile[]
  /** Hunks that stood before any file was named. */
  readonly strayHunks: number
}

interface Section {
  command: { oldName: Buffer; newName: Buffer } | null
  /** Of `---` and `+++`; `none` is /dev/null. */
  before: Buffer | 'none' | null
  after: Buffer | 'none' | null
  /** Of rename and copy lines. */
  from: Buffer | null
  to: Buffer | null
  isCopy: boolean
  isNew: boolean
  isGone: boolean
  oldMode: string | null
  newMode: string | null
  ids: string
  binary: boolean
  unreadable: boolean
  hunks: FoundHunk[]
}

const modes = new Set(['100644', '100755', '120000', '160000'])

/** The files of a patch, by order of appearance. */
export function patchFiles(patch: Buffer, place: PatchPlace): PatchFiles {
  const { sections, strayHunks } = readSections(patch)
  const times = new Map<string, number>()
  const files: HeldFile[] = []
  for (const section of sections) {
    const names = namesOf(section)
    if (names === null) continue
    const path = placed(names.newName, place)
    const key = path.path.toString('latin1')
    const nth = times.get(key) ?? 0
    times.set(key, nth + 1)
    files.push(fileOf(patch, section, names, path, { place, nth }))
  }
  return { files, strayHunks }
}

function readSections(patch: Buffer): { sections: Section[]; strayHunks: number } {
  const sections: Section[] = []
  let current: Section | null = null
  let strayHunks = 0
  let at = 0
  while (at < patch.length) {
    const hunk = hunkAt(patch, at)
    if (hunk) {
      if (current) current.hunks.push(hunk)
      else strayHunks += 1
      at = hunk.end
      continue
    }
    const end = afterLine(patch, at, patch.length)
    const line = patch.subarray(at, patch[end - 1] === 0x0a ? end - 1 : end)
    const opens = startsWith(line, 'diff --git ')
    // A patch without git's own headers: a second "---" after hunks is the next file.
    const opensPlain = startsWith(line, '--- ') && startsWith(patch.subarray(end, end + 4), '+++ ')
    if (opens || (opensPlain && (current === null || current.hunks.length > 0 || current.before !== null))) {
      current = emptySection()
      sections.push(current)
    }
    if (current) readHeader(current, line)
    at = end
  }
  return { sections, strayHunks }
}

function emptySection(): Section {
  return {
    command: null,
    before: null,
    after: null,
    from: null,
    to: null,
    isCopy: false,
    isNew: false,
    isGone: false,
    oldMode: null,
    newMode: null,
    ids: '',
    binary: false,
    unreadable: false,
    hunks: [],
  }
}

function readHeader(section: Section, line: Buffer): void {
  const rest = (start: string): Buffer => line.subarray(start.length)
  if (startsWith(line, 'diff --git ')) section.command = namesOfCommand(rest('diff --git '))
  else if (startsWith(line, '--- ')) section.before = nameOf(rest('--- '), 'a/')
  else if (startsWith(line, '+++ ')) section.after = nameOf(rest('+++ '), 'b/')
  else if (startsWith(line, 'rename from ')) section.from = bareName(rest('rename from '))
  else if (startsWith(line, 'rename to ')) section.to = bareName(rest('rename to '))
  else if (startsWith(line, 'copy from ')) section.from = bareName(rest('copy from '))
  else if (startsWith(line, 'copy to ')) {
    section.to = bareName(rest('copy to '))
    section.isCopy = true
  } else if (startsWith(line, 'new file mode ')) {
    section.isNew = true
    section.newMode = rest('new file mode ').toString('latin1')
  } else if (startsWith(line, 'deleted file mode ')) {
    section.isGone = true
    section.oldMode = rest('deleted file mode ').toString('latin1')
  } else if (startsWith(line, 'old mode ')) section.oldMode = rest('old mode ').toString('latin1')
  else if (startsWith(line, 'new mode ')) section.newMode = rest('new mode ').toString('latin1')
  else if (startsWith(line, 'index ')) readIndexLine(section, rest('index ').toString('latin1', 0, 160))
  else if (startsWith(line, 'Binary files ') || startsWith(line, 'GIT binary patch')) section.binary = true
  else if (/^[@ +-]/.test(line.toString('latin1', 0, 1)) && section.binary === false) section.unreadable = true
}

function readIndexLine(section: Section, text: string): void {
  const [ids = '', mode] = text.split(' ')
  section.ids = ids
  if (mode === undefined) return
  section.oldMode ??= mode
  section.newMode ??= mode
}

/** `a/x b/x`: quoted, or cut in two where both halves name the same file. Names that differ are told by other lines. */
function namesOfCommand(text: Buffer): Section['command'] {
  const first = unquoted(text, 0, text.length)
  if (first) {
    const second = nameOf(text.subarray(first.end + 1), 'b/')
    return second === null || second === 'none' ? null : { oldName: stripped(first.name, 'a/'), newName: second }
  }
  const half = (text.length - 1) / 2
  if (Number.isInteger(half) && text[half] === 0x20) {
    const oldName = stripped(text.subarray(0, half), 'a/')
    const newName = stripped(text.subarray(half + 1), 'b/')
    if (oldName.equals(newName)) return { oldName, newName }
  }
  return null
}

/** A name of a `---` or `+++` line: quoted or as it is, a time after a tab cut off. */
function nameOf(text: Buffer, prefix: string): Buffer | 'none' | null {
  const inQuotes = unquoted(text, 0, text.length)
  if (inQuotes) return stripped(inQuotes.name, prefix)
  const tab = text.lastIndexOf(0x09)
  const isTime = tab !== -1 && (tab === text.length - 1 || /^\d{4}-\d\d-\d\d/.test(text.toString('latin1', tab + 1)))
  const plain = isTime ? text.subarray(0, tab) : text
  if (plain.equals(devNull)) return 'none'
  return plain.length === 0 ? null : stripped(plain, prefix)
}

const devNull = Buffer.from('/dev/null')

function bareName(text: Buffer): Buffer {
  return unquoted(text, 0, text.length)?.name ?? text
}

function stripped(name: Buffer, prefix: string): Buffer {
  return startsWith(name, prefix) ? name.subarray(prefix.length) : name
}

interface Names {
  readonly oldName: Buffer
  readonly newName: Buffer
  readonly status: FileStatus
  /** The headers name different files. */
  readonly contradict: boolean
}

function namesOf(section: Section): Names | null {
  const { command, before, after, from, to, isCopy } = section
  const isNew = section.isNew || before === 'none'
  const isGone = section.isGone || after === 'none'
  const told = (...names: (Buffer | 'none' | null | undefined)[]): Buffer[] =>
    names.filter((name): name is Buffer => Buffer.isBuffer(name))
  const oldNames = isNew ? [] : told(from, before, command?.oldName)
  const newNames = isGone ? [] : told(to, after, command?.newName)
  const oldName = oldNames[0] ?? (isNew ? newNames[0] : undefined) ?? command?.oldName
  const newName = newNames[0] ?? (isGone ? oldNames[0] : undefined) ?? command?.newName
  if (oldName === undefined || newName === undefined) return null
  // Of a new or removed file, what the command names must be that file, too.
  const others = isNew ? told(command?.oldName).filter((name) => !name.equals(newName)) : []
  const contradict =
    (isNew && isGone) ||
    others.length > 0 ||
    oldNames.some((name) => !name.equals(oldName)) ||
    newNames.some((name) => !name.equals(newName))
  const isSame = oldName.equals(newName)
  const status = isNew ? 'added' : isGone ? 'deleted' : isSame ? 'modified' : isCopy ? 'copied' : 'renamed'
  return { oldName, newName, status, contradict }
}

/** A name of the patch as a path of the folder; `outside` when it is in none of it. */
function placed(name: Buffer, { folder, prefix }: PatchPlace): { path: Buffer; outside: boolean } {
  const within = Buffer.from(`${folder.replaceAll('\\', '/').replace(/\/+$/, '')}/`)
  const isAbsolute = name[0] === 0x2f || /^[a-z]:[/\\]/i.test(name.toString('latin1', 0, 3))
  const start = isAbsolute ? within : prefix
  if (name.subarray(0, start.length).equals(start)) return { path: name.subarray(start.length), outside: false }
  return { path: name, outside: true }
}

function fileOf(
  patch: Buffer,
  section: Section,
  { oldName, status, contradict }: Names,
  { path, outside }: { path: Buffer; outside: boolean },
  { place, nth }: { place: PatchPlace; nth: number },
): HeldFile {
  const old = placed(oldName, place)
  const isMove = status === 'renamed' || status === 'copied'
  const mode = (text: string | null): string | null => (text !== null && modes.has(text) ? text : null)
  const strangeMode = [section.oldMode, section.newMode].find((text) => text !== null && !modes.has(text))
  const broken = section.unreadable || section.hunks.some(({ whole }) => !whole)
  const refused =
    outside || (isMove && old.outside)
      ? 'The path leads out of this folder.'
      : contradict
        ? 'The patch names different files for this one change.'
        : nth > 0
          ? 'The patch changes this file more than once.'
          : strangeMode !== undefined
            ? 'The patch makes something that is no plain file, link or submodule.'
            : broken
              ? 'A part of the patch can’t be read.'
              : null
  return heldFile(
    {
      rawPath: path,
      rawOldPath: isMove ? old.path : null,
      status,
      oldMode: status === 'added' ? null : mode(section.oldMode),
      newMode: status === 'deleted' ? null : (mode(section.newMode) ?? (status === 'added' ? '100644' : null)),
      oldId: null,
      newId: null,
      hunks: heldHunks(path, patch, section.hunks),
      added: section.hunks.reduce((total, { added }) => total + added, 0),
      removed: section.hunks.reduce((total, { removed }) => total + removed, 0),
      binary: section.binary,
      content: section.hunks.length > 0 ? '' : section.ids,
      refused,
      nth,
    },
    'foreign',
  )
}

function startsWith(bytes: Buffer, text: string): boolean {
  return bytes.length >= text.length && bytes.toString('latin1', 0, text.length) === text
}
