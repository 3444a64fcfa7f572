// Codex's tasks in the cloud: choose one, look at its diff in Changes, or apply it here with Codex's own command.
import { useState } from 'react'
import type { CloudTask } from '../../../preload/contract/tasks'
import { Badge, Button, cx, Dialog, EmptyState, Select, shortAge, Spinner, TextField, useNow } from '../../kit'
import { useTasks } from '../../stores/changes/tasks'
import { DiffCounts } from '../../text/diff'
import { VisibleText } from '../../text/visible-text'
import { ApplyReport } from './apply-report'

interface TasksDialogProps {
  /** Shows a task's diff in the Changes panel. */
  onShow: (taskId: string, attempt: number | null) => void
}

/** An id as it is, or cut out of the address of a task's page. */
export function taskIdIn(text: string): string | null {
  const last =
    text
      .trim()
      .replace(/[?#].*$/s, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  return /^[A-Za-z0-9_-]{1,256}$/.test(last) ? last : null
}

export function TasksDialog({ onShow }: TasksDialogProps) {
  const { place, tasks, nextCursor, busy, problem, run, close, load, apply, cancel } = useTasks()
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [attempt, setAttempt] = useState('')
  const now = useNow(60_000)
  if (place === null) return null
  const task = tasks.find(({ id }) => id === chosen) ?? null
  const taskId = typed.trim() === '' ? chosen : taskIdIn(typed)
  const attempts = task?.attempts ?? 1
  const number = attempt === '' ? null : Number(attempt)
  const choose = (id: string): void => {
    setChosen(id)
    setTyped('')
    setAttempt('')
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      testId="tasks"
      size="lg"
      title="Tasks in the Codex cloud"
      description="Of the account that this project uses. Applying is all or nothing: if it fails, your files stay as they are."
      footer={
        <>
          <Button variant="plain" onClick={close}>
            Close
          </Button>
          {busy === 'apply' && <Button onClick={cancel}>Stop</Button>}
          <Button
            disabled={taskId === null || busy === 'apply'}
            onClick={() => {
              if (taskId === null) return
              onShow(taskId, number)
              close()
            }}
          >
            Show changes
          </Button>
          <Button
            variant="primary"
            busy={busy === 'apply'}
            disabled={taskId === null}
            onClick={() => taskId !== null && void apply(taskId, number)}
          >
            Apply here
          </Button>
        </>
      }
    >
      {tasks.length > 0 && (
        <ul
          role="listbox"
          aria-label="Tasks"
          className="-mx-2 flex max-h-64 flex-col overflow-y-auto border-y border-line py-1"
        >
          {tasks.map((one) => (
            <TaskRow key={one.id} task={one} now={now} selected={one.id === chosen} onSelect={() => choose(one.id)} />
          ))}
        </ul>
      )}
      {busy === 'list' && <Spinner label="Asking Codex for your tasks…" />}
      {busy === null && tasks.length === 0 && problem === null && (
        <EmptyState title="No tasks">Tasks that you give Codex on the web or by `codex cloud` appear here.</EmptyState>
      )}
      {nextCursor !== null && busy === null && (
        <Button variant="plain" className="self-start" onClick={() => void load(true)}>
          Show older tasks
        </Button>
      )}
      <div className="flex items-end gap-3">
        <div className="min-w-0 flex-1">
          <TextField
            label="Or a task’s id or address"
            value={typed}
            placeholder="task_e_…"
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        {attempts > 1 && typed.trim() === '' && (
          <Select
            label="Attempt"
            value={attempt}
            onChange={setAttempt}
            options={[
              { value: '', label: 'Latest attempt' },
              ...Array.from({ length: attempts }, (_, place) => ({
                value: String(place + 1),
                label: `Attempt ${place + 1}`,
              })),
            ]}
          />
        )}
      </div>
      {typed.trim() !== '' && taskId === null && <p className="text-failed">This is no id of a task.</p>}
      {problem && (
        <div role="alert" className="flex flex-col gap-1 text-failed select-text">
          <p className="break-words">{problem.message}</p>
          {tasks.length === 0 && (
            <Button className="self-start" disabled={busy !== null} onClick={() => void load()}>
              Try again
            </Button>
          )}
        </div>
      )}
      {run && <ApplyReport run={run} />}
    </Dialog>
  )
}

interface TaskRowProps {
  task: CloudTask
  now: number
  selected: boolean
  onSelect: () => void
}

function TaskRow({ task, now, selected, onSelect }: TaskRowProps) {
  return (
    <li role="option" aria-selected={selected}>
      <button
        type="button"
        onClick={onSelect}
        className={cx(
          'flex w-full items-center gap-2 px-2 py-1.5 text-left',
          selected ? 'bg-selected' : 'hover:bg-hover',
        )}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate" data-tip={task.title}>
            <VisibleText text={task.title} />
          </span>
          <span className="block truncate text-small text-faint">
            {[task.environment, task.updatedAtMs === null ? null : shortAge(task.updatedAtMs, now), task.id]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {task.summary && <DiffCounts added={task.summary.added} removed={task.summary.removed} />}
        <Badge tone={task.status === 'error' ? 'failed' : 'neutral'}>{task.status}</Badge>
      </button>
    </li>
  )
}
