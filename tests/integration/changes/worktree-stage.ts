// Worktrees on a real repository, for the tests of making them, bringing them home and removing them. What is exported is of the test
// that runs just now.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import type { Worktree } from '@contract/worktrees'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import type { Folder } from '../../../main/changes/view-model'
import { WorktreeRecords } from '../../../main/changes/worktrees/records'
import { Worktrees } from '../../../main/changes/worktrees/worktrees'
import { gitEnvironment, testGit, TestRepository } from '../../support/repository'
import { sampleProject } from '../../support/sample-project'

export let repository: TestRepository
export let records: WorktreeRecords
export let checkpoints: Checkpoints
export let worktrees: Worktrees
export let project: Project
export let pushed: PushEvent[]
export let snapshots: string[]
export let running: string[]
export const id = '0123456789abcdef'

/** Sets one up for each test of the file. */
export function useWorktreeStage(): void {
  beforeEach(setUp)
  afterEach(async () => {
    await worktrees.dispose()
    await checkpoints.dispose()
    repository.remove()
  })
}

function setUp(): void {
  repository = TestRepository.make()
  repository.write('a.txt', 'one\n')
  repository.write('sub/b.txt', 'two\n')
  repository.commit('First')
  project = sampleProject({ id, path: repository.path, name: 'work', source: 'demo', branch: 'main' })
  pushed = []
  snapshots = []
  running = []
  open()
}

/** The project from now on. */
export function changeProject(part: Partial<Project>): void {
  project = { ...project, ...part }
}

/** The threads that have a turn running from now on. */
export function setRunning(threadIds: string[]): void {
  running = threadIds
}

/** Begins anew with what is on disk, as the app does at its start. */
export function open(): void {
  records = new WorktreeRecords(repository.beside('worktrees.json'))
  checkpoints = new Checkpoints({ git: testGit(), userData: repository.beside('data'), push: () => {} })
  worktrees = new Worktrees({
    records,
    git: testGit(),
    home: repository.beside('worktrees'),
    project: (wanted) => (wanted === id ? project : null),
    env: () => gitEnvironment(),
    applyPatch,
    setAside: (folder) => {
      snapshots.push(folder.path)
      return checkpoints.setAside(folder)
    },
    bringBack: (folder, asideId) => checkpoints.bringBack(folder, asideId),
    runningThreads: () => running,
    reveal: () => {},
    push: (event) => void pushed.push(event),
  })
}

/** Stands for the acts of changes, which have tests of their own: git itself, all or nothing. */
async function applyPatch(into: Folder, patch: Buffer, words: string) {
  const git = (cwd: string, input: Buffer | '', ...args: string[]) =>
    execFileSync('git', args, { cwd, env: gitEnvironment(), input, stdio: ['pipe', 'pipe', 'pipe'], encoding: 'utf8' })
  const [top = '', prefix = ''] = git(into.path, '', 'rev-parse', '--show-toplevel', '--show-prefix').split('\n')
  try {
    git(top, patch, 'apply', '--binary', ...(prefix === '' ? [] : [`--directory=${prefix}`]), '-')
    return { done: true, changed: ['?'], conflicts: [], undoId: 'u', summary: words }
  } catch {
    return { done: false, changed: [], conflicts: [{ path: 'a.txt', reason: 'no fit' }], undoId: null, summary: '' }
  }
}

export const make = (wish: Partial<{ base: string; branch: string; runSetup: boolean }> = {}): Promise<Worktree> =>
  worktrees.create({ projectId: id, base: 'main', branch: 'topic', runSetup: false, ...wish })
export const set = (settings: { setup?: string; copy?: string[] }) =>
  worktrees.setSettings(id, { setup: '', copy: [], ...settings })
export const inTree = ({ path }: Worktree, ...args: string[]) =>
  execFileSync('git', args, { cwd: path, env: gitEnvironment(), encoding: 'utf8', stdio: 'pipe' }).trim()
export const branches = () => repository.git('branch', '--format=%(refname:short)').trim().split('\n')
export const checkedOut = () => repository.git('worktree', 'list').trim().split('\n').length
export const folders = () =>
  existsSync(join(repository.beside('worktrees'), id)) ? readdirSync(join(repository.beside('worktrees'), id)) : []
export const now = (one: Worktree) => worktrees.list(id).find((known) => known.id === one.id)

/** Nothing of a worktree is left: no folder, no branch, no note of git's, no entry. */
export function expectNothing(): void {
  expect(folders()).toEqual([])
  expect(branches()).toEqual(['main'])
  expect(checkedOut()).toBe(1)
  expect(worktrees.list(id)).toEqual([])
}
