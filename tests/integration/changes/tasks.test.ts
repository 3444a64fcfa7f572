// Codex's own commands for cloud tasks, against a cloud on loopback: list, diff, apply; and that a run that fails leaves nothing.
import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import { Git } from '../../../main/changes/git/run'
import { Tasks } from '../../../main/changes/tasks/tasks'
import { CodexCommand } from '../../../main/codex/cli/command'
import { locateBundle } from '../../../main/codex/binary/locate'
import { readProcessEnvironment } from '../../../main/codex/process/environment'
import { signInByFile, startCloudBackend, type CloudBackend } from '../../support/cloud-backend'
import { createTestHome, type TestHome } from '../../support/homes'
import { gitEnvironment, TestRepository } from '../../support/repository'

const edit = (from: string, to: string): string =>
  `diff --git a/a.txt b/a.txt\nindex 4cb29ea..ddc897f 100644\n--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n one\n-${from}\n+${to}\n three\n`
const added =
  'diff --git a/new.txt b/new.txt\nnew file mode 100644\nindex 0000000..ce01362\n--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1 @@\n+hello\n'

let backend: CloudBackend
let home: TestHome
let repository: TestRepository
let tasks: Tasks
let checkpoints: Checkpoints

beforeAll(async () => {
  backend = await startCloudBackend([
    { id: 'task_good', title: 'Say two loudly', diffs: [edit('two', 'TWO') + added] },
    { id: 'task_two_ways', title: 'Two attempts', diffs: [edit('two', 'first'), edit('two', 'second')] },
    { id: 'task_clash', title: 'Does not fit', diffs: [edit('2', 'TWO') + added] },
    { id: 'task_empty', title: 'Nothing yet', diffs: [''] },
    { id: 'task_outside', title: 'Leaves the folder', diffs: [added.replaceAll('new.txt', '../outside.txt')] },
  ])
})
afterAll(() => backend.close())

beforeEach(() => {
  home = createTestHome()
  signInByFile(home.codexHome)
  repository = TestRepository.make()
  writeFileSync(`${repository.path}/a.txt`, 'one\ntwo\nthree\n')
  repository.git('add', '-A')
  repository.git('commit', '-qm', 'first')
  const git = new Git({ env: gitEnvironment() })
  checkpoints = new Checkpoints({ git, userData: `${home.root}/user-data`, push: () => undefined })
  tasks = new Tasks({
    codex: new CodexCommand({
      codex: () => locateBundle({ root: resolve('codex-bin') }).then(({ codex }) => codex),
      environment: { ...readProcessEnvironment(), ...backend.env },
    }),
    home: () => Promise.resolve(home.codexHome),
    keep: (folder) => checkpoints.keep(folder),
    scratch: `${home.root}/scratch`,
  })
})
afterEach(async () => {
  await checkpoints.dispose()
  repository.remove()
  home.remove()
})

const folder = () => repository.folder()
const text = (name: string): string => readFileSync(`${repository.path}/${name}`, 'utf8')
const state = (): string => repository.git('status', '--porcelain=v2', '--untracked-files=all') + text('a.txt')

test('lists the tasks with what they changed', async () => {
  const { tasks: list } = await tasks.list(folder(), null)
  expect(list.map(({ id }) => id)).toContain('task_good')
  expect(list.find(({ id }) => id === 'task_two_ways')).toMatchObject({
    title: 'Two attempts',
    attempts: 2,
    environment: 'somebody/weather',
    summary: { files: 1, added: 1, removed: 1 },
  })
  expect(existsSync(`${repository.path}/error.log`)).toBe(false)
})

test('shows the diff of the attempt that was asked for', async () => {
  const second = await tasks.patch(folder(), 'task_two_ways', 2)
  expect(second.patch.toString()).toContain('+second')
  expect((await tasks.patch(folder(), 'task_two_ways', null)).patch.toString()).toContain('+first')
})

test('applies a task, says what Codex said, and takes it back', async () => {
  const before = state()
  const run = await tasks.apply(folder(), { taskId: 'task_good', attempt: null, how: 'apply' })
  expect(run).toMatchObject({ command: 'codex apply task_good', exitCode: 0, skipped: [], conflicted: [] })
  expect(run.stdout).toContain('Successfully applied')
  expect(run.applied.toSorted()).toEqual(['a.txt', 'new.txt'])
  expect(text('a.txt')).toBe('one\nTWO\nthree\n')
  // Staging is the person's: Codex stages what it applies, the app puts the index back.
  expect(repository.git('diff', '--cached', '--name-only')).toBe('')
  if (run.undoId === null) throw new Error('nothing to take back')
  expect((await checkpoints.undo(folder(), run.undoId)).done).toBe(true)
  expect(state()).toBe(before)
})

test('a conflict is named and leaves files and index as they were', async () => {
  writeFileSync(`${repository.path}/a.txt`, 'one\n2\nthree\n')
  repository.git('commit', '-qam', 'two is a number')
  writeFileSync(`${repository.path}/a.txt`, 'one\nzwei\nthree\n')
  repository.git('commit', '-qam', 'and then a word')
  const before = state()
  const run = await tasks.apply(folder(), { taskId: 'task_clash', attempt: null, how: 'apply' })
  expect(run.exitCode).toBe(1)
  expect(run.stderr).toContain('a.txt')
  expect(run.conflicted).toEqual(['a.txt'])
  expect(run.applied).toEqual([])
  expect(state()).toBe(before)
  expect(existsSync(`${repository.path}/new.txt`)).toBe(false)
})

test('words of a file that is not committed survive: Codex skips, nothing is lost', async () => {
  writeFileSync(`${repository.path}/a.txt`, 'one\ntwo\nmine\n')
  const before = state()
  const run = await tasks.apply(folder(), { taskId: 'task_good', attempt: null, how: 'apply' })
  expect(run.exitCode).toBe(1)
  expect(run.skipped).toEqual(['a.txt'])
  expect(state()).toBe(before)
})

test('applies one attempt by the cloud command and leaves none of its log', async () => {
  writeFileSync(`${repository.path}/error.log`, 'mine\n')
  const run = await tasks.apply(folder(), { taskId: 'task_two_ways', attempt: 2, how: 'cloud' })
  expect(run).toMatchObject({ exitCode: 0, applied: ['a.txt'] })
  expect(text('a.txt')).toBe('one\nsecond\nthree\n')
  expect(text('error.log')).toBe('mine\n')
})

test('a patch that leads out of the folder writes nothing', async () => {
  const before = state()
  const run = await tasks.apply(folder(), { taskId: 'task_outside', attempt: null, how: 'apply' })
  expect(run.exitCode).not.toBe(0)
  expect(existsSync(repository.beside('outside.txt'))).toBe(false)
  expect(state()).toBe(before)
})

test('says what the cloud says of a task that is not there, and refuses what is no id', async () => {
  await expect(tasks.patch(folder(), 'task_nowhere', null)).rejects.toThrow(/404/)
  const asked = backend.asked.length
  await expect(tasks.patch(folder(), '../../x?y=1', null)).rejects.toThrow('no id')
  expect(backend.asked).toHaveLength(asked)
})

test('a home that nobody signed in to is told so', async () => {
  mkdirSync(`${home.root}/empty-home`)
  const nobody = new Tasks({
    codex: new CodexCommand({
      codex: () => locateBundle({ root: resolve('codex-bin') }).then(({ codex }) => codex),
      environment: { ...readProcessEnvironment(), ...backend.env },
    }),
    home: () => Promise.resolve(`${home.root}/empty-home`),
    keep: (of) => checkpoints.keep(of),
    scratch: `${home.root}/scratch`,
  })
  await expect(nobody.list(folder(), null)).rejects.toThrow(/[Ss]ign/)
})

test('nothing is applied in a folder that isn’t trusted', async () => {
  const before = state()
  await expect(
    tasks.apply({ ...folder(), trusted: false }, { taskId: 'task_good', attempt: null, how: 'apply' }),
  ).rejects.toThrow('trusted')
  expect(state()).toBe(before)
})
