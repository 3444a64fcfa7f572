// Looking at the changes of a folder that isn't trusted: its git config names programs in every way there is, and none of them runs.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeSource } from '../../../preload/contract/changes'
import { readFacts } from '../../../main/changes/git/facts'
import { readRefs } from '../../../main/changes/git/refs'
import { Views } from '../../../main/changes/views'
import { testGit, TestRepository } from '../../support/repository'

const made: TestRepository[] = []
afterEach(() => {
  for (const one of made.splice(0)) one.remove()
})

/** A repository whose config runs `touch <traces>/<name>` wherever git would run a program. */
function booby(): { repository: TestRepository; traces: string; id: string } {
  const repository = TestRepository.make()
  made.push(repository)
  const traces = repository.beside('traces')
  execFileSync('mkdir', [traces])
  repository.write('a.txt', 'a\n')
  repository.write('b.evil', 'b\n')
  const id = repository.commit()
  repository.write('.gitattributes', '* filter=evil diff=evil merge=evil\n*.evil filter=e=v.il diff=e=v.il\n')
  repository.write('.git/info/attributes', '*.txt filter=evil diff=evil\n')
  const trap = (name: string): string => `sh -c 'touch ${traces}/${name}; cat' --`
  repository.write('trap.sh', '#!/bin/sh\n', 0o755)
  for (const filter of ['evil', 'e=v.il']) {
    for (const key of ['clean', 'smudge', 'process'])
      repository.git('config', `filter.${filter}.${key}`, trap(`filter-${key}`))
    repository.git('config', `filter.${filter}.required`, 'true')
    repository.git('config', `diff.${filter}.command`, trap('diff-command'))
    repository.git('config', `diff.${filter}.textconv`, trap('textconv'))
    repository.git('config', `merge.${filter}.driver`, trap('merge-driver'))
  }
  const programs = [
    'core.fsmonitor',
    'core.pager',
    'core.editor',
    'core.sshCommand',
    'core.askPass',
    'core.alternateRefsCommand',
    'diff.external',
    'gpg.program',
    'gpg.ssh.program',
    'pager.diff',
    'pager.log',
    'interactive.diffFilter',
    'alias.diff',
    'credential.helper',
    'uploadpack.packObjectsHook',
  ]
  for (const name of programs) repository.git('config', name, trap(name))
  repository.git('config', 'log.showSignature', 'true')
  repository.git('config', 'core.hooksPath', 'hooks')
  for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction', 'post-checkout'])
    repository.write(`hooks/${hook}`, `#!/bin/sh\ntouch ${traces}/hook-${hook}\n`, 0o755)
  // A partial clone that lacks an object would fetch it by a program of the remote.
  repository.git('config', 'extensions.partialClone', 'origin')
  repository.git('config', 'remote.origin.promisor', 'true')
  repository.git('config', 'remote.origin.url', `ext::sh -c touch% ${traces}/fetched`)
  repository.git('config', 'remote.origin.uploadpack', trap('uploadpack'))
  repository.git('config', 'protocol.ext.allow', 'always')
  repository.git('config', 'protocol.allow', 'always')
  return { repository, traces, id }
}

const views = new Views({
  git: testGit(),
  providers: { between: () => Promise.reject(new Error('no such source here')) },
})

describe('an untrusted folder', () => {
  const sources: ((id: string) => ChangeSource)[] = [
    () => ({ kind: 'unstaged' }),
    () => ({ kind: 'staged' }),
    (id) => ({ kind: 'commit', revision: id }),
    () => ({ kind: 'branch', base: 'main' }),
  ]

  it('runs none of the programs that its config names, whatever is looked at', async () => {
    const { repository, traces, id } = booby()
    repository.write('a.txt', 'changed\n')
    repository.write('b.evil', 'changed\n')
    repository.write('c.txt', 'untracked\n')
    const folder = repository.folder({ trusted: false })

    for (const source of sources) {
      const view = await views.open(folder, source(id), { ignoreSpace: false })
      expect(view.acts).toEqual([])
      expect(view.files.length > 0 || view.label.startsWith('HEAD')).toBe(true)
      for (const file of view.files) {
        await views.patches(view.viewId, [file.id])
        await views.lines(view.viewId, file.id, 'new', { from: 1, to: 9 }).catch(() => {})
        await views.lines(view.viewId, file.id, 'old', { from: 1, to: 9 }).catch(() => {})
      }
    }
    const facts = await readFacts(testGit(), folder)
    expect(facts).toMatchObject({ state: 'repository', branch: 'main' })
    expect((await readRefs(testGit(), folder)).commits).toHaveLength(1)

    expect(readdirSync(traces)).toEqual([])
  })

  it('fetches no object that it lacks, and says in words that it is not there', async () => {
    const { repository, traces } = booby()
    const blob = repository.git('rev-parse', 'HEAD:a.txt').trim()
    repository.delete(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`)
    repository.write('a.txt', 'changed\n')

    await views
      .open(repository.folder({ trusted: false }), { kind: 'unstaged' }, { ignoreSpace: false })
      .catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'git-failed' })
      })

    expect(readdirSync(traces)).toEqual([])
  })

  it('asks nothing of a git within a submodule, whose config is its own', async () => {
    const library = TestRepository.make()
    made.push(library)
    library.write('lib.txt', '1\n')
    library.commit()
    const repository = TestRepository.make()
    made.push(repository)
    const traces = repository.beside('traces')
    execFileSync('mkdir', [traces])
    repository.git('submodule', '--quiet', 'add', library.path, 'lib')
    repository.commit()
    repository.gitIn('lib', 'config', 'core.fsmonitor', `touch ${traces}/submodule; false`)
    repository.gitIn('lib', 'config', 'filter.lib.clean', `touch ${traces}/filter; cat`)
    repository.write('.git/modules/lib/info/attributes', '* filter=lib\n')
    repository.write('lib/lib.txt', '2\n')

    const folder = repository.folder({ trusted: false })
    await views.open(folder, { kind: 'unstaged' }, { ignoreSpace: false })
    await readFacts(testGit(), folder)

    expect(readdirSync(traces)).toEqual([])
    await readFacts(testGit(), repository.folder())
    expect(readdirSync(traces)).not.toEqual([])
  })

  it('would run them where it is trusted, so that this test can fail', async () => {
    const { repository, traces } = booby()
    repository.write('a.txt', 'changed\n')
    await views.open(repository.folder({ trusted: true }), { kind: 'unstaged' }, { ignoreSpace: false }).catch(() => {})
    expect(existsSync(`${traces}/filter-process`) || existsSync(`${traces}/core.fsmonitor`)).toBe(true)
  })
})
