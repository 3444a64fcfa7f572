// Has a provider answer once, and says what came of it.
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, cx, duration, fieldSurface, Spinner } from '../../kit'
import { useProviders } from '../../stores/config/providers'
import { VisibleText } from '../../text/visible-text'

interface ProviderTestProps {
  project: Project
  provider: string
  /** Offered to try it with. */
  slug: string
}

export function ProviderTest({ project, provider, slug }: ProviderTestProps) {
  const last = useProviders((state) => state.trials[project.id])
  const test = useProviders((state) => state.test)
  const cancel = useProviders((state) => state.cancel)
  const trial = last?.provider === provider ? last : undefined
  const [model, setModel] = useState(trial?.model ?? slug)
  const isRunning = trial !== undefined && trial.result === null && trial.problem === null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isRunning && model.trim() !== '') void test(project.id, provider, model.trim())
  }
  return (
    <div className="flex flex-col gap-1 py-1">
      <form aria-label={`Test ${provider}`} className="flex flex-wrap items-center gap-x-2 gap-y-1" onSubmit={submit}>
        <span className="w-56 shrink">
          <input
            aria-label="Model to test with"
            value={model}
            spellCheck={false}
            maxLength={300}
            placeholder="Name of a model"
            onChange={(event) => setModel(event.target.value)}
            className={cx(fieldSurface, 'h-6')}
          />
        </span>
        {isRunning ? (
          <Button size="sm" onClick={() => void cancel(project.id)}>
            Cancel
          </Button>
        ) : (
          <Button size="sm" type="submit" disabled={model.trim() === ''}>
            Try it
          </Button>
        )}
        <span className="text-small text-muted">
          Sends “Say ok.” and nothing of the project. It may cost a few tokens.
        </span>
      </form>
      {isRunning && <Spinner label="Waiting for an answer…" />}
      {trial?.problem != null && <Line ok={false} words={trial.problem} detail={null} />}
      {trial?.result && (
        <Line
          ok={trial.result.ok}
          words={
            trial.result.ok ? `${trial.result.message} It took ${duration(trial.result.ms)}.` : trial.result.message
          }
          detail={trial.result.detail}
        />
      )}
    </div>
  )
}

function Line({ ok, words, detail }: { ok: boolean; words: string; detail: string | null }) {
  const Icon = ok ? CircleCheck : CircleAlert
  return (
    <div role="status" data-testid="provider-result" data-ok={ok} className="flex items-start gap-1.5">
      <Icon aria-hidden size={14} className={cx('mt-0.5 shrink-0', ok ? 'text-added' : 'text-failed')} />
      <div className="min-w-0">
        <p className="break-words select-text">{words}</p>
        {detail !== null && (
          <p className="text-small break-words text-muted select-text">
            <VisibleText text={detail} />
          </p>
        )}
      </div>
    </div>
  )
}
