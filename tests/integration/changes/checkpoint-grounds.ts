// Grounds for the tests of snapshots, taken away after each test, and what several of them ask.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openGround, rewindView, type Ground } from './checkpoint-tree'

let open: Ground[] = []

/** Takes away after each test of the file what it made. */
export function useGrounds(): void {
  afterEach(() => {
    for (const one of open) one.remove()
    open = []
  })
}

export const ground = (options: Parameters<typeof openGround>[0] = {}): Ground => {
  const made = openGround(options)
  open.push(made)
  return made
}

export const ofTurn = (turnId: string) => ({ kind: 'turn', threadId: 't', turnId, patch: null }) as const

/** The folder of the one store there is. */
export const storeOf = (at: Ground): string => {
  const dir = join(at.userData, 'checkpoints', at.folder.place.projectId)
  return join(dir, readdirSync(dir)[0] ?? '')
}

/** Looks at going back to before the turn, and does it. */
export const onRewind = async (at: Ground, turnId: string, checkpoints = at.checkpoints) =>
  checkpoints.rewind(await rewindView(at, checkpoints, turnId))
