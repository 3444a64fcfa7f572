// Snapshots around turns and going back, with real git on real trees: what is in a turn's difference, what is left alone, what is
// refused, and what happens when something goes wrong in the middle.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import { Git } from '../../../main/changes/git/run'
import { Views } from '../../../main/changes/views'
import {
  environment,
  hashOf,
  namesOf,
  openGround,
  readTree,
  rewindView,
  turn,
  twoTrees,
  type Ground,
} from './checkpoint-tree'
import { until } from '../../support/waiting'

let open: Ground[] = []
afterEach(() => {
  for (const ground of open) ground.remove()
  open = []
})

const ground = (options: Parameters<typeof openGround>[0] = {}): Ground => {
  const made = openGround(options)
  open.push(made)
  return made
}

const ofTurn = (turnId: string) => ({ kind: 'turn', threadId: 't', turnId, patch: null }) as const
const storeOf = (at: Ground): string => {
  const dir = join(at.userData, 'checkpoints', at.folder.place.projectId)
  return join(dir, readdirSync(dir)[0] ?? '')
}
const onRewind = async (at: Ground, turnId: string, checkpoints = at.checkpoints) =>
  checkpoints.rewind(await rewindView(at, checkpoints, turnId))

describe('what a turn changed', () => {
  it('is every file that is different after it: edits, additions, removals, modes, links, bytes that are no text', async () => {
    const at = ground({ git: true })
    at.write('edited', 'one\n')
    at.write('removed', 'x')
    at.write('tool', '#!/bin/sh\n')
    at.write('untouched', 'same')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('edited', 'two\n')
      rmSync(join(at.folder.path, 'removed'))
      chmodSync(join(at.folder.path, 'tool'), 0o755)
      at.write('deep/er/new', Buffer.from([0, 255, 10, 13]))
      symlinkSync('../untouched', join(at.folder.path, 'deep/link'))
    })
    at.write('after the turn', 'by hand')
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual([
      'A deep/er/new',
      'A deep/link',
      'M edited',
      'D removed',
      'M tool',
    ])
    expect(at.events).toMatchObject([{ turnId: 'u', problem: null, checkpoint: { state: 'whole', left: [] } }])
  })

  it('is seen while it runs, up to now', async () => {
    const at = ground()
    await (await at.checkpoints.before(at.folder, 't')).begun('u')
    at.write('a', '1')
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['A a'])
    at.write('b', '2')
    const trees = await twoTrees(at.checkpoints, at.folder, { ...ofTurn('u'), turnId: null as never })
    expect(namesOf(trees)).toEqual(['A a', 'A b'])
    expect(trees.label).toMatch(/^since \d\d:\d\d$/)
  })

  it('is found when a file was written again at once with as many bytes, and when its time was set back', async () => {
    const at = ground()
    const time = new Date(2020, 1, 1)
    const setBack = (content: string): void => {
      at.write('g', content)
      utimesSync(join(at.folder.path, 'g'), time, time)
    }
    at.write('f', 'aaaa')
    setBack('aaaa')
    await at.checkpoints.warm(at.folder)
    for (const content of ['bbbb', 'cccc', 'dddd']) {
      await turn(at, at.checkpoints, content, () => at.write('f', content))
      expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn(content)))).toEqual(['M f'])
    }
    // Git tells such a change by the second in which it happened.
    const second = Math.floor(Date.now() / 1000)
    await until(() => Math.floor(Date.now() / 1000) > second, 'the next second')
    await turn(at, at.checkpoints, 'u', () => setBack('bbbb'))
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M g'])
  })

  it('of a session goes from its first turn to its last', async () => {
    const at = ground()
    await turn(at, at.checkpoints, 'u1', () => at.write('a', '1'))
    await turn(at, at.checkpoints, 'u2', () => at.write('b', '1'))
    at.write('c', 'later, by hand')
    const trees = await twoTrees(at.checkpoints, at.folder, { kind: 'session', threadId: 't', patch: null })
    expect(namesOf(trees)).toEqual(['A a', 'A b'])
  })

  it('says when another chat worked in the folder meanwhile', async () => {
    const at = ground()
    await (await at.checkpoints.before(at.folder, 't')).begun('mine')
    await turn(at, at.checkpoints, 'theirs', () => at.write('a', '1'), 'other')
    await at.checkpoints.after(at.folder, 't', 'mine')
    await turn(at, at.checkpoints, 'alone', () => {})
    expect((await twoTrees(at.checkpoints, at.folder, ofTurn('mine'))).note).toContain('Another chat')
    expect((await twoTrees(at.checkpoints, at.folder, ofTurn('alone'))).note).toBeNull()
  })

  it('is the window’s own patch where there is no snapshot, and a refusal in words where there is none either', async () => {
    const at = ground()
    const patch = { ...ofTurn('never seen'), patch: 'diff --git a/x b/x\n' }
    expect(await at.checkpoints.between(at.folder, patch)).toMatchObject({ patch: Buffer.from(patch.patch) })
    await expect(at.checkpoints.between(at.folder, ofTurn('never seen'))).rejects.toMatchObject({ code: 'no-snapshot' })
  })
})

describe('the folder’s own repository', () => {
  it('is not touched: index, refs, stash and objects stay as they are, times too', async () => {
    const at = ground({ git: true })
    at.write('a', '1')
    at.run('add', '-A')
    at.run('commit', '-q', '-m', 'first')
    at.write('a', '2')
    at.run('stash')
    at.write('a', '3')
    at.write('b', 'staged')
    at.run('add', 'b')
    at.write('b', 'and more')
    const before = hashOf(join(at.folder.path, '.git'))
    await turn(at, at.checkpoints, 'u', () => at.write('a', '4'))
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(hashOf(join(at.folder.path, '.git'))).toBe(before)
  })

  it('may come, and go, in the middle of a turn', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'comes', () => {
      at.run('init', '-q')
      at.run('add', '-A')
      at.run('commit', '-q', '-m', 'first')
      at.write('a', '2')
    })
    await turn(at, at.checkpoints, 'goes', () => {
      rmSync(join(at.folder.path, '.git'), { recursive: true })
      rmSync(join(at.folder.path, 'a'))
    })
    expect(await onRewind(at, 'goes')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('2')
    expect(await onRewind(at, 'comes')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('1')
  })

  it('has no say in the bytes: line ends, idents, encodings and filters of its attributes are off', async () => {
    const at = ground({ git: true })
    const ran = join(at.root, 'ran')
    at.run('config', 'core.autocrlf', 'true')
    at.run('config', 'filter.evil.clean', `touch ${ran}; cat`)
    at.run('config', 'filter.evil.smudge', `touch ${ran}; cat`)
    at.run('config', 'core.fsmonitor', `touch ${ran}`)
    const attributes =
      '* text=auto eol=crlf ident\n*.evil filter=evil\n*.utf16 working-tree-encoding=UTF-16\n[attr]all filter=evil\nmacro all\n'
    at.write('.gitattributes', attributes)
    const files = {
      'lf.txt': 'a\nb\n',
      'crlf.txt': 'a\r\nb\r\n',
      'id.txt': '$Id$\n',
      'x.evil': 'e\n',
      'y.utf16': 'plain\n',
      macro: 'm',
    }
    for (const [name, content] of Object.entries(files)) at.write(name, content)
    const before = readTree(at.folder.path)
    await turn(at, at.checkpoints, 'u', () => {
      for (const name of Object.keys(files)) at.write(name, 'other\r\n$Id$\n')
      rmSync(join(at.folder.path, '.gitattributes'))
    })
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readTree(at.folder.path)).toEqual(before)
    expect(existsSync(ran)).toBe(false)
  })

  it('may hold files that break git’s own reading of a work tree', async () => {
    const at = ground({ git: true })
    at.write('.gitmodules', '[submodule "x\n broken')
    at.write('.gitattributes', `${'x'.repeat(5000)} filter=\n[attr]\n\0`)
    at.write('.mailmap', '\0')
    symlinkSync('/dev/zero', join(at.folder.path, '.gitignore'))
    const before = readTree(at.folder.path)
    await turn(at, at.checkpoints, 'u', () => {
      for (const name of ['.gitmodules', '.gitattributes', '.gitignore']) rmSync(join(at.folder.path, name))
      at.write('new', '')
    })
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readTree(at.folder.path)).toEqual(before)
  })

  it('may have a part of its files on disk only', async () => {
    const at = ground({ git: true })
    for (const name of ['in/a', 'out/b']) at.write(name, '1')
    at.run('add', '-A')
    at.run('commit', '-q', '-m', 'first')
    at.run('sparse-checkout', 'set', 'in')
    expect(existsSync(join(at.folder.path, 'out'))).toBe(false)
    await turn(at, at.checkpoints, 'u', () => at.write('in/a', '2'))
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M in/a'])
    expect(await onRewind(at, 'u')).toMatchObject({ done: true, changed: ['in/a'] })
    expect(existsSync(join(at.folder.path, 'out'))).toBe(false)
    expect(at.run('status', '--porcelain')).toBe('')
  })

  it('may use sha256 for its objects', async () => {
    const at = ground()
    at.run('init', '-q', '--object-format=sha256')
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('1')
  })
})

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

describe('going back', () => {
  it('is what the viewer shows of it: its view is the order', async () => {
    const at = ground({ git: true, below: 'sub' })
    at.write('a', 'one\ntwo\n')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('a', 'one\nTWO\n')
      at.write('b', 'new\n')
    })
    const views = new Views({
      git: at.git,
      providers: {
        between: (folder, source, signal) => {
          if (source.kind === 'task') throw new Error('no task')
          return at.checkpoints.between(folder, source, signal)
        },
      },
    })
    const shown = await views.open(at.folder, { kind: 'rewind', threadId: 't', turnId: 'u' }, { ignoreSpace: false })
    expect(shown.files.map(({ status, path }) => `${status} ${path}`)).toEqual(['modified a', 'deleted b'])
    expect(shown.patches[0]?.patch).toContain('-TWO\n+two\n')
    expect(await at.checkpoints.rewind(views.held(shown.viewId))).toMatchObject({ done: true, changed: ['a', 'b'] })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('one\ntwo\n')
    views.dispose()
  })

  it('does nothing when the folder is no longer as it was shown', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    const view = await rewindView(at, at.checkpoints, 'u')
    at.write('b', 'a thought of mine')
    const report = await at.checkpoints.rewind(view)
    expect(report).toMatchObject({ done: false, undoId: null, conflicts: [{ path: 'b' }] })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('2')
  })

  it('can’t be taken back over what was written since, but over everything else', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('a', '2')
      at.write('b', '2')
    })
    const { undoId } = await onRewind(at, 'u')
    at.write('c', 'written since')
    at.write('a', 'written since')
    const refused = await at.checkpoints.undo(at.folder, undoId ?? '')
    expect(refused).toMatchObject({ done: false, conflicts: [{ path: 'a' }] })
    expect(existsSync(join(at.folder.path, 'b'))).toBe(false)
    at.write('a', '1')
    expect(await at.again().undo(at.folder, undoId ?? '')).toMatchObject({ done: true, changed: ['a', 'b'] })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('2')
    expect(readFileSync(join(at.folder.path, 'c'), 'utf8')).toBe('written since')
  })

  it('puts everything back when git is killed in the middle of it', async () => {
    const at = ground()
    at.write('a', '1')
    at.write('gone/deep/b', '1')
    at.write('z large', 'x'.repeat(300_000), 0o600)
    await turn(at, at.checkpoints, 'u', () => {
      at.write('a', '2', 0o755)
      rmSync(join(at.folder.path, 'gone'), { recursive: true })
      at.write('new/c', '2')
      at.write('z large', 'small')
    })
    const before = readTree(at.folder.path)
    const view = await rewindView(at, at.checkpoints, 'u')
    // A file may get so large and no larger: writing the last one kills git, after the first ones were written.
    const program = join(at.root, 'git')
    const script = `#!/bin/bash\ncase " $* " in *" read-tree -m -u "*) ulimit -f 100; echo cut >> ${at.root}/cut;; esac\nexec git "$@"\n`
    writeFileSync(program, script, { mode: 0o755 })
    const killed = new Checkpoints({
      git: new Git({ program, env: environment }),
      userData: at.userData,
      push: () => {},
    })
    const report = await killed.rewind(view)
    expect(existsSync(join(at.root, 'cut'))).toBe(true)
    expect(report).toMatchObject({ done: false, undoId: null })
    expect(readTree(at.folder.path)).toEqual(before)
    expect(await onRewind(at, 'u', at.again())).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'z large'), 'utf8')).toHaveLength(300_000)
  })

  it('to a snapshot that was damaged is refused by name, and nothing is changed', async () => {
    const at = ground()
    at.write('a', 'the only one')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    const view = await rewindView(at, at.checkpoints, 'u')
    const dir = join(storeOf(at), 'objects/pack')
    const packs = readdirSync(dir).filter((name) => name.endsWith('.idx'))
    for (const name of packs) {
      const listed = execFileSync('git', ['verify-pack', '-v', join(dir, name)], { encoding: 'utf8' })
      if (/ blob +12 /.test(listed)) for (const end of ['.idx', '.pack']) rmSync(join(dir, name.replace('.idx', end)))
    }
    await expect(at.again().rewind(view)).rejects.toMatchObject({ code: 'no-snapshot' })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('2')
  })
})

describe('the store', () => {
  it('serves the next run of the app, which clears what a killed one left behind', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    await (await at.checkpoints.before(at.folder, 't')).begun('cut off')
    const store = storeOf(at)
    for (const name of [
      'index.lock',
      'HEAD.lock',
      'refs/heads/last.lock',
      'objects/pack/tmp_pack_x',
      'fast_import_crash_1',
    ])
      writeFileSync(join(store, name), 'half')
    writeFileSync(join(store, 'index'), 'DIRC half an index')
    const later = at.again()
    at.write('a', '3')
    await turn(at, later, 'v', () => at.write('a', '4'))
    expect((await later.list(at.folder, 't')).map(({ turnId }) => turnId)).toEqual(['u', 'cut off', 'v'])
    expect((await twoTrees(later, at.folder, ofTurn('cut off'))).note).toContain('no snapshot of this turn’s end')
    expect(await onRewind(at, 'u', later)).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('1')
    expect(readdirSync(store).filter((name) => name.endsWith('.lock'))).toEqual([])
  })

  it('begins anew when its last snapshot is gone', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    rmSync(join(storeOf(at), 'objects/pack'), { recursive: true })
    const later = at.again()
    await turn(at, later, 'v', () => at.write('a', '3'))
    expect(await onRewind(at, 'v', later)).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('2')
    await expect(later.between(at.folder, ofTurn('u'))).rejects.toMatchObject({ code: 'no-snapshot' })
  })

  it('keeps so many turns and no more, and stays small', async () => {
    const at = ground({ bounds: { turns: 3 } })
    for (let n = 0; n < 45; n++) await turn(at, at.checkpoints, `u${n}`, () => at.write('a', `${n}`))
    expect((await at.checkpoints.list(at.folder, 't')).map(({ turnId }) => turnId)).toEqual(['u42', 'u43', 'u44'])
    const packs = readdirSync(join(storeOf(at), 'objects/pack')).filter((name) => name.endsWith('.pack'))
    expect(packs.length).toBeLessThan(10)
    expect(await onRewind(at, 'u42')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('41')
  })

  it('tells its size, and goes away when asked to', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    const { projectId } = at.folder.place
    const size = await at.checkpoints.size(projectId)
    expect(size.snapshots).toBe(2)
    expect(size.bytes).toBeGreaterThan(500)
    await at.checkpoints.clear(projectId)
    expect(await at.checkpoints.size(projectId)).toEqual({ bytes: 0, snapshots: 0 })
    expect(existsSync(join(at.userData, 'checkpoints', projectId))).toBe(false)
    await turn(at, at.checkpoints, 'v', () => at.write('a', '3'))
    expect(await at.checkpoints.list(at.folder, 't')).toHaveLength(1)
  })

  it('is readable for the person alone', async () => {
    const at = ground()
    await at.checkpoints.warm(at.folder)
    expect(lstatSync(storeOf(at)).mode & 0o077).toBe(0)
  })

  it('is not made for a folder that isn’t trusted', async () => {
    const at = ground()
    const folder = { ...at.folder, trusted: false }
    await turn({ folder }, at.checkpoints, 'u', () => at.write('a', '1'))
    expect(existsSync(join(at.userData, 'checkpoints'))).toBe(false)
    expect(await at.checkpoints.list(folder, 't')).toEqual([])
    expect(() => at.checkpoints.undo(folder, 'rewind-x')).toThrow(/trusted/)
  })

  it('lets many at once wait for each other', async () => {
    const at = ground({ git: true })
    at.write('a', '1')
    const threads = ['one', 'two', 'three', 'four']
    await Promise.all(
      threads.map((thread) => turn(at, at.checkpoints, `of ${thread}`, () => at.write(thread, ''), thread)),
    )
    for (const thread of threads) expect(await at.checkpoints.list(at.folder, thread)).toHaveLength(1)
    expect(at.events.every(({ problem }) => problem === null)).toBe(true)
  })

  it('says so when there is no git, and when the folder is gone; the turn goes on', async () => {
    const at = ground()
    const git = new Git({ program: 'no-such-git', env: environment })
    const without = new Checkpoints({ git, userData: at.userData, push: (event) => at.events.push(event) })
    await turn(at, without, 'u', () => {})
    expect(at.events).toMatchObject([{ turnId: 'u', checkpoint: null }])
    expect(at.events[0]?.problem).toContain('Git could not be started')
    renameSync(at.folder.path, `${at.folder.path} moved`)
    await turn(at, at.checkpoints, 'v', () => {})
    expect(at.events[1]).toMatchObject({ turnId: 'v', checkpoint: null })
  })
})
