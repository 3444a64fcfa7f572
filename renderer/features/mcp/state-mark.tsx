// The state of a server as a mark: shape and colour differ, and the word is beside it or read aloud.
import { cx } from '../../kit'
import type { McpState } from '../../stores/config/mcp-status'
import { stateWords } from './server-words'

const looks: Record<McpState, string> = {
  waiting: 'size-[7px] rounded-full bg-waiting animate-pulsing',
  off: 'size-[7px] rounded-full border-[1.5px] border-faint',
  login: 'size-[7px] rounded-none bg-waiting',
  starting: 'size-[9px] rounded-full border-[1.5px] border-running border-t-transparent animate-turning',
  running: 'size-[7px] rounded-full bg-added',
  ready: 'size-[7px] rounded-full border-[1.5px] border-added',
  failed: 'size-[7px] rotate-45 bg-failed',
  asking: 'size-[9px] rounded-full border-[1.5px] border-faint border-t-transparent animate-turning',
  unknown: 'invisible',
}

export function StateMark({ state }: { state: McpState }) {
  const { word, about } = stateWords[state]
  return (
    <span
      data-state={state}
      data-tip={`${word}: ${about}`}
      className="relative inline-flex size-3 shrink-0 items-center justify-center"
    >
      <span aria-hidden className={cx(looks[state])} />
      <span className="sr-only">{word}</span>
    </span>
  )
}
