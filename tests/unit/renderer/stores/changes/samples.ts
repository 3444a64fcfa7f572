// Views, files and facts for the tests of changes.
import type {
  ActReport,
  ChangeView,
  FilePatch,
  GitFacts,
  Place,
  ViewFile,
} from '../../../../../preload/contract/changes'
import { projectId } from '../samples'

export const place: Place = { projectId, worktreeId: null }

export function fileOf(path: string, part: Partial<ViewFile> = {}): ViewFile {
  return {
    id: `id-${path}`,
    path,
    oldPath: null,
    status: 'modified',
    form: 'text',
    added: 1,
    removed: 1,
    oldMode: '100644',
    newMode: '100644',
    mark: `mark-${path}`,
    refused: null,
    ...part,
  }
}

export function patchOf(path: string, words = 'new'): FilePatch {
  return {
    fileId: `id-${path}`,
    patch: `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-old\n+${words}\n`,
    hunks: [`hunk-${path}`],
    lossy: false,
    cut: false,
  }
}

export function viewOf(viewId: string, files: readonly ViewFile[], part: Partial<ChangeView> = {}): ChangeView {
  return {
    viewId,
    files: [...files],
    fileCount: files.length,
    added: files.reduce((sum, { added }) => sum + added, 0),
    removed: files.reduce((sum, { removed }) => sum + removed, 0),
    patches: [],
    acts: ['stage', 'revert'],
    label: 'index → files',
    note: null,
    ...part,
  }
}

export function factsOf(part: Partial<GitFacts> = {}): GitFacts {
  return {
    state: 'repository',
    problem: null,
    branch: 'main',
    head: 'abc1234',
    upstream: null,
    operation: null,
    staged: 0,
    unstaged: 2,
    untracked: 1,
    conflicted: 0,
    stagedOutside: 0,
    base: 'main',
    locked: false,
    sparse: false,
    ...part,
  }
}

export function reportOf(part: Partial<ActReport> = {}): ActReport {
  return { done: true, changed: ['a.ts'], conflicts: [], undoId: 'u1', summary: 'Staged 1 file', ...part }
}
