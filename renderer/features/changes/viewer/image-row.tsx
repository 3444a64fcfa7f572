// An image before and after, side by side on a checkerboard, with its measures. Drawn as an <img> from a data URL: nothing in it runs.
import { useEffect, useState } from 'react'
import type { ViewFile } from '../../../../preload/contract/changes'
import { Spinner } from '../../../kit'
import { sizeWords } from './file-words'
import type { DiffListProps, Side } from './props'

type Load = NonNullable<DiffListProps['loadImage']>

const drawable = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)[;,]/i

export function ImageRow({ rowKey, file, load }: { rowKey: string; file: ViewFile; load: Load }) {
  const sides: Side[] = file.status === 'added' ? ['new'] : file.status === 'deleted' ? ['old'] : ['old', 'new']
  return (
    <div className="dv-images" data-key={rowKey}>
      {sides.map((side) => (
        <ImageSide key={side} file={file} side={side} load={load} />
      ))}
    </div>
  )
}

type Loaded = { state: 'loading' } | { state: 'there'; url: string } | { state: 'none'; words: string }

function ImageSide({ file, side, load }: { file: ViewFile; side: Side; load: Load }) {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  const [measures, setMeasures] = useState<string | null>(null)
  const { id, mark } = file
  useEffect(() => {
    let wanted = true
    setLoaded({ state: 'loading' })
    setMeasures(null)
    load(id, side).then(
      (url) => {
        if (!wanted) return
        if (url === null) setLoaded({ state: 'none', words: 'Not there, or too large to be drawn.' })
        else if (drawable.test(url)) setLoaded({ state: 'there', url })
        else setLoaded({ state: 'none', words: 'Of a kind that is not drawn here.' })
      },
      (error: unknown) => {
        if (wanted) setLoaded({ state: 'none', words: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      wanted = false
    }
  }, [id, mark, side, load])
  const title = side === 'old' ? 'Before' : 'After'
  return (
    <figure className="dv-image" data-side={side}>
      <div className="dv-image-ground">
        {loaded.state === 'loading' ? <Spinner label="Reading the image…" /> : null}
        {loaded.state === 'none' ? <span className="text-muted">{loaded.words}</span> : null}
        {loaded.state === 'there' ? (
          <img
            src={loaded.url}
            alt={`${title}: ${file.path}`}
            draggable={false}
            onLoad={({ currentTarget }) =>
              setMeasures(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}`)
            }
            onError={() => setLoaded({ state: 'none', words: 'This image could not be drawn: it is damaged.' })}
          />
        ) : null}
      </div>
      <figcaption>
        <span data-title={side}>{title}</span>
        {measures === null ? null : <span>{measures}</span>}
        {loaded.state === 'there' ? <span>{sizeWords(bytesOf(loaded.url))}</span> : null}
      </figcaption>
    </figure>
  )
}

/** Of a data URL's content. */
function bytesOf(url: string): number {
  const content = url.length - url.indexOf(',') - 1
  return /;base64,/i.test(url.slice(0, 100)) ? Math.floor((content * 3) / 4) : content
}
