// What stands in the panel's middle where there are no diffs to draw: why, and what to do next.
import { FileDiff, FolderX, GitBranch, Undo2 } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { ChangeSource, ChangeView } from '../../../preload/contract/changes'
import type { Project } from '../../../preload/contract/model'
import type { DeckError } from '../../../preload/contract/result'
import { Button, EmptyState, Spinner } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useActs } from '../../stores/changes/acts'
import { scopeOf, useChosen } from '../../stores/changes/chosen'
import { useChanges } from '../../stores/changes/open-view'
import { placeKey } from '../../stores/changes/place'
import { VisibleText } from '../../text'
import type { Shown } from './use-shown'
import { choiceWords, count, emptyWords } from './words'

/** Why there is nothing to draw; null when there is. */
export type StandingKind =
  | 'deciding'
  | 'folder'
  | 'no-git'
  | 'no-repository'
  | 'refused'
  | 'no-turn'
  | 'failed'
  | 'reading'
  | 'empty'

interface Given {
  shown: Shown
  source: ChangeSource | null
  view: ChangeView | null
  problem: DeckError | null
  reading: 'no' | 'first' | 'again'
}

/** Which of the states of the panel it is in. Pure. */
export function standingOf({ shown, source, view, problem, reading }: Given): StandingKind | null {
  const { project, choice, facts, hasSource } = shown
  if (project.problem !== null) return 'folder'
  if (choice === null) return 'deciding'
  const ofChat = choice.kind === 'turn' || choice.kind === 'session'
  if (!ofChat && choice.kind !== 'task' && facts !== null && facts.state !== 'repository') return facts.state
  if (!hasSource) return 'no-turn'
  if (view !== null && source !== null) return view.files.length === 0 ? 'empty' : null
  if (problem !== null && reading === 'no') return 'failed'
  return 'reading'
}

interface StandingProps {
  standing: StandingKind | null
  shown: Shown
  source: ChangeSource | null
  problem: DeckError | null
  note: string | null
}

export function Standing({ standing, shown, source, problem, note }: StandingProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-y-auto" data-standing={standing}>
      <Words standing={standing} shown={shown} source={source} problem={problem} note={note} />
    </div>
  )
}

function Words({ standing, shown, source, problem, note }: StandingProps) {
  const { facts, project, threadId, choice } = shown
  const chat = (
    <Button onClick={() => useChosen.getState().choose(scopeOf(project.id, threadId), { kind: 'session' })}>
      Show this chat’s changes
    </Button>
  )
  switch (standing) {
    case null:
      return null
    case 'folder':
      return (
        <EmptyState icon={FolderX} title="The folder can’t be used">
          {folderWords(project)}
        </EmptyState>
      )
    case 'no-git':
      return (
        <EmptyState icon={GitBranch} title="Git isn’t installed" action={threadId === null ? null : chat}>
          Staged and unstaged changes, commits and branches need the git program. What Codex changed can be seen without
          it.
        </EmptyState>
      )
    case 'no-repository':
      return (
        <EmptyState icon={GitBranch} title="No Git repository" action={threadId === null ? null : chat}>
          This folder is in no repository, so there is nothing to stage or commit. What Codex changed can be seen all
          the same.
        </EmptyState>
      )
    case 'refused':
      return (
        <EmptyState icon={GitBranch} title="Git won’t read this repository" action={threadId === null ? null : chat}>
          <span className="break-words select-text">
            <VisibleText text={facts?.problem ?? ''} />
          </span>
        </EmptyState>
      )
    case 'no-turn':
      return (
        <EmptyState icon={FileDiff} title={threadId === null ? 'No chat yet' : 'Nothing was done in this chat yet'}>
          What a turn changes will be here.
        </EmptyState>
      )
    case 'failed':
      return (
        <EmptyState
          testId="changes-problem"
          title={problem?.code === 'stopped' ? 'Not read' : 'The changes could not be read'}
          action={<Button onClick={() => useChanges.getState().refresh()}>Try again</Button>}
        >
          <span role="alert" className="break-words select-text">
            <VisibleText text={problem?.message ?? ''} />
            {problem?.detail !== undefined && (
              <span className="mt-1 block text-small text-faint">
                <VisibleText text={problem.detail} />
              </span>
            )}
          </span>
        </EmptyState>
      )
    case 'empty': {
      const words = source === null ? null : emptyWords(source)
      return (
        words && (
          <EmptyState icon={FileDiff} title={words.title} testId="changes-empty" action={<Next shown={shown} />}>
            {words.words}
            {note !== null && <span className="mt-1 block text-waiting">{note}</span>}
          </EmptyState>
        )
      )
    }
    case 'deciding':
      return <Spinner label="Looking at the folder…" />
    case 'reading':
      return (
        <AfterWait>
          <Spinner
            delayMs={0}
            label={`Reading ${choice === null ? 'the changes' : choiceWords(choice).toLowerCase()}…`}
          />
          <Button variant="plain" onClick={() => useChanges.getState().cancel()}>
            Cancel
          </Button>
        </AfterWait>
      )
    default:
      return standing satisfies never
  }
}

/** From an empty view to what else there is: the other side of the index, and the way back of the last act. */
function Next({ shown }: { shown: Shown }) {
  const { project, threadId, place, choice, facts } = shown
  const undoable = useActs((state) => state.done[placeKey(place)]?.at(-1) ?? null)
  const busy = useActs((state) => state.busy[placeKey(place)] !== undefined)
  const go = (kind: 'staged' | 'unstaged') => useChosen.getState().choose(scopeOf(project.id, threadId), { kind })
  const unstaged = (facts?.unstaged ?? 0) + (facts?.untracked ?? 0)
  return (
    <span className="inline-flex gap-2">
      {choice?.kind === 'unstaged' && facts !== null && facts.staged > 0 && (
        <Button onClick={() => go('staged')}>Show {count(facts.staged, 'staged file')}</Button>
      )}
      {choice?.kind === 'staged' && unstaged > 0 && (
        <Button onClick={() => go('unstaged')}>Show {count(unstaged, 'unstaged file')}</Button>
      )}
      {undoable !== null && (
        <Button
          variant="plain"
          icon={Undo2}
          disabled={busy}
          data-tip={undoable.summary}
          onClick={() => void useActs.getState().undo(place)}
        >
          Undo
        </Button>
      )}
    </span>
  )
}

/** Shows itself after 200 ms, so that quick things don't flicker. */
function AfterWait({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return due && <div className="flex items-center gap-2">{children}</div>
}

function folderWords(project: Project): string {
  switch (project.problem) {
    case 'missing':
      return 'It was moved or deleted.'
    case 'unreadable':
      return 'You may not read it.'
    case 'not-a-folder':
      return 'There is a file where the folder was.'
    case null:
      return ''
    default:
      return project.problem satisfies never
  }
}

export function NoProject() {
  const none = useProjects((state) => state.activeId === null)
  return none && <EmptyState title="No project is open">Open a folder to see what changed in it.</EmptyState>
}
