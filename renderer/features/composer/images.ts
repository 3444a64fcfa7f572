// Images on their way into a message: only what really is one gets in. No store, no window.

export interface AttachedImage {
  name: string
  dataUrl: string
}

export type ImageOutcome = { ok: true; image: AttachedImage } | { ok: false; message: string }

export const largestImage = 20 * 1024 * 1024
export const mostImages = 20

const signatures: readonly { type: string; matches: (bytes: Uint8Array) => boolean }[] = [
  { type: 'image/png', matches: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'image/jpeg', matches: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  { type: 'image/gif', matches: (bytes) => ascii(bytes, 0, 6) === 'GIF87a' || ascii(bytes, 0, 6) === 'GIF89a' },
  { type: 'image/webp', matches: (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP' },
]

const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte)
const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

/** The image type that the bytes themselves claim; null when they are none of png, jpeg, gif, webp. */
export function sniffImage(bytes: Uint8Array): string | null {
  return signatures.find(({ matches }) => matches(bytes))?.type ?? null
}

/** Throws when the bytes cannot be decoded as an image. */
export type Decode = (blob: Blob) => Promise<void>

const decodeInBrowser: Decode = async (blob) => {
  const bitmap = await createImageBitmap(blob)
  bitmap.close()
}

/**
 * Reads a file as an attachment. Checked in this order: size, magic bytes, that it decodes. The type is the one that the
 * bytes show, not the one that the file's name claims.
 */
export async function readImage(file: File, decode: Decode = decodeInBrowser): Promise<ImageOutcome> {
  const name = file.name === '' ? 'Pasted image' : file.name
  if (file.size === 0) return { ok: false, message: `${name} is empty.` }
  if (file.size > largestImage) {
    return {
      ok: false,
      message: `${name} is ${megabytes(file.size)} MB; images may have up to ${megabytes(largestImage)} MB.`,
    }
  }
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return { ok: false, message: `${name} could not be read.` }
  }
  const type = sniffImage(bytes)
  if (type === null)
    return { ok: false, message: `${name} is not an image that can be attached (PNG, JPEG, GIF, WebP).` }
  const blob = new Blob([bytes], { type })
  try {
    await decode(blob)
  } catch {
    return { ok: false, message: `${name} looks like an image but cannot be decoded. It may be damaged.` }
  }
  return { ok: true, image: { name, dataUrl: await toDataUrl(blob) } }
}

function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') resolve(reader.result)
      else reject(new Error('The reader answered no text.'))
    })
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The image could not be read.')))
    reader.readAsDataURL(blob)
  })
}

const megabytes = (bytes: number): string => (bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)

/**
 * The files of a paste or a drop that are to be attached; null when there are none, so that it goes its usual way. A folder
 * is a project to open, not an attachment; and an office program's copy carries a picture of its own text, which loses to
 * the text.
 */
export function filesToAttach(transfer: DataTransfer | null): File[] | null {
  const files = [...(transfer?.files ?? [])]
  if (!transfer || files.length === 0) return null
  const entries = [...(transfer.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null)
  if (entries.some((entry) => entry?.isDirectory)) return null
  const types = new Set(transfer.types)
  if ((types.has('text/html') || types.has('text/rtf')) && types.has('text/plain')) return null
  return files
}
