// The branches of a project's repository, to start a worktree from. Read each time the dialog opens.
import { useEffect, useState } from 'react'
import type { RefList } from '../../../preload/contract/changes'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'

export interface Refs {
  /** Null while they are read. */
  branches: RefList['branches'] | null
  problem: DeckError | null
}

export function useRefs(projectId: string): Refs {
  const [refs, setRefs] = useState<Refs>({ branches: null, problem: null })
  useEffect(() => {
    let wanted = true
    void app('changes/refs', { place: { projectId, worktreeId: null } }).then((result) => {
      if (wanted)
        setRefs(
          result.ok ? { branches: result.value.branches, problem: null } : { branches: null, problem: result.error },
        )
    })
    return () => {
      wanted = false
    }
  }, [projectId])
  return refs
}
