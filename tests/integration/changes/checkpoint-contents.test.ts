// What of a folder is in a snapshot, with real git on real trees: what is ignored, what can’t be taken in, folders within folders.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import { environment, hashOf, namesOf, readTree, turn, twoTrees } from './checkpoint-tree'
import { ground, ofTurn, onRewind, useGrounds } from './checkpoint-grounds'

useGrounds()

describe('what is ignored', () => {
  it('is in no snapshot and stays as it is, but for what the repository tracks all the same', async () => {
    const at = ground({ git: true })
    at.write('.gitignore', 'build/\n*.log\n')
    at.write('.git/info/exclude', 'mine\n')
    at.write('build/out', '1')
    at.write('kept.log', '1')
    at.write('mine', '1')
    at.run('add', '-f', 'kept.log')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('build/out', '2')
      at.write('kept.log', '2')
      at.write('mine', '2')
      at.write('new', '2')
    })
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M kept.log', 'A new'])
    expect(await onRewind(at, 'u')).toMatchObject({ done: true, changed: ['kept.log', 'new'] })
    expect(readFileSync(join(at.folder.path, 'build/out'), 'utf8')).toBe('2')
    expect(readFileSync(join(at.folder.path, 'mine'), 'utf8')).toBe('2')
  })

  it('is so also by the rules that the person has for all folders', async () => {
    const at = ground({ git: true, env: { HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' } })
    writeFileSync(join(at.root, 'rules'), '*.mine\n')
    at.run('config', 'core.excludesFile', join(at.root, 'rules'))
    at.write('a.mine', '1')
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('a.mine', '2')
      at.write('a', '2')
    })
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M a'])
  })

  it('is not removed when the turn took the rule away', async () => {
    const at = ground()
    at.write('.gitignore', 'data/\n')
    at.write('sub/.gitignore', 'cache\n')
    at.write('data/precious', 'years of work')
    at.write('sub/cache', 'also')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('.gitignore', '')
      rmSync(join(at.folder.path, 'sub/.gitignore'))
      at.write('new', '')
    })
    const source = ofTurn('u')
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, source))).toEqual([
      'M .gitignore',
      'A new',
      'D sub/.gitignore',
    ])
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'data/precious'), 'utf8')).toBe('years of work')
    expect(readFileSync(join(at.folder.path, 'sub/cache'), 'utf8')).toBe('also')
    expect(existsSync(join(at.folder.path, 'new'))).toBe(false)
  })

  it('keeps a rewind from happening when it is in the way, by name, and nothing is changed', async () => {
    const at = ground()
    at.write('.gitignore', '*.o\n')
    at.write('thing', 'a file')
    at.write('other', '1')
    await turn(at, at.checkpoints, 'u', () => {
      rmSync(join(at.folder.path, 'thing'))
      at.write('thing/x.o', 'built')
      at.write('thing/y', '')
      at.write('other', '2')
    })
    const before = readTree(at.folder.path)
    const report = await onRewind(at, 'u')
    expect(report).toMatchObject({ done: false, undoId: null, conflicts: [{ path: 'thing' }] })
    expect(report.conflicts[0]?.reason).toContain('thing/x.o')
    expect(readTree(at.folder.path)).toEqual(before)
  })
})

describe('what can’t be taken in', () => {
  it('is named, left alone, and never half', async () => {
    const at = ground({ bounds: { fileBytes: 1000 } })
    at.write('small', '1')
    at.write('large', 'x'.repeat(2000))
    at.write('grows', '1')
    at.write('shrinks', 'x'.repeat(2000))
    execFileSync('mkfifo', [join(at.folder.path, 'pipe')])
    await turn(at, at.checkpoints, 'u', () => {
      at.write('small', '2')
      at.write('large', 'y'.repeat(2000))
      at.write('grows', 'x'.repeat(2000))
      at.write('shrinks', 'now small')
    })
    const [checkpoint] = await at.checkpoints.list(at.folder, 't')
    expect(checkpoint).toMatchObject({ state: 'partial', leftCount: 2 })
    expect(checkpoint?.left.map(({ path }) => path).toSorted()).toEqual(['large', 'shrinks'])
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M small'])
    expect(await onRewind(at, 'u')).toMatchObject({ done: true, changed: ['small'] })
    expect(readFileSync(join(at.folder.path, 'grows'), 'utf8')).toHaveLength(2000)
    expect(readFileSync(join(at.folder.path, 'shrinks'), 'utf8')).toBe('now small')
    expect(lstatSync(join(at.folder.path, 'pipe')).isFIFO()).toBe(true)
  })

  it.each([{ quick: { files: 500, bytes: 1e9 } }, { quick: { files: 0, bytes: 0 } }])(
    'by number: what was not taken in is neither shown as new nor removed (%j)',
    async (bounds) => {
      const at = ground({ bounds: { files: 20, ...bounds } })
      for (let n = 0; n < 50; n++) at.write(`f${n}`, `${n}`)
      const pending = await at.checkpoints.before(at.folder, 't')
      await pending.begun('u')
      const [checkpoint] = await at.checkpoints.list(at.folder, 't')
      expect(checkpoint).toMatchObject({ state: 'partial', leftCount: 30 })
      at.write('f0', 'changed')
      at.write('new', '')
      const whole = at.again({})
      expect(await onRewind(at, 'u', whole)).toMatchObject({ done: true, changed: ['f0'] })
      expect(readTree(at.folder.path).size).toBe(51)
    },
  )

  it('in time: a turn waits so long and no longer, and what was read until then counts', async () => {
    const at = ground({ bounds: { firstWaitMs: 0, waitMs: 0, quick: { files: 0, bytes: 0 } } })
    for (let n = 0; n < 3000; n++) at.write(`d${n % 30}/f${n}`, `${n}`)
    const began = performance.now()
    const pending = await at.checkpoints.before(at.folder, 't')
    expect(performance.now() - began).toBeLessThan(6000)
    await pending.begun('u')
    expect(at.events).toMatchObject([{ turnId: 'u', checkpoint: { state: 'partial', leftCount: 3000 } }])
    at.write('new', '')
    // Nobody can tell what is new, so nothing is removed.
    expect(await onRewind(at, 'u', at.again({}))).toMatchObject({ done: true, changed: [] })
    expect(readTree(at.folder.path).size).toBe(3001)
  })

  it
    .skipIf(process.getuid?.() === 0 /* root may read every file */)
    .each([{ quick: { files: 500, bytes: 1e9 } }, { quick: { files: 0, bytes: 0 } }])(
    'because it may not be read is named, and nothing else is lost by it (%j)',
    async (bounds) => {
      const at = ground({ bounds })
      at.write('a', '1')
      at.write('closed', '1', 0o200)
      await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
      const [checkpoint] = await at.checkpoints.list(at.folder, 't')
      expect(checkpoint).toMatchObject({ state: 'partial', left: [{ path: 'closed', reason: 'It can’t be read.' }] })
      expect(await onRewind(at, 'u')).toMatchObject({ done: true, changed: ['a'] })
    },
  )

  it('because there is far too much is said once, and the next turns wait for nothing', async () => {
    const at = ground({ bounds: { listedBytes: 2000 } })
    for (let n = 0; n < 500; n++) at.write(`some/folder/file ${n}`, '')
    await turn(at, at.checkpoints, 'u', () => {})
    rmSync(join(at.folder.path, 'some'), { recursive: true })
    await turn(at, at.checkpoints, 'v', () => {})
    const problem = 'There are too many new files in this folder for a snapshot.'
    expect(at.events).toMatchObject([
      { turnId: 'u', checkpoint: null, problem },
      { turnId: 'v', checkpoint: null, problem },
    ])
    const later = at.again({ listedBytes: 2000 })
    await turn(at, later, 'w', () => {})
    expect(at.events[2]).toMatchObject({ turnId: 'w', checkpoint: { state: 'whole' } })
  })

  it('leaves the app’s own data out when it lies in the folder', async () => {
    const at = ground()
    const userData = join(at.folder.path, 'data [1]')
    const checkpoints = new Checkpoints({ git: at.git, userData, push: () => {} })
    at.write('data [1]/secret', 'x')
    at.write('a', '1')
    await turn(at, checkpoints, 'u', () => at.write('a', '2'))
    expect(namesOf(await twoTrees(checkpoints, at.folder, ofTurn('u')))).toEqual(['M a'])
    expect(await onRewind(at, 'u', checkpoints)).toMatchObject({ done: true })
  })
})

describe('folders within folders', () => {
  it('below the root of a repository: its ignore rules count, nothing else of it does', async () => {
    const at = ground({ git: true, below: 'packages/one two' })
    const top = join(at.folder.path, '../..')
    writeFileSync(join(top, '.gitignore'), '*.log\n/packages/one two/only here\n')
    writeFileSync(join(top, 'outside'), '1')
    at.write('a.log', '1')
    at.write('only here', '1')
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => {
      writeFileSync(join(top, 'outside'), '2')
      at.write('a.log', '2')
      at.write('only here', '2')
      at.write('a', '2')
    })
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M a'])
    expect(await onRewind(at, 'u')).toMatchObject({ done: true, changed: ['a'] })
    expect(readFileSync(join(top, 'outside'), 'utf8')).toBe('2')
    await turn(at, at.checkpoints, 'all', () => rmSync(join(at.folder.path, 'a')))
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('all')))).toEqual(['D a'])
    expect(await onRewind(at, 'all')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('1')
  })

  it('in a repository that ignores everything, such as a home folder', async () => {
    const at = ground({ git: true, below: 'project' })
    writeFileSync(join(at.folder.path, '../.gitignore'), '*\n')
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M a'])
  })

  it('a repository within the folder is looked into, and its own .git is left alone', async () => {
    const at = ground({ git: true })
    const inner = join(at.folder.path, 'inner')
    at.write('inner/a', '1')
    at.write('inner/.gitignore', 'built\n')
    at.write('inner/built', '1')
    execFileSync('git', ['init', '-q'], { cwd: inner, env: environment })
    at.write('inner/deeper/b', '1')
    execFileSync('git', ['init', '-q'], { cwd: join(inner, 'deeper'), env: environment })
    const before = hashOf(join(inner, '.git'))
    for (const id of ['u', 'v']) {
      await turn(at, at.checkpoints, id, () => {
        at.write('inner/a', id)
        at.write(`inner/${id}`, '')
        at.write('inner/built', id)
        at.write('inner/deeper/b', id)
      })
      const names = namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn(id)))
      expect(names).toEqual(['M inner/a', 'M inner/deeper/b', `A inner/${id}`])
    }
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readFileSync(join(inner, 'a'), 'utf8')).toBe('1')
    expect(readFileSync(join(inner, 'deeper/b'), 'utf8')).toBe('1')
    expect(existsSync(join(inner, 'v'))).toBe(false)
    expect(hashOf(join(inner, '.git'))).toBe(before)
  })

  it('a folder that became a link is made a folder again, and nothing is written where the link leads', async () => {
    const at = ground()
    const outside = join(at.root, 'outside')
    mkdirSync(outside)
    writeFileSync(join(outside, 'a'), 'theirs')
    at.write('dir/a', 'mine')
    at.write('dir/b', 'mine')
    await turn(at, at.checkpoints, 'u', () => {
      rmSync(join(at.folder.path, 'dir'), { recursive: true })
      symlinkSync(outside, join(at.folder.path, 'dir'))
    })
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(lstatSync(join(at.folder.path, 'dir')).isDirectory()).toBe(true)
    expect(readFileSync(join(at.folder.path, 'dir/a'), 'utf8')).toBe('mine')
    expect(readFileSync(join(outside, 'a'), 'utf8')).toBe('theirs')
    expect(readdirSync(outside)).toEqual(['a'])
  })
})
