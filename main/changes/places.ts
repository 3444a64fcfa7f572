// From a place, as the page names it, to the folder behind it: a project's own, or a worktree's.
import type { Place } from '@contract/changes'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import type { Folder } from './view-model'

export interface PlacesParts {
  readonly project: (projectId: string) => Project | null
  /** The folder of a worktree; throws in words when it is gone. */
  readonly worktree: (worktreeId: string) => Folder
}

/** The folder of a place. Throws `unknown-project`, `folder-missing`, or what is wrong with the worktree. */
export function folderOf({ project, worktree }: PlacesParts, place: Place): Folder {
  const known = project(place.projectId)
  if (!known) throw new CallError('unknown-project', 'This project is no longer in the list.')
  if (place.worktreeId !== null) {
    const folder = worktree(place.worktreeId)
    if (folder.place.projectId !== place.projectId)
      throw new CallError('worktree-missing', 'This worktree belongs to another project.')
    return folder
  }
  if (known.problem !== null) throw new CallError('folder-missing', 'The project’s folder can’t be read.')
  return { place, path: known.path, trusted: known.trust === 'trusted' }
}
