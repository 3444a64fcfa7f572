// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import type { ApplyRun } from '../../../../../preload/contract/tasks'
import { useActs } from '../../../../../renderer/stores/changes/acts'
import { useTasks } from '../../../../../renderer/stores/changes/tasks'
import { fakeDeck, later, refusal } from '../fake-deck'

const place = { projectId: '0123456789abcdef', worktreeId: null }
const task = (id: string) => ({
  id,
  title: id,
  status: 'ready',
  updatedAtMs: null,
  environment: null,
  attempts: 1,
  summary: null,
})
const run = (part: Partial<ApplyRun> = {}): ApplyRun => ({
  command: 'codex apply task_1',
  exitCode: 0,
  stdout: 'Successfully applied diff',
  stderr: '',
  applied: ['a.txt'],
  skipped: [],
  conflicted: [],
  summary: '1 file changed.',
  undoId: 'rewind-1',
  ...part,
})
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

beforeEach(() => {
  useTasks.getState().close()
  useActs.setState({ done: {}, trouble: {}, busy: {} })
})

test('reads the list page by page, each task once', async () => {
  const pages = [
    { tasks: [task('a'), task('b')], nextCursor: 'next' },
    { tasks: [task('b'), task('c')], nextCursor: null },
  ]
  const deck = fakeDeck({ 'tasks/list': () => pages.shift() })
  useTasks.getState().open(place)
  await settled()
  await useTasks.getState().load(true)
  expect(useTasks.getState().tasks.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(deck.of('tasks/list').map(({ cursor }) => cursor)).toEqual([null, 'next'])
})

test('an answer that comes after the dialog was closed is dropped', async () => {
  const answer = later()
  fakeDeck({ 'tasks/list': () => answer.promise })
  useTasks.getState().open(place)
  useTasks.getState().close()
  answer.settle({ tasks: [task('late')], nextCursor: null })
  await settled()
  expect(useTasks.getState()).toMatchObject({ place: null, tasks: [] })
})

test('says why there is no list, and can be asked again', async () => {
  fakeDeck({ 'tasks/list': refusal('Codex’s cloud tasks need an account that is signed in with ChatGPT.') })
  useTasks.getState().open(place)
  await settled()
  expect(useTasks.getState().problem?.message).toContain('ChatGPT')
  fakeDeck({ 'tasks/list': { tasks: [task('a')], nextCursor: null } })
  await useTasks.getState().load()
  expect(useTasks.getState()).toMatchObject({ problem: null, tasks: [{ id: 'a' }] })
})

test('what was applied can be taken back with the other acts of the place', async () => {
  const deck = fakeDeck({ 'tasks/list': { tasks: [], nextCursor: null }, 'tasks/apply': run() })
  useTasks.getState().open(place)
  await settled()
  await useTasks.getState().apply('task_1', null)
  expect(deck.of('tasks/apply')).toEqual([{ place, taskId: 'task_1', attempt: null, how: 'apply' }])
  expect(useActs.getState().done[place.projectId]?.at(-1)?.undoId).toBe('rewind-1')
})

test('a named attempt is applied by the cloud command', async () => {
  const deck = fakeDeck({ 'tasks/list': { tasks: [], nextCursor: null }, 'tasks/apply': run() })
  useTasks.getState().open(place)
  await settled()
  await useTasks.getState().apply('task_1', 2)
  expect(deck.of('tasks/apply')[0]).toMatchObject({ attempt: 2, how: 'cloud' })
})

test('a run that failed is shown whole and leaves nothing to take back', async () => {
  const failed = run({ exitCode: 1, applied: [], conflicted: ['a.txt'], undoId: null, stderr: 'error: patch failed' })
  fakeDeck({ 'tasks/list': { tasks: [], nextCursor: null }, 'tasks/apply': failed })
  useTasks.getState().open(place)
  await settled()
  await useTasks.getState().apply('task_1', null)
  expect(useTasks.getState().run).toEqual(failed)
  expect(useActs.getState().done[place.projectId] ?? []).toEqual([])
})
