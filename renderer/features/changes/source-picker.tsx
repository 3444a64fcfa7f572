// Chooses which changes are shown: the chat's, git's, a commit or branch by name, a task.
import { Check, ChevronDown, ChevronLeft } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Place } from '../../../preload/contract/changes'
import { Button, cx, Popover } from '../../kit'
import { VisibleText } from '../../text'
import { scopeOf, useChosen, type Choice } from '../../stores/changes/chosen'
import { useGitFacts } from '../../stores/changes/facts'
import { RevisionChooser } from './revision-chooser'
import type { Shown } from './use-shown'
import { walkButtons } from './walk-buttons'
import { choiceWords } from './words'

interface SourcePickerProps {
  shown: Shown
  onTasks: ((place: Place) => void) | undefined
}

type Page = 'sources' | 'commit' | 'branch'

export function SourcePicker({ shown, onTasks }: SourcePickerProps) {
  const [open, setOpen] = useState(false)
  const [page, setPage] = useState<Page>('sources')
  const { project, threadId, place, choice, lastTurnId } = shown
  const choose = (next: Choice): void => {
    setOpen(false)
    useChosen.getState().choose(scopeOf(project.id, threadId), next)
  }
  const isLast = choice?.kind === 'turn' && choice.turnId === lastTurnId
  const words = choice === null ? 'Changes' : choiceWords(choice, isLast)
  return (
    <Popover
      label="Which changes"
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setPage('sources')
        if (next) void useGitFacts.getState().load(place)
      }}
      className="flex max-h-[60vh] w-72 flex-col p-1!"
      trigger={
        <Button variant="plain" data-testid="changes-source" className="min-w-0 shrink! px-2! font-medium text-text!">
          <span className="min-w-0 truncate">
            <VisibleText text={words} />
          </span>
          <ChevronDown aria-hidden size={14} className="shrink-0 text-faint" />
        </Button>
      }
    >
      {page === 'sources' ? (
        <Sources
          shown={shown}
          choose={choose}
          onPage={setPage}
          onTasks={
            onTasks &&
            (() => {
              setOpen(false)
              onTasks(place)
            })
          }
        />
      ) : (
        <>
          <button
            type="button"
            className="flex h-7 items-center gap-1 rounded-sm px-1 text-left text-muted hover:bg-hover"
            onClick={() => setPage('sources')}
          >
            <ChevronLeft aria-hidden size={14} />
            {page === 'commit' ? 'Changes of a commit' : 'Changes against a branch'}
          </button>
          <RevisionChooser
            place={place}
            what={page}
            onChoose={(name) =>
              choose(page === 'commit' ? { kind: 'commit', revision: name } : { kind: 'branch', base: name })
            }
          />
        </>
      )}
    </Popover>
  )
}

interface SourcesProps {
  shown: Shown
  choose: (choice: Choice) => void
  onPage: (page: Page) => void
  onTasks: (() => void) | undefined
}

function Sources({ shown, choose, onPage, onTasks }: SourcesProps) {
  const { choice, facts, threadId, lastTurnId } = shown
  const git = facts?.state === 'repository'
  const noChat = threadId === null || lastTurnId === null
  const last = choice?.kind === 'turn' && (choice.turnId === null || choice.turnId === lastTurnId)
  const is = (kind: Choice['kind']): boolean => choice?.kind === kind
  const base = facts?.base ?? null
  return (
    <div role="menu" aria-label="Which changes" className="overflow-y-auto" onKeyDown={walkButtons}>
      <Entry label="Last turn" on={last} disabled={noChat} onChoose={() => choose({ kind: 'turn', turnId: null })} />
      {is('turn') && !last && <Entry label="An earlier turn" on onChoose={() => choice && choose(choice)} />}
      <Entry label="This chat" on={is('session')} disabled={noChat} onChoose={() => choose({ kind: 'session' })} />
      <Rule />
      <Entry
        label="Unstaged"
        on={is('unstaged')}
        disabled={!git}
        end={git ? facts.unstaged + facts.untracked : null}
        onChoose={() => choose({ kind: 'unstaged' })}
      />
      <Entry
        label="Staged"
        on={is('staged')}
        disabled={!git}
        end={git ? facts.staged : null}
        onChoose={() => choose({ kind: 'staged' })}
      />
      <Rule />
      {base !== null && base !== facts?.branch && (
        <Entry
          label={`Against ${base}`}
          on={choice?.kind === 'branch' && choice.base === base}
          onChoose={() => choose({ kind: 'branch', base })}
        />
      )}
      <Entry
        label="Against another branch…"
        on={is('branch') && choice?.kind === 'branch' && choice.base !== base}
        disabled={!git}
        onChoose={() => onPage('branch')}
      />
      <Entry label="A commit…" on={is('commit')} disabled={!git} onChoose={() => onPage('commit')} />
      {onTasks && (
        <>
          <Rule />
          <Entry label="A cloud task…" on={is('task')} onChoose={onTasks} />
        </>
      )}
    </div>
  )
}

const Rule = () => <div role="separator" className="mx-2 my-1 h-px bg-line" />

interface EntryProps {
  label: string
  on: boolean
  disabled?: boolean
  end?: ReactNode
  onChoose: () => void
}

function Entry({ label, on, disabled = false, end, onChoose }: EntryProps) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={on}
      disabled={disabled}
      onClick={onChoose}
      className="flex min-h-7 w-full items-center gap-2 rounded-sm px-2 text-left not-disabled:hover:bg-hover disabled:opacity-45"
    >
      <Check aria-hidden size={14} className={cx('shrink-0 text-accent', !on && 'invisible')} />
      <span className="min-w-0 flex-1 truncate">
        <VisibleText text={label} />
      </span>
      {end !== null && end !== undefined && <span className="shrink-0 text-small text-faint tabular-nums">{end}</span>}
    </button>
  )
}
