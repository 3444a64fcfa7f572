// A worktree as main tells of it.
import type { Worktree } from '../../../../preload/contract/worktrees'

export const sampleWorktree = (part: Partial<Worktree> = {}): Worktree => ({
  id: 'a'.repeat(16),
  projectId: '1'.repeat(16),
  path: '/data/worktrees/1/topic-aaaaaa',
  branch: 'topic',
  base: 'main',
  baseId: 'f'.repeat(40),
  createdAtMs: 1,
  state: 'ready',
  problem: null,
  threadIds: [],
  dirty: 0,
  ahead: 0,
  setup: null,
  ...part,
})
