// Reads unified diffs: git's with file headers, Codex's bare hunks, and the raw content of an added or deleted file. Pure.
// Shows rather than judges: a line that fits nowhere is kept as it is, for a diff is what a person approves by.

export type DiffKind = 'update' | 'add' | 'delete'

export type DiffLine =
  | {
      kind: 'context' | 'add' | 'remove'
      text: string
      oldNumber: number | null
      newNumber: number | null
      noNewline: boolean
    }
  /** Headers, "Binary files differ", and whatever is no line of a hunk. */
  | { kind: 'meta'; text: string }
  /** The start of a hunk; `text` is the whole @@ line. */
  | { kind: 'hunk'; text: string }

export interface ParsedDiff {
  lines: readonly DiffLine[]
  added: number
  removed: number
}

const hunkHead = /^@@+ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/
const noNewlineMark = /^\\ No newline at end of file/

/** Lines without their ends; a last empty one (the text ended with a newline) is no line. */
function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function wholeFile(content: string, kind: 'add' | 'remove'): ParsedDiff {
  const texts = linesOf(content)
  const endsOpen = content !== '' && !content.endsWith('\n')
  const lines = texts.map((text, place): DiffLine => ({
    kind,
    text,
    oldNumber: kind === 'remove' ? place + 1 : null,
    newNumber: kind === 'add' ? place + 1 : null,
    noNewline: endsOpen && place === texts.length - 1,
  }))
  return { lines, added: kind === 'add' ? lines.length : 0, removed: kind === 'remove' ? lines.length : 0 }
}

/** Codex gives an added or deleted file as its raw content; a diff of such a file starts with headers instead. */
function looksLikeDiff(text: string): boolean {
  return /^(?:diff --git |--- (?:a\/|\/dev\/null)|@@ -\d)/.test(text)
}

/** Reads a diff of one file (more than one is read too, one after the other). */
export function parseDiff(patch: string, kind: DiffKind = 'update'): ParsedDiff {
  if (kind === 'add' && !looksLikeDiff(patch)) return wholeFile(patch, 'add')
  if (kind === 'delete' && !looksLikeDiff(patch)) return wholeFile(patch, 'remove')
  return parseHunks(linesOf(patch))
}

function parseHunks(texts: readonly string[]): ParsedDiff {
  const lines: DiffLine[] = []
  let added = 0
  let removed = 0
  let oldNumber: number | null = null
  let newNumber: number | null = null
  // Lines that the hunk still announces. A "--- x" inside of it is a removed "-- x" and no header.
  let oldLeft = 0
  let newLeft = 0
  let inHunk = false

  const put = (kind: 'context' | 'add' | 'remove', text: string) => {
    lines.push({
      kind,
      text,
      oldNumber: kind === 'add' ? null : oldNumber,
      newNumber: kind === 'remove' ? null : newNumber,
      noNewline: false,
    })
    if (kind !== 'add') {
      oldLeft -= 1
      oldNumber = oldNumber === null ? null : oldNumber + 1
    }
    if (kind !== 'remove') {
      newLeft -= 1
      newNumber = newNumber === null ? null : newNumber + 1
    }
    if (kind === 'add') added += 1
    if (kind === 'remove') removed += 1
  }

  for (const [place, text] of texts.entries()) {
    const within = inHunk && (oldLeft > 0 || newLeft > 0)
    const head = within ? null : hunkHead.exec(text)
    if (head !== null || (!within && /^@@(?: |$)/.test(text))) {
      const [, oldStart, oldCount, newStart, newCount] = head ?? []
      oldNumber = oldStart === undefined ? null : Number(oldStart)
      newNumber = newStart === undefined ? null : Number(newStart)
      oldLeft = head === null ? 0 : Number(oldCount ?? 1)
      newLeft = head === null ? 0 : Number(newCount ?? 1)
      inHunk = true
      lines.push({ kind: 'hunk', text })
    } else if (noNewlineMark.test(text)) {
      const last = lines.at(-1)
      if (last !== undefined && 'noNewline' in last) last.noNewline = true
      else lines.push({ kind: 'meta', text })
    } else if (!within && isHeader(text, texts[place + 1])) {
      inHunk = false
      lines.push({ kind: 'meta', text })
    } else if (!inHunk) lines.push({ kind: 'meta', text })
    else if (text.startsWith('+')) put('add', text.slice(1))
    else if (text.startsWith('-')) put('remove', text.slice(1))
    else if (text.startsWith(' ')) put('context', text.slice(1))
    // Some tools write an empty context line as a wholly empty one.
    else if (text === '' && within) put('context', '')
    else lines.push({ kind: 'meta', text })
  }
  return { lines, added, removed }
}

function isHeader(text: string, next: string | undefined): boolean {
  if (
    /^(?:diff --git |index [0-9a-f]+\.\.|(?:old|new|deleted file|new file) mode |similarity index |rename |copy |Binary files )/.test(
      text,
    )
  )
    return true
  if (text.startsWith('--- ')) return next?.startsWith('+++ ') === true
  return text.startsWith('+++ ')
}

/** Added and removed lines of a change, for a line that only says "+12 −3". */
export function diffCounts(patch: string, kind: DiffKind = 'update'): { added: number; removed: number } {
  const { added, removed } = parseDiff(patch, kind)
  return { added, removed }
}

export interface FilePatch {
  path: string
  patch: string
}

/** Cuts a diff of many files (turn/diff/updated) into one a file. What stands before the first header is dropped if blank. */
export function splitPatch(patch: string): FilePatch[] {
  const files: FilePatch[] = []
  let lines: string[] = []
  const close = () => {
    const text = lines.join('\n')
    if (text.trim() !== '') files.push({ path: pathIn(lines), patch: text })
    lines = []
  }
  for (const line of linesOf(patch)) {
    if (line.startsWith('diff --git ')) close()
    lines.push(line)
  }
  close()
  return files
}

function pathIn(lines: readonly string[]): string {
  let old = ''
  for (const line of lines) {
    if (line.startsWith('@@')) break
    const [, side, path] = /^(---|\+\+\+) (?:[ab]\/)?(.*?)\t?$/.exec(line) ?? []
    if (path === undefined || path === '/dev/null') continue
    if (side === '+++') return path
    old = path
  }
  if (old !== '') return old
  return /^diff --git a\/.* b\/(.*)$/.exec(lines[0] ?? '')?.[1] ?? ''
}
