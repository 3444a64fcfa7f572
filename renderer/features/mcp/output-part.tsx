// Starts a server alone and shows what it said: the way to see why one fails.
import { useState } from 'react'
import type { McpOutput } from '../../../preload/contract/mcp'
import type { DeckError } from '../../../preload/contract/result'
import { Button, CopyButton, Spinner } from '../../kit'
import { outputOf } from '../../stores/config/mcp-acts'
import { shorter } from '../../stores/config/mcp-status'
import { stripAnsi } from '../../text/ansi'
import { drawLine } from '../../text/visible-text'
import { milliseconds } from './server-words'

export function OutputPart({ projectId, server }: { projectId: string; server: string }) {
  const [output, setOutput] = useState<McpOutput | null>(null)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const [busy, setBusy] = useState(false)
  const start = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const result = await outputOf(projectId, server)
    setBusy(false)
    if (result.ok) setOutput(result.value)
    else setProblem(result.error)
  }
  const text = output?.lines.map((line) => stripAnsi(line)).join('\n') ?? ''
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" busy={busy} onClick={() => void start()}>
          Start it alone and show what it says
        </Button>
        {busy && <Spinner label="Waiting for it to be ready, or to fail…" />}
        {output && !busy && (
          <span className="text-muted" role="status">
            {output.startMs === null ? 'It was not ready.' : `Ready after ${milliseconds(Math.round(output.startMs))}.`}
            {output.lines.length === 0 && ' It said nothing on its error output.'}
          </span>
        )}
      </div>
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
      {output?.error != null && (
        <p className="text-small break-words text-muted select-text">{drawLine(shorter(output.error))}</p>
      )}
      {text !== '' && (
        <div className="relative rounded-md border border-line bg-sunken">
          <pre
            aria-label="What it said"
            tabIndex={0}
            className="max-h-64 overflow-auto py-2 pr-9 pl-3 break-all whitespace-pre-wrap text-text select-text"
          >
            {text.split('\n').map((line, at) => (
              <span key={at}>
                {drawLine(line)}
                {'\n'}
              </span>
            ))}
          </pre>
          <CopyButton text={text} label="Copy what it said" className="absolute top-1.5 right-1.5" />
        </div>
      )}
    </div>
  )
}
