// Chooses a commit or a branch: the recent ones by search, or any name that git understands.
import { useEffect, useState } from 'react'
import type { Place, RefList } from '../../../preload/contract/changes'
import { Button, Spinner, TextField, useNow, shortAge } from '../../kit'
import { useGitFacts } from '../../stores/changes/facts'
import { placeKey } from '../../stores/changes/place'
import { VisibleText } from '../../text'
import { walkButtons } from './walk-buttons'

interface RevisionChooserProps {
  place: Place
  what: 'commit' | 'branch'
  onChoose: (revision: string) => void
}

interface Candidate {
  name: string
  title: string
  note: string
}

/** At most this many are drawn; search finds the rest. */
const mostShown = 100

/** What of the list fits the words, in its order. Pure. */
export function candidates(list: RefList, what: 'commit' | 'branch', words: string, now: number): Candidate[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (text: string): boolean => parts.every((part) => text.toLowerCase().includes(part))
  if (what === 'branch')
    return list.branches
      .filter(({ name, current }) => !current && fits(name))
      .map(({ name, remote }) => ({ name, title: name, note: remote ? 'remote' : '' }))
  return list.commits
    .filter(({ id, title, author }) => fits(`${id} ${title} ${author}`))
    .map(({ id, short, title, author, atMs }) => ({
      name: id,
      title: title === '' ? '(no title)' : title,
      note: `${short} · ${author} · ${shortAge(atMs, now)}`,
    }))
}

export function RevisionChooser({ place, what, onChoose }: RevisionChooserProps) {
  const [words, setWords] = useState('')
  const read = useGitFacts((state) => state.refs[placeKey(place)])
  const now = useNow(null)
  useEffect(() => {
    void useGitFacts.getState().loadRefs(place)
  }, [place])
  const found = read?.value ? candidates(read.value, what, words, now) : []
  const typed = words.trim()
  const isListed = found.some(({ name }) => name === typed)
  return (
    <div className="flex min-h-0 flex-col" onKeyDown={walkButtons}>
      <div className="p-1">
        <TextField
          label={what === 'commit' ? 'Search commits' : 'Search branches'}
          hideLabel
          autoFocus
          placeholder={what === 'commit' ? 'Search, or a commit’s id, tag or branch' : 'Search, or any branch or tag'}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            const first = found.find(({ name }) => name === typed)?.name ?? found[0]?.name ?? typed
            if (event.key === 'Enter' && first !== '') onChoose(first)
          }}
        />
      </div>
      <div className="min-h-0 overflow-y-auto">
        {read?.value == null && read?.problem == null && <Spinner label="Reading the repository…" className="p-2" />}
        {read?.problem && (
          <div role="alert" className="flex flex-col items-start gap-1 p-2 text-failed">
            <VisibleText text={read.problem.message} />
            <Button size="sm" onClick={() => void useGitFacts.getState().loadRefs(place)}>
              Try again
            </Button>
          </div>
        )}
        {found.slice(0, mostShown).map(({ name, title, note }) => (
          <button
            key={name}
            type="button"
            onClick={() => onChoose(name)}
            data-tip={title}
            className="flex min-h-7 w-full flex-col justify-center rounded-sm px-2 py-1 text-left hover:bg-hover"
          >
            <span className="w-full truncate">
              <VisibleText text={title} />
            </span>
            {note !== '' && (
              <span className="w-full truncate text-small text-faint">
                <VisibleText text={note} />
              </span>
            )}
          </button>
        ))}
        {typed !== '' && !isListed && (
          <button
            type="button"
            onClick={() => onChoose(typed)}
            className="flex min-h-7 w-full items-center rounded-sm px-2 text-left text-muted hover:bg-hover"
          >
            <span className="truncate">
              Use “<VisibleText text={typed} />”
            </span>
          </button>
        )}
        {read?.value && found.length === 0 && typed === '' && (
          <p className="p-2 text-muted">{what === 'commit' ? 'No commits yet.' : 'No other branches.'}</p>
        )}
      </div>
    </div>
  )
}
