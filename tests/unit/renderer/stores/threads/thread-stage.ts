// What the tests of the threads' store share: one thread, and the stores empty before each test.
import { afterEach, beforeEach, vi } from 'vitest'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { codexThread, project, projectId, threadId, turn } from '../samples'

/** The store's acts. */
export const acts = () => useThreads.getState()
/** The thread of these tests, as the store has it. */
export const open = () => acts().threads[threadId]
/** What Codex answers to a resume. */
export const resumed = (more: object = {}) => ({
  thread: codexThread(threadId),
  model: 'gpt-6',
  reasoningEffort: 'low',
  approvalPolicy: 'on-request',
  sandbox: { type: 'readOnly' },
  ...more,
})
/** Answers of a thread that can be opened: its newest page, then its older one. */
export const openable = {
  'thread/resume': resumed(),
  'thread/turns/list': (params: Record<string, unknown>) =>
    params['cursor'] === undefined
      ? { data: [turn('b', 'completed'), turn('a', 'completed')], nextCursor: 'older' }
      : { data: [turn('z', 'completed')], nextCursor: null },
}

/** Empty stores before each test of the file. */
export function useEmptyStores(): void {
  beforeEach(() => {
    useThreads.setState({ threads: {}, lists: {} })
    useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
    useComposer.setState({ drafts: {}, history: {} })
    useNotices.setState({ notices: [] })
  })
  afterEach(() => vi.unstubAllGlobals())
}
