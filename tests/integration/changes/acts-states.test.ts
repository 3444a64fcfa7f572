// Acts on repositories in all their states, and on patches that say nothing but their lines.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ActStage } from '../../support/act-stage'
import { done, numbered, stageWith, useActStages, withThreeHunks } from './act-stages'

useActStages()

describe('repositories in all their states', () => {
  it('works in a folder within a repository and touches nothing beside it', async () => {
    const stage = stageWith({ within: 'app/web' })
    stage.repository.write('beside.txt', 'beside\n')
    stage.repository.write('app/web/a.txt', numbered(30))
    stage.repository.commit()
    stage.repository.write('beside.txt', 'changed beside\n')
    stage.repository.write('app/web/a.txt', numbered(30, { 3: 'three\n', 27: 'x\n' }))
    stage.repository.write('app/web/deep/new.txt', 'new\n')
    done(await stage.act('unstaged', 'stage', ['a.txt', 0], 'deep/new.txt'))
    expect(stage.indexed('a.txt')).toBe(numbered(30, { 3: 'three\n' }))
    expect(stage.indexed('deep/new.txt')).toBe('new\n')
    expect(stage.repository.git('diff', '--cached', '--name-only')).toBe('app/web/a.txt\napp/web/deep/new.txt\n')
    done(await stage.act('staged', 'unstage'))
    expect(stage.repository.git('diff', '--cached', '--name-only')).toBe('')
  })

  it('works before the first commit', async () => {
    const stage = stageWith()
    stage.repository.write('a.txt', 'a\n')
    const report = done(await stage.act('unstaged', 'stage'))
    expect(stage.indexed('a.txt')).toBe('a\n')
    done(await stage.undo(report))
    expect(stage.index()).toBe('')
    stage.repository.git('add', '.')
    done(await stage.act('staged', 'unstage'))
    expect(stage.index()).toBe('')
  })

  it('says so when the index is locked, and changes nothing', async () => {
    const stage = withThreeHunks()
    writeFileSync(join(stage.repository.path, '.git/index.lock'), '')
    const before = stage.everything()
    await expect(stage.act('unstaged', 'stage', ['a.txt', 0])).rejects.toMatchObject({ code: 'index-locked' })
    expect(stage.everything()).toEqual(before)
  })

  it('acts in a linked worktree on the index of that worktree', async () => {
    const stage = withThreeHunks()
    stage.repository.commit('on main')
    stage.repository.git('worktree', 'add', '-q', '../linked')
    const path = stage.repository.beside('linked')
    const folder = { ...stage.folder, path }
    writeFileSync(join(path, 'a.txt'), 'all new\n')
    const { viewId } = await stage.views.open(folder, { kind: 'unstaged' }, { ignoreSpace: false })
    const view = stage.views.held(viewId)
    const index = stage.index()
    done(await stage.acts.run(view, 'stage', [{ fileId: [...view.files.keys()][0] ?? '', hunks: null }]))
    expect(stage.repository.gitIn('../linked', 'show', ':a.txt')).toBe('all new\n')
    expect(stage.index()).toBe(index)
  })

  const inConflict = (): ActStage => {
    const stage = stageWith()
    const { repository } = stage
    repository.write('a.txt', numbered(9))
    repository.write('b.txt', numbered(9))
    repository.commit()
    repository.git('switch', '-q', '-c', 'other')
    repository.write('a.txt', numbered(9, { 5: 'theirs\n' }))
    repository.commit()
    repository.git('switch', '-q', 'main')
    repository.write('a.txt', numbered(9, { 5: 'ours\n' }))
    repository.commit()
    repository.tryGit('merge', 'other')
    return stage
  }

  it('stages a file in conflict only once its marks are gone, and undo brings the conflict back', async () => {
    const stage = inConflict()
    const marked = await stage.act('unstaged', 'stage', 'a.txt')
    expect(marked.conflicts).toEqual([{ path: 'a.txt', reason: expect.stringMatching(/marks of a conflict/) }])
    const index = stage.index()
    expect(index).toMatch(/ 3\ta\.txt/)
    stage.repository.write('a.txt', numbered(9, { 5: 'settled\n' }))
    const report = done(await stage.act('unstaged', 'stage', 'a.txt'))
    expect(stage.indexed('a.txt')).toBe(numbered(9, { 5: 'settled\n' }))
    done(await stage.undo(report))
    expect(stage.index()).toBe(index)
  })

  it('refuses to revert a file in conflict, and lets other files of the merge be staged', async () => {
    const stage = inConflict()
    const report = await stage.act('unstaged', 'revert', 'a.txt')
    expect(report.conflicts).toEqual([{ path: 'a.txt', reason: expect.stringMatching(/in conflict/) }])
    stage.repository.write('b.txt', numbered(9, { 1: 'one\n' }))
    done(await stage.act('unstaged', 'stage', 'b.txt'))
    expect(stage.indexed('b.txt')).toBe(numbered(9, { 1: 'one\n' }))
  })

  it('stages a turn’s file that the sparse checkout leaves out only in words', async () => {
    const stage = stageWith()
    const { repository } = stage
    repository.write('in/a.txt', numbered(9))
    repository.write('out/b.txt', numbered(9))
    repository.commit()
    const before = stage.snapshot()
    repository.write('out/b.txt', numbered(9, { 2: 'two\n' }))
    stage.between(before, stage.snapshot())
    repository.write('out/b.txt', numbered(9))
    repository.git('status')
    repository.git('sparse-checkout', 'set', 'in')
    const index = stage.index()
    const report = await stage.act('turn', 'stage')
    expect(report.conflicts).toEqual([{ path: 'out/b.txt', reason: expect.stringMatching(/sparse/) }])
    expect(stage.index()).toBe(index)
  })

  it('stages the commit of a submodule and leaves its files to its own repository', async () => {
    const stage = stageWith()
    const inner = stageWith()
    inner.repository.write('lib.txt', 'one\n')
    inner.repository.commit()
    stage.repository.git('submodule', '--quiet', 'add', inner.repository.path, 'lib')
    stage.repository.commit()
    stage.repository.write('lib/lib.txt', 'two\n')
    const dirty = await stage.act('unstaged', 'stage', 'lib')
    expect(dirty.conflicts[0]?.reason).toMatch(/not committed/)
    stage.repository.gitIn('lib', 'commit', '-qam', 'two')
    const head = stage.repository.gitIn('lib', 'rev-parse', 'HEAD').trim()
    const refused = await stage.act('unstaged', 'revert', 'lib')
    expect(refused.conflicts[0]?.reason).toMatch(/submodule/)
    const report = done(await stage.act('unstaged', 'stage', 'lib'))
    expect(stage.index()).toContain(`160000 ${head}`)
    done(await stage.undo(report))
    expect(stage.index()).not.toContain(head)
    done(await stage.act('unstaged', 'stage', 'lib'))
    done(await stage.act('staged', 'unstage', 'lib'))
    expect(stage.index()).not.toContain(head)
  })

  it('stages and reverts through the filters of a trusted repository', async () => {
    const stage = stageWith()
    const { repository } = stage
    repository.git('config', 'filter.shout.clean', 'tr a-z A-Z')
    repository.git('config', 'filter.shout.smudge', 'tr A-Z a-z')
    repository.write('.gitattributes', '*.loud filter=shout\n')
    repository.write('a.loud', numbered(20))
    repository.commit()
    expect(stage.indexed('a.loud')).toBe(numbered(20).toUpperCase())
    repository.write('a.loud', numbered(20, { 3: 'three\n', 17: 'seventeen\n' }))
    done(await stage.act('unstaged', 'stage', ['a.loud', 0]))
    expect(stage.indexed('a.loud')).toBe(numbered(20, { 3: 'three\n' }).toUpperCase())
    done(await stage.act('unstaged', 'revert', ['a.loud', 0]))
    expect(stage.read('a.loud')).toBe(numbered(20, { 3: 'three\n' }))
  })

  it('writes the line ends that working files have, and only those of the lines asked for', async () => {
    const stage = stageWith()
    stage.repository.git('config', 'core.autocrlf', 'true')
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
    stage.repository.write('a.txt', crlf(numbered(30)))
    stage.repository.commit()
    stage.repository.write('a.txt', crlf(numbered(30, { 2: 'two\n', 28: 'x\n' })))
    done(await stage.act('unstaged', 'revert', ['a.txt', 0]))
    expect(stage.read('a.txt')).toBe(crlf(numbered(30, { 28: 'x\n' })))
  })

  it('stages and takes back a file that was only announced', async () => {
    const stage = stageWith()
    stage.repository.commit()
    stage.repository.write('new.txt', 'new\n')
    stage.repository.git('add', '-N', 'new.txt')
    const status = stage.repository.git('status', '--porcelain')
    const report = done(await stage.act('unstaged', 'stage'))
    expect(stage.indexed('new.txt')).toBe('new\n')
    done(await stage.undo(report))
    expect(stage.repository.git('status', '--porcelain')).toBe(status)
  })

  it('never acts in a folder that isn’t trusted', async () => {
    const stage = withThreeHunks()
    const folder = { ...stage.folder, trusted: false }
    const { viewId } = await stage.views.open(folder, { kind: 'unstaged' }, { ignoreSpace: false })
    const view = stage.views.held(viewId)
    const what = [{ fileId: [...view.files.keys()][0] ?? '', hunks: null }]
    for (const act of ['stage', 'revert'] as const)
      await expect(stage.acts.run(view, act, what)).rejects.toMatchObject({ code: 'not-trusted' })
  })

  it('refuses an act that the source doesn’t allow', async () => {
    const stage = withThreeHunks()
    await expect(stage.act('unstaged', 'apply')).rejects.toMatchObject({ code: 'act-refused' })
    await expect(stage.act('unstaged', 'unstage')).rejects.toMatchObject({ code: 'act-refused' })
  })
})

describe('patches that say nothing but their lines', () => {
  const diffOf = (stage: ActStage): string => stage.repository.git('diff')
  const withPatch = (): ActStage => {
    const stage = withThreeHunks()
    const patch = diffOf(stage)
    stage.repository.git('checkout', '-q', '.')
    stage.patch(patch)
    return stage
  }

  it('are applied where their lines are by now, and taken back from there', async () => {
    const stage = withPatch()
    stage.repository.write('a.txt', `shifted\n${numbered(40)}`)
    const started = stage.everything()
    done(await stage.act('task', 'apply', ['a.txt', 1], ['a.txt', 2]))
    const changedTo = `shifted\n${numbered(40, { 20: 'twenty\nand more\n', 39: '' })}`
    expect(stage.read('a.txt')).toBe(changedTo)
    done(await stage.act('turn', 'revert', ['a.txt', 1], ['a.txt', 2]))
    expect(stage.everything()).toEqual(started)
  })

  it('do nothing where they are in already', async () => {
    const stage = withPatch()
    done(await stage.act('task', 'apply'))
    const before = stage.everything()
    const again = done(await stage.act('task', 'apply'))
    expect(again).toMatchObject({ changed: [], undoId: null, summary: 'Nothing to do: it is already so.' })
    expect(stage.everything()).toEqual(before)
  })

  it('are refused by name where other lines stand', async () => {
    const stage = withPatch()
    stage.repository.write('a.txt', 'nothing alike\n')
    const report = await stage.act('task', 'apply')
    expect(report.conflicts).toEqual([{ path: 'a.txt', reason: expect.stringMatching(/other lines/) }])
    stage.repository.delete('a.txt')
    expect((await stage.act('task', 'apply')).conflicts).toEqual([{ path: 'a.txt', reason: 'is not there.' }])
  })

  it('are staged into the index alone', async () => {
    const stage = withPatch()
    stage.repository.write('a.txt', 'my own work\n')
    done(await stage.act('turn', 'stage', ['a.txt', 0]))
    expect(stage.indexed('a.txt')).toBe(numbered(40, { 2: 'two\n' }))
    expect(stage.read('a.txt')).toBe('my own work\n')
  })

  it('move files the way Codex tells it, without rename lines', async () => {
    const stage = stageWith({ git: false })
    stage.repository.write('old name.txt', numbered(9))
    const started = stage.disk()
    stage.patch(
      'diff --git a/old name.txt b/sub/new "name".txt\n--- a/old name.txt\n+++ b/sub/new "name".txt\n@@ -4,3 +4,3 @@\n line 4\n-line 5\n+five\n line 6\n',
    )
    done(await stage.act('turn', 'apply'))
    expect(stage.read('sub/new "name".txt')).toBe(numbered(9, { 5: 'five\n' }))
    done(await stage.act('turn', 'revert'))
    expect(stage.disk()).toEqual(started)
  })
})
