// Judges a raw path of a patch or a list before anything is written there: does it stay in the folder, does it keep out of git's
// and Codex's own folders, on every file system that a checkout may be on. Pure; what stands on the disk is path-on-disk.ts.

/**
 * Whose path it is. `own`: told by git of the person's own repository, where `.codex` may be worked on like any file.
 * `foreign`: from a patch that somebody else wrote (a turn, a task, a commit), which may not touch what Codex obeys.
 */
export type PathUse = 'own' | 'foreign'

const maxBytes = 4096

/** Characters that HFS+ and APFS overlook in names, and others that draw nothing. */
const overlooked = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

const device = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$/i

/**
 * Why nothing may be written to a path (relative to the folder, `/`-separated, raw bytes), in words; null when nothing speaks
 * against it. Names that only Windows takes for something else are refused there alone, but for foreign drive paths.
 */
export function judgePath(path: Buffer, use: PathUse, platform: NodeJS.Platform = process.platform): string | null {
  if (path.length === 0) return 'The path is empty.'
  if (path.includes(0)) return 'The path holds a null character.'
  if (path.length > maxBytes) return 'The path is too long.'
  const text = path.toString('utf8')
  const onWindows = platform === 'win32'
  if (text.startsWith('/') || (onWindows && text.startsWith('\\')))
    return 'The path is absolute: it leads out of this folder.'
  if ((onWindows || use === 'foreign') && /^(?:[a-z]:|\\\\)/i.test(text))
    return 'The path names a drive: it leads out of this folder.'
  // A backslash separates on Windows alone, but a checkout may be carried there.
  const parts = text.split(onWindows || use === 'foreign' ? /[/\\]/ : '/')
  if (parts.includes('..')) return 'The path goes up with “..”: it may lead out of this folder.'
  if (parts.some((part) => part === '' || part === '.')) return 'The path is not written plainly.'
  for (const part of text.split(/[/\\]/)) {
    const name = plainName(part)
    if (isGitFolder(name)) return 'The path leads into git’s own folder (.git).'
    if (use === 'foreign' && /^\.?(?:codex|agents)(?:~\d+)?$/.test(name) && /^\.|~\d+$/.test(name))
      return `The path leads into ${name.includes('codex') ? '.codex' : '.agents'}, which decides what Codex may do.`
  }
  return onWindows ? judgeOnWindows(parts) : null
}

function judgeOnWindows(parts: readonly string[]): string | null {
  for (const part of parts) {
    if (part.includes(':')) return 'The name holds a colon, which means a hidden stream of a file on Windows.'
    if (/[. ]$/.test(part)) return 'The name ends with a dot or a space, which Windows drops.'
    // oxlint-disable-next-line no-control-regex -- these are what Windows has no names for
    if (/[<>"|?*\u0000-\u001f]/.test(part)) return 'The name holds a character that Windows has no file names with.'
    if (device.test((part.split('.')[0] ?? '').trimEnd())) return 'The name is that of a device on Windows.'
  }
  return null
}

/** A name as the most lenient file system takes it: case, unseen characters, streams, dots and spaces at its end aside. */
function plainName(part: string): string {
  const seen = part.normalize('NFKC').replaceAll(overlooked, '').toLowerCase()
  return seen.replace(/:.*$/s, '').replace(/[. ]+$/, '')
}

/** `.git` or one of the short names that NTFS makes of it. */
function isGitFolder(name: string): boolean {
  return name === '.git' || /^git~\d+$/.test(name) || /^gi[0-9a-f]{4}~\d+$/.test(name)
}

/**
 * A path as a file system that ignores case and ways of composing letters has it: two paths of one patch that fold to the same
 * would be one file there.
 */
export function foldedPath(path: Buffer): string {
  return path.toString('utf8').normalize('NFC').replaceAll(overlooked, '').toUpperCase().toLowerCase()
}
