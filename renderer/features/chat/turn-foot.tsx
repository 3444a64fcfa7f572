// The last row of a turn: that it runs and since when, or how it ended, in words that never call a failure done.
import { CircleCheck, CircleSlash, CircleX, FileDiff, LoaderCircle } from 'lucide-react'
import { IconButton } from '../../kit'
import { showChanges } from '../../stores/changes/chosen'
import type { TurnState } from '../../stores/threads/model'
import { DiffCounts } from '../../text/diff'
import { VisibleText } from '../../text/visible-text'
import { formatDuration } from './durations'
import { changedFiles, pathWithin } from './file-changes'
import { ToolRow } from './items/tool-row'
import { LiveClock } from './live-clock'
import { stoppedWords } from './turn-words'
import { TurnFailure } from './turn-failure'
import { TurnMenu } from './turn-menu'
import { TurnTokens } from './turn-tokens'
import { askedIn } from './resend'
import { ResendActs } from './resend-acts'

interface TurnFootProps {
  turn: TurnState
  /** The newest turn of the thread: only there is Retry offered. */
  last: boolean
  projectId: string
  threadId: string
  root: string | null
  /** A request of this turn waits for the person. */
  waiting: boolean
  /** In a side question: there is nothing to go back to. */
  aside: boolean
}

export function TurnFoot(props: TurnFootProps) {
  const { turn } = props
  return (
    <div data-testid="turn" data-status={turn.status} data-turn-id={turn.id} className="pt-1 pb-4">
      {turn.status === 'inProgress' ? <Running {...props} /> : <Ended {...props} />}
    </div>
  )
}

function Running({ turn, waiting }: TurnFootProps) {
  const words = turn.retry ?? (waiting ? 'Waiting for your answer' : turn.local ? 'Sending…' : 'Working…')
  const tone = turn.retry !== null || waiting ? 'text-waiting' : 'text-running'
  return (
    <div className={`flex items-center gap-1.5 pl-1 text-small ${tone}`}>
      <LoaderCircle size={14} aria-hidden className={waiting ? '' : 'animate-turning'} />
      <span>{words}</span>
      <LiveClock sinceMs={turn.startedAtMs} />
    </div>
  )
}

function Ended(props: TurnFootProps) {
  const { turn } = props
  return (
    <>
      <div data-testid="turn-end" data-status={turn.status} className="group/foot flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <EndWords {...props} />
        </div>
        {!props.aside && <TurnMenu turn={turn} projectId={props.projectId} threadId={props.threadId} />}
      </div>
      <Changed {...props} />
    </>
  )
}

function EndWords(props: TurnFootProps) {
  const { turn } = props
  const took = formatDuration(turn.durationMs)
  const line = 'flex flex-wrap items-center gap-1.5 pl-1 text-small'
  switch (turn.status) {
    case 'completed':
      return (
        <div className={`${line} text-faint`}>
          <CircleCheck size={14} aria-hidden />
          <span>{took === '' ? 'Completed' : `Completed in ${took}`}</span>
          <TurnTokens turn={turn} threadId={props.threadId} />
        </div>
      )
    case 'interrupted':
      return (
        <div className={`${line} text-waiting`}>
          <CircleSlash size={14} aria-hidden />
          <span>{stoppedWords(turn)}</span>
          {props.last && askedIn(turn) && <ResendActs {...props} />}
        </div>
      )
    case 'failed':
      return (
        <>
          <div className={`${line} text-failed`}>
            <CircleX size={14} aria-hidden />
            <span>{took === '' ? 'Failed' : `Failed after ${took}`}</span>
          </div>
          <TurnFailure {...props} />
        </>
      )
    case 'inProgress':
      return null
    default:
      turn.status satisfies never
      return <div className={`${line} text-muted`}>Ended: {String(turn.status)}</div>
  }
}

/** The files that the turn changed; says nothing when there are none. */
function Changed({ turn, root, projectId, threadId, aside }: TurnFootProps) {
  const files = changedFiles(turn.items)
  if (files.length === 0) return null
  const added = files.reduce((sum, file) => sum + file.added, 0)
  const removed = files.reduce((sum, file) => sum + file.removed, 0)
  const show = (path: string | null = null): void =>
    showChanges(projectId, threadId, { kind: 'turn', turnId: turn.id }, path)
  return (
    <div className="text-small">
      <ToolRow
        id={`${turn.id}/changed`}
        icon={null}
        title={`${files.length} ${files.length === 1 ? 'file' : 'files'} changed`}
        facts={<DiffCounts added={added} removed={removed} />}
        actions={!aside && <IconButton size="sm" label="Show in Changes" icon={FileDiff} onClick={() => show()} />}
        renderBody={() => (
          <ul className="flex flex-col">
            {files.map((file) => (
              <li key={file.path} className="flex items-center justify-between gap-2">
                <FileName
                  path={pathWithin(root, file.path)}
                  onShow={aside ? null : () => show(pathWithin(root, file.path))}
                />
                <DiffCounts added={file.added} removed={file.removed} />
              </li>
            ))}
          </ul>
        )}
      />
    </div>
  )
}

function FileName({ path, onShow }: { path: string; onShow: (() => void) | null }) {
  const name = <VisibleText text={path} />
  return onShow === null ? (
    <code className="min-w-0 truncate text-code select-text">{name}</code>
  ) : (
    <button
      type="button"
      data-tip="Show in Changes"
      onClick={onShow}
      className="min-w-0 truncate rounded-sm text-left font-mono text-code hover:text-accent hover:underline"
    >
      {name}
    </button>
  )
}
