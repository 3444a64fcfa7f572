// Codex's review: asked for, started so that it can write nothing, and what becomes of its findings. For its time main makes the chat
// read-only (see main/ipc/policy.ts); what the findings are is read from the chat's items, in review-findings.ts.
import { create } from 'zustand'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import type { GitFacts } from '../../../preload/contract/changes'
import { presetOf } from '../../../preload/contract/presets'
import { fail, ok, type Result } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { keep, readKept } from '../app/kept'
import { tellFailure } from '../app/notices'
import { useProjects } from '../app/projects'
import { emptyDraft, useComposer, type Draft } from '../composer/composer'
import { fields } from '../threads/decode'
import { isReviewing } from '../threads/review-turn'
import { allowedPreset } from '../threads/send-input'
import { useThreads } from '../threads/threads'
import { scopeOf } from './chosen'
import { fixWords } from './review-findings'
import type { Finding } from './review-text'
import { placeOf } from './worktrees'

interface ReviewStore {
  /** The chat that a review is being asked for: the chooser is open. */
  asking: { projectId: string; threadId: string | null } | null
  /** Chats (scopeOf) whose review is on its way to Codex. */
  starting: ReadonlySet<string>
  /** By thread: keys of findings that were dismissed. */
  dismissed: Readonly<Record<string, readonly string[]>>
  ask(projectId: string, threadId: string | null): void
  stopAsking(): void
  /** Starts a review, in a new chat where `threadId` is null. */
  start(projectId: string, threadId: string | null, target: ReviewTarget): Promise<Result<null>>
  dismiss(threadId: string, key: string, dismissed: boolean): void
  /** Has Codex mend findings: as a turn, or added to the one that runs. */
  fix(threadId: string, findings: readonly Finding[], root: string | null): Promise<Result<null>>
}

const mostThreads = 200
const mostDismissed = 500

function accept(value: unknown): Record<string, readonly string[]> {
  const entries = Object.entries(fields(value)).slice(-mostThreads)
  return Object.fromEntries(
    entries.flatMap(([threadId, keys]) =>
      Array.isArray(keys)
        ? [[threadId, keys.filter((key) => typeof key === 'string').slice(-mostDismissed)] as const]
        : [],
    ),
  )
}

/** A review as the title of its chat. */
export function reviewTitle(target: ReviewTarget): string {
  switch (target.type) {
    case 'uncommittedChanges':
      return 'Review of uncommitted changes'
    case 'baseBranch':
      return `Review against ${target.branch}`
    case 'commit':
      return `Review of ${target.sha.slice(0, 8)}${target.title ? `: ${target.title}` : ''}`
    case 'custom':
      return `Review: ${target.instructions.trim().split('\n', 1)[0] ?? ''}`.slice(0, 120)
    default:
      return target satisfies never
  }
}

/** Why there is nothing for git to compare, in words; null when there is. */
export function noGitWords(facts: Pick<GitFacts, 'state' | 'problem'>): string | null {
  switch (facts.state) {
    case 'repository':
      return null
    case 'no-repository':
      return 'This folder is in no Git repository, so there are no changes to compare. Ask in your own words instead.'
    case 'no-git':
      return 'The git program is not installed, so there are no changes to compare. Ask in your own words instead.'
    case 'refused':
      return `Git won’t read this repository: ${facts.problem ?? 'it gives no reason'}`
    default:
      return facts.state satisfies never
  }
}

const isSha = (text: string): boolean => /^[0-9a-f]{4,64}$/i.test(text)

/** Codex takes any name and finds out too late, outside a repository even without an end: so it is asked of git before. */
async function targetProblem(
  projectId: string,
  threadId: string | null,
  target: ReviewTarget,
): Promise<Result<never> | null> {
  if (target.type === 'custom') return null
  const place = placeOf(projectId, threadId)
  const facts = await app('changes/facts', { place })
  const words = facts.ok ? noGitWords(facts.value) : null
  if (words !== null) return fail('review.no-git', words)
  if (target.type === 'uncommittedChanges') return null
  const refs = await app('changes/refs', { place })
  // Git can't be asked just now; Codex will tell what it makes of the name.
  if (!refs.ok || !Array.isArray(refs.value.branches)) return null
  if (target.type === 'baseBranch')
    return refs.value.branches.some(({ name }) => name === target.branch)
      ? null
      : fail('review.no-branch', `There is no branch called “${target.branch}” here.`)
  const isListed = refs.value.commits.some(({ id }) => id.startsWith(target.sha))
  return isListed || isSha(target.sha) ? null : fail('review.no-commit', `“${target.sha}” is no id of a commit.`)
}

/** What a chat's next turn is sent with. */
const draftOf = (key: string): Draft => useComposer.getState().drafts[key] ?? emptyDraft

export const useReview = create<ReviewStore>()((set, get) => {
  const setStarting = (scope: string, on: boolean) =>
    set((state) => {
      const starting = new Set(state.starting)
      if (on) starting.add(scope)
      else starting.delete(scope)
      return { starting }
    })

  const startIn = async (projectId: string, threadId: string, target: ReviewTarget): Promise<Result<null>> => {
    const project = useProjects.getState().projects.find(({ id }) => id === projectId)
    const before = useThreads.getState().threads[threadId]
    if (project === undefined || before === undefined) return fail('thread.not-open', 'This chat is not open.')
    // The chat is read-only for a moment: the composer would take that for how it goes on.
    const { drafts } = useComposer.getState()
    if (drafts[threadId] === undefined)
      useComposer
        .getState()
        .edit(threadId, before.preset === null || before.preset === 'full-access' ? {} : { preset: before.preset })
    const preset = presetOf(allowedPreset(project.trust, before.preset ?? draftOf(threadId).preset))
    const result = await useThreads.getState().review(threadId, target)
    if (!result.ok || preset.id === 'read-only') return result
    // A message that is queued meanwhile runs as the chat is set.
    const { sandboxPolicy, approvalPolicy } = preset
    const back = await codex(projectId, 'thread/settings/update', { threadId, sandboxPolicy, approvalPolicy })
    if (!back.ok) tellFailure('Queued messages of this chat will run read-only', back.error, projectId)
    return result
  }

  const startNew = async (projectId: string, target: ReviewTarget): Promise<Result<null>> => {
    const title = reviewTitle(target)
    const begun = await useThreads.getState().begin(projectId, draftOf(scopeOf(projectId, null)), title)
    if (!begun.ok) return begun
    const { threadId } = begun.value
    const result = await startIn(projectId, threadId, target)
    const threads = useThreads.getState()
    if (!result.ok) {
      // A thread without a turn is on no disk.
      threads.closeThread(threadId)
      useComposer.getState().drop(threadId)
      useProjects.getState().selectThread(projectId, null)
      void threads.refreshList(projectId)
      return result
    }
    void threads.rename(projectId, threadId, title)
    return result
  }

  return {
    asking: null,
    starting: new Set(),
    dismissed: readKept('dismissed-findings', accept, {}),
    ask: (projectId, threadId) => set({ asking: { projectId, threadId } }),
    stopAsking: () => set({ asking: null }),
    async start(projectId, threadId, target) {
      const scope = scopeOf(projectId, threadId)
      if (get().starting.has(scope)) return fail('review.starting', 'A review of this chat is being started already.')
      const thread = threadId === null ? null : useThreads.getState().threads[threadId]
      // Codex would break the running turn off for it.
      if (thread?.runningTurnId != null)
        return fail('review.busy', 'Codex is at work in this chat. Wait for its end or stop it, then start the review.')
      setStarting(scope, true)
      try {
        const problem = await targetProblem(projectId, threadId, target)
        if (problem !== null) return problem
        return threadId === null ? await startNew(projectId, target) : await startIn(projectId, threadId, target)
      } finally {
        setStarting(scope, false)
      }
    },
    dismiss(threadId, key, on) {
      const { [threadId]: before = [], ...others } = get().dismissed
      const keys = before.filter((one) => one !== key)
      const next = on ? [...keys, key] : keys
      const dismissed = Object.fromEntries(
        [...Object.entries(others), ...(next.length === 0 ? [] : [[threadId, next] as const])].slice(-mostThreads),
      )
      set({ dismissed })
      keep('dismissed-findings', dismissed)
    },
    async fix(threadId, findings, root) {
      const words = fixWords(findings, root)
      const thread = useThreads.getState().threads[threadId]
      if (words === '' || thread === undefined) return ok(null)
      const input = { ...draftOf(threadId), text: words, images: [], mentions: [], skills: [] }
      const threads = useThreads.getState()
      return isReviewing(thread) ? threads.queue(threadId, input) : threads.steer(threadId, input)
    },
  }
})
