// The imports that this project's home has had.
import type { AgentImportRun } from '../../../preload/contract/extensions'
import { shortAge, useNow } from '../../kit'
import { typeWords } from '../../stores/config/external-agents-words'
import { drawLine } from '../../text/visible-text'
import { GroupTitle } from './group-title'

export function ImportHistory({ runs }: { runs: readonly AgentImportRun[] }) {
  const now = useNow(60_000)
  if (runs.length === 0) return null
  return (
    <div data-testid="import-history">
      <GroupTitle title="Earlier imports" count={runs.length} />
      {runs.map(({ atMs, done, failed }) => (
        <div key={atMs} className="border-b border-line py-1 last:border-b-0">
          <div className="flex gap-3">
            <span className="w-16 shrink-0 text-muted tabular-nums">{shortAge(atMs, now)}</span>
            <span>
              {done} {done === 1 ? 'thing' : 'things'} imported{failed.length > 0 && `, ${failed.length} failed`}
            </span>
          </div>
          {failed.slice(0, 5).map(({ type, message }, place) => (
            <div key={place} className="pl-[76px] text-small break-words text-failed">
              {typeWords(type)}: {drawLine(message)}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
