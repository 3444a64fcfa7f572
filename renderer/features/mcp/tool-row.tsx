// One tool: its switch, what it says it does, its schema, who is asked before it runs, and a way to try it.
import { useState } from 'react'
import { Badge, Button, CollapsibleRow, cx, lazily, Select, tip } from '../../kit'
import { Switch } from '../../kit/switch'
import { approvalModes } from '../../stores/config/mcp-servers'
import type { ToolRow as Row } from '../../stores/config/mcp-tools'
import { JsonBlock } from '../../text/json-block'
import { drawLine } from '../../text/visible-text'
import { modeWords, tokensAbout, tokenWords } from './server-words'

const TryTool = lazily(() => import('./try-tool').then((module) => module.TryTool), 'Making a form…')

interface ToolRowProps {
  projectId: string
  server: string
  row: Row
  on: boolean
  /** The server stands in the home's own config.toml. */
  canChange: boolean
  defaultMode: string | null
  onSwitch: (on: boolean) => void
  onMode: (mode: string | null) => void
}

const followServer = 'server'

export function ToolRow({ projectId, server, row, on, canChange, defaultMode, onSwitch, onMode }: ToolRowProps) {
  const { name, tool, mode } = row
  const [trying, setTrying] = useState(false)
  const shownName = name === '' ? 'a tool without a name' : name
  const first = (tool?.description ?? '').split('\n', 1)[0] ?? ''
  return (
    <li data-testid="mcp-tool" data-name={name} className="border-b border-line last:border-b-0">
      <CollapsibleRow
        className="py-0.5"
        summary={
          <span className="flex min-w-0 flex-1 items-baseline gap-2">
            <code className={cx('max-w-[50%] shrink-0 truncate', !on && 'text-muted')} {...tip(shownName)}>
              {name === '' ? <span className="text-faint">without a name</span> : drawLine(name.slice(0, 300))}
            </code>
            <span className="min-w-0 flex-1 truncate text-muted">
              {tool ? drawLine(first.slice(0, 300)) : on ? 'not offered any more' : 'off'}
            </span>
            {tool && (
              <span className="hidden shrink-0 text-small text-faint tabular-nums @md:block" {...tip(tokensAbout)}>
                {tokenWords(tool.tokens)}
              </span>
            )}
          </span>
        }
        trailing={
          canChange && (
            <Switch
              label={on ? `Switch the tool ${shownName} off` : `Switch the tool ${shownName} on`}
              on={on}
              onChange={onSwitch}
            />
          )
        }
      >
        <div className="flex flex-col gap-2 py-1 pl-[18px]">
          {tool === null ? (
            <p className="text-muted">
              Codex tells nothing of a tool that is off. Switch it on to see what it is and to try it.
            </p>
          ) : (
            <>
              <div className="flex flex-wrap items-center gap-1.5 empty:hidden">
                {tool.title !== null && <span>{drawLine(tool.title.slice(0, 200))}</span>}
                {tool.readOnly === true && <Badge title="By its own word">reads only</Badge>}
                {tool.destructive === true && (
                  <Badge tone="waiting" title="By its own word">
                    may destroy
                  </Badge>
                )}
              </div>
              {tool.description !== '' && (
                <p className="max-h-48 overflow-y-auto break-words whitespace-pre-wrap text-muted select-text">
                  {tool.description
                    .slice(0, 10_000)
                    .split('\n')
                    .map((line, at) => (
                      <span key={at} className="block min-h-5">
                        {drawLine(line)}
                      </span>
                    ))}
                </p>
              )}
            </>
          )}
          <div className="flex flex-wrap items-center gap-2">
            {canChange && (
              <label className="flex items-center gap-2">
                <span className="text-muted">Before it runs</span>
                <Select
                  label={`Before ${shownName} runs`}
                  value={mode ?? followServer}
                  onChange={(value) => onMode(value === followServer ? null : value)}
                  options={[
                    {
                      value: followServer,
                      label: `As its server (${defaultMode === null ? 'Codex decides' : (modeWords[defaultMode] ?? defaultMode)})`,
                    },
                    ...approvalModes.map((value) => ({ value, label: modeWords[value] ?? value })),
                    ...(mode === null || approvalModes.some((known) => known === mode)
                      ? []
                      : [{ value: mode, label: mode }]),
                  ]}
                />
              </label>
            )}
            {tool && on && !trying && (
              <Button size="sm" onClick={() => setTrying(true)}>
                Try it…
              </Button>
            )}
          </div>
          {tool && trying && (
            <TryTool projectId={projectId} server={server} tool={tool} onClose={() => setTrying(false)} />
          )}
          {tool && (
            <CollapsibleRow summary={<span className="text-muted">Schema of its arguments</span>}>
              <JsonBlock value={tool.schema} label="JSON schema" />
            </CollapsibleRow>
          )}
        </div>
      </CollapsibleRow>
    </li>
  )
}
