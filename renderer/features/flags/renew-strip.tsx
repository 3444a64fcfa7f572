// Chats that are open run with the features they began with; this says so after a change, and offers to renew them.
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button } from '../../kit'
import { useServers } from '../../stores/app/servers'
import { useFeatures } from '../../stores/config/features'
import { newThreadKey } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'

const none: readonly string[] = []

export function RenewStrip({ project }: { project: Project }) {
  const turned = useFeatures((state) => state.turned[project.id] ?? none)
  const restart = useServers((state) => state.restart)
  const open = useThreads(
    ({ threads }) =>
      Object.values(threads).filter(
        (one) => one.projectId === project.id && one.problem === null && one.id !== newThreadKey(project.id),
      ).length,
  )
  const running = useThreads(({ threads }) =>
    Object.values(threads).some((one) => one.projectId === project.id && one.runningTurnId !== null),
  )
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  if (turned.length === 0 || open === 0) return null
  // Codex gives a chat that is loaded no way to take other features; the next start of Codex loads it anew.
  const act = async (): Promise<void> => {
    if (running && !asked) return setAsked(true)
    setAsked(false)
    setBusy(true)
    await restart(project.id)
    setBusy(false)
  }
  const chats = open === 1 ? 'The open chat keeps what it' : `The ${open} open chats keep what they`
  return (
    <div
      role="status"
      data-testid="renew-chats"
      className="flex flex-wrap items-center gap-2 rounded-md bg-waiting-soft px-2 py-1"
    >
      <span className="min-w-0 flex-1 break-words">
        {asked
          ? 'A turn is running in this project; it would be stopped. What it has done so far stays.'
          : `${chats} began with; new chats have the change. Renewing starts this project’s Codex again; nothing of a chat is lost.`}
      </span>
      {asked && (
        <Button size="sm" variant="plain" onClick={() => setAsked(false)}>
          Wait
        </Button>
      )}
      <Button size="sm" icon={RotateCw} busy={busy} variant={asked ? 'danger' : 'quiet'} onClick={() => void act()}>
        {asked ? 'Stop it and renew' : 'Renew open chats'}
      </Button>
    </div>
  )
}
