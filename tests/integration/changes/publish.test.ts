// Commit, push and pull request against real repositories, real hooks and a bare remote on disk. gh can't be had here: a script of
// its name on the PATH stands in for it and writes down what it was asked.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Publish } from '../../../main/changes/publish/publish'
import { gitEnvironment, testGit, TestRepository } from '../../support/repository'
import { until } from '../../support/waiting'

let repository: TestRepository
let publish: Publish
const wish = { message: 'Say hello', amend: false, branch: null }

beforeEach(() => {
  repository = TestRepository.make()
  publish = new Publish({ git: testGit(), environment: gitEnvironment({ PATH: '/usr/bin:/bin' }) })
})
afterEach(() => repository.remove())

const hook = (name: string, body: string) => repository.write(`.git/hooks/${name}`, `#!/bin/sh\n${body}\n`, 0o755)
const stage = (path: string, content: string) => {
  repository.write(path, content)
  repository.git('add', '--', path)
}
const first = () => {
  stage('a.txt', 'one\n')
  repository.git('commit', '-q', '-m', 'First')
}
const staged = () => repository.git('diff', '--cached', '--name-only').trim()

describe('a commit', () => {
  it('holds what is staged and nothing else, in an empty repository too', async () => {
    stage('a.txt', 'one\n')
    repository.write('b.txt', 'not staged\n')
    const report = await publish.commit(repository.folder(), wish)
    expect(report).toMatchObject({ branch: 'main', title: 'Say hello', id: repository.git('rev-parse', 'HEAD').trim() })
    expect(repository.git('show', '--name-only', '--format=').trim()).toBe('a.txt')
  })

  it('keeps the message as it was written, whatever is in it', async () => {
    stage('a.txt', 'one\n')
    const message = '-n "ü" $(touch x) `y` --amend\n\n#42 is no comment\n\nEnd'
    await publish.commit(repository.folder(), { ...wish, message })
    expect(await publish.lastMessage(repository.folder())).toBe(message)
    expect(existsSync(join(repository.path, 'x'))).toBe(false)
  })

  it('is made on a new branch, also where nothing was committed before', async () => {
    stage('a.txt', 'one\n')
    expect(await publish.commit(repository.folder(), { ...wish, branch: 'topic/one' })).toMatchObject({
      branch: 'topic/one',
    })
    stage('a.txt', 'two\n')
    expect(await publish.commit(repository.folder(), { ...wish, branch: 'topic/two' })).toMatchObject({
      branch: 'topic/two',
    })
    expect(repository.git('log', '--format=%s', 'topic/one').trim()).toBe('Say hello')
  })

  it.each(['-f', '--orphan', 'a..b', 'a b', 'HEAD', 'x.lock', '@{-1}', 'refs/heads/x', 'a~1', ''])(
    'takes no branch named “%s”',
    async (branch) => {
      first()
      stage('a.txt', 'two\n')
      await expect(publish.commit(repository.folder(), { ...wish, branch })).rejects.toMatchObject({
        code: 'bad-branch',
      })
      expect(staged()).toBe('a.txt')
    },
  )

  it('says that a branch is there already, and switches to none', async () => {
    first()
    repository.git('branch', 'topic')
    stage('a.txt', 'two\n')
    await expect(publish.commit(repository.folder(), { ...wish, branch: 'topic' })).rejects.toMatchObject({
      code: 'branch-exists',
    })
    expect(repository.git('branch', '--show-current').trim()).toBe('main')
  })

  it('amends: the message, what is staged, or both', async () => {
    first()
    await publish.commit(repository.folder(), { ...wish, message: 'Better words', amend: true })
    stage('b.txt', 'more\n')
    await publish.commit(repository.folder(), { ...wish, message: 'And more', amend: true })
    expect(repository.git('log', '--format=%s').trim()).toBe('And more')
    expect(repository.git('show', '--name-only', '--format=').trim().split('\n')).toEqual(['a.txt', 'b.txt'])
  })

  it('is refused in words where nothing is staged, and where there is none to amend', async () => {
    await expect(publish.commit(repository.folder(), { ...wish, amend: true })).rejects.toMatchObject({
      code: 'no-commit',
    })
    await expect(publish.commit(repository.folder(), wish)).rejects.toMatchObject({ code: 'nothing-staged' })
    first()
    repository.write('a.txt', 'two\n')
    await expect(publish.commit(repository.folder(), wish)).rejects.toMatchObject({ code: 'nothing-staged' })
  })

  it('can be made where HEAD is on no branch', async () => {
    first()
    repository.git('switch', '-q', '--detach')
    stage('a.txt', 'two\n')
    expect(await publish.commit(repository.folder(), wish)).toMatchObject({ branch: null })
  })

  it('concludes a merge, once its conflicts are solved', async () => {
    first()
    repository.git('switch', '-q', '-c', 'other')
    stage('a.txt', 'theirs\n')
    repository.git('commit', '-q', '-m', 'Theirs')
    repository.git('switch', '-q', 'main')
    stage('a.txt', 'ours\n')
    repository.git('commit', '-q', '-m', 'Ours')
    repository.tryGit('merge', 'other')
    await expect(publish.commit(repository.folder(), wish)).rejects.toMatchObject({
      code: 'conflicted',
      message: expect.stringContaining('a.txt'),
    })
    stage('a.txt', 'ours\n')
    await expect(publish.commit(repository.folder(), { ...wish, branch: 'topic' })).rejects.toMatchObject({
      code: 'operation',
    })
    await publish.commit(repository.folder(), { ...wish, message: 'Both' })
    expect(repository.git('log', '-1', '--format=%s %P').trim().split(' ')).toHaveLength(3)
  })

  it('is refused by a hook in its own words, and everything is as it was', async () => {
    first()
    stage('a.txt', 'two\n')
    hook('pre-commit', 'echo "lint: a.txt is wrong"; echo detail >&2; exit 3')
    await expect(publish.commit(repository.folder(), { ...wish, branch: 'topic' })).rejects.toMatchObject({
      code: 'hook-refused',
      message: expect.stringContaining('lint: a.txt is wrong'),
      detail: expect.stringContaining('detail'),
    })
    expect(staged()).toBe('a.txt')
    expect(repository.git('branch', '--format=%(refname:short) %(HEAD)').trim()).toBe('main *')
    hook('pre-commit', 'exit 0')
    hook('commit-msg', 'echo "no ticket in the title"; exit 1')
    await expect(publish.commit(repository.folder(), wish)).rejects.toThrow('no ticket in the title')
    expect(staged()).toBe('a.txt')
  })

  it('lets hooks run as in a terminal: their git takes patterns', async () => {
    stage('a.txt', 'one\n')
    hook('pre-commit', `git diff --cached --name-only -- '*.txt' > "${repository.beside('seen')}"`)
    await publish.commit(repository.folder(), wish)
    expect(readFileSync(repository.beside('seen'), 'utf8')).toBe('a.txt\n')
  })

  it('ends a hook that hangs, with what it started', async () => {
    first()
    stage('a.txt', 'two\n')
    const pidFile = repository.beside('pid')
    hook('pre-commit', `sleep 600 & echo $! > "${pidFile}.new"; mv "${pidFile}.new" "${pidFile}"; wait`)
    const ended = publish.commit(repository.folder(), { ...wish, branch: 'topic' }).catch((error: unknown) => error)
    const pid = await until(() => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : undefined), 'the hook')
    await expect(publish.commit(repository.folder(), wish)).rejects.toMatchObject({ code: 'busy' })
    publish.cancel(repository.folder())
    expect(await ended).toMatchObject({ code: 'cancelled' })
    await until(() => (isAlive(pid) ? undefined : true), 'the end of what the hook started')
    expect(staged()).toBe('a.txt')
    expect(repository.git('branch', '--show-current').trim()).toBe('main')
  })

  it('is signed by the person’s program, and not made when that fails', async () => {
    first()
    stage('a.txt', 'two\n')
    repository.write('../sign', '#!/bin/sh\necho "no key" >&2\nexit 2\n', 0o755)
    repository.git('config', 'commit.gpgSign', 'true')
    repository.git('config', 'gpg.program', repository.beside('sign'))
    await expect(publish.commit(repository.folder(), wish)).rejects.toMatchObject({ code: 'not-signed' })
    expect(staged()).toBe('a.txt')
  })

  it('is never made in a folder that is not trusted', async () => {
    stage('a.txt', 'one\n')
    hook('pre-commit', `touch "${repository.beside('ran')}"`)
    const folder = repository.folder({ trusted: false })
    await expect(publish.commit(folder, wish)).rejects.toMatchObject({ code: 'not-trusted' })
    await expect(publish.push(folder)).rejects.toMatchObject({ code: 'not-trusted' })
    expect(existsSync(repository.beside('ran'))).toBe(false)
    expect((await publish.draftDiff(folder, false)).diff).toContain('+one')
  })
})

describe('what a message is drafted from', () => {
  it('is what is staged; amending adds what the last commit has, be it the first', async () => {
    first()
    stage('b.txt', 'new\n')
    repository.write('a.txt', 'not staged\n')
    const plain = await publish.draftDiff(repository.folder(), false)
    expect(plain.diff).toContain('+new')
    expect(plain.diff).not.toContain('a.txt')
    const amended = await publish.draftDiff(repository.folder(), true)
    expect(amended.diff).toMatch(/\+one[\s\S]*\+new/)
    expect(amended.cut).toBe(false)
  })

  it('is cut at a line’s end', async () => {
    stage('a.txt', 'é long line of words\n'.repeat(20_000))
    const { diff, cut } = await publish.draftDiff(repository.folder(), false)
    expect(cut).toBe(true)
    expect(diff.length).toBeLessThanOrEqual(60_000)
    expect(diff.endsWith('words\n')).toBe(true)
  })

  it('is nothing before the first commit', async () => {
    expect(await publish.lastMessage(repository.folder())).toBeNull()
    expect(await publish.draftDiff(repository.folder(), true)).toEqual({ diff: '', cut: false })
  })
})

const addRemote = (name = 'origin') => {
  const path = repository.beside(`${name}.git`)
  repository.gitIn('..', 'init', '-q', '--bare', '-b', 'main', path)
  repository.git('remote', 'add', name, path)
  return path
}

describe('a push', () => {
  it('sends the branch, makes it the upstream once, and says what is left to send', async () => {
    first()
    const remote = addRemote()
    expect(await publish.plan(repository.folder())).toMatchObject({
      branch: 'main',
      remote: 'origin',
      upstream: null,
      ahead: 1,
      pushCommand: 'git push --set-upstream origin main',
      problem: null,
      gh: false,
    })
    await publish.push(repository.folder())
    expect(repository.git('--git-dir', remote, 'rev-parse', 'main')).toBe(repository.git('rev-parse', 'HEAD'))
    expect(await publish.plan(repository.folder())).toMatchObject({
      upstream: 'origin/main',
      ahead: 0,
      behind: 0,
      base: 'main',
      pushCommand: 'git push origin main',
      problem: expect.stringContaining('everything already'),
    })
  })

  it('goes to a branch of the same name, though this one follows another', async () => {
    first()
    addRemote()
    await publish.push(repository.folder())
    repository.git('switch', '-q', '-c', 'topic', '--track', 'origin/main')
    stage('a.txt', 'two\n')
    await publish.commit(repository.folder(), wish)
    await publish.push(repository.folder())
    expect(repository.git('rev-parse', 'origin/topic')).toBe(repository.git('rev-parse', 'HEAD'))
    expect(repository.git('log', '--format=%s', 'origin/main').trim()).toBe('First')
    expect(repository.git('rev-parse', '--abbrev-ref', '@{upstream}').trim()).toBe('origin/main')
  })

  it('is not forced where the remote went on, known or not', async () => {
    first()
    const remote = addRemote()
    await publish.push(repository.folder())
    repository.gitIn('..', 'clone', '-q', remote, 'clone')
    repository.gitIn('../clone', 'commit', '-q', '--allow-empty', '-m', 'Theirs')
    repository.gitIn('../clone', 'push', '-q')
    stage('a.txt', 'two\n')
    await publish.commit(repository.folder(), wish)
    await expect(publish.push(repository.folder())).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringContaining('Nothing was forced'),
    })
    repository.git('fetch', '-q')
    expect(await publish.plan(repository.folder())).toMatchObject({
      ahead: 1,
      behind: 1,
      problem: expect.stringMatching(/Pull first/),
    })
    expect(repository.git('--git-dir', remote, 'log', '-1', '--format=%s', 'main').trim()).toBe('Theirs')
  })

  it('tells what a hook says, on this side and on the other', async () => {
    first()
    const remote = addRemote()
    hook('pre-push', 'echo "tests are red" >&2; exit 1')
    await expect(publish.push(repository.folder())).rejects.toMatchObject({
      code: 'hook-refused',
      message: expect.stringContaining('tests are red'),
    })
    repository.delete('.git/hooks/pre-push')
    repository.write(`../origin.git/hooks/pre-receive`, '#!/bin/sh\necho "main is protected"\nexit 1\n', 0o755)
    await expect(publish.push(repository.folder())).rejects.toMatchObject({
      code: 'rejected',
      message: 'origin refused the push: main is protected',
    })
    expect(() => repository.git('--git-dir', remote, 'rev-parse', '--verify', '-q', 'main')).toThrow('Command failed')
  })

  it('says why it is not possible: no commit, no branch, no remote, several, or none there', async () => {
    const problem = async () => (await publish.plan(repository.folder())).problem
    expect(await problem()).toBe('Nothing is committed yet.')
    first()
    expect(await problem()).toMatch(/no remote/)
    repository.git('remote', 'add', 'one', '/nowhere/one')
    repository.git('remote', 'add', 'two', '/nowhere/two')
    expect(await problem()).toMatch(/2 remotes/)
    repository.git('config', 'remote.pushDefault', 'two')
    expect(await publish.plan(repository.folder())).toMatchObject({ remote: 'two', problem: null })
    await expect(publish.push(repository.folder())).rejects.toMatchObject({ code: 'no-remote-repository' })
    repository.git('switch', '-q', '--detach')
    expect(await problem()).toMatch(/on no branch/)
    await expect(publish.push(repository.folder())).rejects.toMatchObject({ code: 'cannot-push' })
  })

  it('quotes what a branch may be called', async () => {
    first()
    addRemote()
    repository.git('switch', '-q', '-c', "it's;rm$x")
    expect((await publish.plan(repository.folder())).pushCommand).toBe(
      String.raw`git push --set-upstream origin 'it'\''s;rm$x'`,
    )
  })
})

describe('a pull request', () => {
  const standIn = (body: string) => {
    mkdirSync(repository.beside('bin'))
    repository.write('../bin/gh', `#!/bin/sh\n${body}\n`, 0o755)
    const PATH = `${repository.beside('bin')}:/usr/bin:/bin`
    return new Publish({ git: testGit(), environment: gitEnvironment({ PATH, GH_TOKEN: 'secret', OTHER_TOKEN: 'x' }) })
  }
  const request = { title: '-t "quoted" $(x)', body: 'First line\n--web\n', base: 'main', draft: true }

  it('is opened by gh with the title and base as they are, and the body by its input', async () => {
    first()
    addRemote()
    const out = repository.beside('asked')
    const withGh = standIn(
      `for word in "$@"; do printf '%s\\n' "$word"; done > "${out}"; cat > "${out}.body"; env > "${out}.env"\necho https://github.test/me/p/pull/7`,
    )
    expect(await withGh.plan(repository.folder())).toMatchObject({ gh: true })
    await expect(withGh.pullRequest(repository.folder(), request)).rejects.toMatchObject({ code: 'not-pushed' })
    await withGh.push(repository.folder())
    expect(await withGh.pullRequest(repository.folder(), request)).toMatchObject({
      url: 'https://github.test/me/p/pull/7',
    })
    expect(readFileSync(out, 'utf8').trim().split('\n')).toEqual([
      'pr',
      'create',
      '--title=-t "quoted" $(x)',
      '--body-file=-',
      '--head=main',
      '--base=main',
      '--draft',
    ])
    expect(readFileSync(`${out}.body`, 'utf8')).toBe(request.body)
    const env = readFileSync(`${out}.env`, 'utf8')
    expect(env).toContain('GH_TOKEN=secret')
    expect(env).not.toContain('OTHER_TOKEN')
  })

  it('that is there already is named', async () => {
    first()
    addRemote()
    const withGh = standIn(
      'echo \'a pull request for branch "main" into branch "main" already exists:\' >&2; echo https://github.test/me/p/pull/3 >&2; exit 1',
    )
    await withGh.push(repository.folder())
    await expect(withGh.pullRequest(repository.folder(), request)).rejects.toMatchObject({
      code: 'pull-request-exists',
      message: expect.stringContaining('https://github.test/me/p/pull/3'),
    })
  })

  it('wants gh, and never one that the repository brings', async () => {
    first()
    repository.write('gh', '#!/bin/sh\ntouch ran\n', 0o755)
    const here = new Publish({ git: testGit(), environment: gitEnvironment({ PATH: '.:/usr/bin:/bin' }) })
    await expect(here.pullRequest(repository.folder(), request)).rejects.toMatchObject({ code: 'no-gh' })
    expect(existsSync(join(repository.path, 'ran'))).toBe(false)
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
