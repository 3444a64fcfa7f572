// Bringing the work of a worktree home, by a merge or as uncommitted changes: all of it or nothing.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../../main/changes/worktrees/prepare'
import {
  changeProject,
  inTree,
  make,
  project,
  repository,
  setRunning,
  useWorktreeStage,
  worktrees,
} from './worktree-stage'

useWorktreeStage()

describe('handing back by a merge', () => {
  const work = async (content: string, path = 'a.txt') => {
    const made = await make()
    writeFileSync(join(made.path, path), content)
    inTree(made, 'add', '-A')
    inTree(made, 'commit', '-qm', 'Work')
    return made
  }

  it('brings its commits into what is checked out', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'meanwhile\n')
    repository.commit('Meanwhile')
    const report = await worktrees.handBack(made.id, 'merge')
    expect(report).toMatchObject({
      done: true,
      changed: ['a.txt'],
      summary: expect.stringMatching(/^Merged topic into main/),
    })
    expect(repository.git('log', '-1', '--format=%s').trim()).toBe("Merge branch 'topic'")
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('changed\n')
    expect(await worktrees.handBack(made.id, 'merge')).toMatchObject({
      done: false,
      summary: expect.stringContaining('already'),
    })
  })

  it('can be undone: the branch is where it was, and what is not committed stays', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'meanwhile\n')
    const before = repository.commit('Meanwhile')
    const { undoId } = await worktrees.handBack(made.id, 'merge')
    repository.write('sub/b.txt', 'not committed\n')
    repository.write('new.txt', 'new\n')
    expect(await worktrees.undoMerge(projectFolder(project), undoId ?? '')).toMatchObject({
      done: true,
      changed: ['a.txt'],
      summary: expect.stringMatching(/^Taken back: Merged topic into main/),
    })
    expect(repository.git('rev-parse', 'main').trim()).toBe(before)
    expect(repository.git('status', '--porcelain').trimEnd().split('\n')).toEqual([' M sub/b.txt', '?? new.txt'])
    await expect(worktrees.undoMerge(projectFolder(project), undoId ?? '')).rejects.toMatchObject({ code: 'no-undo' })
    // The work is where it was, and can be brought home again.
    repository.git('checkout', '-q', '.')
    expect(await worktrees.handBack(made.id, 'merge')).toMatchObject({ done: true, changed: ['a.txt'] })
  })

  it('is not undone under what was built on it, pushed, or changed since', async () => {
    const made = await work('changed\n')
    const { undoId } = await worktrees.handBack(made.id, 'merge')
    const undo = (folder = projectFolder(project)) => worktrees.undoMerge(folder, undoId ?? '')
    const merged = repository.git('rev-parse', 'HEAD').trim()
    repository.write('a.txt', 'work on it\n')
    await expect(undo()).rejects.toMatchObject({ code: 'not-taken-back' })
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('work on it\n')
    expect(repository.git('rev-parse', 'HEAD').trim()).toBe(merged)
    repository.commit('On it')
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' })
    repository.git('reset', '-q', '--hard', merged)
    repository.git('switch', '-q', '-c', 'elsewhere')
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' })
    repository.git('switch', '-q', 'main')
    await expect(undo({ ...projectFolder(project), path: made.path })).rejects.toMatchObject({ code: 'no-undo' })
    repository.git('update-ref', 'refs/remotes/origin/main', merged)
    await expect(undo()).rejects.toMatchObject({ code: 'published' })
    expect(repository.git('rev-parse', 'main').trim()).toBe(merged)
  })

  it('names the conflicts and leaves the project’s checkout as it was', async () => {
    const made = await work('theirs\n')
    repository.write('a.txt', 'ours\n')
    const before = repository.commit('Ours')
    const report = await worktrees.handBack(made.id, 'merge')
    expect(report).toMatchObject({ done: false, changed: [], conflicts: [{ path: 'a.txt' }] })
    expect(repository.git('rev-parse', 'HEAD').trim()).toBe(before)
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(readFileSync(join(repository.path, 'a.txt'), 'utf8')).toBe('ours\n')
  })

  it('names a file that git does not know and that is in the way', async () => {
    const made = await work('from the worktree\n', 'new.txt')
    repository.write('new.txt', 'mine\n')
    expect(await worktrees.handBack(made.id, 'merge')).toMatchObject({ done: false, conflicts: [{ path: 'new.txt' }] })
    expect(readFileSync(join(repository.path, 'new.txt'), 'utf8')).toBe('mine\n')
  })

  it('is taken back when a hook refuses it', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'meanwhile\n')
    const before = repository.commit('Meanwhile')
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho "no merges on Fridays"; exit 1\n', 0o755)
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toThrow('no merges on Fridays')
    expect(repository.git('rev-parse', 'HEAD').trim()).toBe(before)
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('is refused in words: changes here, changes there, another merge, no branch, a turn that runs', async () => {
    const made = await work('changed\n')
    repository.write('sub/b.txt', 'mine\n')
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'dirty' })
    repository.git('checkout', '-q', '.')
    writeFileSync(join(made.path, 'new'), '')
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'worktree-dirty' })
    inTree(made, 'clean', '-fq')
    repository.git('switch', '-q', '--detach')
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'detached' })
    repository.git('switch', '-q', 'main')
    writeFileSync(join(repository.path, '.git/MERGE_HEAD'), repository.git('rev-parse', 'HEAD'))
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'operation' })
    await worktrees.adopt(made.id, 'busy')
    setRunning(['busy'])
    await expect(worktrees.handBack(made.id, 'merge')).rejects.toMatchObject({ code: 'turn-running' })
  })
})

describe('handing back as uncommitted changes', () => {
  it('brings commits, uncommitted changes and new files, and no object into the repository', async () => {
    const made = await make()
    writeFileSync(join(made.path, 'a.txt'), 'committed\n')
    inTree(made, 'commit', '-qam', 'Work')
    writeFileSync(join(made.path, 'sub/b.txt'), 'uncommitted\n')
    writeFileSync(join(made.path, 'new.bin'), Buffer.from([0, 255, 1]), { mode: 0o755 })
    const objects = () => repository.git('count-objects')
    const before = objects()
    const status = inTree(made, 'status', '--porcelain')
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({
      done: true,
      undoId: 'u',
      summary: 'Handed back topic',
    })
    expect(repository.git('status', '--porcelain').trimEnd().split('\n')).toEqual([
      ' M a.txt',
      ' M sub/b.txt',
      '?? new.bin',
    ])
    expect(readFileSync(join(repository.path, 'new.bin'))).toEqual(Buffer.from([0, 255, 1]))
    expect(objects()).toBe(before)
    expect(inTree(made, 'status', '--porcelain')).toBe(status)
  })

  it('is of this worktree alone, also after it took in what the project did meanwhile', async () => {
    const made = await make()
    writeFileSync(join(made.path, 'a.txt'), 'work\n')
    inTree(made, 'commit', '-qam', 'Work')
    repository.write('sub/b.txt', 'meanwhile\n')
    repository.commit('Meanwhile')
    inTree(made, 'merge', '-q', '--no-edit', 'main')
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({ done: true })
    expect(repository.git('status', '--porcelain').trimEnd()).toBe(' M a.txt')
  })

  it('says where nothing is to be handed back, and where something lies outside of the project', async () => {
    changeProject({ path: join(repository.path, 'sub') })
    const made = await make()
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({ done: false, conflicts: [] })
    writeFileSync(join(made.path, 'b.txt'), 'work\n')
    expect(await worktrees.handBack(made.id, 'apply')).toMatchObject({ done: true })
    expect(repository.git('status', '--porcelain').trimEnd()).toBe(' M sub/b.txt')
    writeFileSync(join(made.path, '../a.txt'), 'outside\n')
    await expect(worktrees.handBack(made.id, 'apply')).rejects.toMatchObject({ code: 'outside' })
  })
})
