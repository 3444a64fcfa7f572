// The foot of the panel: the commit message, drafted by Codex if wished, amend, a new branch, and committing what is staged.
import { GitBranchPlus, Sparkles, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { GitFacts } from '../../../preload/contract/changes'
import { Button, Checkbox, fieldSurface, hasMod, IconButton, Spinner, TextField, tip } from '../../kit'
import { useChosen } from '../../stores/changes/chosen'
import { useCommit, useCommitDraft } from '../../stores/changes/commit'
import { usePublish } from '../../stores/changes/publish'
import { useThreads } from '../../stores/threads/threads'
import { VisibleText } from '../../text'
import { CommittedLine } from './committed-line'
import type { Shown } from './use-shown'
import { count } from './words'

export function CommitBox({ shown, facts }: { shown: Shown; facts: GitFacts }) {
  const { place, threadId } = shown
  const draft = useCommitDraft(place)
  const { edit, commit, cancel, setAmend, draft: ask } = useCommit()
  const model = useThreads((state) => (threadId === null ? null : (state.threads[threadId]?.model ?? null)))
  const { message, amend, branch, busy, problem, made } = draft
  const blocked = whyNot(facts, amend)
  const ready = busy === null && blocked === null && message.trim() !== ''
  const doCommit = (): void => {
    if (!ready) return
    usePublish.getState().forget(place)
    void commit(place)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !hasMod(event) || event.nativeEvent.isComposing) return
    event.preventDefault()
    doCommit()
  }
  return (
    <footer
      className="flex max-h-[55%] shrink-0 flex-col gap-1.5 overflow-y-auto border-t border-line p-2"
      data-testid="commit-box"
    >
      {made && <CommittedLine place={place} made={made} />}
      <div className="flex items-start gap-1">
        <MessageField
          value={message}
          busy={busy === 'drafting'}
          onChange={(text) => edit(place, { message: text })}
          onKeyDown={onKey}
        />
        {busy === 'drafting' ? (
          <IconButton label="Stop drafting" icon={X} onClick={() => cancel(place)} />
        ) : (
          <IconButton
            label="Draft message"
            icon={Sparkles}
            disabled={busy !== null || (facts.staged === 0 && !amend)}
            onClick={() => void ask(place, model)}
          />
        )}
      </div>
      {busy === 'drafting' && <Spinner delayMs={0} label="Codex is drafting the message…" className="text-small" />}
      {branch !== null && (
        <div className="flex items-center gap-1">
          <div className="flex-1">
            <TextField
              label="New branch"
              hideLabel
              autoFocus
              placeholder="Name of the new branch"
              value={branch}
              maxLength={250}
              onChange={(event) => edit(place, { branch: event.target.value })}
              onKeyDown={onKey}
            />
          </div>
          <IconButton label="Stay on this branch" icon={X} onClick={() => edit(place, { branch: null })} />
        </div>
      )}
      {facts.stagedOutside > 0 && (
        <p className="text-small text-waiting" data-testid="staged-outside">
          {count(facts.stagedOutside, 'staged file')} outside of this folder {facts.stagedOutside === 1 ? 'goes' : 'go'}{' '}
          into the commit too.
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="text-small break-words text-failed select-text">
          <VisibleText text={problem.message} />
          {problem.detail !== undefined && (
            <span className="block max-h-24 overflow-y-auto whitespace-pre-wrap text-muted">
              <VisibleText text={problem.detail} />
            </span>
          )}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Checkbox
          label="Amend"
          checked={amend}
          disabled={busy !== null || facts.head === null}
          onChange={(checked) => void setAmend(place, checked)}
        />
        {branch === null && (
          <Button
            size="sm"
            variant="plain"
            icon={GitBranchPlus}
            disabled={busy !== null || amend}
            onClick={() => edit(place, { branch: '' })}
          >
            New branch
          </Button>
        )}
        <span className="min-w-0 flex-1 truncate text-right text-small text-faint" data-tip={blocked ?? undefined}>
          {blocked}
        </span>
        {busy === 'committing' && (
          <Button size="sm" variant="plain" onClick={() => cancel(place)}>
            Cancel
          </Button>
        )}
        <Button
          variant="primary"
          size="sm"
          className="ml-auto"
          busy={busy === 'committing'}
          disabled={!ready}
          onClick={doCommit}
          {...tip(amend ? 'Amend the last commit' : 'Commit what is staged', 'Mod+Enter')}
        >
          {amend ? 'Amend' : facts.staged > 0 ? `Commit ${count(facts.staged, 'file')}` : 'Commit'}
        </Button>
      </div>
    </footer>
  )
}

/** Why nothing can be committed now, in a few words; null when it can. Pure. */
export function whyNot(facts: GitFacts, amend: boolean): string | null {
  if (facts.conflicted > 0) return `${count(facts.conflicted, 'conflict')} to resolve`
  if (facts.locked) return 'The index is locked'
  if (facts.operation === 'rebase' || facts.operation === 'am')
    return `Finish the ${facts.operation === 'am' ? 'patches' : 'rebase'} in a terminal first`
  // A merge is committed even where it staged nothing.
  if (facts.staged + facts.stagedOutside === 0 && !amend && facts.operation === null) return 'Nothing is staged'
  return null
}

interface MessageFieldProps {
  value: string
  busy: boolean
  onChange: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** Grows with what is written, up to a bound. */
function MessageField({ value, busy, onChange, onKeyDown }: MessageFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const asked = useChosen((state) => state.commitFocus)
  const seen = useRef(asked)
  useEffect(() => {
    if (asked === seen.current) return
    seen.current = asked
    field.current?.focus()
  }, [asked])
  const lines = Math.min(8, Math.max(1, value.split('\n').length))
  return (
    <textarea
      ref={field}
      aria-label="Commit message"
      aria-busy={busy}
      placeholder="Commit message"
      rows={lines}
      value={value}
      maxLength={100_000}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      className={`${fieldSurface} field-sizing-content max-h-44 min-h-7 resize-none py-[3px]`}
    />
  )
}
