// Thumbnails of the attached images, and what could not be attached.
import { X } from 'lucide-react'
import { IconButton } from '../../kit'
import type { Draft } from '../../stores/composer/composer'

interface AttachmentsProps {
  images: Draft['images']
  problems: readonly string[]
  onRemove: (index: number) => void
  onDismiss: () => void
}

export function Attachments({ images, problems, onRemove, onDismiss }: AttachmentsProps) {
  if (images.length === 0 && problems.length === 0) return null
  return (
    <div className="flex flex-col gap-1 px-3 pt-2">
      {images.length > 0 && (
        <ul aria-label="Attached images" className="flex flex-wrap gap-2">
          {images.map((image, index) => (
            <li key={index} className="relative">
              <img
                src={image.dataUrl}
                alt={image.name}
                title={image.name}
                className="h-14 w-14 rounded-sm border border-line object-cover"
              />
              <IconButton
                label={`Remove ${image.name}`}
                icon={X}
                size="sm"
                onClick={() => onRemove(index)}
                className="absolute! -top-1.5 -right-1.5 bg-raised shadow-float"
              />
            </li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <div role="alert" className="flex items-start gap-2 text-small text-failed">
          <div className="min-w-0 flex-1 break-words select-text">
            {problems.map((problem, index) => (
              <p key={index}>{problem}</p>
            ))}
          </div>
          <IconButton label="Dismiss" icon={X} size="sm" onClick={onDismiss} />
        </div>
      )}
    </div>
  )
}
