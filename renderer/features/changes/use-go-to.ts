// Brings the file or line that somebody asked for (a turn's foot, a comment, a finding) into view once it is read.
import { useEffect, type RefObject } from 'react'
import type { ChangeSource, ChangeView } from '../../../preload/contract/changes'
import { useNotices } from '../../stores/app/notices'
import { useChosen, type Choice } from '../../stores/changes/chosen'
import type { Shown } from './use-shown'
import type { DiffListHandle } from './viewer'

/** Once for each asking. */
export function useGoTo(
  view: ChangeView,
  source: ChangeSource,
  shown: Shown,
  list: RefObject<DiffListHandle | null>,
): void {
  const goTo = useChosen((state) => state.goTo)
  const { choice } = shown
  useEffect(() => {
    // Another source was chosen along with it, and is still being read.
    if (goTo === null || choice === null || !isOfChoice(source, choice)) return
    const file = view.files.find(({ path, oldPath }) => path === goTo.path || oldPath === goTo.path)
    useChosen.getState().setGoTo(null)
    if (!file) {
      const message = `${goTo.path} is not among the changes shown here.`
      return void useNotices.getState().push({ level: 'info', message })
    }
    if (goTo.line === undefined) return list.current?.revealFile(file.id, true)
    list.current?.revealLine({ fileId: file.id, side: goTo.side ?? 'new', from: goTo.line, to: goTo.line })
  }, [goTo, view, source, choice, list])
}

function isOfChoice(source: ChangeSource, choice: Choice): boolean {
  if (source.kind !== choice.kind) return false
  if (source.kind === 'commit' && choice.kind === 'commit') return source.revision === choice.revision
  if (source.kind === 'branch' && choice.kind === 'branch') return source.base === choice.base
  return source.kind !== 'turn' || choice.kind !== 'turn' || choice.turnId === null || source.turnId === choice.turnId
}
