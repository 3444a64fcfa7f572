// Worktrees on real repositories: made whole or not at all, set up, looked at.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gitEnvironment, TestRepository } from '../../support/repository'
import { until } from '../../support/waiting'
import {
  branches,
  changeProject,
  expectNothing,
  folders,
  id,
  inTree,
  make,
  now,
  open,
  pushed,
  records,
  repository,
  set,
  useWorktreeStage,
  worktrees,
} from './worktree-stage'

useWorktreeStage()

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
    changeProject({ path: join(repository.path, 'sub') })
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
    changeProject({ trust: 'restricted' })
    await expect(make()).rejects.toMatchObject({ code: 'not-trusted' })
    changeProject({ trust: 'trusted' })
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
    changeProject({ path: join(repository.path, 'sub') })
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
