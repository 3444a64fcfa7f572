// Chats that are open run with the features they began with; this says so after a change, and offers to renew them: now, or once the
// turn that runs is over.
import { RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button } from '../../kit'
import { useFeatureDrift } from '../../stores/config/feature-drift'
import { isDrifted, isWorking, useRenewal } from '../../stores/config/renewal'
import { newThreadKey } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'

type Step = 'offered' | 'asked' | 'waiting' | 'renewing'

export function RenewStrip({ project }: { project: Project }) {
  const hasChanged = useFeatureDrift((state) => isDrifted(state, project.id))
  const open = useThreads(
    ({ threads }) =>
      Object.values(threads).filter(
        (one) => one.projectId === project.id && one.problem === null && one.id !== newThreadKey(project.id),
      ).length,
  )
  const isBusy = useThreads((state) => isWorking(state, project.id))
  const underWay = useRenewal(({ byProject }) => byProject[project.id])
  const whenIdle = useRenewal((state) => state.whenIdle)
  const now = useRenewal((state) => state.now)
  const cancel = useRenewal((state) => state.cancel)
  /** Somebody pressed while a turn ran: what is asked is only about that one. */
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!isBusy) setAsked(false)
  }, [isBusy])
  const step: Step = underWay ?? (asked ? 'asked' : 'offered')
  const renew = (): void => {
    setAsked(false)
    void now(project.id)
  }
  if (step !== 'renewing' && (!hasChanged || open === 0)) return null
  const chats = open === 1 ? 'The open chat keeps what it' : `The ${open} open chats keep what they`
  const words: Record<Step, string> = {
    offered: `${chats} began with; new chats have the change. Renewing starts this project’s Codex again; nothing of a chat is lost.`,
    asked: 'A turn is running in this project. Renewing now would stop it; what it has done so far stays.',
    waiting: 'The open chats are renewed once the turn that runs is over.',
    renewing: 'Starting this project’s Codex again…',
  }
  return (
    <div
      role="status"
      data-testid="renew-chats"
      className="flex flex-wrap items-center justify-end gap-2 rounded-md bg-waiting-soft px-2 py-1"
    >
      <span className="min-w-0 flex-1 basis-72 break-words">{words[step]}</span>
      <span className="flex flex-wrap justify-end gap-2">
        {step === 'waiting' && (
          <Button size="sm" onClick={() => cancel(project.id)}>
            Don’t renew
          </Button>
        )}
        {step === 'asked' && (
          <>
            <Button size="sm" variant="plain" onClick={() => setAsked(false)}>
              Cancel
            </Button>
            <Button size="sm" variant="danger" onClick={renew}>
              Stop it and renew
            </Button>
            <Button size="sm" autoFocus onClick={() => whenIdle(project.id)}>
              Renew when it is over
            </Button>
          </>
        )}
        {(step === 'offered' || step === 'renewing') && (
          <Button
            size="sm"
            icon={RotateCw}
            busy={step === 'renewing'}
            onClick={() => (isBusy ? setAsked(true) : renew())}
          >
            Renew open chats
          </Button>
        )}
      </span>
    </div>
  )
}
