// A patch by itself as files of a view: what Codex wants to change before it did, or did in a chat. Pure.
import type { FilePatch, FileForm, FileStatus, ViewFile } from '../../../../preload/contract/changes'
import { diffCounts, splitPatch } from '../../../text/diff-parse'
import type { PatchDiffProps } from './props'

export interface PatchFile {
  file: ViewFile
  patch: FilePatch
}

/** The files of a patch. A raw content (Codex gives added and deleted files so) is turned into a diff first. */
export function filesOfPatch({
  patch,
  path = '',
  kind = 'update',
}: Pick<PatchDiffProps, 'patch' | 'path' | 'kind'>): PatchFile[] {
  const text = kind === 'update' || isDiff(patch) ? patch : asDiff(patch, kind)
  const parts = splitPatch(text)
  if (parts.length === 0) return path === '' ? [] : [fileOf({ path, patch: '' }, 0, kind)]
  return parts.map((part, place) =>
    fileOf({ path: parts.length === 1 && path !== '' ? path : part.path, patch: part.patch }, place, kind),
  )
}

const isDiff = (text: string) => /^(?:diff --git |--- (?:a\/|\/dev\/null)|@@ -\d)/.test(text)

function asDiff(content: string, kind: 'add' | 'delete'): string {
  if (content === '') return ''
  const lines = content.split('\n')
  const ended = lines.at(-1) === ''
  if (ended) lines.pop()
  const sign = kind === 'add' ? '+' : '-'
  const range = kind === 'add' ? `-0,0 +1,${lines.length}` : `-1,${lines.length} +0,0`
  return `@@ ${range} @@\n${lines.map((line) => sign + line).join('\n')}${ended ? '\n' : '\n\\ No newline at end of file\n'}`
}

function fileOf(
  { path, patch }: { path: string; patch: string },
  place: number,
  kind: 'update' | 'add' | 'delete',
): PatchFile {
  // What stands before the first hunk; a line of the file may look like a header.
  const head = patch.slice(0, Math.max(0, /^@@/m.exec(patch)?.index ?? patch.length))
  const field = (pattern: RegExp) => pattern.exec(head)?.[1]?.trimEnd() ?? null
  const id = `${place}`
  const oldMode = field(/^(?:old mode|deleted file mode) (\d{6})$/m)
  const newMode = field(/^(?:new mode|new file mode) (\d{6})$/m)
  const oldPath = field(/^(?:rename|copy) from (.+)$/m)
  const status = statusOf(head, kind)
  return {
    file: {
      id,
      path: path === '' ? '(no name)' : path,
      oldPath: oldPath === path ? null : oldPath,
      status,
      form: formOf(head, newMode ?? oldMode),
      ...diffCounts(patch),
      oldMode,
      newMode,
      mark: `${patch.length}`,
      refused: null,
    },
    patch: { fileId: id, patch, hunks: [], lossy: patch.includes('�'), cut: false },
  }
}

function statusOf(head: string, kind: 'update' | 'add' | 'delete'): FileStatus {
  if (kind === 'add' || /^new file mode |^--- \/dev\/null$/m.test(head)) return 'added'
  if (kind === 'delete' || /^deleted file mode |^\+\+\+ \/dev\/null$/m.test(head)) return 'deleted'
  if (/^rename from /m.test(head)) return 'renamed'
  return /^copy from /m.test(head) ? 'copied' : 'modified'
}

function formOf(head: string, mode: string | null): FileForm {
  if (mode === '120000') return 'symlink'
  if (mode === '160000') return 'submodule'
  return /^(?:Binary files |GIT binary patch)/m.test(head) ? 'binary' : 'text'
}
