// Stage, unstage, revert and apply on real repositories: exactly what was chosen, all of it or nothing, and all the way back.
import { chmodSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ActReport } from '../../../preload/contract/changes'
import { ActStage, type ActStageOptions } from '../../support/act-stage'

const made: ActStage[] = []
const stageWith = (options?: ActStageOptions): ActStage => {
  const stage = new ActStage(options)
  made.push(stage)
  return stage
}

afterEach(() => {
  for (const stage of made.splice(0)) stage.remove()
})

const numbered = (count: number, change: Record<number, string> = {}): string =>
  Array.from({ length: count }, (_, at) => change[at + 1] ?? `line ${at + 1}\n`).join('')

const done = (report: ActReport): ActReport => {
  expect(report).toMatchObject({ done: true, conflicts: [] })
  return report
}

/** A file with changes near its start, middle and end: three hunks. */
const withThreeHunks = (options?: ActStageOptions): ActStage => {
  const stage = stageWith(options)
  stage.repository.write('a.txt', numbered(40))
  stage.repository.commit()
  stage.repository.write('a.txt', numbered(40, { 2: 'two\n', 20: 'twenty\nand more\n', 39: '' }))
  return stage
}

describe('hunks', () => {
  it('stages one hunk of three and leaves the others in the working tree', async () => {
    const stage = withThreeHunks()
    const before = stage.read('a.txt')
    const report = done(await stage.act('unstaged', 'stage', ['a.txt', 1]))
    expect(report).toMatchObject({ changed: ['a.txt'], summary: 'Staged 1 hunk of a.txt' })
    expect(stage.indexed('a.txt')).toBe(numbered(40, { 20: 'twenty\nand more\n' }))
    expect(stage.read('a.txt')).toBe(before)
    done(await stage.act('unstaged', 'stage', ['a.txt', 0, 1]))
    expect(stage.indexed('a.txt')).toBe(before)
  })

  it('unstages one hunk of three', async () => {
    const stage = withThreeHunks()
    stage.repository.git('add', '.')
    done(await stage.act('staged', 'unstage', ['a.txt', 0], ['a.txt', 2]))
    expect(stage.indexed('a.txt')).toBe(numbered(40, { 20: 'twenty\nand more\n' }))
  })

  it('reverts one hunk of three in the working tree and leaves the index alone', async () => {
    const stage = withThreeHunks()
    const index = stage.index()
    done(await stage.act('unstaged', 'revert', ['a.txt', 1]))
    expect(stage.read('a.txt')).toBe(numbered(40, { 2: 'two\n', 39: '' }))
    expect(stage.index()).toBe(index)
  })

  it('reverts what was staged meanwhile by somebody else, by the lines alone', async () => {
    const stage = withThreeHunks()
    const view = await stage.open('unstaged')
    const [fileId] = [...view.files.keys()]
    stage.repository.write('a.txt', `new first line\n${stage.read('a.txt')}`)
    const hunk = [...view.files.values()][0]?.hunks?.[2]?.id ?? ''
    done(await stage.acts.run(view, 'revert', [{ fileId: fileId ?? '', hunks: [hunk] }]))
    expect(stage.read('a.txt')).toBe(`new first line\n${numbered(40, { 2: 'two\n', 20: 'twenty\nand more\n' })}`)
  })

  it('refuses when the same lines were changed since, and leaves everything as it was', async () => {
    const stage = withThreeHunks()
    const view = await stage.open('unstaged')
    const [fileId] = [...view.files.keys()]
    stage.repository.write('a.txt', numbered(40, { 2: 'somebody else\n' }))
    const before = stage.everything()
    const report = await stage.acts.run(view, 'revert', [{ fileId: fileId ?? '', hunks: null }])
    expect(report).toMatchObject({ done: false, changed: [], undoId: null })
    expect(report.conflicts).toEqual([{ path: 'a.txt', reason: expect.stringMatching(/same lines/) }])
    expect(stage.everything()).toEqual(before)
  })

  it('does nothing for any file when one of them is in conflict', async () => {
    const stage = withThreeHunks()
    stage.repository.write('b.txt', 'new\n')
    const view = await stage.open('unstaged')
    stage.repository.write('a.txt', numbered(40, { 2: 'somebody else\n' }))
    const before = stage.everything()
    const all = [...view.files.keys()].map((fileId) => ({ fileId, hunks: null }))
    const report = await stage.acts.run(view, 'revert', all)
    expect(report.done).toBe(false)
    expect(report.conflicts.map(({ path }) => path)).toEqual(['a.txt'])
    expect(report.summary).toMatch(/^Nothing was changed: a\.txt /)
    expect(stage.everything()).toEqual(before)
  })
})

describe('only what this turn changed', () => {
  it('stages the turn’s lines and leaves the person’s own edits of the same file unstaged', async () => {
    const stage = stageWith()
    stage.repository.write('a.txt', numbered(40))
    stage.repository.commit()
    stage.repository.write('a.txt', numbered(40, { 3: 'mine\n' }))
    const before = stage.snapshot()
    stage.repository.write('a.txt', numbered(40, { 3: 'mine\n', 30: 'of the turn\n' }))
    stage.repository.write('new.txt', 'of the turn\n')
    stage.between(before, stage.snapshot())
    done(await stage.act('turn', 'stage'))
    expect(stage.indexed('a.txt')).toBe(numbered(40, { 30: 'of the turn\n' }))
    expect(stage.indexed('new.txt')).toBe('of the turn\n')
    expect(stage.read('a.txt')).toBe(numbered(40, { 3: 'mine\n', 30: 'of the turn\n' }))
  })

  it('keeps the line ends of git in the index where working files have others', async () => {
    const stage = stageWith()
    stage.repository.write('.gitattributes', '*.txt text eol=crlf\n')
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
    stage.repository.write('a.txt', crlf(numbered(30)))
    stage.repository.commit()
    expect(stage.indexed('a.txt')).toBe(numbered(30))
    const before = stage.snapshot()
    stage.repository.write('a.txt', crlf(numbered(30, { 5: 'five\n', 25: 'twenty-five\n' })))
    stage.between(before, stage.snapshot())
    done(await stage.act('turn', 'stage', ['a.txt', 1]))
    expect(stage.indexed('a.txt')).toBe(numbered(30, { 25: 'twenty-five\n' }))
    done(await stage.act('turn', 'revert', ['a.txt', 0]))
    expect(stage.read('a.txt')).toBe(crlf(numbered(30, { 25: 'twenty-five\n' })))
  })

  it('says of a file that git doesn’t know yet that it can’t be staged in part', async () => {
    const stage = stageWith()
    stage.repository.commit()
    stage.repository.write('new.txt', numbered(9))
    const before = stage.snapshot()
    stage.repository.write('new.txt', numbered(9, { 4: 'four\n' }))
    stage.between(before, stage.snapshot())
    const report = await stage.act('turn', 'stage')
    expect(report.conflicts).toEqual([{ path: 'new.txt', reason: expect.stringMatching(/not in the index/) }])
  })

  it('works in a folder without git: reverts and applies again, but stages nothing', async () => {
    const stage = stageWith({ git: false })
    stage.repository.write('a.txt', numbered(20))
    stage.repository.write('old/b.txt', 'b\n', 0o755)
    const before = stage.snapshot()
    const started = stage.disk()
    stage.repository.write('a.txt', numbered(20, { 10: 'ten\n' }))
    stage.repository.delete('old')
    stage.repository.write('new/c.txt', 'c\n')
    stage.between(before, stage.snapshot())
    const ended = stage.disk()
    done(await stage.act('turn', 'revert'))
    expect(stage.disk()).toEqual(started)
    done(await stage.act('turn', 'apply'))
    expect(stage.disk()).toEqual(ended)
    await expect(stage.act('turn', 'stage')).rejects.toMatchObject({ code: 'no-repository' })
  })
})

describe('whole files', () => {
  const start = (): ActStage => {
    const stage = stageWith()
    const { repository } = stage
    repository.write('changed.txt', numbered(30))
    repository.write('gone.txt', 'gone\n')
    repository.write('moved.txt', numbered(12))
    repository.write('run.sh', '#!/bin/sh\n')
    repository.write('data.bin', Buffer.from([0, 1, 2, 255]))
    repository.write('empty-gone', '')
    repository.link('link', 'changed.txt')
    repository.write('becomes-link', 'a file\n')
    repository.link('becomes-file', 'gone.txt')
    repository.write('no-end', 'without an end')
    repository.write('latin', Buffer.from([0x68, 0xe9, 0x0a, 0xff, 0x0a]))
    repository.write('folder/then-file', 'in a folder\n')
    repository.commit()
    return stage
  }
  const change = ({ repository }: ActStage): void => {
    repository.write('changed.txt', numbered(30, { 1: 'one\n', 28: 'end\n' }))
    repository.delete('gone.txt')
    repository.delete('moved.txt')
    repository.write('sub/moved.txt', numbered(12, { 6: 'six\n' }))
    chmodSync(join(repository.path, 'run.sh'), 0o755)
    repository.write('data.bin', Buffer.from([0, 9, 9]))
    repository.delete('empty-gone')
    repository.write('empty-new', '')
    repository.link('link', 'elsewhere')
    repository.link('becomes-link', 'changed.txt')
    repository.delete('becomes-file')
    repository.write('becomes-file', 'a file now\n')
    repository.write('no-end', 'without an end, still')
    repository.write('latin', Buffer.from([0x68, 0xea, 0x0a, 0xff, 0x0a]))
    repository.delete('folder')
    repository.write('folder', 'a file where a folder was\n')
    repository.write(Buffer.from('odd "name"\n\u202e\xff', 'latin1'), 'odd\n')
    repository.write('new.bin', Buffer.from([0, 1]), 0o755)
  }

  it('stages every kind of change as git itself would', async () => {
    const stage = start()
    change(stage)
    done(await stage.act('unstaged', 'stage'))
    const ours = stage.index()
    stage.repository.git('add', '-A')
    expect(ours).toBe(stage.index())
  })

  it('unstages every kind of change', async () => {
    const stage = start()
    const index = stage.index()
    change(stage)
    stage.repository.git('add', '-A')
    const disk = stage.disk()
    done(await stage.act('staged', 'unstage'))
    expect(stage.index()).toBe(index)
    expect(stage.disk()).toEqual(disk)
  })

  it('reverts every kind of change in the working tree, and its undo brings all of it back', async () => {
    const stage = start()
    const started = stage.everything()
    change(stage)
    const ended = stage.everything()
    const report = done(await stage.act('unstaged', 'revert'))
    expect(stage.everything()).toEqual(started)
    const undone = done(await stage.undo(report))
    expect(stage.everything()).toEqual(ended)
    expect(undone.summary).toBe('Undone: Reverted 17 files')
    done(await stage.undo(undone))
    expect(stage.everything()).toEqual(started)
  })

  it('reverts and applies a turn with every kind of change', async () => {
    const stage = start()
    const before = stage.snapshot()
    const started = stage.everything()
    change(stage)
    stage.between(before, stage.snapshot())
    const ended = stage.everything()
    done(await stage.act('turn', 'revert'))
    expect(stage.everything()).toEqual(started)
    done(await stage.act('turn', 'apply'))
    expect(stage.everything()).toEqual(ended)
    const again = done(await stage.act('turn', 'apply'))
    expect(again).toMatchObject({ changed: [], undoId: null })
  })

  it('reverts and applies a commit', async () => {
    const stage = start()
    const started = stage.disk()
    change(stage)
    const revision = stage.repository.commit('everything')
    const ended = stage.disk()
    done(await stage.act({ kind: 'commit', revision }, 'revert'))
    expect(stage.disk()).toEqual(started)
    done(await stage.act({ kind: 'commit', revision }, 'apply'))
    expect(stage.disk()).toEqual(ended)
  })

  it('keeps the permission bits of a file that is only changed by lines', async () => {
    const stage = start()
    stage.repository.write('changed.txt', numbered(30, { 4: 'four\n' }), 0o640)
    done(await stage.act('unstaged', 'revert', 'changed.txt'))
    expect(lstatSync(join(stage.folder.path, 'changed.txt')).mode & 0o777).toBe(0o640)
  })

  it('never deletes a new file that was changed since it was shown', async () => {
    const stage = start()
    stage.repository.write('new.txt', 'as shown\n')
    const view = await stage.open('unstaged')
    stage.repository.write('new.txt', 'as shown\nand more\n')
    const report = await stage.acts.run(view, 'revert', [{ fileId: [...view.files.keys()][0] ?? '', hunks: null }])
    expect(report.conflicts).toEqual([{ path: 'new.txt', reason: expect.stringMatching(/other changes/) }])
    expect(stage.read('new.txt')).toBe('as shown\nand more\n')
  })
})

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

describe('a branch', () => {
  it('is reverted to what it left, committed or not', async () => {
    const stage = stageWith()
    stage.repository.write('a.txt', numbered(20))
    stage.repository.commit()
    stage.repository.git('switch', '-q', '-c', 'work')
    stage.repository.write('a.txt', numbered(20, { 3: 'three\n' }))
    stage.repository.write('b.bin', Buffer.from([0, 1]))
    stage.repository.commit()
    stage.repository.write('a.txt', numbered(20, { 3: 'three\n', 18: 'x\n' }))
    stage.repository.write('untracked.txt', 'new\n')
    const report = done(await stage.act({ kind: 'branch', base: 'main' }, 'revert'))
    expect(stage.read('a.txt')).toBe(numbered(20))
    expect(report.changed).toEqual(['a.txt', 'b.bin', 'untracked.txt'])
    expect(stage.repository.git('status', '--porcelain')).toBe(' M a.txt\n D b.bin\n')
  })
})

describe('many files', () => {
  it('are staged, taken back and reverted together', async () => {
    const stage = stageWith()
    for (let at = 0; at < 300; at++) stage.repository.write(`d${at % 7}/f${at}.txt`, numbered(60))
    stage.repository.commit()
    for (let at = 0; at < 300; at++)
      stage.repository.write(`d${at % 7}/f${at}.txt`, numbered(60, { 9: 'nine\n', 50: '' }))
    const view = await stage.open('unstaged')
    const what = [...view.files.values()].map(({ view: { id }, hunks }) => ({
      fileId: id,
      hunks: [hunks?.[1]?.id ?? ''],
    }))
    const report = done(await stage.acts.run(view, 'stage', what))
    expect(report.summary).toBe('Staged 300 files')
    expect(stage.indexed('d0/f0.txt')).toBe(numbered(60, { 50: '' }))
    done(await stage.undo(report))
    expect(stage.repository.git('diff', '--cached', '--name-only')).toBe('')
    done(await stage.acts.run(view, 'revert', what))
    expect(stage.read('d6/f293.txt')).toBe(numbered(60, { 9: 'nine\n' }))
  })
})

describe('undo', () => {
  it('brings the entries of the index back exactly, and says which changed when they did', async () => {
    const stage = withThreeHunks()
    const index = stage.index()
    const report = done(await stage.act('unstaged', 'stage', ['a.txt', 1]))
    done(await stage.undo(report))
    expect(stage.index()).toBe(index)
    const second = done(await stage.act('unstaged', 'stage', ['a.txt', 1]))
    stage.repository.git('add', '.')
    const later = stage.index()
    const undone = await stage.undo(second)
    expect(undone).toMatchObject({
      done: false,
      conflicts: [{ path: 'a.txt', reason: expect.stringMatching(/changed/) }],
    })
    expect(stage.index()).toBe(later)
  })

  it('names the files that changed since and touches none', async () => {
    const stage = withThreeHunks()
    stage.repository.write('b.txt', 'b\n')
    const report = done(await stage.act('unstaged', 'revert'))
    stage.repository.write('a.txt', 'something else\n')
    const before = stage.everything()
    const undone = await stage.undo(report)
    expect(undone).toMatchObject({ done: false, conflicts: [{ path: 'a.txt', reason: 'changed since.' }] })
    expect(stage.everything()).toEqual(before)
    stage.repository.write('a.txt', numbered(40))
    done(await stage.undo(report))
    expect(stage.read('b.txt')).toBe('b\n')
  })

  it('is of one folder only, and is used up', async () => {
    const stage = withThreeHunks()
    const report = done(await stage.act('unstaged', 'revert'))
    const elsewhere = { ...stage.folder, path: stage.repository.beside('.') }
    await expect(stage.acts.undo(elsewhere, report.undoId ?? '')).rejects.toMatchObject({ code: 'undo-gone' })
    done(await stage.undo(report))
    await expect(stage.undo(report)).rejects.toMatchObject({ code: 'undo-gone' })
  })

  it('refuses beforehand what is too large to be taken back', async () => {
    const stage = stageWith({ acts: { maxActBytes: 1000 } })
    stage.repository.write('a.txt', numbered(200))
    stage.repository.commit()
    stage.repository.write('a.txt', numbered(200, { 7: 'seven\n' }))
    const before = stage.everything()
    const report = await stage.act('unstaged', 'revert')
    expect(report.conflicts[0]?.reason).toMatch(/too large/)
    expect(stage.everything()).toEqual(before)
    stage.repository.write('a.txt', numbered(100))
  })

  it('removes the folders that it made, and makes those anew that it emptied', async () => {
    const stage = stageWith({ git: false })
    mkdirSync(join(stage.folder.path, 'kept-empty'))
    stage.repository.write('old/deep/a.txt', 'a\n')
    chmodSync(join(stage.folder.path, 'old/deep'), 0o750)
    const before = stage.snapshot()
    const started = stage.disk()
    stage.repository.delete('old')
    stage.repository.write('kept-empty/b.txt', 'b\n')
    stage.repository.write('new/deep/c.txt', 'c\n')
    stage.between(before, stage.snapshot())
    stage.repository.delete('new')
    stage.repository.delete('kept-empty/b.txt')
    stage.repository.write('old/deep/a.txt', 'a\n')
    chmodSync(join(stage.folder.path, 'old/deep'), 0o750)
    expect(stage.disk()).toEqual(started)
    const report = done(await stage.act('turn', 'apply'))
    done(await stage.undo(report))
    expect(stage.disk()).toEqual(started)
  })
})
