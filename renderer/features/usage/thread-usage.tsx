// What a session has cost in tokens: a bar and a row per turn, the sum, and how full the model's context window is.
import { useEffect } from 'react'
import type { ThreadUsageReport } from '../../../preload/contract/usage'
import { BarChart } from '../../kit'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { useUsage } from '../../stores/sessions/usage'
import { CountedState } from './counted-state'
import { exact, short, tokenParts, tokenSeries } from './token-series'
import { TokenTable } from './token-table'

/** The token use of one session, from its records. Counts anew when a turn of it ends. */
export function ThreadUsage({ projectId, threadId }: { projectId: string; threadId: string }) {
  const counted = useUsage((state) => state.threads[threadId])
  const running = useThreads((state) => state.threads[threadId]?.runningTurnId ?? null)
  const load = useUsage((state) => state.loadThread)
  useEffect(() => {
    void load(projectId, threadId)
  }, [load, projectId, threadId, running])
  return (
    <CountedState
      counted={counted}
      isEmpty={(report) => report.turns.length === 0}
      empty="Codex records the tokens with each answer of the model."
      onAgain={() => void load(projectId, threadId)}
    >
      {(report) => <Report report={report} />}
    </CountedState>
  )
}

function Report({ report }: { report: ThreadUsageReport }) {
  const { turns, tokens, threadId } = report
  const name = (at: number) => `Turn ${at + 1}`
  const show = (turnId: string) => {
    useUi.getState().showPage('chat')
    useUi.getState().setGoTo({ threadId, turnId, itemId: null, text: null })
  }
  return (
    <div data-testid="thread-usage" className="@container flex flex-col gap-5 p-3">
      <Context report={report} />
      <section aria-label="Tokens per turn">
        <h3 className="pb-2 font-semibold">Tokens per turn</h3>
        <BarChart
          label={`Tokens per turn: ${turns.length} ${turns.length === 1 ? 'turn' : 'turns'}, ${exact(tokens.total)} tokens in all. The table below has the numbers.`}
          series={tokenSeries}
          bars={turns.map((turn, at) => ({ key: turn.turnId, label: name(at), values: tokenParts(turn.tokens) }))}
          resting={`${exact(tokens.total)} tokens in ${turns.length} ${turns.length === 1 ? 'turn' : 'turns'}`}
          short={short}
          onChoose={(bar) => show(bar.key)}
        />
      </section>
      <TokenTable
        caption="Turns"
        head="Turn"
        rows={turns.map((turn, at) => ({
          key: turn.turnId,
          name: name(at),
          drawn: (
            <button
              type="button"
              data-tip="Show this turn in the chat"
              onClick={() => show(turn.turnId)}
              className="rounded-sm text-left hover:text-accent"
            >
              {name(at)}
              <span className="hidden pl-1.5 text-faint @md:inline">{answers(turn.messages.length)}</span>
            </button>
          ),
          tokens: turn.tokens,
        }))}
        total={tokens}
      />
    </div>
  )
}

const answers = (count: number) => (count === 0 ? '' : `${count} ${count === 1 ? 'answer' : 'answers'}`)

/** From this share on the window is nearly full: compaction is near. */
const nearlyFull = 0.85

function Context({ report: { contextUsed, contextWindow } }: { report: ThreadUsageReport }) {
  if (contextUsed === null || contextWindow === null || contextWindow <= 0) return null
  const share = Math.min(1, contextUsed / contextWindow)
  const percent = Math.round(share * 100)
  return (
    <section aria-label="Context window">
      <div className="flex items-baseline gap-2 pb-1.5">
        <h3 className="flex-1 font-semibold">Context window</h3>
        <span className="text-small text-muted tabular-nums">
          {exact(contextUsed)} of {exact(contextWindow)} tokens, {percent} %
        </span>
      </div>
      <div
        role="meter"
        aria-label="Context window"
        aria-valuemin={0}
        aria-valuemax={contextWindow}
        aria-valuenow={contextUsed}
        className="h-1.5 overflow-hidden rounded-sm bg-selected"
      >
        <div
          className={share >= nearlyFull ? 'h-full bg-waiting' : 'h-full bg-accent'}
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </section>
  )
}
