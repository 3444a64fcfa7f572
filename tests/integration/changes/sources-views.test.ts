// Open views of changes: their lines, images, patches and ends, and sources that other parts give.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeSource, ChangeView } from '../../../preload/contract/changes'
import type { PatchText, TwoTrees } from '../../../main/changes/sources/providers'
import { Views } from '../../../main/changes/views'
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

const viewsGiving = (given?: TwoTrees | PatchText): Views =>
  new Views({
    git: testGit(),
    providers: { between: () => (given ? Promise.resolve(given) : Promise.reject(new Error('no such source here'))) },
  })

const unstaged: ChangeSource = { kind: 'unstaged' }
const turn: ChangeSource = { kind: 'turn', threadId: '00000000-0000-7000-8000-000000000000', turnId: null, patch: null }
const plainly = { ignoreSpace: false }
const lines = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join('')
const idOf = (view: ChangeView, path: string): string => view.files.find((file) => file.path === path)?.id ?? ''

describe('lines around hunks', () => {
  it('are read from both sides, as git compared them', async () => {
    const repository = repositoryWith()
    repository.git('config', 'core.autocrlf', 'true')
    repository.write('a.txt', lines(50))
    repository.commit()
    repository.write(
      'a.txt',
      `first\n${lines(50)}`.replace('line 30\n', 'line 30a\nline 30b\n').replaceAll('\n', '\r\n'),
    )
    const views = viewsGiving()
    const view = await views.open(repository.folder(), unstaged, plainly)
    const id = idOf(view, 'a.txt')

    expect(view).toMatchObject({ added: 3, removed: 1 })
    expect(await views.lines(view.viewId, id, 'old', { from: 29, to: 31 })).toEqual({
      lines: ['line 29', 'line 30', 'line 31'],
      end: false,
    })
    expect(await views.lines(view.viewId, id, 'new', { from: 30, to: 33 })).toEqual({
      lines: ['line 29', 'line 30a', 'line 30b', 'line 31'],
      end: false,
    })
    expect(await views.lines(view.viewId, id, 'new', { from: 52, to: 99 })).toEqual({ lines: ['line 50'], end: true })
    expect(await views.lines(view.viewId, id, 'new', { from: 90, to: 99 })).toEqual({ lines: [], end: true })
  })

  it('stay those of the view when the file changes after it was opened', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', lines(50))
    repository.commit()
    repository.write('a.txt', `first\n${lines(50)}`)
    repository.write('new.txt', 'one\n')
    const views = viewsGiving()
    const view = await views.open(repository.folder(), unstaged, plainly)
    repository.write('a.txt', 'something else\n')

    const { lines: kept } = await views.lines(view.viewId, idOf(view, 'a.txt'), 'new', { from: 49, to: 50 })

    expect(kept).toEqual(['line 48', 'line 49'])
    await expect(views.lines(view.viewId, idOf(view, 'new.txt'), 'old', { from: 1, to: 2 })).rejects.toMatchObject({
      code: 'no-such-side',
    })
  })

  it('are at most 5,000 at once', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', lines(6000))
    repository.commit()
    repository.write('a.txt', `${lines(6000)}more\n`)
    const views = viewsGiving()
    const view = await views.open(repository.folder(), unstaged, plainly)
    const read = await views.lines(view.viewId, idOf(view, 'a.txt'), 'old', { from: 1, to: 1_000_000 })
    expect(read.lines).toHaveLength(5000)
    expect(read.end).toBe(false)
  })
})

describe('images', () => {
  const png = (last: number): Buffer => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, last])

  it('are given by side, and nothing else is given as one', async () => {
    const repository = repositoryWith()
    repository.write('a.png', png(1))
    repository.write('gone.png', png(1))
    repository.write('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    repository.write('fake.png', Buffer.from('\0not an image'))
    repository.commit()
    repository.write('a.png', png(2))
    repository.delete('gone.png')
    repository.write('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>\n')
    repository.write('fake.png', Buffer.from('\0still none'))
    repository.link('sneaky.png', '/etc/hostname')
    const views = viewsGiving()
    const view = await views.open(repository.folder(), unstaged, plainly)
    const image = (path: string, side: 'old' | 'new') => views.image(view.viewId, idOf(view, path), side)

    expect(await image('a.png', 'old')).toBe(`data:image/png;base64,${png(1).toString('base64')}`)
    expect(await image('a.png', 'new')).toBe(`data:image/png;base64,${png(2).toString('base64')}`)
    expect(await image('gone.png', 'new')).toBeNull()
    expect(await image('gone.png', 'old')).toContain('data:image/png')
    expect(await image('icon.svg', 'new')).toContain('data:image/svg+xml;base64,')
    expect(await image('fake.png', 'old')).toBeNull()
    expect(await image('sneaky.png', 'new')).toBeNull()
  })

  it('over 16 MB are not given, nor what a swapped folder leads to', async () => {
    const repository = repositoryWith()
    mkdirSync(repository.beside('elsewhere'))
    repository.write('../elsewhere/b.png', png(7))
    repository.write('pictures/b.png', png(1))
    repository.write('large.png', Buffer.concat([png(1), Buffer.alloc(17 * 1024 * 1024)]))
    const views = viewsGiving()
    const view = await views.open(repository.folder(), unstaged, plainly)
    repository.delete('pictures')
    repository.link('pictures', repository.beside('elsewhere'))

    expect(await views.image(view.viewId, idOf(view, 'large.png'), 'new')).toBeNull()
    expect(await views.image(view.viewId, idOf(view, 'pictures/b.png'), 'new')).toBeNull()
  })
})

describe('a view', () => {
  it('keeps the mark of a file while its change stays, and its hunks their names', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', lines(60))
    repository.write('b.txt', 'b\n')
    repository.commit()
    repository.write('a.txt', `${lines(60)}end\n`)
    repository.write('b.txt', 'B\n')
    const views = viewsGiving()
    const before = await views.open(repository.folder(), unstaged, plainly)
    repository.write('b.txt', 'another\n')
    const after = await views.open(repository.folder(), unstaged, plainly)

    const [a, b] = before.files
    const [sameA, otherB] = after.files
    expect(sameA).toEqual(a)
    expect(after.patches[0]?.hunks).toEqual(before.patches[0]?.hunks)
    expect(otherB?.mark).not.toBe(b?.mark)
    expect(otherB?.id).toBe(b?.id)
    expect(after.patches[1]?.hunks).not.toEqual(before.patches[1]?.hunks)
  })

  it('is gone when closed, when replaced, and when a dozen others were opened after it', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', 'a\n')
    const views = viewsGiving()
    const first = await views.open(repository.folder(), unstaged, plainly)
    const second = await views.open(repository.folder(), unstaged, { ...plainly, replaces: first.viewId })
    expect(() => views.held(first.viewId)).toThrow(expect.objectContaining({ code: 'view-closed' }))
    expect(views.held(second.viewId).files.size).toBe(1)
    views.close(second.viewId)
    views.close(second.viewId)
    await expect(views.patches(second.viewId, ['x'])).rejects.toMatchObject({ code: 'view-closed' })

    const opened: ChangeView[] = []
    for (let at = 0; at < 13; at += 1) opened.push(await views.open(repository.folder(), unstaged, plainly))
    expect(() => views.held(opened[0]?.viewId ?? '')).toThrow(expect.objectContaining({ code: 'view-closed' }))
    expect(views.held(opened[1]?.viewId ?? '').files.size).toBe(1)
  })

  it('ends the opening that another one takes the place of, and an aborted one', async () => {
    const repository = repositoryWith()
    repository.write('a.txt', 'a\n')
    const views = viewsGiving()
    const shown = await views.open(repository.folder(), unstaged, plainly)
    const replaces = shown.viewId

    const slow = views.open(repository.folder(), unstaged, { ...plainly, replaces })
    const quick = views.open(repository.folder(), { kind: 'staged' }, { ...plainly, replaces })

    await expect(slow).rejects.toMatchObject({ code: 'replaced' })
    expect((await quick).files).toEqual([])
    const abort = new AbortController()
    const aborted = views.open(repository.folder(), unstaged, { ...plainly, signal: abort.signal })
    abort.abort(new Error('the person went elsewhere'))
    await expect(aborted).rejects.toThrow('the person went elsewhere')
  })
})

describe('sources that others give', () => {
  const store = (where: TestRepository): { store: string; tree: () => string } => {
    const gitDir = where.beside('store')
    const env = gitEnvironment({ GIT_DIR: gitDir, GIT_WORK_TREE: where.path })
    const git = (...args: string[]): string => execFileSync('git', args, { env, encoding: 'utf8' }).trim()
    git('init', '-q')
    return {
      store: gitDir,
      tree: () => {
        git('add', '-A')
        return git('write-tree')
      },
    }
  }

  it('shows two trees of a store of the app’s own, in a folder without git', async () => {
    const folder = repositoryWith({ init: false })
    const own = store(folder)
    folder.write('a.txt', lines(20))
    folder.write('old.txt', lines(30))
    const oldTree = own.tree()
    folder.write('a.txt', `${lines(20)}more\n`)
    folder.delete('old.txt')
    folder.write('new.txt', lines(30))
    const newTree = own.tree()
    folder.write('a.txt', 'later\n')

    const views = viewsGiving({ store: own.store, oldTree, newTree, label: 'since 14:02', note: null })
    const view = await views.open(folder.folder(), turn, plainly)

    expect(view).toMatchObject({ label: 'since 14:02', added: 1, removed: 0, acts: ['revert', 'apply'] })
    expect(view.files.map(({ status, path, oldPath }) => [status, path, oldPath])).toEqual([
      ['modified', 'a.txt', null],
      ['renamed', 'new.txt', 'old.txt'],
    ])
    expect(await views.lines(view.viewId, idOf(view, 'a.txt'), 'new', { from: 20, to: 30 })).toEqual({
      lines: ['line 20', 'more'],
      end: true,
    })

    const toNow = viewsGiving({ store: own.store, oldTree, newTree: null, label: 'now', note: null })
    const now = await toNow.open(folder.folder(), turn, plainly)
    expect(now.files.find(({ path }) => path === 'a.txt')).toMatchObject({ added: 1, removed: 20 })
  })

  it('shows Codex’s patch, its paths taken from the top of the repository', async () => {
    const repository = repositoryWith()
    repository.write('project/a b.txt', 'a\n')
    repository.commit()
    const inside = `${repository.path}/project/abs.txt`
    const patch = [
      'diff --git a/project/a b.txt b/project/a b.txt',
      `index ${'1'.repeat(40)}..${'2'.repeat(40)}`,
      '--- a/project/a b.txt',
      '+++ b/project/a b.txt',
      '@@ -1 +1 @@',
      '-a',
      '+b',
      'diff --git a/outside.txt b/outside.txt',
      'new file mode 100644',
      `index ${'0'.repeat(40)}..${'2'.repeat(40)}`,
      '--- /dev/null',
      '+++ b/outside.txt',
      '@@ -0,0 +1 @@',
      '+x',
      `diff --git a/${inside} b/${inside}`,
      '--- a/' + inside,
      '+++ b/' + inside,
      '@@ -1 +1 @@',
      '-a',
      '+b',
      '',
    ].join('\n')
    const views = viewsGiving({ patch: Buffer.from(patch), label: 'last turn', note: 'Without commands.' })

    const view = await views.open(repository.folder({ within: 'project' }), turn, plainly)

    expect(view.files.map(({ path, status, refused }) => [path, status, refused])).toEqual([
      ['a b.txt', 'modified', null],
      ['outside.txt', 'added', 'The path leads out of this folder.'],
      ['abs.txt', 'modified', null],
    ])
    expect(view).toMatchObject({ note: 'Without commands.', acts: ['stage', 'revert', 'apply'] })
    await expect(views.lines(view.viewId, idOf(view, 'a b.txt'), 'new', { from: 1, to: 2 })).rejects.toMatchObject({
      code: 'no-such-side',
    })
  })
})
