// What a project’s new worktrees get, in its settings. Kept when Save is pressed.
import { useEffect, useState } from 'react'
import type { WorktreeSettings as Settings } from '../../../preload/contract/worktrees'
import { Button, Spinner } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useWorktrees } from '../../stores/changes/worktrees'
import { patternsIn, SetupFields, settingsProblem } from './setup-fields'

export function WorktreeSettings({ projectId }: { projectId: string }) {
  const [kept, setKept] = useState<Settings | null>(null)
  const [edited, setEdited] = useState<Settings | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let wanted = true
    void useWorktrees
      .getState()
      .settings(projectId)
      .then((result) => {
        if (!wanted) return
        if (result.ok) setKept(result.value)
        else setProblem(result.error.message)
      })
    return () => {
      wanted = false
    }
  }, [projectId])

  if (problem !== null) return <p className="text-failed">{problem}</p>
  if (kept === null) return <Spinner label="Reading the settings of worktrees…" />
  const now = edited ?? kept
  const misfit = settingsProblem(now)
  const save = async (): Promise<void> => {
    const wanted = { setup: now.setup.trim(), copy: now.copy.flatMap(patternsIn) }
    setBusy(true)
    const result = await useWorktrees.getState().setSettings(projectId, wanted)
    setBusy(false)
    if (!result.ok) return tellFailure('The settings were not kept', result.error, projectId)
    setKept(wanted)
    setEdited(null)
  }
  return (
    <section aria-label="New worktrees" className="flex flex-col gap-3">
      <h3 className="font-semibold">New worktrees</h3>
      <SetupFields settings={now} onChange={setEdited} />
      {misfit !== null && <p className="text-failed">{misfit}</p>}
      <div className="flex gap-2">
        <Button disabled={edited === null || misfit !== null} busy={busy} onClick={() => void save()}>
          Save
        </Button>
        {edited !== null && (
          <Button variant="plain" disabled={busy} onClick={() => setEdited(null)}>
            Undo
          </Button>
        )}
      </div>
    </section>
  )
}
