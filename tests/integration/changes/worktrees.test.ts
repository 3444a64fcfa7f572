// Worktrees on real repositories: made whole or not at all, set up, brought home, removed.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import type { Worktree } from '@contract/worktrees'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import type { Folder } from '../../../main/changes/view-model'
import { projectFolder } from '../../../main/changes/worktrees/prepare'
import { WorktreeRecords } from '../../../main/changes/worktrees/records'
import { Worktrees } from '../../../main/changes/worktrees/worktrees'
import { gitEnvironment, testGit, TestRepository } from '../../support/repository'
import { until } from '../../support/waiting'

let repository: TestRepository
let records: WorktreeRecords
let checkpoints: Checkpoints
let worktrees: Worktrees
let project: Project
let pushed: PushEvent[]
let snapshots: string[]
let running: string[]
const id = '0123456789abcdef'

beforeEach(() => {
  repository = TestRepository.make()
  repository.write('a.txt', 'one\n')
  repository.write('sub/b.txt', 'two\n')
  repository.commit('First')
  project = {
    id,
    path: repository.path,
    name: 'work',
    trust: 'trusted',
    source: 'demo',
    problem: null,
    branch: 'main',
    sharedHome: null,
    accountId: null,
  }
  pushed = []
  snapshots = []
  running = []
  open()
})
afterEach(async () => {
  await worktrees.dispose()
  await checkpoints.dispose()
  repository.remove()
})

function open(): void {
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

const make = (wish: Partial<{ base: string; branch: string; runSetup: boolean }> = {}): Promise<Worktree> =>
  worktrees.create({ projectId: id, base: 'main', branch: 'topic', runSetup: false, ...wish })
const set = (settings: { setup?: string; copy?: string[] }) =>
  worktrees.setSettings(id, { setup: '', copy: [], ...settings })
const inTree = ({ path }: Worktree, ...args: string[]) =>
  execFileSync('git', args, { cwd: path, env: gitEnvironment(), encoding: 'utf8', stdio: 'pipe' }).trim()
const branches = () => repository.git('branch', '--format=%(refname:short)').trim().split('\n')
const checkedOut = () => repository.git('worktree', 'list').trim().split('\n').length
const folders = () =>
  existsSync(join(repository.beside('worktrees'), id)) ? readdirSync(join(repository.beside('worktrees'), id)) : []
const now = (one: Worktree) => worktrees.list(id).find((known) => known.id === one.id)

/** Nothing of a worktree is left: no folder, no branch, no note of git's, no entry. */
function expectNothing(): void {
  expect(folders()).toEqual([])
  expect(branches()).toEqual(['main'])
  expect(checkedOut()).toBe(1)
  expect(worktrees.list(id)).toEqual([])
}

describe('making one', () => {
  it('gives a checkout of the base on a new branch, and leaves the project’s own alone', async () => {
    const before = repository.git('rev-parse', 'HEAD').trim()
    repository.write('a.txt', 'not committed\n')
    const made = await make({ branch: 'feature/ünï"x"' })
    expect(made).toMatchObject({
      state: 'ready',
      branch: 'feature/ünï"x"',
      base: 'main',
      baseId: before,
      dirty: 0,
      ahead: 0,
    })
    expect(made.path).toMatch(/\/worktrees\/0123456789abcdef\/feature-uni-x-[0-9a-f]{6}$/)
    expect(readFileSync(join(made.path, 'a.txt'), 'utf8')).toBe('one\n')
    expect(repository.git('branch', '--show-current').trim()).toBe('main')
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('not committed\n')
    expect(pushed.find((event) => event.type === 'worktree-progress')).toMatchObject({ words: 'Checking out 2 files' })
  })

  it('follows no branch, though it starts from a remote’s', async () => {
    repository.gitIn('..', 'clone', '-q', '--bare', repository.path, 'origin.git')
    repository.git('remote', 'add', 'origin', repository.beside('origin.git'))
    repository.git('fetch', '-q')
    await make({ base: 'origin/main' })
    expect(() => repository.git('rev-parse', 'topic@{upstream}')).toThrow('no upstream')
  })

  it('is kept, and known again after a restart', async () => {
    const made = await make()
    await worktrees.adopt(made.id, 'thread-1')
    open()
    expect(now(made)).toMatchObject({ branch: 'topic', threadIds: ['thread-1'], state: 'ready' })
    expect(records.ofThread(id, 'thread-1')?.path).toBe(made.path)
    expect(records.folders(id)).toEqual([{ path: made.path, inherits: true }])
  })

  it('stands for the same folder where the project is a part of its repository', async () => {
    project = { ...project, path: join(repository.path, 'sub') }
    const made = await make()
    expect(made.path).toMatch(/topic-[0-9a-f]{6}\/sub$/)
    expect(readFileSync(join(made.path, 'b.txt'), 'utf8')).toBe('two\n')
    expect(records.folders(id)).toEqual([{ path: made.path, inherits: false }])
  })

  it.each([
    ['a branch that is there', { branch: 'taken' }, 'branch-exists', /There is a branch “taken”/],
    ['a branch that is checked out', { branch: 'main' }, 'branch-exists', /checked out in .*work/],
    ['a branch that can’t be', { branch: '-b' }, 'bad-branch', /can't be a branch/],
    ['a branch below another', { branch: 'taken/below' }, 'worktree-failed', /taken/],
    ['a base that isn’t', { base: 'nowhere' }, 'no-such-revision', /nowhere/],
    ['an option for a base', { base: '--orphan' }, 'no-such-revision', /orphan/],
  ])('refuses %s, and leaves nothing', async (_name, wish, code, message) => {
    repository.git('branch', 'taken')
    await expect(make(wish)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    expect(folders()).toEqual([])
    expect(branches()).toEqual(['main', 'taken'])
    expect(worktrees.list(id)).toEqual([])
  })

  it('refuses a folder without commits, without a repository, and one that is not trusted', async () => {
    project = { ...project, trust: 'restricted' }
    await expect(make()).rejects.toMatchObject({ code: 'not-trusted' })
    project = { ...project, trust: 'trusted' }
    repository.git('checkout', '-q', '--orphan', 'empty')
    await expect(make({ base: 'HEAD' })).rejects.toMatchObject({ code: 'no-commit' })
    repository.delete('.git')
    await expect(make()).rejects.toMatchObject({ code: 'no-repository' })
    expect(folders()).toEqual([])
  })

  it('takes a half-made one away when a filter fails', async () => {
    repository.write('.gitattributes', '*.bin filter=broken\n')
    repository.write('x.bin', 'x')
    repository.commit('Binary')
    repository.git('config', 'filter.broken.smudge', 'false')
    repository.git('config', 'filter.broken.clean', 'cat')
    repository.git('config', 'filter.broken.required', 'true')
    await expect(make()).rejects.toMatchObject({ code: 'worktree-failed' })
    expectNothing()
  })

  it('takes it away when it is cancelled half-way', async () => {
    const pid = repository.beside('pid')
    repository.write('.git/hooks/post-checkout', `#!/bin/sh\necho $$ > "${pid}"; sleep 600\n`, 0o755)
    const ended = make().catch((error: unknown) => error)
    await until(() => existsSync(pid), 'the checkout')
    const [one] = worktrees.list(id)
    expect(one).toMatchObject({ state: 'creating' })
    worktrees.cancel(one?.id ?? '')
    expect(await ended).toMatchObject({ code: 'cancelled' })
    expectNothing()
  })

  it('is told as failed when the app ended meanwhile, and can be removed then', async () => {
    const made = await make()
    await records.change(made.id, { state: 'creating' })
    open()
    expect(now(made)).toMatchObject({ state: 'failed', problem: expect.stringContaining('app ended') })
    expect(() => worktrees.folder(made.id)).toThrow('app ended')
    await worktrees.remove(made.id, { discard: false, branch: false })
    expectNothing()
  })

  it('is refused where the project’s folder is a link in the commit, and leaves nothing', async () => {
    repository.delete('sub')
    repository.link('sub', '..')
    repository.commit('A link')
    repository.git('checkout', '-q', 'HEAD~1')
    project = { ...project, path: join(repository.path, 'sub') }
    await expect(make()).rejects.toMatchObject({ code: 'no-such-folder' })
    expect(folders()).toEqual([])
    expect(branches()).not.toContain('topic')
  })

  it('says that submodules are empty', async () => {
    const other = TestRepository.make()
    other.write('lib.txt', 'x')
    other.commit()
    repository.git('submodule', '--quiet', 'add', other.path, 'lib')
    repository.commit('Submodule')
    const made = await make()
    expect(made.problem).toContain('submodules are empty')
    inTree(made, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init')
    await worktrees.remove(made.id, { discard: false, branch: false })
    expectNothing()
    other.remove()
  })
})

describe('copying untracked files', () => {
  it('takes what the patterns mean, ignored or not, and keeps modes', async () => {
    repository.write('.gitignore', '.env*\ncerts/\nnode_modules/\n')
    repository.commit('Ignore')
    repository.write('.env', 'A=1\n')
    repository.write('.env.local', 'B=2\n')
    repository.write('certs/deep/key.pem', 'k', 0o640)
    repository.write('run.sh', '#!/bin/sh\n', 0o755)
    repository.write('node_modules/x/.env', 'no\n')
    repository.write('notes.txt', 'mine\n')
    await set({ copy: ['.env*', '!.env.local', 'certs/', '*.sh', '!node_modules/**'] })
    const made = await make()
    expect(readFileSync(join(made.path, '.env'), 'utf8')).toBe('A=1\n')
    expect(existsSync(join(made.path, '.env.local'))).toBe(false)
    expect(statSync(join(made.path, 'certs/deep/key.pem')).mode & 0o777).toBe(0o640)
    expect(statSync(join(made.path, 'run.sh')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(made.path, 'notes.txt'))).toBe(false)
    expect(made.problem).toBeNull()
  })

  it('follows no link out of the project, and writes through none in the checkout', async () => {
    writeFileSync(repository.beside('secret'), 'secret')
    mkdirSync(repository.beside('outside'))
    repository.link('linked', repository.beside('outside'))
    repository.commit('A link to outside')
    // In the working tree the link was replaced by a folder, which holds a file to copy.
    repository.delete('linked')
    repository.write('linked/x.env', 'x')
    symlinkSync(repository.beside('secret'), join(repository.path, 'out.env'))
    repository.write('real.env', 'r')
    symlinkSync('real.env', join(repository.path, 'in.env'))
    await set({ copy: ['*.env', '--others', '$(touch x)'] })
    const made = await make()
    expect(readFileSync(join(made.path, 'in.env'), 'utf8')).toBe('r')
    expect(existsSync(join(made.path, 'out.env'))).toBe(false)
    expect(readdirSync(repository.beside('outside'))).toEqual([])
    expect(made.problem).toMatch(/out\.env \(it is a link out of the project\)/)
    expect(made.problem).toMatch(/linked\/x\.env/)
  })

  it('replaces nothing that the checkout has, and leaves nothing when there is too much', async () => {
    repository.git('rm', '-q', '--cached', 'a.txt')
    repository.write('a.txt', 'untracked now\n')
    await set({ copy: ['a.txt'] })
    const made = await make()
    expect(readFileSync(join(made.path, 'a.txt'), 'utf8')).toBe('one\n')
    for (let at = 0; at <= 5000; at++) repository.write(`many/${at}`, '')
    await set({ copy: ['many/'] })
    await expect(make({ branch: 'second' })).rejects.toMatchObject({ code: 'too-much-to-copy' })
    expect(folders()).toHaveLength(1)
    expect(branches()).toEqual(['main', 'topic'])
  })
})

describe('the set-up script', () => {
  it('runs in the new folder in the system’s shell, and its output is kept', async () => {
    await set({ setup: 'echo "in $(pwd)"\necho "from $DECK_PROJECT" >&2; echo made > made.txt' })
    const made = await make({ runSetup: true })
    expect(made.setup).toMatchObject({ state: 'done', exitCode: 0 })
    expect(made.setup?.output).toContain(`in ${made.path}\n`)
    expect(made.setup?.output).toContain(`from ${repository.path}\n`)
    expect(made).toMatchObject({ dirty: 1 })
  })

  it('that fails is told with what it said; the worktree stands and it can run again', async () => {
    await set({ setup: 'echo "no npm here"; exit 7' })
    const made = await make({ runSetup: true })
    expect(made).toMatchObject({ state: 'ready', setup: { state: 'failed', exitCode: 7, output: 'no npm here\n' } })
    await set({ setup: 'read answer; echo "got [$answer]"' })
    worktrees.runSetup(made.id)
    expect(() => worktrees.runSetup(made.id)).toThrow('runs already')
    await until(() => now(made)?.setup?.state === 'done', 'the second run')
    expect(now(made)?.setup?.output).toBe('got []\n')
  })

  it('is ended with all that it started', async () => {
    const pid = repository.beside('pid')
    await set({ setup: `sleep 600 & echo $! > "${pid}"; echo begun; wait` })
    const making = make({ runSetup: true })
    const child = await until(() => (existsSync(pid) && Number(readFileSync(pid, 'utf8'))) || undefined, 'the script')
    const [one] = worktrees.list(id)
    worktrees.cancel(one?.id ?? '')
    expect(await making).toMatchObject({
      state: 'ready',
      setup: { state: 'failed', output: expect.stringMatching(/begun\nIt was stopped/) },
    })
    await until(() => !isAlive(child), 'the end of what the script started')
  })

  it('is not waited for when it leaves something running', async () => {
    await set({ setup: 'sleep 20 & echo done' })
    const before = Date.now()
    expect((await make({ runSetup: true })).setup).toMatchObject({ state: 'done', output: 'done\n' })
    expect(Date.now() - before).toBeLessThan(15_000)
  })
})

describe('what one holds', () => {
  it('is seen: uncommitted changes, commits, another branch, a folder that is gone', async () => {
    const made = await make()
    repository.write(`../worktrees/${id}/${folders()[0]}/new.txt`, 'x')
    repository.write(`../worktrees/${id}/${folders()[0]}/a.txt`, 'x')
    await worktrees.refresh(id)
    expect(now(made)).toMatchObject({ dirty: 2, ahead: 0 })
    inTree(made, 'add', '-A')
    inTree(made, 'commit', '-qm', 'Work')
    inTree(made, 'switch', '-qc', 'renamed')
    await worktrees.refresh(id)
    expect(now(made)).toMatchObject({ dirty: 0, ahead: 1, branch: 'renamed' })
    repository.git('worktree', 'remove', made.path)
    await worktrees.refresh(id)
    expect(now(made)).toMatchObject({ state: 'missing', dirty: null })
    expect(records.folders(id)).toEqual([])
    expect(() => worktrees.folder(made.id)).toThrow('removed by another program')
  })

  it('is not read out of another repository that its folder happens to lie in', async () => {
    const made = await make()
    execFileSync('rm', ['-rf', join(made.path, '.git')])
    execFileSync('git', ['init', '-q', repository.beside('worktrees')], { env: gitEnvironment() })
    await worktrees.refresh(id)
    expect(now(made)).toMatchObject({ state: 'missing' })
  })
})

describe('handing back by a merge', () => {
  const work = async (content: string, path = 'a.txt') => {
    const made = await make()
    writeFileSync(join(made.path, path), content)
    inTree(made, 'add', '-A')
    inTree(made, 'commit', '-qm', 'Work')
    return made
  }

  it('brings its commits into what is checked out', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'meanwhile\n')
    repository.commit('Meanwhile')
    const report = await worktrees.handBack(made.id, 'merge')
    expect(report).toMatchObject({
      done: true,
      changed: ['a.txt'],
      summary: expect.stringMatching(/^Merged topic into main/),
    })
    expect(repository.git('log', '-1', '--format=%s').trim()).toBe("Merge branch 'topic'")
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('changed\n')
    expect(await worktrees.handBack(made.id, 'merge')).toMatchObject({
      done: false,
      summary: expect.stringContaining('already'),
    })
  })

  it('can be undone: the branch is where it was, and what is not committed stays', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'meanwhile\n')
    const before = repository.commit('Meanwhile')
    const { undoId } = await worktrees.handBack(made.id, 'merge')
    repository.write('sub/b.txt', 'not committed\n')
    repository.write('new.txt', 'new\n')
    expect(await worktrees.undoMerge(projectFolder(project), undoId ?? '')).toMatchObject({
      done: true,
      changed: ['a.txt'],
      summary: expect.stringMatching(/^Taken back: Merged topic into main/),
    })
    expect(repository.git('rev-parse', 'main').trim()).toBe(before)
    expect(repository.git('status', '--porcelain').trimEnd().split('\n')).toEqual([' M sub/b.txt', '?? new.txt'])
    await expect(worktrees.undoMerge(projectFolder(project), undoId ?? '')).rejects.toMatchObject({ code: 'no-undo' })
    // The work is where it was, and can be brought home again.
    repository.git('checkout', '-q', '.')
    expect(await worktrees.handBack(made.id, 'merge')).toMatchObject({ done: true, changed: ['a.txt'] })
  })

  it('is not undone under what was built on it, pushed, or changed since', async () => {
    const made = await work('changed\n')
    const { undoId } = await worktrees.handBack(made.id, 'merge')
    const undo = (folder = projectFolder(project)) => worktrees.undoMerge(folder, undoId ?? '')
    const merged = repository.git('rev-parse', 'HEAD').trim()
    repository.write('a.txt', 'work on it\n')
    await expect(undo()).rejects.toMatchObject({ code: 'not-taken-back' })
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('work on it\n')
    expect(repository.git('rev-parse', 'HEAD').trim()).toBe(merged)
    repository.commit('On it')
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' })
    repository.git('reset', '-q', '--hard', merged)
    repository.git('switch', '-q', '-c', 'elsewhere')
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' })
    repository.git('switch', '-q', 'main')
    await expect(undo({ ...projectFolder(project), path: made.path })).rejects.toMatchObject({ code: 'no-undo' })
    repository.git('update-ref', 'refs/remotes/origin/main', merged)
    await expect(undo()).rejects.toMatchObject({ code: 'published' })
    expect(repository.git('rev-parse', 'main').trim()).toBe(merged)
  })

  it('names the conflicts and leaves the project’s checkout as it was', async () => {
    const made = await work('theirs\n')
    repository.write('a.txt', 'ours\n')
    const before = repository.commit('Ours')
    const report = await worktrees.handBack(made.id, 'merge')
    expect(report).toMatchObject({ done: false, changed: [], conflicts: [{ path: 'a.txt' }] })
    expect(repository.git('rev-parse', 'HEAD').trim()).toBe(before)
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('ours\n')
  })

  it('names a file that git does not know and that is in the way', async () => {
    const made = await work('from the worktree\n', 'new.txt')
    repository.write('new.txt', 'mine\n')
    expect(await worktrees.handBack(made.id, 'merge')).toMatchObject({ done: false, conflicts: [{ path: 'new.txt' }] })
    expect(readFileSync(join(repository.path, 'new.txt'), 'utf8')).toBe('mine\n')
  })

  it('is taken back when a hook refuses it', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'meanwhile\n')
    const before = repository.commit('Meanwhile')
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho "no merges on Fridays"; exit 1\n', 0o755)
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toThrow('no merges on Fridays')
    expect(repository.git('rev-parse', 'HEAD').trim()).toBe(before)
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('is refused in words: changes here, changes there, another merge, no branch, a turn that runs', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'mine\n')
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'dirty' })
    repository.git('checkout', '-q', '.')
    writeFileSync(join(made.path, 'new'), '')
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'worktree-dirty' })
    inTree(made, 'clean', '-fq')
    repository.git('switch', '-q', '--detach')
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'detached' })
    repository.git('switch', '-q', 'main')
    writeFileSync(join(repository.path, '.git/MERGE_HEAD'), repository.git('rev-parse', 'HEAD'))
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'operation' })
    await worktrees.adopt(made.id, 'busy')
    running = ['busy']
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'turn-running' })
  })
})

describe('handing back as uncommitted changes', () => {
  it('brings commits, uncommitted changes and new files, and no object into the repository', async () => {
    const made = await make()
    writeFileSync(join(made.path, 'a.txt'), 'committed\n')
    inTree(made, 'commit', '-qam', 'Work')
    writeFileSync(join(made.path, 'sub/b.txt'), 'uncommitted\n')
    writeFileSync(join(made.path, 'new.bin'), Buffer.from([0, 255, 1]), { mode: 0o755 })
    const objects = () => repository.git('count-objects')
    const before = objects()
    const status = inTree(made, 'status', '--porcelain')
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({
      done: true,
      undoId: 'u',
      summary: 'Handed back topic',
    })
    expect(repository.git('status', '--porcelain').trimEnd().split('\n')).toEqual([
      ' M a.txt',
      ' M sub/b.txt',
      '?? new.bin',
    ])
    expect(readFileSync(join(repository.path, 'new.bin'))).toEqual(Buffer.from([0, 255, 1]))
    expect(objects()).toBe(before)
    expect(inTree(made, 'status', '--porcelain')).toBe(status)
  })

  it('is of this worktree alone, also after it took in what the project did meanwhile', async () => {
    const made = await make()
    writeFileSync(join(made.path, 'a.txt'), 'work\n')
    inTree(made, 'commit', '-qam', 'Work')
    repository.write('sub/b.txt', 'meanwhile\n')
    repository.commit('Meanwhile')
    inTree(made, 'merge', '-q', '--no-edit', 'main')
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({ done: true })
    expect(repository.git('status', '--porcelain').trimEnd()).toBe(' M a.txt')
  })

  it('says where nothing is to be handed back, and where something lies outside of the project', async () => {
    project = { ...project, path: join(repository.path, 'sub') }
    const made = await make()
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({ done: false, conflicts: [] })
    writeFileSync(join(made.path, 'b.txt'), 'work\n')
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({ done: true })
    expect(repository.git('status', '--porcelain').trimEnd()).toBe(' M sub/b.txt')
    writeFileSync(join(made.path, '../a.txt'), 'outside\n')
    await expect(worktrees.handBack(made.id, 'apply')).rejects.toMatchObject({ code: 'outside' })
  })
})

describe('removing one', () => {
  it('takes the folder and a branch that holds nothing of its own', async () => {
    const made = await make()
    await worktrees.remove(made.id, { discard: false, branch: false })
    expectNothing()
    expect(snapshots).toEqual([])
  })

  it('keeps a branch with commits that are nowhere else, unless asked', async () => {
    const commit = async (branch: string) => {
      const made = await make({ branch })
      inTree(made, 'commit', '-q', '--allow-empty', '-m', branch)
      return made
    }
    await worktrees.remove((await commit('kept')).id, { discard: false, branch: false })
    await worktrees.remove((await commit('dropped')).id, { discard: false, branch: true })
    const merged = await commit('merged')
    await worktrees.handBack(merged.id, 'merge')
    await worktrees.remove(merged.id, { discard: false, branch: false })
    expect(branches()).toEqual(['kept', 'main'])
  })

  it('keeps changes unless they are to be thrown away, and snapshots them then', async () => {
    const made = await make()
    writeFileSync(join(made.path, 'a.txt'), 'work\n')
    await expect(worktrees.remove(made.id, { discard: false, branch: true })).rejects.toMatchObject({
      code: 'worktree-dirty',
    })
    expect(existsSync(made.path)).toBe(true)
    await worktrees.remove(made.id, { discard: true, branch: false })
    expect(snapshots).toEqual([made.path])
    expectNothing()
  })

  it('lets its chats go back to the project, whose list still has them', async () => {
    const made = await make()
    await worktrees.adopt(made.id, 'thread-1')
    running = ['thread-1']
    await expect(worktrees.remove(made.id, { discard: true, branch: true })).rejects.toMatchObject({
      code: 'turn-running',
    })
    running = []
    await worktrees.remove(made.id, { discard: false, branch: false })
    expect(records.ofThread(id, 'thread-1')).toBeNull()
    expect(records.sessionFolders(id)).toEqual([made.path])
  })

  it('forgets one whose folder is gone, with git’s note of it and of no other', async () => {
    repository.git('worktree', 'add', '-q', repository.beside('theirs'))
    execFileSync('mv', [repository.beside('theirs'), repository.beside('unmounted')])
    const made = await make()
    execFileSync('rm', ['-rf', made.path])
    await worktrees.remove(made.id, { discard: false, branch: false })
    expect(worktrees.list(id)).toEqual([])
    expect(repository.git('worktree', 'list')).toContain('theirs')
    expect(branches()).not.toContain('topic')
  })

  it('never removes what is not below its own folder, whatever the file of records says', async () => {
    const made = await make()
    await records.change(made.id, { root: repository.path, path: repository.path })
    await expect(worktrees.remove(made.id, { discard: true, branch: true })).rejects.toMatchObject({ code: 'not-ours' })
    expect(existsSync(join(repository.path, 'a.txt'))).toBe(true)
  })
})

describe('bringing one back', () => {
  const gone = async (made: Worktree, branch = false) =>
    expect(await worktrees.remove(made.id, { discard: true, branch })).toEqual({ canUndo: true })

  it('gives the same folder on the same branch, with what was not committed, its modes and its chats', async () => {
    repository.write('.gitignore', '.env\nbuilt/\n')
    repository.commit('Ignore')
    repository.write('.env', 'A=1\n')
    await set({ copy: ['.env'] })
    const made = await make()
    await worktrees.adopt(made.id, 'thread-1')
    inTree(made, 'commit', '-q', '--allow-empty', '-m', 'Work')
    const tip = inTree(made, 'rev-parse', 'HEAD')
    writeFileSync(join(made.path, 'a.txt'), 'work\r\n')
    execFileSync('rm', [join(made.path, 'sub/b.txt')])
    mkdirSync(join(made.path, 'new'))
    writeFileSync(join(made.path, 'new/run.sh'), '#!/bin/sh\n', { mode: 0o755 })
    symlinkSync('../a.txt', join(made.path, 'new/link'))
    mkdirSync(join(made.path, 'built'))
    const status = inTree(made, 'status', '--porcelain')

    await gone(made, true)
    expectNothing()
    const back = await worktrees.bringBack(made.id)
    expect(back).toMatchObject({ id: made.id, path: made.path, state: 'ready', ahead: 1, threadIds: ['thread-1'] })
    expect(inTree(made, 'rev-parse', 'HEAD', 'topic').split('\n')).toEqual([tip, tip])
    expect(inTree(made, 'status', '--porcelain')).toBe(status)
    expect(readFileSync(join(made.path, 'new/link'), 'utf8')).toBe('work\r\n')
    expect(statSync(join(made.path, 'new/run.sh')).mode & 0o777).toBe(0o755)
    // As every new worktree gets it; what else git ignores is not kept.
    expect(readFileSync(join(made.path, '.env'), 'utf8')).toBe('A=1\n')
    expect(existsSync(join(made.path, 'built'))).toBe(false)
    expect(records.ofThread(id, 'thread-1')?.id).toBe(made.id)
    await expect(worktrees.bringBack(made.id)).rejects.toMatchObject({ code: 'unknown-worktree' })
  })

  it('stands for the same folder of a repository’s part, on a branch that was worked on meanwhile', async () => {
    project = { ...project, path: join(repository.path, 'sub') }
    const made = await make()
    inTree(made, 'commit', '-q', '--allow-empty', '-m', 'Work')
    await gone(made)
    const meanwhile = repository.git('commit-tree', '-m', 'Meanwhile', '-p', 'topic', 'topic^{tree}').trim()
    repository.git('update-ref', 'refs/heads/topic', meanwhile)
    expect(await worktrees.bringBack(made.id)).toMatchObject({ path: made.path, ahead: 2, dirty: 0 })
    expect(inTree(made, 'rev-parse', 'HEAD')).toBe(meanwhile)
  })

  it('leaves a chat where it went meanwhile', async () => {
    const made = await make()
    await worktrees.adopt(made.id, 'stays')
    await worktrees.adopt(made.id, 'moved')
    await gone(made)
    const other = await make({ branch: 'other' })
    await worktrees.adopt(other.id, 'moved')
    expect(await worktrees.bringBack(made.id)).toMatchObject({ threadIds: ['stays'] })
  })

  it('touches nothing that stands there now, and leaves nothing when git refuses', async () => {
    const made = await make()
    inTree(made, 'commit', '-q', '--allow-empty', '-m', 'Work')
    await gone(made)
    mkdirSync(made.path)
    writeFileSync(join(made.path, 'mine'), 'mine')
    await expect(worktrees.bringBack(made.id)).rejects.toMatchObject({ code: 'in-the-way' })
    expect(readFileSync(join(made.path, 'mine'), 'utf8')).toBe('mine')
    execFileSync('rm', ['-r', made.path])

    repository.git('switch', '-q', 'topic')
    await expect(worktrees.bringBack(made.id)).rejects.toThrow(/topic.* is already/)
    expect(folders()).toEqual([])
    expect(worktrees.list(id)).toEqual([])
    expect(branches()).toEqual(['main', 'topic'])
    repository.git('switch', '-q', 'main')
    expect(await worktrees.bringBack(made.id)).toMatchObject({ state: 'ready' })
  })

  it('is not offered where there was no checkout of a branch, nor after the app was closed', async () => {
    const made = await make()
    inTree(made, 'switch', '-q', '--detach')
    expect(await worktrees.remove(made.id, { discard: true, branch: false })).toEqual({ canUndo: false })
    const second = await make({ branch: 'second' })
    await gone(second)
    open()
    await expect(worktrees.bringBack(second.id)).rejects.toMatchObject({ code: 'unknown-worktree' })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
