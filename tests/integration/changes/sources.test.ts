// What the sources of changes say of real repositories: every status and kind of file, odd names, odd bytes, odd places.
import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeSource } from '../../../preload/contract/changes'
import type { SourceProviders } from '../../../main/changes/sources/providers'
import { Views } from '../../../main/changes/views'
import type { Folder } from '../../../main/changes/view-model'
import { testGit, TestRepository } from '../../support/repository'

const made: TestRepository[] = []
const repositoryWith = (...options: Parameters<typeof TestRepository.make>): TestRepository => {
  const repository = TestRepository.make(...options)
  made.push(repository)
  return repository
}

afterEach(() => {
  for (const repository of made.splice(0)) repository.remove()
})

const noProviders: SourceProviders = { between: () => Promise.reject(new Error('no such source here')) }

const viewsWith = (providers = noProviders): Views => new Views({ git: testGit(), providers })

const opened = async (folder: Folder, source: ChangeSource, { ignoreSpace = false, views = viewsWith() } = {}) => {
  const view = await views.open(folder, source, { ignoreSpace })
  const patch = async (path: string): Promise<string> => {
    const file = view.files.find((one) => one.path === path)
    if (!file) throw new Error(`${path} is not in the view`)
    const [drawn] = await views.patches(view.viewId, [file.id])
    return drawn?.patch ?? ''
  }
  const held = views.held(view.viewId)
  return { view, views, held, patch, short: view.files.map(({ status, form, path }) => `${status} ${form} ${path}`) }
}

const unstaged: ChangeSource = { kind: 'unstaged' }
const staged: ChangeSource = { kind: 'staged' }
const lines = (count: number, word = 'line'): string =>
  Array.from({ length: count }, (_, at) => `${word} ${at + 1}\n`).join('')

const png = (last: number): Buffer => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, last])

describe('the working tree', () => {
  it('tells added, deleted, modified and changed types, images, binaries, links and modes', async () => {
    const repository = repositoryWith()
    repository.write('text.txt', lines(3))
    repository.write('gone.txt', lines(2))
    repository.write('program.sh', '#!/bin/sh\n')
    repository.write('picture.png', png(1))
    repository.write('data.bin', Buffer.from([0, 1, 2]))
    repository.link('link', 'text.txt')
    repository.write('was-file', 'a file\n')
    repository.commit()
    repository.write('text.txt', `${lines(3)}line 4`)
    repository.delete('gone.txt')
    repository.write('program.sh', '#!/bin/sh\n', 0o755)
    repository.write('picture.png', png(2))
    repository.write('data.bin', Buffer.from([0, 1, 3]))
    repository.link('link', 'elsewhere')
    repository.link('was-file', 'text.txt')
    repository.write('new.txt', 'new\n')

    const { view, short, patch } = await opened(repository.folder(), unstaged)

    expect(short).toEqual([
      'modified binary data.bin',
      'deleted text gone.txt',
      'modified symlink link',
      'added text new.txt',
      'modified image picture.png',
      'modified text program.sh',
      'modified text text.txt',
      'type-changed symlink was-file',
    ])
    const modes = view.files.map(({ path, oldMode, newMode }) => [path, oldMode, newMode])
    expect(modes).toContainEqual(['program.sh', '100644', '100755'])
    expect(modes).toContainEqual(['new.txt', null, '100644'])
    expect(modes).toContainEqual(['gone.txt', '100644', null])
    expect(modes).toContainEqual(['was-file', '100644', '120000'])
    expect(view).toMatchObject({ fileCount: 8, added: 4, removed: 4, acts: ['stage', 'revert'], note: null })
    expect(await patch('text.txt')).toContain('@@ -1,3 +1,4 @@\n line 1\n line 2\n line 3\n+line 4\n\\ No newline')
    expect(await patch('was-file')).toContain('-a file\n@@ -0,0 +1 @@\n+text.txt\n\\ No newline')
    expect(await patch('program.sh')).toContain('old mode 100644\nnew mode 100755\n')
    expect(await patch('data.bin')).toContain('Binary files a/data.bin and b/data.bin differ\n')
  })

  it('tells what the index has apart from what it has not, renames and copies included', async () => {
    const repository = repositoryWith()
    repository.write('old.txt', lines(40))
    repository.write('source.txt', lines(40, 'word'))
    repository.commit()
    repository.git('mv', 'old.txt', 'new.txt')
    repository.write('new.txt', `${lines(40)}more\n`)
    repository.write('source.txt', `${lines(40, 'word')}and more\n`)
    repository.write('copy.txt', lines(40, 'word'))
    repository.git('add', '-A')
    repository.write('new.txt', `${lines(40)}more\nstill more\n`)

    const inIndex = await opened(repository.folder(), staged)
    const inTree = await opened(repository.folder(), unstaged)

    expect(inIndex.short).toEqual(['copied text copy.txt', 'renamed text new.txt', 'modified text source.txt'])
    expect(inIndex.view.files.map(({ oldPath }) => oldPath)).toEqual(['source.txt', 'old.txt', null])
    expect(await inIndex.patch('new.txt')).toContain(
      'rename from old.txt\nrename to new.txt\n--- a/old.txt\n+++ b/new.txt',
    )
    expect(inIndex.view.acts).toEqual(['unstage'])
    expect(inTree.short).toEqual(['modified text new.txt'])
    expect(inTree.view).toMatchObject({ added: 1, removed: 0 })
  })

  it('keeps every name and every byte, whatever they are', async () => {
    const repository = repositoryWith()
    const names = [
      'new\nline',
      'quote"d',
      'tab\there',
      'back\\slash',
      'with space',
      'bidi\u202e\u2066x',
      'ünï',
      '-dash',
      ':(top)glob*',
    ]
    for (const name of names) repository.write(name, 'before\n')
    const raw = Buffer.from([0x62, 0xff, 0xfe, 0x61])
    repository.write(raw, Buffer.from([0xe9, 0x0a]))
    repository.write('crlf.txt', 'one\r\ntwo\r\n')
    repository.commit()
    for (const name of names) repository.write(name, 'after\n')
    repository.write(raw, Buffer.from([0xe8, 0x0a]))
    repository.write('crlf.txt', 'one\r\nTWO\r\n')
    repository.write('untracked\n"\u202ename', 'x\n')

    const { view, held, views, patch } = await opened(repository.folder(), unstaged)

    expect(view.files.map(({ path }) => path).toSorted()).toEqual(
      [...names, 'b\ufffd\ufffda', 'crlf.txt', 'untracked\n"\u202ename'].toSorted(),
    )
    for (const name of names) expect(await patch(name)).toContain('@@ -1 +1 @@\n-before\n+after\n')
    expect(await patch('crlf.txt')).toContain(' one\r\n-two\r\n+TWO\r\n')
    const odd = [...held.files.values()].find(({ rawPath }) => rawPath.equals(raw))
    expect(odd?.hunks?.[0]?.bytes).toEqual(
      Buffer.concat([Buffer.from('@@ -1 +1 @@\n-'), Buffer.from([0xe9, 0x0a, 0x2b, 0xe8, 0x0a])]),
    )
    const [drawn] = await views.patches(view.viewId, [odd?.view.id ?? ''])
    expect(drawn).toMatchObject({ lossy: true, cut: false })
  })

  it('looks at a folder of a repository only', async () => {
    const repository = repositoryWith()
    repository.write('outside.txt', 'a\n')
    repository.write('project/inside.txt', 'a\n')
    repository.write('project/moved.txt', lines(30))
    repository.commit()
    repository.write('outside.txt', 'b\n')
    repository.write('outside-new.txt', 'b\n')
    repository.write('project/inside.txt', 'b\n')
    repository.write('project/deep/new.txt', 'b\n')
    const folder = repository.folder({ within: 'project' })

    expect((await opened(folder, unstaged)).short).toEqual(['added text deep/new.txt', 'modified text inside.txt'])

    repository.git('mv', 'project/moved.txt', 'moved-out.txt')
    repository.git('add', '-A')
    expect((await opened(folder, staged)).short).toEqual([
      'added text deep/new.txt',
      'modified text inside.txt',
      'deleted text moved.txt',
    ])
    const id = repository.commit('both')
    const { short, view } = await opened(folder, { kind: 'commit', revision: id })
    expect(short).toHaveLength(3)
    expect(view.label).toContain('both')
  })

  it('works before the first commit and with a detached head', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', 'a\n')
    repository.write('b.txt', 'b\n')
    repository.git('add', 'a.txt')

    expect((await opened(repository.folder(), unstaged)).short).toEqual(['added text b.txt'])
    expect((await opened(repository.folder(), staged)).short).toEqual(['added text a.txt'])

    repository.commit()
    repository.git('checkout', '-q', '--detach')
    repository.write('a.txt', 'A\n')
    expect((await opened(repository.folder(), unstaged)).short).toEqual(['modified text a.txt'])
  })

  it('shows a conflict once, with the marks that stand in the file, in tree and index', async () => {
    const repository = repositoryWith()
    repository.write('both.txt', 'base\n')
    repository.write('gone.txt', 'base\n')
    repository.commit()
    repository.git('checkout', '-q', '-b', 'side')
    repository.write('both.txt', 'theirs\n')
    repository.write('gone.txt', 'theirs\n')
    repository.commit()
    repository.git('checkout', '-q', 'main')
    repository.write('both.txt', 'ours\n')
    repository.delete('gone.txt')
    repository.commit()
    repository.tryGit('merge', 'side')

    const { short, patch } = await opened(repository.folder(), unstaged)

    expect(short).toEqual(['conflicted text both.txt', 'conflicted text gone.txt'])
    expect(await patch('both.txt')).toContain('+<<<<<<< HEAD\n ours\n+=======\n+theirs\n+>>>>>>> side\n')
    expect((await opened(repository.folder(), staged)).short).toEqual([
      'conflicted text both.txt',
      'conflicted text gone.txt',
    ])
  })

  it('tells submodules, LFS pointers and repositories within, and opens no pipe', async () => {
    const library = repositoryWith()
    library.write('lib.txt', '1\n')
    library.commit()
    const repository = repositoryWith()
    repository.git('submodule', '--quiet', 'add', library.path, 'lib')
    repository.write('asset.psd', `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`)
    repository.commit()
    repository.write('lib/lib.txt', '2\n')
    repository.write('asset.psd', `version https://git-lfs.github.com/spec/v1\noid sha256:${'b'.repeat(64)}\nsize 14\n`)
    repository.git('init', '-q', 'nested')
    repository.write('nested/file.txt', 'x\n')
    const { execFileSync } = await import('node:child_process')
    execFileSync('mkfifo', [`${repository.path}/pipe`])

    const { short, patch, view } = await opened(repository.folder(), unstaged)

    expect(short).toEqual(['modified lfs asset.psd', 'modified submodule lib', 'added submodule nested'])
    expect(await patch('lib')).toMatch(/-Subproject commit [0-9a-f]{40}\n\+Subproject commit [0-9a-f]{40}-dirty\n/)
    expect(view.files.find(({ path }) => path === 'nested')?.refused).toContain('Another git repository')
  })

  it('leaves out changes of spaces when asked, and then allows no act', async () => {
    const repository = repositoryWith()
    repository.write('spaces.txt', 'a b\n')
    repository.write('words.txt', 'a b\nc\n')
    repository.commit()
    repository.write('spaces.txt', 'a   b\n')
    repository.write('words.txt', 'a   b\nd\n')

    const { short, view } = await opened(repository.folder(), unstaged, { ignoreSpace: true })

    expect(short).toEqual(['modified text words.txt'])
    expect(view).toMatchObject({ acts: [], added: 1, removed: 1, note: 'One file differs in spaces only.' })
  })

  it('is the same for people whose config draws diffs in another way', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', `${lines(3)}\n${lines(3)}`)
    repository.commit()
    repository.write('a.txt', `${lines(3)}\n${lines(3)}more\n`)
    const plain = await (await opened(repository.folder(), unstaged)).patch('a.txt')
    const settings = {
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.suppressBlankEmpty': 'true',
      'diff.context': '9',
      'diff.interHunkContext': '20',
      'diff.external': 'false',
      'diff.renames': 'false',
      'diff.submodule': 'log',
      'color.ui': 'always',
      'color.diff': 'always',
      'core.quotePath': 'true',
      'core.pager': 'false',
      'diff.orderFile': 'nowhere',
    }
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value)

    expect(await (await opened(repository.folder(), unstaged)).patch('a.txt')).toBe(plain)
  })

  it('reads while another program holds the index, in a sparse checkout, and in a linked worktree', async () => {
    const repository = repositoryWith()
    repository.write('here/a.txt', 'a\n')
    repository.write('away/b.txt', 'b\n')
    repository.commit()
    repository.git('worktree', 'add', '-q', '-b', 'other', repository.beside('linked'))
    repository.git('sparse-checkout', 'set', 'here')
    repository.write('here/a.txt', 'A\n')
    repository.write('.git/index.lock', '')

    expect((await opened(repository.folder(), unstaged)).short).toEqual(['modified text here/a.txt'])

    writeFileSync(`${repository.beside('linked')}/away/b.txt`, 'B\n')
    const linked = { ...repository.folder(), path: repository.beside('linked') }
    expect((await opened(linked, unstaged)).short).toEqual(['modified text away/b.txt'])
  })

  it('says so where there is no repository, and in git’s words where one is damaged', async () => {
    const plain = repositoryWith({ init: false })
    const everyKind = [
      unstaged,
      { kind: 'staged' },
      { kind: 'commit', revision: 'HEAD' },
      { kind: 'branch', base: 'main' },
    ] as const
    for (const source of everyKind)
      await expect(opened(plain.folder(), source), source.kind).rejects.toMatchObject({ code: 'no-repository' })

    const damaged = repositoryWith()
    damaged.write('a.txt', 'a\n')
    damaged.commit()
    damaged.write('.git/index', 'rubbish that is no index at all')
    await expect(opened(damaged.folder(), unstaged)).rejects.toMatchObject({ code: 'git-failed', message: /index/ })
  })
})

describe('commits and branches', () => {
  it('shows a commit against its first parent, a first commit whole', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', 'a\n')
    const first = repository.commit('first')
    repository.git('checkout', '-q', '-b', 'side')
    repository.write('side.txt', 's\n')
    repository.commit('on the side')
    repository.git('checkout', '-q', 'main')
    repository.write('main.txt', 'm\n')
    repository.commit('on main')
    repository.git('merge', '-q', '--no-ff', '-m', 'the merge', 'side')

    const root = await opened(repository.folder(), { kind: 'commit', revision: first })
    expect(root.short).toEqual(['added text a.txt'])
    expect(root.view.label).toMatch(/^[0-9a-f]{7,} first$/)
    const merge = await opened(repository.folder(), { kind: 'commit', revision: 'main' })
    expect(merge.short).toEqual(['added text side.txt'])
    expect(merge.view.note).toContain('first parent')
    expect(merge.view.acts).toEqual(['revert', 'apply'])
  })

  it('shows what a branch has since it left, uncommitted, untracked and unindexed files included', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', lines(5))
    repository.write('unindexed.txt', lines(5))
    repository.commit()
    repository.git('checkout', '-q', '-b', 'work')
    repository.write('committed.txt', 'c\n')
    repository.commit()
    repository.git('checkout', '-q', 'main')
    repository.write('later.txt', 'not mine\n')
    repository.commit()
    repository.git('checkout', '-q', 'work')
    repository.write('a.txt', `${lines(5)}more\n`)
    repository.write('untracked.txt', 'u\n')
    repository.git('rm', '-q', '--cached', 'unindexed.txt')
    repository.write('unindexed.txt', `${lines(5)}kept\n`)

    const { short, patch, view } = await opened(repository.folder(), { kind: 'branch', base: 'main' })

    expect(short).toEqual([
      'modified text a.txt',
      'added text committed.txt',
      'modified text unindexed.txt',
      'added text untracked.txt',
    ])
    expect(await patch('unindexed.txt')).toContain(' line 5\n+kept\n')
    expect(view.label).toMatch(/^main \([0-9a-f]{7,}\) → working tree$/)
  })

  it('compares with the base itself where nothing is shared', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', 'a\n')
    repository.commit()
    repository.git('checkout', '-q', '--orphan', 'lonely')
    repository.git('rm', '-rfq', '.')
    repository.write('b.txt', 'b\n')
    repository.commit()

    const { short, view } = await opened(repository.folder(), { kind: 'branch', base: 'main' })

    expect(short).toEqual(['deleted text a.txt', 'added text b.txt'])
    expect(view.note).toContain('share no commit')
  })

  it.each(['nowhere', '--output=/tmp/x', '-p', 'main..main', '^main', 'main\nmain', ' ', 'HEAD:a.txt'])(
    'finds no commit by the name %j',
    async (revision) => {
      const repository = repositoryWith()
      repository.write('a.txt', 'a\n')
      repository.commit()
      await expect(opened(repository.folder(), { kind: 'commit', revision })).rejects.toMatchObject({
        code: 'no-such-revision',
      })
    },
  )
})
