// Images that a message or a tool brings. Only data URLs of raster types are drawn; anything remote stays a line of text.
import { useState } from 'react'

const drawable = /^data:image\/(?:png|jpeg|gif|webp);base64,/

/** Whether `url` is a picture that may be drawn: a raster data URL. SVG and remote addresses are not. */
export function isDrawable(url: string): boolean {
  return drawable.test(url.slice(0, 40))
}

/** `url` comes from a record as it is: whatever else it is but text is not drawn. */
export function SafeImage({ url, alt }: { url: unknown; alt: string }) {
  const [broken, setBroken] = useState(false)
  if (typeof url !== 'string') return <ImageNote text={`${alt}: there is none`} />
  if (!isDrawable(url))
    return <ImageNote text={url.startsWith('data:') ? `${alt}: not an image type that is shown` : url} />
  if (broken) return <ImageNote text={`${alt}: the image could not be decoded`} />
  return (
    <img
      src={url}
      alt={alt}
      onError={() => setBroken(true)}
      className="max-h-80 max-w-full rounded-sm border border-line object-contain"
    />
  )
}

function ImageNote({ text }: { text: string }) {
  return (
    <span className="text-small break-all text-muted">
      Image: {text.length > 300 ? `${text.slice(0, 300)}…` : text}
    </span>
  )
}
