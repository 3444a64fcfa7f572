// After a commit: what was made, and sending it on: push, and a pull request by `gh` or by the plain commands.
import { ArrowUpFromLine, Check, GitPullRequestArrow, X } from 'lucide-react'
import { useState } from 'react'
import type { Place } from '../../../preload/contract/changes'
import type { CommitReport, PublishPlan } from '../../../preload/contract/git-work'
import { Button, Checkbox, CopyButton, IconButton, Spinner, TextArea, TextField } from '../../kit'
import { useCommit } from '../../stores/changes/commit'
import { usePublish, usePublishing } from '../../stores/changes/publish'
import { ExternalLink, VisibleText } from '../../text'
import { useEffect } from 'react'

export function CommittedLine({ place, made }: { place: Place; made: CommitReport }) {
  const publishing = usePublishing(place)
  const [asking, setAsking] = useState(false)
  const { plan, busy, problem, pushed, url, output } = publishing
  useEffect(() => {
    void usePublish.getState().look(place)
  }, [place, made.id])
  const dismiss = (): void => {
    useCommit.getState().edit(place, { made: null })
    usePublish.getState().forget(place)
  }
  return (
    <div className="flex flex-col gap-1.5 border-b border-line pb-1.5" data-testid="committed">
      <div className="flex items-center gap-2" role="status">
        <Check aria-hidden size={14} className="shrink-0 text-added" />
        <span className="min-w-0 flex-1 truncate select-text" data-tip={made.title}>
          <code className="text-code">{made.short}</code> <VisibleText text={made.title} />
          {made.branch !== null && (
            <span className="text-muted">
              {' '}
              on <VisibleText text={made.branch} />
            </span>
          )}
        </span>
        <IconButton size="sm" label="Dismiss" icon={X} onClick={dismiss} />
      </div>
      {busy === 'looking' && <Spinner label="Looking how to push…" className="text-small" />}
      {plan && (
        <div className="flex flex-wrap items-center gap-1">
          {pushed ? (
            <span className="text-small text-muted">Pushed to {plan.upstream ?? plan.remote}.</span>
          ) : (
            <Button
              size="sm"
              icon={ArrowUpFromLine}
              busy={busy === 'pushing'}
              disabled={busy !== null || plan.problem !== null}
              onClick={() => void usePublish.getState().push(place)}
            >
              {plan.ahead !== null && plan.ahead > 1 ? `Push ${plan.ahead} commits` : 'Push'}
            </Button>
          )}
          {plan.gh && plan.remote !== null && url === null && (
            <Button
              size="sm"
              icon={GitPullRequestArrow}
              disabled={busy !== null}
              aria-expanded={asking}
              onClick={() => setAsking(!asking)}
            >
              Create pull request…
            </Button>
          )}
          {(busy === 'pushing' || busy === 'opening') && (
            <>
              <Spinner label={busy === 'pushing' ? 'Pushing…' : 'Creating the pull request…'} className="text-small" />
              <Button size="sm" variant="plain" onClick={() => usePublish.getState().cancel(place)}>
                Cancel
              </Button>
            </>
          )}
          {plan.problem !== null && !pushed && (
            <span className="text-small text-waiting">
              <VisibleText text={plan.problem} />
            </span>
          )}
        </div>
      )}
      {plan && !plan.gh && <PlainCommands plan={plan} />}
      {asking && url === null && <PullRequestForm place={place} made={made} busy={busy === 'opening'} />}
      {url !== null && (
        <p className="text-small">
          <ExternalLink href={url}>{url}</ExternalLink>
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
          {plan?.pushCommand != null && <Command text={plan.pushCommand} />}
        </p>
      )}
      {output !== null && output.trim() !== '' && (
        <pre className="max-h-24 overflow-auto text-small break-words whitespace-pre-wrap text-muted select-text">
          <VisibleText text={output} />
        </pre>
      )}
    </div>
  )
}

/** Without gh: what to run in a terminal. */
function PlainCommands({ plan }: { plan: PublishPlan }) {
  return (
    <div className="flex flex-col gap-1 text-small text-muted">
      {plan.pushCommand !== null && <Command text={plan.pushCommand} />}
      {plan.pullRequestCommand !== null && (
        <>
          <span>For a pull request, with the gh program installed:</span>
          <Command text={plan.pullRequestCommand} />
        </>
      )}
    </div>
  )
}

function Command({ text }: { text: string }) {
  return (
    <span className="flex items-center gap-1 text-text">
      <code
        className="min-w-0 flex-1 truncate rounded-sm bg-sunken px-1.5 py-0.5 text-code select-text"
        data-tip={text}
      >
        <VisibleText text={text} />
      </code>
      <CopyButton text={text} label="Copy the command" />
    </span>
  )
}

function PullRequestForm({ place, made, busy }: { place: Place; made: CommitReport; busy: boolean }) {
  const [title, setTitle] = useState(made.title)
  const [body, setBody] = useState('')
  const [draft, setDraft] = useState(false)
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') void usePublish.getState().openPullRequest(place, { title: title.trim(), body, draft })
      }}
    >
      <TextField
        label="Title of the pull request"
        hideLabel
        value={title}
        maxLength={500}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label="What it is about"
        hideLabel
        placeholder="What it is about"
        rows={3}
        value={body}
        maxLength={100_000}
        onChange={(event) => setBody(event.target.value)}
      />
      <div className="flex items-center gap-3">
        <Checkbox label="As a draft" checked={draft} onChange={setDraft} />
        <span className="flex-1" />
        <Button size="sm" variant="primary" type="submit" busy={busy} disabled={title.trim() === ''}>
          Create pull request
        </Button>
      </div>
    </form>
  )
}
