// Gives the page one side of an image. Only what an <img> draws without running anything; told by its bytes, not by its name.
import { readBlob } from './git/blob'
import type { Git } from './git/run'
import type { HeldFile, HeldView } from './view-model'
import { readWorkFile } from './work-file'

const maxBytes = 16 * 1024 * 1024

/**
 * A side of an image as a data URL: png, jpeg, gif, webp, avif, bmp, ico; svg too, which runs no script and loads nothing in an
 * <img> (and must be drawn in nothing else). Null where there is no such side, it is something else, or over 16 MB.
 */
export async function viewImage(
  git: Git,
  view: HeldView,
  file: HeldFile,
  side: 'old' | 'new',
  signal?: AbortSignal,
): Promise<string | null> {
  const name = side === 'old' ? (file.rawOldPath ?? file.rawPath) : file.rawPath
  const bytes = await sideBytes(git, view, file, side, signal)
  const type = bytes && imageType(bytes, name.toString('latin1'))
  return bytes && type ? `data:${type};base64,${bytes.toString('base64')}` : null
}

async function sideBytes(
  git: Git,
  view: HeldView,
  file: HeldFile,
  side: 'old' | 'new',
  signal: AbortSignal | undefined,
): Promise<Buffer | null> {
  const { status, oldMode, newMode } = file.view
  const mode = side === 'old' ? oldMode : newMode
  if (status === (side === 'old' ? 'added' : 'deleted') || !mode?.startsWith('100')) return null
  const id = side === 'old' ? file.oldId : file.newId
  const { folder, store } = view
  if (id !== null)
    return readBlob(git, { folder, store, ...(signal ? { signal } : {}) }, id, maxBytes).catch(() => {
      signal?.throwIfAborted()
      return null
    })
  if (view[side].kind !== 'worktree') return null
  const found = await readWorkFile(folder.path, file.rawPath, maxBytes)
  return found.kind === 'file' ? found.bytes : null
}

/** What an image is by its first bytes; null when it is none that is drawn. Svg by its name, too, for its start can be anything. */
export function imageType(bytes: Buffer, name: string): string | null {
  const start = bytes.toString('latin1', 0, 16)
  if (start.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (start.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(start)) return 'image/gif'
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'image/webp'
  if (/^[\s\S]{4}ftypavi[fs]/.test(start)) return 'image/avif'
  if (/^BM[\s\S]{4}\0\0\0\0/.test(start)) return 'image/bmp'
  if (start.startsWith('\0\0\u0001\0')) return 'image/x-icon'
  if (/\.svg$/i.test(name) && /<svg[\s>]/.test(bytes.toString('utf8', 0, 4096))) return 'image/svg+xml'
  return null
}
