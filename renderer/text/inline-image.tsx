// An image in Markdown: drawn only when its bytes are in the text itself. Anything else would tell a stranger's server
// that, and when, it was read, so it becomes a chip with its description and its address.
import { ImageOff } from 'lucide-react'
import { ExternalLink } from './external-link'
import { judgeLink } from './links'

const embedded = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/i

/** True for an image that may be drawn: embedded, and of a kind that holds no script (svg does). */
export function isEmbeddedImage(src: string): boolean {
  return embedded.test(src)
}

export function InlineImage({ src, alt }: { src: string; alt: string }) {
  if (isEmbeddedImage(src)) return <img className="deck-image" src={src} alt={alt} loading="lazy" draggable={false} />
  const name = alt === '' ? 'image' : alt
  const shown = src.length > 200 ? `${src.slice(0, 200)}…` : src
  return (
    <span className="deck-image-chip">
      <ImageOff size={14} aria-hidden />
      {judgeLink(src).kind === 'open' ? (
        <ExternalLink href={src}>{name}</ExternalLink>
      ) : (
        <span title={shown}>
          {name}
          {shown === '' ? null : <span className="deck-link-target"> ({shown})</span>}
        </span>
      )}
    </span>
  )
}
