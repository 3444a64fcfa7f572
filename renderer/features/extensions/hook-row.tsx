// One hook: when it runs, exactly what, whether it may.
import { useState } from 'react'
import { Button } from '../../kit'
import { editKey, useConfigEdits } from '../../stores/config/config-edits'
import { hookEditKey, useHooks } from '../../stores/config/hooks'
import { eventWords, hookSourceWords, type Hook } from '../../stores/config/hooks-words'
import { HookFacts } from './hook-facts'
import { TrustBadge } from './hook-words'
import { PathText } from './path-text'

interface HookRowProps {
  projectId: string
  hook: Hook
  onTrust: () => void
}

export function HookRow({ projectId, hook, onTrust }: HookRowProps) {
  const setEnabled = useHooks((state) => state.setEnabled)
  const distrust = useHooks((state) => state.distrust)
  const problem = useConfigEdits((state) => state.problems[editKey(projectId, hookEditKey(hook))])
  const [busy, setBusy] = useState(false)
  /** Drawn before it is written. */
  const [wanted, setWanted] = useState<boolean | null>(null)
  const during = async (work: Promise<boolean>): Promise<void> => {
    setBusy(true)
    await work
    setBusy(false)
    setWanted(null)
  }
  const { event, enabled, trust } = hook
  const words = eventWords(event)
  return (
    <div
      data-testid="hook"
      data-trust={trust}
      className="flex flex-col gap-1 border-b border-line py-2 last:border-b-0"
    >
      <div className="flex min-w-0 items-center gap-2">
        <input
          type="checkbox"
          aria-label={`${words}: on`}
          checked={wanted ?? enabled}
          disabled={busy || trust === 'managed'}
          onChange={(change) => {
            setWanted(change.target.checked)
            void during(setEnabled(projectId, hook, change.target.checked))
          }}
          className="size-3.5 shrink-0"
        />
        <span className="min-w-0 break-words">{words}</span>
        <TrustBadge trust={trust} />
        <span className="flex-1" />
        {(trust === 'untrusted' || trust === 'modified') && (
          <Button size="sm" disabled={busy} onClick={onTrust}>
            {trust === 'modified' ? 'Look at the change…' : 'Trust…'}
          </Button>
        )}
        {trust === 'trusted' && (
          <Button size="sm" variant="plain" busy={busy} onClick={() => void during(distrust(projectId, hook))}>
            Take trust back
          </Button>
        )}
      </div>
      <div className="flex flex-col gap-0.5 pl-[22px]">
        <HookFacts hook={hook} />
        <div className="flex min-w-0 gap-1.5 text-small text-faint">
          <span className="shrink-0">{hookSourceWords(hook)}</span>
          <PathText path={hook.file} />
        </div>
        {problem && (
          <p role="alert" className="text-small text-failed">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}
