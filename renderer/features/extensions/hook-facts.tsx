// What a hook runs, exactly: the command with hidden characters shown, and what decides when it runs.
import { CopyButton } from '../../kit'
import type { Hook } from '../../stores/config/hooks-words'
import { drawLine, VisibleText } from '../../text/visible-text'

function kindWords(kind: string): string {
  switch (kind) {
    case 'prompt':
      return 'Asks the model; Codex does not tell what.'
    case 'agent':
      return 'Starts an agent; Codex does not tell with what.'
    default:
      return `A hook of the kind “${kind}”, which this app can’t look into.`
  }
}

export function HookFacts({ hook }: { hook: Hook }) {
  const { runs, kind, matcher, timeoutSec, async: inBackground, statusMessage } = hook
  const facts = [
    matcher === null || matcher === '' ? null : ['for', matcher],
    timeoutSec === null ? null : ['time limit', `${timeoutSec} s`],
    inBackground ? ['', 'in the background'] : null,
    statusMessage === null ? null : ['shows', `“${statusMessage}”`],
  ].filter((fact) => fact !== null)
  return (
    <div className="min-w-0">
      {runs === '' ? (
        <p className="text-muted">{kindWords(kind)}</p>
      ) : (
        <div className="flex items-start gap-1">
          <div className="min-w-0 flex-1 rounded-sm bg-sunken px-2 py-1 font-mono text-code break-all whitespace-pre-wrap select-text">
            {kind === 'mcpTool' && <span className="text-faint">MCP tool </span>}
            <VisibleText text={runs} />
          </div>
          <CopyButton text={runs} label="Copy the command" />
        </div>
      )}
      {facts.length > 0 && (
        <div className="flex flex-wrap gap-x-3 pt-0.5 text-small text-muted">
          {facts.map(([name, value]) => (
            <span key={`${name}${value}`} className="min-w-0 break-all">
              {name} {drawLine(value ?? '')}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
