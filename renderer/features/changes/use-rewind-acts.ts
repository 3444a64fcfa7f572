// Does what the rewind dialog was answered with: files first, for they can refuse; then the chat. Tells what came of it.
import { useState } from 'react'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { useUi } from '../../stores/app/ui'
import { useRewind, type RewindQuestion } from '../../stores/changes/rewind'
import { rewindFiles } from '../../stores/changes/rewind-files'
import { emptyDraft, useComposer } from '../../stores/composer/composer'
import { useThreads } from '../../stores/threads/threads'

export type RewindWhat = 'files' | 'chat' | 'both'

export interface RewindActs {
  busy: boolean
  /** Why nothing was done, in words; stays in the dialog. */
  problem: string | null
  rewind(what: RewindWhat): Promise<void>
  /** The chat stays as it is; a copy of it begins before the message. */
  fork(withFiles: boolean): Promise<void>
}

/** The message into the composer; a draft that stood there is kept behind the arrow key. */
function write(projectId: string, key: string, asked: RewindQuestion['asked']): void {
  if (asked === null) return
  const composer = useComposer.getState()
  const draft = composer.drafts[key] ?? emptyDraft
  if (draft.text.trim() !== '') composer.remember(projectId, draft.text)
  composer.edit(key, { ...asked })
  useUi.getState().focusComposer()
}

export function useRewindActs({ projectId, threadId, turnId, asked }: RewindQuestion): RewindActs {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => useRewind.getState().ask(null)

  /** True when the files are as before the turn; else why not is in the dialog. */
  const files = async (): Promise<boolean> => {
    const result = await rewindFiles()
    if (!result.ok) setProblem(`The files did not go back: ${result.error.message}`)
    else if (!result.value.done) {
      const names = result.value.conflicts.slice(0, 5).map(({ path, reason }) => `${path} (${reason})`)
      setProblem([result.value.summary, ...names].join(' '))
    }
    return result.ok && result.value.done
  }
  const during = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    await act()
    setBusy(false)
  }

  return {
    busy,
    problem,
    rewind: (what) =>
      during(async () => {
        if (what !== 'chat' && !(await files())) return
        if (what !== 'files') {
          const result = await useThreads.getState().revert(threadId, turnId)
          if (!result.ok) {
            // The files are back already, with an Undo in their notice.
            tellFailure('The chat did not go back', result.error, projectId)
            return what === 'both' ? close() : undefined
          }
          write(projectId, threadId, asked)
        }
        close()
      }),
    fork: (withFiles) =>
      during(async () => {
        if (withFiles && !(await files())) return
        const result = await useThreads.getState().fork(projectId, threadId, { before: turnId })
        if (!result.ok) return tellFailure('The chat was not forked', result.error, projectId)
        close()
        useProjects.getState().selectThread(projectId, result.value.threadId)
        write(projectId, result.value.threadId, asked)
      }),
  }
}
