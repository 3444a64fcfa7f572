// How a folder stands with git, in every state that git can be in.
import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { readFacts } from '../../../main/changes/git/facts'
import { readRefs } from '../../../main/changes/git/refs'
import { Git } from '../../../main/changes/git/run'
import { gitEnvironment, testGit, TestRepository } from '../../support/repository'

const made: TestRepository[] = []
const repositoryWith = (...options: Parameters<typeof TestRepository.make>): TestRepository => {
  const one = TestRepository.make(...options)
  made.push(one)
  return one
}

afterEach(() => {
  for (const one of made.splice(0)) one.remove()
})

const factsOf = (repository: TestRepository, within = '', env = {}) =>
  readFacts(testGit(env), repository.folder({ within }))

const twoSides = (): TestRepository => {
  const repository = repositoryWith()
  repository.write('a.txt', 'base\n')
  repository.commit()
  repository.git('checkout', '-q', '-b', 'side')
  repository.write('a.txt', 'theirs\n')
  repository.commit('theirs')
  repository.git('checkout', '-q', 'main')
  repository.write('a.txt', 'ours\n')
  repository.commit('ours')
  return repository
}

describe('the facts of a folder', () => {
  it('count what is staged, changed, new and outside of it', async () => {
    const repository = repositoryWith()
    repository.write('project/a.txt', 'a\n')
    repository.write('project/old name.txt', 'word\n'.repeat(20))
    repository.write('outside.txt', 'a\n')
    const id = repository.commit()
    repository.write('outside.txt', 'b\n')
    repository.git('mv', 'project/old name.txt', 'project/new\nname.txt')
    repository.git('add', '-A')
    repository.write('project/a.txt', 'b\n')
    repository.write('project/deep/x.txt', 'x\n')
    repository.write('project/deep/y.txt', 'y\n')
    repository.write('outside-new.txt', 'x\n')

    expect(await factsOf(repository, 'project')).toEqual({
      state: 'repository',
      problem: null,
      branch: 'main',
      head: id.slice(0, 7),
      upstream: null,
      operation: null,
      staged: 1,
      unstaged: 1,
      untracked: 2,
      conflicted: 0,
      stagedOutside: 1,
      base: 'main',
      locked: false,
      sparse: false,
    })
  })

  it('know a repository before its first commit, and a detached head', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', 'a\n')
    repository.git('add', '-A')
    expect(await factsOf(repository)).toMatchObject({ state: 'repository', branch: 'main', head: null, staged: 1 })
    expect(await readRefs(testGit(), repository.folder())).toEqual({ branches: [], commits: [] })
    repository.commit()
    repository.git('checkout', '-q', '--detach')
    expect(await factsOf(repository)).toMatchObject({ branch: null, head: expect.stringMatching(/^[0-9a-f]{7}$/) })
  })

  it.each([
    ['merge', ['merge', 'side']],
    ['rebase', ['rebase', 'side']],
    ['rebase', ['rebase', '--apply', 'side']],
    ['cherry-pick', ['cherry-pick', 'side']],
    ['revert', ['revert', '--no-edit', 'HEAD~1']],
  ])('know that git is in the middle of a %s', async (operation, args) => {
    const repository = twoSides()
    if (operation === 'revert') {
      repository.write('a.txt', 'later\n')
      repository.commit('later')
    }
    repository.tryGit(...args)
    expect(await factsOf(repository)).toMatchObject({ state: 'repository', operation, conflicted: 1 })
  })

  it('know a bisect, and patches of a mailbox that wait', async () => {
    const bisecting = twoSides()
    bisecting.git('bisect', 'start')
    expect(await factsOf(bisecting)).toMatchObject({ operation: 'bisect' })
    const applying = twoSides()
    const mail = applying.git('format-patch', '-1', 'side', '--stdout')
    writeFileSync(applying.beside('one.patch'), mail)
    applying.tryGit('am', applying.beside('one.patch'))
    expect(await factsOf(applying)).toMatchObject({ operation: 'am' })
  })

  it('know a locked index, a sparse checkout, and how far a branch is from where it goes', async () => {
    const remote = twoSides()
    const repository = repositoryWith({ init: false })
    repository.git('clone', '-q', remote.path, '.')
    repository.write('a.txt', 'mine\n')
    repository.commit()
    repository.git('sparse-checkout', 'set', 'nowhere')
    writeFileSync(`${repository.path}/.git/index.lock`, '')

    expect(await factsOf(repository)).toMatchObject({
      upstream: { name: 'origin/main', ahead: 1, behind: 0 },
      locked: true,
      sparse: true,
      base: 'origin/main',
    })
  })

  it('know a linked worktree with an operation of its own', async () => {
    const repository = twoSides()
    const path = repository.beside('linked')
    repository.git('worktree', 'add', '-q', '--detach', path, 'side')
    repository.gitIn('../linked', 'checkout', '-q', '-b', 'work')
    try {
      repository.gitIn('../linked', 'merge', 'main')
    } catch {
      // it conflicts, that is the story
    }
    expect(await readFacts(testGit(), { ...repository.folder(), path })).toMatchObject({
      branch: 'work',
      operation: 'merge',
    })
    expect(await factsOf(repository)).toMatchObject({ branch: 'main', operation: null })
  })

  it('say in words why git refuses: another owner, damage, no working tree', async () => {
    const repository = twoSides()
    const foreign = await factsOf(repository, '', { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' })
    expect(foreign).toMatchObject({ state: 'refused', problem: expect.stringContaining('dubious ownership') })
    expect(foreign.problem).toContain('safe.directory')

    writeFileSync(`${repository.path}/.git/index`, 'rubbish that is no index at all')
    expect(await factsOf(repository)).toMatchObject({ state: 'refused', problem: expect.stringContaining('index') })
    writeFileSync(`${repository.path}/.git/config`, '[broken')
    expect(await factsOf(repository)).toMatchObject({ state: 'refused', problem: expect.stringContaining('config') })

    const bare = repositoryWith({ init: false })
    bare.git('init', '-q', '--bare')
    expect(await factsOf(bare)).toMatchObject({ state: 'refused', problem: expect.stringContaining('bare') })
    expect(await factsOf(twoSides(), '.git')).toMatchObject({ state: 'refused' })
  })

  it('tell a folder without git from a machine without git', async () => {
    const plain = repositoryWith({ init: false })
    expect(await factsOf(plain)).toMatchObject({ state: 'no-repository', problem: null })
    const none = new Git({ program: 'no-git-by-this-name', env: gitEnvironment() })
    expect(await readFacts(none, plain.folder())).toMatchObject({
      state: 'no-git',
      problem: expect.stringContaining('Install git'),
    })
  })
})

describe('branches and commits', () => {
  it('are listed with what is theirs, newest first', async () => {
    const remote = twoSides()
    const repository = repositoryWith({ init: false })
    repository.git('clone', '-q', remote.path, '.')
    repository.git('checkout', '-q', '-b', 'feature/ünï')
    repository.commit('a title with “quotes” and\ttabs\n\nand a body')

    const { branches, commits } = await readRefs(testGit(), repository.folder())

    expect(branches).toContainEqual({ name: 'feature/ünï', remote: false, current: true })
    expect(branches).toContainEqual({ name: 'origin/side', remote: true, current: false })
    expect(branches.map(({ name }) => name)).not.toContain('origin/HEAD')
    expect(commits).toHaveLength(3)
    expect(commits[0]).toMatchObject({ title: 'a title with “quotes” and\ttabs', author: 'Ada' })
    expect(Math.abs((commits[0]?.atMs ?? 0) - Date.now())).toBeLessThan(60_000)
  })

  it('are listed though one of them points nowhere', async () => {
    const repository = twoSides()
    repository.write('.git/refs/heads/damaged', `${'1'.repeat(40)}\n`)
    const { branches } = await readRefs(testGit(), repository.folder())
    expect(branches.map(({ name }) => name)).toEqual(expect.arrayContaining(['main', 'side']))
  })
})
