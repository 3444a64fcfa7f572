// What a changed file is to a person who wants to look at it: text, an image, a submodule … From its modes, its name and its
// patch. Pure.
import type { FileForm, FileStatus } from '@contract/changes'

const imageName = /\.(?:png|jpe?g|gif|webp|bmp|ico|avif)$/i
const lfsVersion = 'version https://git-lfs.github.com/spec/v1\n'

export interface FormHints {
  readonly path: string
  readonly oldMode: string | null
  readonly newMode: string | null
  readonly binary: boolean
  /** From the @@ line of its first hunk on; null when it has none. */
  readonly firstHunk: Buffer | null
}

/** What the file is. A type that changed is told by what it became. */
export function formOf({ path, oldMode, newMode, binary, firstHunk }: FormHints): FileForm {
  const mode = newMode ?? oldMode
  if (mode === '160000' || (newMode !== null && oldMode === '160000')) return 'submodule'
  if (mode === '120000') return 'symlink'
  if (firstHunk && isPointer(firstHunk)) return 'lfs'
  if (binary || !firstHunk) {
    if (imageName.test(path)) return 'image'
    if (binary) return 'binary'
  }
  return 'text'
}

/** Whether a hunk is about the pointer that Git LFS keeps instead of a large file. */
function isPointer(hunk: Buffer): boolean {
  const start = hunk.indexOf(0x0a) + 1
  // The version is the first line of a pointer, unchanged, added or removed.
  return (
    /^[ +-]$/.test(hunk.toString('latin1', start, start + 1)) &&
    hunk.toString('latin1', start + 1, start + 1 + lfsVersion.length) === lfsVersion
  )
}

/** What git's letter means; an unknown one is a modification. */
export function statusOf(letter: string): FileStatus {
  switch (letter) {
    case 'A':
      return 'added'
    case 'D':
      return 'deleted'
    case 'R':
      return 'renamed'
    case 'C':
      return 'copied'
    case 'T':
      return 'type-changed'
    case 'U':
      return 'conflicted'
    default:
      return 'modified'
  }
}
