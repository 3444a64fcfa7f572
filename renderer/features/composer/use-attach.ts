// Taking image files into a draft: checks each, keeps what is an image, says what is not.
import { useCallback, useState } from 'react'
import { emptyDraft, useComposer } from '../../stores/composer/composer'
import { mostImages, readImage } from './images'

const none: readonly string[] = []

export interface Attach {
  problems: readonly string[]
  reading: boolean
  add: (files: readonly File[]) => Promise<void>
  remove: (index: number) => void
  dismiss: () => void
}

export function useAttach(draftKey: string): Attach {
  // What went wrong belongs to the draft that it happened in.
  const [told, tell] = useState<{ key: string; problems: readonly string[] }>({ key: draftKey, problems: none })
  const [reading, setReading] = useState(false)
  const imagesNow = useCallback(() => (useComposer.getState().drafts[draftKey] ?? emptyDraft).images, [draftKey])

  const add = useCallback(
    async (files: readonly File[]): Promise<void> => {
      setReading(true)
      tell({ key: draftKey, problems: none })
      const wrong: string[] = []
      // One after the other: twenty images of 20 MB decoded at once would be felt.
      for (const file of files) {
        if (imagesNow().length >= mostImages) {
          wrong.push(`A message may carry up to ${mostImages} images.`)
          break
        }
        const outcome = await readImage(file)
        if (outcome.ok) useComposer.getState().edit(draftKey, { images: [...imagesNow(), outcome.image] })
        else wrong.push(outcome.message)
      }
      tell({ key: draftKey, problems: wrong })
      setReading(false)
    },
    [draftKey, imagesNow],
  )
  const remove = useCallback(
    (index: number) => useComposer.getState().edit(draftKey, { images: imagesNow().filter((_, at) => at !== index) }),
    [draftKey, imagesNow],
  )
  const dismiss = useCallback(() => tell({ key: draftKey, problems: none }), [draftKey])
  return { problems: told.key === draftKey ? told.problems : none, reading, add, remove, dismiss }
}
