// The handlers of all calls about configuration. Their room is loaded when the first of them comes.
import type { ConfigResults } from '@contract/config'
import type { ConfigWing } from '../config/config-wing'
import type { GrantGuard } from '../config/grant-guard'
import type { WriteLandings } from '../config/write-landings'
import type { Handlers } from './router'

export type ConfigHandlers = Pick<Handlers, keyof ConfigResults>

/** `openGuard`: what stands before the writes that would let something run. */
export function createConfigHandlers(
  open: () => Promise<ConfigWing>,
  openGuard: () => Promise<GrantGuard>,
  landings: WriteLandings,
): ConfigHandlers {
  let opened: Promise<ConfigWing> | undefined
  const wing = (): Promise<ConfigWing> => (opened ??= open())
  return {
    'config/write': ({ target, edits, expectedVersion }) =>
      landings.during(target, async (landed) => {
        const guard = await openGuard()
        guard.refuse(edits)
        return (await wing()).writes.write(target, edits, expectedVersion, landed)
      }),
    'config/stopAllHomes': async () => {
      ;(await wing()).writes.stopAllHomes()
      return null
    },
    'config/feature': ({ projectId, name }) =>
      landings.read(projectId, async () => (await wing()).featureRuns(projectId, name)),
    'config/undo': async ({ undoIds }) => (await wing()).writes.undo(undoIds),
    'config/types': async () => (await wing()).types.list(),
    'config/text': async ({ projectId, file }) => (await wing()).files.text(projectId, file),
    'config/check': async ({ projectId, file, text }) => (await wing()).files.check(projectId, file, text),
    'config/saveText': async ({ projectId, file, text, expectedHash, evenIfInvalid }) => {
      const guard = await openGuard()
      await guard.text(projectId, file, text)
      return (await wing()).files.save(projectId, file, text, { expectedHash, evenIfInvalid })
    },
    'config/keepDraft': async ({ projectId, file, draft }) => {
      await (await wing()).files.keepDraft(projectId, file, draft)
      return null
    },
    'config/drafts': async ({ projectId }) => (await wing()).files.drafts(projectId),
    'config/remove': async ({ projectId, file }) => (await wing()).files.remove(projectId, file),
    'config/backups': async ({ projectId }) => (await wing()).files.backups(projectId),
    'config/restore': async ({ projectId, backupId }) => {
      const { backups, files } = await wing()
      const { file, bytes } = await backups.open(projectId, backupId)
      const guard = await openGuard()
      await guard.text(projectId, file, bytes.toString())
      return files.restore(projectId, backupId)
    },
    'config/watch': async ({ projectId, on }) => {
      const { watch } = await wing()
      if (on) await watch.on(projectId)
      else watch.off(projectId)
      return null
    },
    'config/reveal': async ({ projectId, file }) => {
      await (await wing()).files.reveal(projectId, file)
      return null
    },
  }
}
