// Makes a worktree for a new chat: what it starts from, its branch, what it gets; then how far it is, and what came of it. The chat
// is begun in it only once it stands.
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import type { DeckError } from '../../../preload/contract/result'
import type { Worktree, WorktreeSettings } from '../../../preload/contract/worktrees'
import { Button, Checkbox, Dialog, Select, Spinner, TextField } from '../../kit'
import { useDraft } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'
import { useWorktrees } from '../../stores/changes/worktrees'
import { useUi } from '../../stores/app/ui'
import { branchProblem, suggestedBranch } from './branch-name'
import { MakingWorktree } from './making-worktree'
import { patternsIn, SetupFields, settingsProblem } from './setup-fields'
import { useRefs } from './use-refs'

const noSettings: WorktreeSettings = { setup: '', copy: [] }

type Step =
  | { kind: 'form'; problem: DeckError | null }
  | { kind: 'making'; branch: string }
  | { kind: 'made'; made: Worktree }

export function NewWorktreeDialog({ project }: { project: Project }) {
  const { id } = project
  const refs = useRefs(id)
  const [step, setStep] = useState<Step>({ kind: 'form', problem: null })
  const [base, setBase] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [kept, setKept] = useState<WorktreeSettings | null>(null)
  const [edited, setEdited] = useState<WorktreeSettings | null>(null)
  const [runSetup, setRunSetup] = useState(true)
  useEffect(() => {
    let wanted = true
    void useWorktrees
      .getState()
      .settings(id)
      .then((result) => wanted && setKept(result.ok ? result.value : noSettings))
    return () => {
      wanted = false
    }
  }, [id])

  const taken = (refs.branches ?? []).flatMap(({ name, remote }) => (remote ? [] : name))
  const asked = useDraft(newThreadKey(id)).text
  const branch = typed ?? (refs.branches === null ? '' : suggestedBranch(asked, taken))
  const from = base ?? refs.branches?.find(({ current }) => current)?.name ?? refs.branches?.[0]?.name ?? ''
  const settings = edited ?? kept ?? noSettings
  const trouble = branchProblem(branch, taken)
  const misfit = settingsProblem(settings)
  const ready =
    refs.branches !== null && kept !== null && branch !== '' && from !== '' && trouble === null && misfit === null

  const close = (): void => useWorktrees.getState().ask(null)
  const begin = (made: Worktree): void => {
    useWorktrees.getState().choose(id, made.id)
    close()
    useUi.getState().focusComposer()
  }
  const make = async (): Promise<void> => {
    setStep({ kind: 'making', branch })
    const worktrees = useWorktrees.getState()
    const wanted = { setup: settings.setup.trim(), copy: settings.copy.flatMap(patternsIn) }
    if (edited !== null) {
      const saved = await worktrees.setSettings(id, wanted)
      if (!saved.ok) return setStep({ kind: 'form', problem: saved.error })
    }
    const result = await worktrees.create(id, { base: from, branch, runSetup })
    if (!result.ok)
      // Stopped by the person: nothing to tell.
      return setStep({ kind: 'form', problem: result.error.code === 'cancelled' ? null : result.error })
    if (result.value.setup?.state === 'failed' || result.value.problem !== null)
      return setStep({ kind: 'made', made: result.value })
    begin(result.value)
  }

  if (step.kind !== 'form')
    return (
      <MakingWorktree
        projectId={id}
        branch={step.kind === 'making' ? step.branch : step.made.branch}
        made={step.kind === 'made' ? step.made : null}
        onBegin={begin}
        onRemoved={() => setStep({ kind: 'form', problem: null })}
        onClose={close}
      />
    )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      testId="new-worktree"
      size="md"
      title="New chat in a worktree"
      description={`A checkout of ${project.name} of its own, so that this chat’s changes stay apart from yours until you hand them back.`}
      footer={
        <>
          <Button variant="plain" onClick={close}>
            Cancel
          </Button>
          <Button variant="primary" disabled={!ready} onClick={() => void make()}>
            Make the worktree
          </Button>
        </>
      }
    >
      {refs.branches === null && refs.problem === null && <Spinner label="Reading the branches…" />}
      {refs.branches !== null && refs.branches.length === 0 && (
        <p className="text-muted">Nothing is committed here yet, and a worktree starts from a commit.</p>
      )}
      {refs.branches !== null && refs.branches.length > 0 && (
        <>
          <label className="flex flex-col gap-1">
            <span>Starts from</span>
            <Select
              label="Starts from"
              value={from}
              onChange={setBase}
              options={refs.branches.map(({ name, current }) => ({
                value: name,
                label: current ? `${name} (checked out here)` : name,
              }))}
            />
          </label>
          <TextField
            label="New branch"
            value={branch}
            problem={trouble}
            spellCheck={false}
            maxLength={250}
            className="font-mono text-code"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && ready) void make()
            }}
          />
          <details open={settings.setup !== '' || settings.copy.length > 0 || undefined}>
            <summary className="text-muted">What it gets, as all worktrees of {project.name}</summary>
            <div className="flex flex-col gap-3 pt-2">
              {kept === null ? (
                <Spinner label="Reading the settings…" />
              ) : (
                <SetupFields settings={settings} onChange={setEdited} />
              )}
            </div>
          </details>
          {settings.setup.trim() !== '' && (
            <Checkbox label="Run the set-up script" checked={runSetup} onChange={setRunSetup} />
          )}
        </>
      )}
      {misfit !== null && <p className="text-failed">{misfit}</p>}
      <Problem problem={step.problem ?? refs.problem} />
    </Dialog>
  )
}

function Problem({ problem }: { problem: DeckError | null }) {
  if (problem === null) return null
  return (
    <div role="alert" className="flex flex-col gap-1 select-text">
      <p className="break-words text-failed">{problem.message}</p>
      {problem.detail !== undefined && problem.detail !== problem.message && (
        <details>
          <summary className="text-small text-muted">What git said</summary>
          <pre className="max-h-40 overflow-auto text-code whitespace-pre-wrap">{problem.detail}</pre>
        </details>
      )}
    </div>
  )
}
