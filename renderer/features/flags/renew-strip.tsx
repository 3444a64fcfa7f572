// Chats that are open run with the features they began with; this says so after a change, and offers to renew them: now, or once the
// turn that runs is over.
import { RotateCw } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button } from '../../kit'
import { useServers } from '../../stores/app/servers'
import { useFeatureDrift } from '../../stores/config/feature-drift'
import { newThreadKey } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'

const none: readonly string[] = []

type Step = 'offered' | 'asked' | 'waiting' | 'renewing'

export function RenewStrip({ project }: { project: Project }) {
  const hasChanged = useFeatureDrift(
    ({ byProject, inProfiles }) => [...(byProject[project.id] ?? none), ...(inProfiles[project.id] ?? none)].length > 0,
  )
  const restart = useServers((state) => state.restart)
  const open = useThreads(
    ({ threads }) =>
      Object.values(threads).filter(
        (one) => one.projectId === project.id && one.problem === null && one.id !== newThreadKey(project.id),
      ).length,
  )
  const isRunning = useThreads(({ threads }) =>
    Object.values(threads).some((one) => one.projectId === project.id && one.runningTurnId !== null),
  )
  const [step, setStep] = useState<Step>('offered')
  // Codex gives a chat that is loaded no way to take other features; the next start of Codex loads it anew.
  const renew = useCallback(async (): Promise<void> => {
    setStep('renewing')
    await restart(project.id)
    setStep('offered')
  }, [restart, project.id])
  useEffect(() => {
    if (isRunning) return
    if (step === 'waiting') void renew()
    else if (step === 'asked') setStep('offered')
  }, [isRunning, step, renew])
  if (step !== 'renewing' && (!hasChanged || open === 0)) return null
  const chats = open === 1 ? 'The open chat keeps what it' : `The ${open} open chats keep what they`
  const words: Record<Step, string> = {
    offered: `${chats} began with; new chats have the change. Renewing starts this project’s Codex again; nothing of a chat is lost.`,
    asked: 'A turn is running in this project. Renewing now would stop it; what it has done so far stays.',
    waiting: 'The open chats are renewed once the turn that runs is over, while this page is open.',
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
          <Button size="sm" onClick={() => setStep('offered')}>
            Don’t renew
          </Button>
        )}
        {step === 'asked' && (
          <>
            <Button size="sm" variant="plain" onClick={() => setStep('offered')}>
              Cancel
            </Button>
            <Button size="sm" variant="danger" onClick={() => void renew()}>
              Stop it and renew
            </Button>
            <Button size="sm" autoFocus onClick={() => setStep('waiting')}>
              Renew when it is over
            </Button>
          </>
        )}
        {(step === 'offered' || step === 'renewing') && (
          <Button
            size="sm"
            icon={RotateCw}
            busy={step === 'renewing'}
            onClick={() => (isRunning ? setStep('asked') : void renew())}
          >
            Renew open chats
          </Button>
        )}
      </span>
    </div>
  )
}
