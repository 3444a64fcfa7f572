// Which acts a view allows at all. What of it can be done with a file is decided where it is done.
import type { ChangeAct } from '@contract/changes'
import type { HeldView } from './view-model'

/**
 * The acts that the source of a view allows: none in a folder that isn't trusted, none while spaces are ignored (such hunks fit
 * no file exactly), staging only where there is a repository.
 */
export function actsOf(view: Pick<HeldView, 'folder' | 'source' | 'ignoreSpace'>, inRepository: boolean): ChangeAct[] {
  if (!view.folder.trusted || view.ignoreSpace) return []
  const acts = bySource(view.source.kind)
  return inRepository ? acts : acts.filter((act) => act !== 'stage' && act !== 'unstage')
}

function bySource(kind: HeldView['source']['kind']): ChangeAct[] {
  switch (kind) {
    case 'unstaged':
      return ['stage', 'revert']
    case 'staged':
      return ['unstage']
    case 'turn':
    case 'session':
      return ['stage', 'revert', 'apply']
    case 'commit':
    case 'branch':
      return ['revert', 'apply']
    case 'task':
      return ['apply']
    case 'rewind':
      return []
  }
}
