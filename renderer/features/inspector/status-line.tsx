// How much of the source is here: what was dropped, how far a file is read, and the ways to read on, stop or go back.
import { Button } from '../../kit'
import { useInspectorFile } from '../../stores/sessions/inspector-file'
import { bytesInWords } from './words'
import type { ShownSource } from './use-source'

interface StatusLineProps {
  source: ShownSource
  /** Rows that are here. */
  rows: number
  /** Stays at the end of the live stream. */
  follow: boolean
  onFollow: (follow: boolean) => void
  onJump: () => void
  onEarlier: () => void
}

const count = (value: number) => value.toLocaleString('en-US')

export function StatusLine({ source, rows, follow, onFollow, onJump, onEarlier }: StatusLineProps) {
  return (
    <div
      data-testid="inspector-status"
      className="flex min-h-7 shrink-0 flex-wrap items-center gap-x-2 border-t border-line pr-1 pl-3 text-small text-muted tabular-nums"
    >
      {source.kind === 'live' ? (
        <LiveStatus rows={rows} dropped={source.live.dropped} follow={follow} onFollow={onFollow} />
      ) : (
        <FileStatus rows={rows} onJump={onJump} onEarlier={onEarlier} />
      )}
    </div>
  )
}

type LiveStatusProps = Pick<StatusLineProps, 'rows' | 'follow' | 'onFollow'> & { dropped: number }

function LiveStatus({ rows, dropped, follow, onFollow }: LiveStatusProps) {
  return (
    <>
      <span className="flex-1">
        {count(rows)} {rows === 1 ? 'event' : 'events'} since this window opened
        {dropped > 0 && `; ${count(dropped)} older ones were dropped`}
      </span>
      <FollowButton follow={follow} onChange={onFollow} />
    </>
  )
}

function FollowButton({ follow, onChange }: { follow: boolean; onChange: (follow: boolean) => void }) {
  return (
    <Button
      size="sm"
      variant="plain"
      aria-pressed={follow}
      data-tip="Stay at the end while events come"
      onClick={() => onChange(!follow)}
      className={follow ? 'text-accent!' : undefined}
    >
      {follow ? 'Following' : 'Follow'}
    </Button>
  )
}

function FileStatus({ rows, onJump, onEarlier }: Pick<StatusLineProps, 'rows' | 'onJump' | 'onEarlier'>) {
  const { inspection, rows: read, letGo, atEnd, progress, reading, problem, stop, more } = useInspectorFile()
  const last = read.at(-1)
  // The file may have grown since it was opened.
  const bytes = Math.max(inspection?.bytes ?? 0, last ? last.offset + last.length : 0)
  const share = progress < 0.01 ? 'Less than 1 %' : `${Math.min(99, Math.floor(progress * 100))} %`
  return (
    <>
      <span className="min-w-40 flex-1" data-tip={inspection?.path}>
        {count(rows + letGo)} records
        {atEnd ? `, ${bytesInWords(bytes)}` : `. ${share} of ${bytesInWords(bytes)} read`}
        {letGo > 0 && `; the first ${count(letGo)} are not kept here`}
      </span>
      {problem && <span className="text-failed">{problem.message}</span>}
      {problem && (
        <Button size="sm" variant="plain" onClick={() => void more()}>
          Try again
        </Button>
      )}
      {letGo > 0 && reading === 'no' && (
        <Button size="sm" variant="plain" onClick={onEarlier}>
          Read earlier ones
        </Button>
      )}
      {reading === 'toEnd' ? (
        <>
          <progress
            aria-label="Reading the file"
            value={progress}
            className="h-1 w-16 appearance-none overflow-hidden rounded-sm bg-selected [&::-webkit-progress-bar]:bg-selected [&::-webkit-progress-value]:bg-accent"
          />
          <Button size="sm" variant="plain" onClick={stop}>
            Cancel
          </Button>
        </>
      ) : (
        <Button
          size="sm"
          variant="plain"
          data-tip={atEnd ? undefined : 'A rollout can only be read forwards: this reads on to its end'}
          onClick={onJump}
        >
          Jump to end
        </Button>
      )}
    </>
  )
}
