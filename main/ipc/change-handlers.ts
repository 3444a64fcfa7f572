// What each call of the page about changes, snapshots and cloud tasks does: a line or two per call, handing over to main/changes,
// which is loaded at the first of them.
import type { changeCalls } from '@contract/changes'
import type { checkpointCalls } from '@contract/checkpoints'
import type { taskCalls } from '@contract/tasks'
import type { Changes } from '../changes/changes'
import { diskPath } from '../changes/disk-path'
import type { Handlers } from './router'

export type ChangeHandlers = Pick<
  Handlers,
  keyof typeof changeCalls | keyof typeof checkpointCalls | keyof typeof taskCalls
>

export interface ChangeHandlerParts {
  /** Loads the wing at the first call. */
  readonly changes: () => Promise<Changes>
  /** Opens a file in the person's editor at a line (1-based). Rejects in words. */
  readonly openInEditor: (path: string, line: number | null) => Promise<void>
  readonly reveal: (path: string) => void
}

export function createChangeHandlers({ changes, openInEditor, reveal }: ChangeHandlerParts): ChangeHandlers {
  return {
    'changes/facts': async ({ place }) => (await changes()).facts(place),
    'changes/refs': async ({ place }) => (await changes()).refs(place),
    'changes/open': async ({ place, source, ignoreSpace, replaces }) => {
      const wing = await changes()
      return wing.views.open(wing.folder(place), source, { ignoreSpace, replaces })
    },
    'changes/patches': async ({ viewId, fileIds }) => (await changes()).views.patches(viewId, fileIds),
    'changes/lines': async ({ viewId, fileId, side, from, to }) =>
      (await changes()).views.lines(viewId, fileId, side, { from, to }),
    'changes/image': async ({ viewId, fileId, side }) => (await changes()).views.image(viewId, fileId, side),
    'changes/close': async ({ viewId }) => {
      const { views } = await changes()
      views.close(viewId)
      return null
    },
    'changes/act': async ({ viewId, act, what }) => {
      const wing = await changes()
      const { views, acts } = wing
      // Files whose hunks were too many for the view are read now: an act needs their bytes.
      await Promise.all(what.map(({ fileId }) => views.file(viewId, fileId)))
      const view = views.held(viewId)
      return wing.changed(view.folder.place, acts.run(view, act, what))
    },
    'changes/undo': async ({ place, undoId }) => (await changes()).undo(place, undoId),
    'changes/openFile': async ({ viewId, fileId, line, how }) => {
      const { views } = await changes()
      const path = await diskPath(views.held(viewId), await views.file(viewId, fileId))
      if (how === 'folder') reveal(path)
      else await openInEditor(path, line)
      return null
    },
    'checkpoints/list': async ({ place, threadId }) => {
      const wing = await changes()
      return wing.checkpoints.list(wing.folder(place), threadId)
    },
    'checkpoints/rewind': async ({ viewId }) => {
      const wing = await changes()
      const view = wing.views.held(viewId)
      return wing.changed(view.folder.place, wing.checkpoints.rewind(view))
    },
    'checkpoints/size': async ({ projectId }) => (await changes()).checkpoints.size(projectId),
    'checkpoints/clear': async ({ projectId }) => {
      await (await changes()).checkpoints.clear(projectId)
      return null
    },
    'tasks/list': async ({ place, cursor }) => {
      const wing = await changes()
      return wing.tasks.list(wing.folder(place), cursor)
    },
    'tasks/apply': async ({ place, ...what }) => {
      const wing = await changes()
      return wing.changed(place, wing.tasks.apply(wing.folder(place), what))
    },
    'tasks/cancel': async ({ place }) => {
      const { tasks } = await changes()
      tasks.cancel(place)
      return null
    },
  }
}
