// The way back from a save of a file of the configuration, and the way there again: as notices, one a file, since an older save can't
// be taken back over a newer one.
import type { ConfigFile } from '../../../preload/contract/config'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { fileKey, fileWords } from './open-file'

type OfferUndo = (projectId: string, file: ConfigFile, undoId: string, message: string) => void

/** `reread` brings what is in view up to date after a step. */
export function undoOffers(reread: (projectId: string, file: ConfigFile) => Promise<void>): OfferUndo {
  /** The notice of each file. */
  const offers = new Map<string, string>()

  const offer = (projectId: string, file: ConfigFile, undoId: string, message: string, isAgain: boolean): void => {
    const key = fileKey(projectId, file)
    const { push, dismiss } = useNotices.getState()
    const before = offers.get(key)
    if (before !== undefined) dismiss(before)
    const run = (): void => void step(projectId, file, undoId, isAgain)
    offers.set(key, push({ level: 'info', message, projectId, action: { label: isAgain ? 'Redo' : 'Undo', run } }))
  }
  const step = async (projectId: string, file: ConfigFile, undoId: string, isAgain: boolean): Promise<void> => {
    const result = await app('config/undo', { undoIds: [undoId] })
    if (!result.ok) return tellFailure('It was not taken back', result.error, projectId)
    const [back] = result.value
    const name = fileWords(file)
    if (back?.state === 'conflict' || back?.state === 'refused')
      useNotices.getState().push({
        level: 'warning',
        message: back.problem ?? `${name} was changed since, so it was left as it is.`,
        projectId,
      })
    else if (back?.undoId)
      offer(projectId, file, back.undoId, `${name} is ${isAgain ? 'saved again' : 'as it was before'}.`, !isAgain)
    await reread(projectId, file)
  }
  return (projectId, file, undoId, message) => offer(projectId, file, undoId, message, false)
}
