// What a plugin starts and runs, line by line, as its files say.
import type { PluginBrings } from '../../../preload/contract/extensions'
import { drawLine, VisibleText } from '../../text/visible-text'
import { WarningLine } from './problem-line'

export function PluginBringsList({ brings, fetched }: { brings: PluginBrings; fetched: boolean }) {
  const { servers, hooks, readable, problem } = brings
  if (!readable && servers.length === 0)
    return (
      <WarningLine>
        {fetched
          ? 'It is fetched when it is installed, so what it would start can’t be shown before. Look here again right afterwards.'
          : 'What it would start can’t be read here.'}
      </WarningLine>
    )
  return (
    <div className="flex flex-col gap-2">
      {problem !== null && <WarningLine>{`Not all of it could be read. ${problem}`}</WarningLine>}
      <div>
        <div className="font-medium">MCP servers</div>
        {servers.length === 0 && <p className="text-muted">None.</p>}
        {servers.map(({ name, command, args, url, env }) => (
          <div key={name} className="py-0.5">
            <span className="font-mono text-code">{drawLine(name)}</span>
            {env.length > 0 && <span className="pl-2 text-small text-muted">sets {env.join(', ')}</span>}
            <div className="rounded-sm bg-sunken px-2 py-1 font-mono text-code break-all whitespace-pre-wrap select-text">
              {command === null && url === null ? (
                <span className="text-muted">Its command isn’t in the plugin’s files.</span>
              ) : (
                <VisibleText text={url ?? [command ?? '', ...args].join(' ')} />
              )}
            </div>
          </div>
        ))}
      </div>
      {hooks.length > 0 && (
        <div>
          <div className="font-medium">Hooks, which wait for your trust</div>
          {hooks.map(({ event, command }, place) => (
            <div key={place} className="py-0.5">
              <span className="text-small text-muted">{drawLine(event)}</span>
              <div className="rounded-sm bg-sunken px-2 py-1 font-mono text-code break-all whitespace-pre-wrap select-text">
                <VisibleText text={command ?? 'no command'} />
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
