// What stands between the person and the project's Codex: starting, waiting to start again, given up. In words, with an act.
import { CircleAlert, RotateCw, Wrench } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Project, ServerStatus } from '../../../preload/contract/model'
import { Button, CollapsibleRow, CopyButton, Spinner, cx, useNow } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useServers } from '../../stores/app/servers'
import { useUi } from '../../stores/app/ui'
import { VisibleText } from '../../text/visible-text'

/** True when the server did not start because its config.toml is at fault. */
export function isConfigProblem(status: ServerStatus): boolean {
  return status.state === 'failed' && status.code === 'config-invalid'
}

const folderWords: Record<NonNullable<Project['problem']>, string> = {
  missing: 'This folder is gone. Put it back, or remove the project; its chats are kept.',
  unreadable: 'This folder can’t be read. Check its permissions.',
  'not-a-folder': 'There is a file where this folder was.',
}

export function ServerBanner({ project }: { project: Project }) {
  const projectId = project.id
  const status = useServers((state) => state.byProject[projectId])
  const restart = useServers((state) => state.restart)
  if (project.problem) {
    return (
      <Strip
        tone="failed"
        testId="project-problem"
        words={
          <>
            {folderWords[project.problem]} <code className="text-muted">{project.path}</code>
          </>
        }
        detail={null}
        action={
          <Button size="sm" icon={RotateCw} onClick={() => void restart(projectId)}>
            Try again
          </Button>
        }
      />
    )
  }
  if (!status) return null
  switch (status.state) {
    case 'idle':
    case 'ready':
      return null
    case 'starting':
      return <Starting attempt={status.attempt} />
    case 'backing-off':
      return (
        <Strip
          tone="waiting"
          words={
            <>
              {status.reason ?? 'Codex ended.'} <Countdown untilMs={status.retryAtMs} />
            </>
          }
          detail={status.detail}
          action={
            <Button size="sm" icon={RotateCw} onClick={() => void restart(projectId)}>
              Restart Codex now
            </Button>
          }
        />
      )
    case 'failed':
      if (isConfigProblem(status)) return <ConfigProblem status={status} />
      return (
        <Strip
          tone="failed"
          words={status.reason ?? 'Codex could not be started.'}
          detail={status.detail}
          action={
            <Button size="sm" icon={RotateCw} onClick={() => void restart(projectId)}>
              Restart Codex
            </Button>
          }
        />
      )
    case 'stopped':
      return (
        <Strip
          tone="waiting"
          words={status.reason ?? 'Codex is stopped.'}
          detail={status.detail}
          action={
            <Button size="sm" icon={RotateCw} onClick={() => void restart(projectId)}>
              Restart Codex
            </Button>
          }
        />
      )
  }
}

function Starting({ attempt }: { attempt: number }) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200)
    return () => clearTimeout(timer)
  }, [])
  if (!due) return null
  return (
    <div data-testid="server-banner" className="flex h-8 shrink-0 items-center border-b border-line px-4">
      <Spinner delayMs={0} label={attempt > 1 ? `Starting Codex, attempt ${attempt}…` : 'Starting Codex…'} />
    </div>
  )
}

function Countdown({ untilMs }: { untilMs: number | null }) {
  const now = useNow(untilMs === null ? null : 500)
  if (untilMs === null) return null
  const seconds = Math.max(0, Math.ceil((untilMs - now) / 1000))
  return <span className="text-muted">Starting again {seconds > 0 ? `in ${seconds} s` : 'now'}.</span>
}

interface StripProps {
  tone: 'waiting' | 'failed'
  words: ReactNode
  detail: string | null
  action: ReactNode
  testId?: string
}

function Strip({ tone, words, detail, action, testId = 'server-banner' }: StripProps) {
  return (
    <div
      role={tone === 'failed' ? 'alert' : 'status'}
      data-testid={testId}
      className={
        tone === 'failed'
          ? 'flex shrink-0 flex-col gap-1 border-b border-line bg-failed-soft px-4 py-2'
          : 'flex shrink-0 flex-col gap-1 border-b border-line bg-waiting-soft px-4 py-2'
      }
    >
      <div className="flex items-start gap-2">
        <CircleAlert
          aria-hidden
          size={16}
          className={cx('mt-1 shrink-0', tone === 'failed' ? 'text-failed' : 'text-waiting')}
        />
        {/* The words have the width before the acts, which go below them where there isn't enough for both. */}
        <div className="flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1.5">
          <span className="min-w-0 flex-[1_1_20rem] break-words select-text">{words}</span>
          {action}
        </div>
      </div>
      {detail && (
        <CollapsibleRow
          summary={<span className="text-small text-muted">Details</span>}
          trailing={<CopyButton text={detail} label="Copy details" />}
        >
          <pre className="max-h-56 overflow-auto rounded-sm bg-bg p-2 break-all whitespace-pre-wrap [&_.deck-newline]:hidden!">
            <VisibleText text={detail} />
          </pre>
        </CollapsibleRow>
      )}
    </div>
  )
}

function ConfigProblem({ status }: { status: ServerStatus }) {
  const restart = useServers((state) => state.restart)
  const reveal = useProjects((state) => state.reveal)
  const showPage = useUi((state) => state.showPage)
  return (
    <Strip
      tone="failed"
      testId="config-problem"
      words={status.reason ?? 'Codex can’t read this project’s config.toml.'}
      detail={status.detail}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="sm" icon={Wrench} onClick={() => showPage('settings', 'configuration')}>
            Mend config.toml
          </Button>
          <Button size="sm" variant="plain" onClick={() => void reveal(status.projectId, 'config')}>
            Show config.toml
          </Button>
          <Button size="sm" icon={RotateCw} onClick={() => void restart(status.projectId)}>
            Try again
          </Button>
        </span>
      }
    />
  )
}
