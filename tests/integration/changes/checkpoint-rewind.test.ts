// Going back to a snapshot, and the store that keeps them: what is refused, and what happens when something goes wrong in the middle.
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import { Git } from '../../../main/changes/git/run'
import { Views } from '../../../main/changes/views'
import { environment, readTree, rewindView, turn, twoTrees } from './checkpoint-tree'
import { ground, ofTurn, onRewind, storeOf, useGrounds } from './checkpoint-grounds'

useGrounds()

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
