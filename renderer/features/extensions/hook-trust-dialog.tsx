// Trusting one hook: exactly what will run, what changed since it was trusted before, and what trust doesn't cover.
import { useState } from 'react'
import { Button, Dialog } from '../../kit'
import { trustedDefinition, useHooks } from '../../stores/config/hooks'
import { definitionChanges, eventWords, hookSourceWords, type Hook } from '../../stores/config/hooks-words'
import { VisibleText } from '../../text/visible-text'
import { HookFacts } from './hook-facts'
import { PathText } from './path-text'

interface HookTrustDialogProps {
  projectId: string
  hook: Hook
  onClose: () => void
}

export function HookTrustDialog({ projectId, hook, onClose }: HookTrustDialogProps) {
  const trust = useHooks((state) => state.trust)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const before = hook.trust === 'modified' ? trustedDefinition(projectId, hook) : null
  const changes = before === null ? [] : definitionChanges(before, hook)
  const agree = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const outcome = await trust(projectId, hook)
    setBusy(false)
    if (outcome.state === 'failed') setProblem(outcome.words)
    if (outcome.state === 'done') onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      testId="hook-trust"
      title={hook.trust === 'modified' ? 'Trust this hook as it is now?' : 'Trust this hook?'}
      description={
        <>
          {eventWords(hook.event)}, Codex will run this by itself, with your rights and outside the sandbox. It comes
          from {hookSourceWords(hook)}.
        </>
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => void agree()}>
            Trust and run it
          </Button>
        </>
      }
    >
      <HookFacts hook={hook} />
      {changes.length > 0 && (
        <div className="flex flex-col gap-1" data-testid="hook-changes">
          <div className="font-medium">Changed since you trusted it</div>
          {changes.map(({ field, before: was, now }) => (
            <div key={field} className="grid grid-cols-[90px_1fr] gap-x-2 text-small">
              <span className="text-muted">{field}</span>
              <span className="min-w-0 font-mono break-all whitespace-pre-wrap select-text">
                <del className="text-removed">{was === '' ? 'nothing' : <VisibleText text={was} />}</del>
                <br />
                <ins className="text-added no-underline">{now === '' ? 'nothing' : <VisibleText text={now} />}</ins>
              </span>
            </div>
          ))}
        </div>
      )}
      {hook.trust === 'modified' && before === null && (
        <p className="text-muted">What it said when it was trusted isn’t known: it was not trusted in this window.</p>
      )}
      {before !== null && changes.length === 0 && (
        <p className="text-muted">
          Its words are the same; its place in the file is another one, or a hook was put before it.
        </p>
      )}
      <p className="text-small text-muted">
        Trust is for these words, not for the files that they call: a script can change later without Codex asking
        again.
      </p>
      <PathText path={hook.file} />
      {problem && (
        <p role="alert" className="text-failed">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
