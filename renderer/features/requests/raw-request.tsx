// A request that this app has no form for: its raw form, a response written by hand, and a way to refuse.
import { useState } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'
import { Button, CollapsibleRow, TextArea } from '../../kit'
import { FullText } from '../../text/facts'
import type { Answering } from './use-answer'

interface RawRequestProps {
  request: PendingRequest
  answering: Answering
  /** What the editor starts with. */
  template?: unknown
  onRefuse: () => void
}

function parse(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (cause) {
    return { problem: cause instanceof Error ? `This is not valid JSON: ${cause.message}` : 'This is not valid JSON.' }
  }
}

export function RawRequest({ request, answering, template, onRefuse }: RawRequestProps) {
  const [text, setText] = useState(() => JSON.stringify(template ?? {}, null, 2))
  const [problem, setProblem] = useState<string | null>(null)
  const send = () => {
    const parsed = parse(text)
    if ('problem' in parsed) return setProblem(parsed.problem)
    setProblem(null)
    answering.send(parsed.value)
  }
  return (
    <div className="flex flex-col gap-2">
      <FullText text={JSON.stringify(request.params, null, 2) ?? 'null'} label="Request as Codex sent it" prose />
      <CollapsibleRow summary={<span className="text-muted">Answer by hand</span>}>
        <div className="flex flex-col items-start gap-2 pt-1 pl-4.5">
          <div className="w-full">
            <TextArea
              label="Response as JSON"
              value={text}
              problem={problem}
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              className="font-mono text-code"
            />
          </div>
          <Button busy={answering.busy} onClick={send}>
            Send response
          </Button>
        </div>
      </CollapsibleRow>
      <div>
        <Button disabled={answering.busy} onClick={onRefuse}>
          Refuse
        </Button>
      </div>
    </div>
  )
}
