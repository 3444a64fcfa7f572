// Acts all the way back, on a branch, and with many files.
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { done, numbered, stageWith, useActStages, withThreeHunks } from './act-stages'

useActStages()

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
