// Images that Codex looked at or made.
import { Image, ImagePlus } from 'lucide-react'
import { VisibleText } from '../../../text/visible-text'
import { pathWithin } from '../file-changes'
import type { ItemViewProps } from './item-view'
import { SafeImage } from '../../../text/safe-image'
import { ToolRow } from './tool-row'

/** The picture itself is a local file, which the page may not read: its path is what is shown. */
export function ImageView({ item, root }: ItemViewProps<'imageView'>) {
  return (
    <ToolRow
      id={item.id}
      icon={<Image size={14} />}
      title={
        <>
          Looked at the image{' '}
          <code className="text-code text-text">
            <VisibleText text={pathWithin(root, item.path)} />
          </code>
        </>
      }
    />
  )
}

export function ImageGeneration({ item, live, root }: ItemViewProps<'imageGeneration'>) {
  const failed = item.failure !== null && item.failure !== undefined
  const result = 'result' in item && typeof item.result === 'string' ? item.result : ''
  const words = live ? 'drawing' : failed ? 'failed' : item.status === 'completed' ? '' : item.status
  return (
    <ToolRow
      id={item.id}
      icon={<ImagePlus size={14} />}
      tone={live ? 'running' : failed ? 'failed' : 'quiet'}
      title={failed ? 'An image was not made' : live ? 'Making an image' : 'Made an image'}
      facts={words}
      open={!live}
      renderBody={() => (
        <div className="flex min-w-0 flex-col gap-1 select-text">
          {failed && <p className="text-failed">{failureWords(item.failure?.type)}</p>}
          {item.revisedPrompt && <p className="text-muted">{item.revisedPrompt}</p>}
          {result !== '' && (
            <SafeImage
              url={result.startsWith('data:') ? result : `data:image/png;base64,${result}`}
              alt={item.revisedPrompt ?? 'Generated image'}
            />
          )}
          {item.savedPath && (
            <p className="text-small text-faint">
              Saved as <VisibleText text={pathWithin(root, item.savedPath)} />
            </p>
          )}
        </div>
      )}
    />
  )
}

function failureWords(type: string | undefined): string {
  return type === 'usageLimitExceeded'
    ? 'The usage limit for images is reached.'
    : `The image service refused: ${type ?? 'no reason given'}.`
}
