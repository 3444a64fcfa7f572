// Asks what Codex should review: the uncommitted changes, a branch, a commit, or something in words. Where git can't answer it says why.
import { useEffect, useId, useState } from 'react'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import { Button, Dialog, TextArea } from '../../kit'
import { useFactsOf, useGitFacts } from '../../stores/changes/facts'
import { placeKey } from '../../stores/changes/place'
import { noGitWords } from '../../stores/changes/review'
import { usePlaceOf } from '../../stores/changes/worktrees'
import { RefChoice } from './ref-choice'
import {
  branchOptions,
  commitOptions,
  reviewKinds,
  targetOf,
  type ReviewAnswers,
  type ReviewKind,
} from './review-target'

interface ReviewDialogProps {
  projectId: string
  threadId: string | null
  /** Why it was not started. */
  problem: string | null
  busy: boolean
  onClose: () => void
  onStart: (target: ReviewTarget) => void
}

/** Mounted only while open, so that it starts afresh each time. */
export function ReviewDialog({ projectId, threadId, problem, busy, onClose, onStart }: ReviewDialogProps) {
  const place = usePlaceOf(projectId, threadId)
  const facts = useFactsOf(place)
  const refs = useGitFacts((state) => state.refs[placeKey(place)] ?? null)
  const [asked, setKind] = useState<ReviewKind>('uncommittedChanges')
  const [answers, setAnswers] = useState<ReviewAnswers>({ branch: '', commit: null, instructions: '' })
  const group = useId()
  const load = () => {
    void useGitFacts.getState().load(place)
    void useGitFacts.getState().loadRefs(place)
  }
  useEffect(load, [place])

  const noGit = facts === null ? null : noGitWords(facts)
  const kind = noGit === null ? asked : 'custom'
  const base = facts?.base ?? ''
  const known = refs?.value ?? null
  // The branch that work usually starts from is the likely answer.
  const isBaseThere = known?.branches.some(({ name, current }) => name === base && !current) === true
  const given = answers.branch === '' && isBaseThere ? { ...answers, branch: base } : answers
  const target = targetOf(kind, given)
  const changed = facts === null ? 0 : facts.staged + facts.unstaged + facts.untracked
  const clean = facts?.state === 'repository' && changed === 0

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="What should Codex review?"
      description="It looks and reports; it can change nothing while it does."
      testId="review-dialog"
      size="md"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={`${group}-form`} busy={busy} disabled={target === null}>
            Start review
          </Button>
        </>
      }
    >
      <form
        id={`${group}-form`}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (target && !busy) onStart(target)
        }}
      >
        {noGit !== null && <p className="text-waiting">{noGit}</p>}
        <fieldset className="flex flex-col gap-1">
          <legend className="sr-only">What to review</legend>
          {reviewKinds.map((entry) => (
            <label key={entry.kind} className="flex min-h-7 items-center gap-2 rounded-sm px-1 hover:bg-hover">
              <input
                type="radio"
                name={group}
                checked={kind === entry.kind}
                disabled={noGit !== null && entry.kind !== 'custom'}
                onChange={() => setKind(entry.kind)}
              />
              <span className="shrink-0">{entry.label}</span>
              <span className="min-w-0 truncate text-small text-faint">
                {entry.kind === 'uncommittedChanges' && clean ? 'There are none just now' : entry.hint}
              </span>
            </label>
          ))}
        </fieldset>
        {kind === 'baseBranch' && (
          <RefChoice
            key="branch"
            label="Branch to compare with"
            placeholder="Search branches"
            empty="There is no other branch."
            options={known && ((words) => branchOptions(known, facts, words))}
            problem={refs?.problem ?? null}
            chosen={given.branch}
            onChoose={({ value }) => setAnswers({ ...answers, branch: value })}
            onRetry={load}
          />
        )}
        {kind === 'commit' && (
          <RefChoice
            key="commit"
            label="Commit to review"
            placeholder="Search commits, or an id"
            empty="There are no commits yet."
            options={known && ((words) => commitOptions(known, words))}
            problem={refs?.problem ?? null}
            chosen={answers.commit?.id ?? ''}
            onChoose={({ value, label }) =>
              setAnswers({ ...answers, commit: { id: value, title: label === value ? '' : label } })
            }
            onRetry={load}
          />
        )}
        {kind === 'custom' && (
          <TextArea
            label="Instructions"
            rows={4}
            maxLength={100_000}
            value={answers.instructions}
            onChange={(event) => setAnswers({ ...answers, instructions: event.target.value })}
          />
        )}
        {problem !== null && (
          <p role="alert" className="break-words text-failed">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  )
}
