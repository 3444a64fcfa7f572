// How full the context window is, with the thread's token counts on demand.
import type { ThreadTokenUsage } from '@protocol/v2/ThreadTokenUsage'
import { Button, cx, Popover } from '../../kit'
import { useUsage } from '../../stores/sessions/usage'
import { formatTokens, summariseUsage } from './token-usage'

/** From this share on the meter is coloured: compaction is near. */
const nearlyFull = 0.85

interface UsageMeterProps {
  usage: ThreadTokenUsage
  projectId: string
  threadId: string
}

export function UsageMeter({ usage, projectId, threadId }: UsageMeterProps) {
  const summary = summariseUsage(usage)
  const percent = summary.share === null ? null : Math.round(summary.share * 100)
  const words =
    summary.window === null
      ? `${formatTokens(summary.inContext)} tokens`
      : `${formatTokens(summary.inContext)} of ${formatTokens(summary.window)} tokens in context`
  return (
    <Popover
      label="Token usage"
      align="end"
      className="w-64"
      trigger={
        <button
          type="button"
          data-testid="usage"
          data-tip={words}
          aria-label={`Token usage: ${words}`}
          className="flex h-6 shrink-0 items-center gap-1.5 rounded-sm px-1.5 text-small text-muted tabular-nums hover:bg-hover"
        >
          {percent !== null && (
            <span className="h-1 w-10 overflow-hidden rounded-sm bg-selected" aria-hidden>
              <span
                className={cx('block h-full', (summary.share ?? 0) >= nearlyFull ? 'bg-waiting' : 'bg-muted')}
                style={{ width: `${percent}%` }}
              />
            </span>
          )}
          {percent === null ? formatTokens(summary.inContext) : `${percent}%`}
        </button>
      }
    >
      <p className="mb-2">{words}</p>
      <table className="w-full text-small">
        <caption className="pb-1 text-left text-faint">Used by this chat so far</caption>
        <tbody>
          {summary.lines.map((line) => (
            <tr key={line.label}>
              <th scope="row" className="py-0.5 text-left font-normal text-muted">
                {line.label}
              </th>
              <td className="text-right tabular-nums">{line.tokens.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" className="mt-2" onClick={() => void useUsage.getState().loadThread(projectId, threadId)}>
        Show tokens at every turn
      </Button>
    </Popover>
  )
}
