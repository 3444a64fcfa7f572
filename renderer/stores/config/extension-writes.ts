// What the sections of extensions share: writing single keys to the home against what was just read, turning features on and off,
// and the offer to take an act back.
import type { ConfigEdit } from '../../../preload/contract/config'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { useConfigEdits } from './config-edits'
import { useEffective } from './effective'
import { featureRows, toggleEdits } from './feature-rows'
import { useFeatures } from './features'

/**
 * Writes to the project's home. What fails is kept by `key` in the store of edits. A change by somebody else in the very moment is
 * told, and theirs stays: these switches are pressed again in a second.
 */
export async function writeFresh(projectId: string, key: string, edits: readonly ConfigEdit[]): Promise<boolean> {
  await useEffective.getState().load(projectId)
  const done = await useConfigEdits.getState().write(projectId, key, edits, 'project')
  const { conflict, settle } = useConfigEdits.getState()
  if (conflict?.projectId === projectId && conflict.key === key) {
    await settle('theirs')
    useNotices.getState().push({
      level: 'warning',
      message: 'config.toml was changed by somebody else just now, so nothing was written. Look, then try again.',
      projectId,
    })
  }
  return done
}

/** Turns a feature of Codex on or off in the project's home. */
export async function turnFeature(projectId: string, name: string, on: boolean): Promise<boolean> {
  await useEffective.getState().load(projectId)
  const config = useEffective.getState().byProject[projectId]
  const known = useFeatures.getState().byProject[projectId] ?? []
  const row = featureRows(known, config?.layers ?? [], config?.requirements ?? new Map()).find(
    (one) => one.name === name,
  )
  if (row) return useFeatures.getState().toggle(projectId, row, on, 'project')
  return writeFresh(projectId, `feature ${name}`, toggleEdits({ name, isTable: false }, on))
}

/** One offer at a time: ten switches in a row must not leave ten notices. */
let offered: string | null = null

/** Offers to take back what main keeps under these ids; `after` reads anew. */
export function offerUndo(projectId: string, message: string, undoIds: readonly string[], after: () => void): void {
  if (undoIds.length === 0) return
  const run = async (): Promise<void> => {
    useNotices.getState().dismiss(id)
    const result = await app('config/undo', { undoIds: [...undoIds] })
    if (!result.ok) tellFailure('It was not taken back', result.error, projectId)
    else {
      const left = result.value.filter(({ state }) => state === 'conflict' || state === 'refused')
      if (left.length > 0)
        useNotices.getState().push({
          level: 'warning',
          message: 'Not everything was taken back.',
          detail: left.map(({ problem }) => problem ?? 'The file was changed since.').join('\n'),
          projectId,
        })
    }
    after()
  }
  if (offered !== null) useNotices.getState().dismiss(offered)
  const id: string = useNotices
    .getState()
    .push({ level: 'info', message, projectId, action: { label: 'Undo', run: () => void run() } })
  offered = id
}
