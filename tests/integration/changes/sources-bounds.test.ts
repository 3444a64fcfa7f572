// Sources of changes that are too much: huge files and views, lines without end, very many files. All are listed, nothing blows up.
import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeSource } from '../../../preload/contract/changes'
import { Views } from '../../../main/changes/views'
import { gitEnvironment, testGit, TestRepository } from '../../support/repository'

const made: TestRepository[] = []
const repository = (): TestRepository => {
  const one = TestRepository.make()
  made.push(one)
  return one
}

afterEach(() => {
  for (const one of made.splice(0)) one.remove()
})

const views = new Views({
  git: testGit(),
  providers: { between: () => Promise.reject(new Error('no such source here')) },
})
const unstaged: ChangeSource = { kind: 'unstaged' }
const open = (where: TestRepository, source = unstaged) => views.open(where.folder(), source, { ignoreSpace: false })
const mega = 1024 * 1024
const filled = (bytes: number, word: string): Buffer => Buffer.alloc(bytes, `${word.padEnd(63, '.')}\n`)

describe('huge files', () => {
  it('lists a file that is too large to compare as huge, and keeps its neighbours whole', async () => {
    const where = repository()
    where.write('large.log', filled(20 * mega, 'before'))
    where.write('small.txt', 'a\n')
    where.commit()
    where.write('large.log', Buffer.concat([filled(20 * mega, 'before'), Buffer.from('one more line\n')]))
    where.write('small.txt', 'b\n')

    const view = await open(where)

    expect(view.files.map(({ form, path }) => `${form} ${path}`)).toEqual(['huge large.log', 'text small.txt'])
    const large = view.files[0]
    const [patch] = await views.patches(view.viewId, [large?.id ?? ''])
    expect(patch?.patch).toContain('+one more line\n')
    expect(patch?.hunks).toHaveLength(1)
  })

  it('draws a line of a hundred megabytes as what it is: too large, in memory that stays small', async () => {
    const where = repository()
    where.write('line.txt', 'short\n')
    where.commit()
    where.write('line.txt', Buffer.alloc(100 * mega, 'x'))
    where.write('new-line.txt', Buffer.alloc(100 * mega, 'x'))
    const before = process.memoryUsage().rss

    const view = await open(where)
    const patches = await views.patches(
      view.viewId,
      view.files.map(({ id }) => id),
    )

    expect(view.files.map(({ form }) => form)).toEqual(['huge', 'huge'])
    expect(patches.every(({ patch, cut }) => cut && patch.length < mega)).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * mega)
  })

  it('cuts a long line and a long patch for drawing, and says which hunks are whole', async () => {
    const where = repository()
    const start = Array.from({ length: 30 }, (_, at) => `line ${at}\n`).join('')
    where.write('min.js', `first\n${'a'.repeat(3 * mega)}\n`)
    where.write('long.txt', `${start}end\n`)
    where.commit()
    where.write('min.js', `first\n${'b'.repeat(3 * mega)}\n`)
    where.write('long.txt', `changed\n${start}${filled(5 * mega, 'word').toString()}`)

    const view = await open(where)
    const [long, min] = await views.patches(
      view.viewId,
      view.files.map(({ id }) => id),
    )

    expect(min).toMatchObject({ cut: true, lossy: false })
    expect(min?.hunks).toHaveLength(1)
    expect(min?.patch).toMatch(/b{100000}| … \d+ more bytes\n/)
    expect(min?.patch.length).toBeLessThan(300_000)
    expect(long?.cut).toBe(true)
    expect(long?.hunks).toHaveLength(1)
    expect(long?.patch.length).toBeLessThan(2.5 * mega)
    expect(long?.patch.endsWith('\n')).toBe(true)
  })

  it('lists what is left when a view is too much, and reads it alone', async () => {
    const where = repository()
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const name of names) where.write(`${name}.log`, filled(8 * mega, `before ${name}`))
    where.commit()
    for (const name of names) where.write(`${name}.log`, filled(8 * mega, `after ${name}`))

    const view = await open(where)

    expect(view.files.map(({ path }) => path)).toEqual(names.map((name) => `${name}.log`))
    expect(view.files.map(({ form }) => form)).toEqual(['text', 'text', 'text', 'huge', 'huge', 'huge'])
    expect(view.note).toContain('Open them one by one')
    const last = view.files.at(-1)
    const [patch] = await views.patches(view.viewId, [last?.id ?? ''])
    expect(patch?.patch).toContain('-before f')
    expect(views.held(view.viewId).files.get(last?.id ?? '')?.hunks).toHaveLength(1)
    views.close(view.viewId)
  })
})

describe('many files', () => {
  it('lists 20,000 untracked files of more, reads the first and the rest when asked', async () => {
    const where = repository()
    for (let at = 0; at < 20_050; at += 1) where.write(`d${at % 50}/f${String(at).padStart(5, '0')}`, `${at}\n`)

    const view = await open(where)

    expect(view.files).toHaveLength(20_000)
    expect(view.fileCount).toBe(20_050)
    const last = view.files.at(-1)
    const [patch] = await views.patches(view.viewId, [last?.id ?? ''])
    expect(patch?.patch).toMatch(/@@ -0,0 \+1 @@\n\+\d+\n$/)
    views.close(view.viewId)
  })

  it('is quick in a repository of a hundred thousand files', async () => {
    const where = repository()
    // Files that are in the index only, as skipped ones of a sparse checkout are: no need to write them.
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: where.path,
      env: gitEnvironment(),
      input: 'content\n',
      encoding: 'utf8',
    }).trim()
    const entries = Array.from({ length: 100_000 }, (_, at) => `100644 ${blob} 0\td${at % 300}/f${at}\n`).join('')
    execFileSync('git', ['update-index', '--index-info'], { cwd: where.path, env: gitEnvironment(), input: entries })
    where.git('commit', '-q', '-m', 'many')
    execFileSync('git', ['update-index', '--skip-worktree', '-z', '--stdin'], {
      cwd: where.path,
      env: gitEnvironment(),
      input: Array.from({ length: 100_000 }, (_, at) => `d${at % 300}/f${at}\0`).join(''),
    })
    where.write('new.txt', 'new\n')
    const start = performance.now()
    where.git('status', '--porcelain')
    const status = performance.now() - start

    const opening = performance.now()
    const view = await open(where)

    expect(view.files.map(({ path }) => path)).toEqual(['new.txt'])
    expect(performance.now() - opening).toBeLessThan(3 * status + 500)
  })
})
