// Stage, unstage, revert and apply on real repositories: exactly what was chosen, all of it or nothing.
import { chmodSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ActStage } from '../../support/act-stage'
import { done, numbered, stageWith, useActStages, withThreeHunks } from './act-stages'

useActStages()

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
