// The commit box of each place: the message as it is being written (kept between starts), amending, a new branch, a drafted message,
// and the commit itself. What comes after it is in publish.ts.
import { create } from 'zustand'
import type { Place } from '../../../preload/contract/changes'
import type { CommitReport } from '../../../preload/contract/git-work'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { keep, readKept } from '../app/kept'
import { fields } from '../threads/decode'
import { draftMessage } from './draft-message'
import { useGitFacts } from './facts'
import { placeKey } from './place'

export interface CommitDraft {
  message: string
  amend: boolean
  /** What was written before amending put the last message there; comes back when amending is switched off. */
  before: string | null
  /** Name of a branch to make and commit on; null: the one that is checked out. */
  branch: string | null
  busy: 'committing' | 'drafting' | null
  problem: DeckError | null
  /** The commit that was just made; what can be done with it next is offered until it is dismissed. */
  made: CommitReport | null
}

interface CommitStore {
  drafts: Readonly<Record<string, CommitDraft>>
  edit(place: Place, part: Partial<Pick<CommitDraft, 'message' | 'branch' | 'problem' | 'made'>>): void
  /** Amending starts from the last commit's message. */
  setAmend(place: Place, amend: boolean): Promise<void>
  commit(place: Place): Promise<boolean>
  /** Fills the message in. `model`: the chat's. */
  draft(place: Place, model: string | null): Promise<void>
  /** Stops the draft or the commit that runs. */
  cancel(place: Place): void
}

export const emptyCommit: CommitDraft = {
  message: '',
  amend: false,
  before: null,
  branch: null,
  busy: null,
  problem: null,
  made: null,
}

const mostKept = 20
const keptCharacters = 20_000

function accept(value: unknown): Record<string, CommitDraft> {
  const drafts: Record<string, CommitDraft> = {}
  for (const [key, message] of Object.entries(fields(value)))
    if (typeof message === 'string') drafts[key] = { ...emptyCommit, message }
  return drafts
}

/** Drafts that run, by place. */
const drafting = new Map<string, AbortController>()

export const useCommit = create<CommitStore>()((set, get) => {
  const draftOf = (key: string) => get().drafts[key] ?? emptyCommit
  const put = (key: string, part: Partial<CommitDraft>) => {
    const next = { ...draftOf(key), ...part }
    set((state) => {
      const { [key]: _old, ...others } = state.drafts
      return { drafts: { ...others, [key]: next } }
    })
    if ('message' in part || 'before' in part) keepDrafts()
  }
  const keepDrafts = () => {
    // A last commit's message is in the repository; what the person wrote is what must not be lost.
    const written = Object.entries(get().drafts).map(
      ([key, { message, amend, before }]) => [key, amend ? (before ?? '') : message] as const,
    )
    const kept = written.filter(([, text]) => text.trim() !== '' && text.length <= keptCharacters)
    keep('commits', Object.fromEntries(kept.slice(-mostKept)))
  }

  return {
    drafts: readKept('commits', accept, {}),
    edit: (place, part) => put(placeKey(place), part),
    async setAmend(place, amend) {
      const key = placeKey(place)
      const { message, before } = draftOf(key)
      if (!amend) return put(key, { amend: false, message: before ?? message, before: null, problem: null })
      put(key, { amend: true, before: message, problem: null })
      const result = await app('git/lastMessage', { place })
      const now = draftOf(key)
      if (!now.amend) return
      if (!result.ok || result.value === null)
        put(key, {
          amend: false,
          before: null,
          problem: result.ok ? { code: 'no-commit', message: 'There is no commit to amend yet.' } : result.error,
        })
      // What was typed while it was read stays.
      else if (now.message === message) put(key, { message: result.value.trimEnd() })
    },
    async commit(place) {
      const key = placeKey(place)
      const { message, amend, branch, busy } = draftOf(key)
      if (busy !== null || message.trim() === '') return false
      put(key, { busy: 'committing', problem: null, made: null })
      const result = await app('git/commit', {
        place,
        message: message.trim(),
        amend,
        branch: branch === null || branch.trim() === '' ? null : branch.trim(),
      })
      void useGitFacts.getState().load(place)
      if (!result.ok) {
        put(key, { busy: null, problem: result.error })
        return false
      }
      const now = draftOf(key)
      put(key, {
        busy: null,
        amend: false,
        before: null,
        branch: null,
        made: result.value,
        // Words typed while it was committing are for the next one.
        message: now.message === message ? (now.before ?? '') : now.message,
      })
      return true
    },
    async draft(place, model) {
      const key = placeKey(place)
      const { amend, busy, message } = draftOf(key)
      if (busy !== null) return
      const stop = new AbortController()
      drafting.set(key, stop)
      put(key, { busy: 'drafting', problem: null })
      const diff = await app('git/draftDiff', { place, amend })
      const result = !diff.ok
        ? diff
        : stop.signal.aborted
          ? ({ ok: false, error: { code: 'cancelled', message: '' } } as const)
          : diff.value.diff.trim() === ''
            ? ({
                ok: false,
                error: { code: 'draft.nothing', message: 'Nothing is staged to draft a message from.' },
              } as const)
            : await draftMessage(place.projectId, diff.value, model, stop.signal)
      if (drafting.get(key) === stop) drafting.delete(key)
      if (!result.ok) return put(key, { busy: null, problem: result.error.code === 'cancelled' ? null : result.error })
      const now = draftOf(key).message
      // Words that were there, or came while it was drafted, are not overwritten: the draft goes below them.
      const kept = now.trim() === '' || now === message ? '' : now
      const above = kept === '' && !amend && message.trim() !== '' ? message : kept
      put(key, { busy: null, message: above === '' ? result.value : `${above.trimEnd()}\n\n${result.value}` })
    },
    cancel(place) {
      const key = placeKey(place)
      switch (draftOf(key).busy) {
        case 'drafting':
          drafting.get(key)?.abort()
          return put(key, { busy: null })
        case 'committing':
          // The commit's own call answers once git has ended.
          return void app('git/cancel', { place })
        case null:
      }
    },
  }
})

/** The commit box of a place; an empty one where nothing was written. */
export function useCommitDraft(place: Place): CommitDraft {
  return useCommit((state) => state.drafts[placeKey(place)] ?? emptyCommit)
}
