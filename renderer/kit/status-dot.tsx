// A mark for the state of a thread or a server: shape and colour differ, and the word is there for screen readers.
import { cx } from './cx'

export type DotState = 'running' | 'waiting' | 'failed' | 'unread' | 'none'

const looks: Record<DotState, string> = {
  running: 'border-[1.5px] border-running border-t-transparent animate-turning',
  waiting: 'bg-waiting animate-pulsing',
  failed: 'bg-failed rotate-45 rounded-none!',
  unread: 'bg-accent',
  none: 'invisible',
}
const words: Record<DotState, string | null> = {
  running: 'Running',
  waiting: 'Waiting for you',
  failed: 'Failed',
  unread: 'New',
  none: null,
}

export function StatusDot({ state }: { state: DotState }) {
  const word = words[state]
  return (
    <span
      className="inline-flex size-3 shrink-0 items-center justify-center"
      data-state={state}
      data-tip={word ?? undefined}
    >
      <span
        aria-hidden
        className={cx('rounded-full', state === 'running' ? 'size-[9px]' : 'size-[7px]', looks[state])}
      />
      {word && <span className="sr-only">{word}</span>}
    </span>
  )
}
