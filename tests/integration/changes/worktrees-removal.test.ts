// Removing worktrees, and bringing them back.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Worktree } from '@contract/worktrees'
import {
  branches,
  changeProject,
  expectNothing,
  folders,
  id,
  inTree,
  make,
  open,
  records,
  repository,
  set,
  setRunning,
  snapshots,
  useWorktreeStage,
  worktrees,
} from './worktree-stage'

useWorktreeStage()

describe('removing one', () => {
  it('takes the folder and a branch that holds nothing of its own', async () => {
    const made = await make()
    await worktrees.remove(made.id, { discard: false, branch: false })
    expectNothing()
    expect(snapshots).toEqual([])
  })

  it('keeps a branch with commits that are nowhere else, unless asked', async () => {
    const commit = async (branch: string) => {
      const made = await make({ branch })
      inTree(made, 'commit', '-q', '--allow-empty', '-m', branch)
      return made
    }
    await worktrees.remove((await commit('kept')).id, { discard: false, branch: false })
    await worktrees.remove((await commit('dropped')).id, { discard: false, branch: true })
    const merged = await commit('merged')
    await worktrees.handBack(merged.id, 'merge')
    await worktrees.remove(merged.id, { discard: false, branch: false })
    expect(branches()).toEqual(['kept', 'main'])
  })

  it('keeps changes unless they are to be thrown away, and snapshots them then', async () => {
    const made = await make()
    writeFileSync(join(made.path, 'a.txt'), 'work\n')
    await expect(worktrees.remove(made.id, { discard: false, branch: true })).rejects.toMatchObject({
      code: 'worktree-dirty',
    })
    expect(existsSync(made.path)).toBe(true)
    await worktrees.remove(made.id, { discard: true, branch: false })
    expect(snapshots).toEqual([made.path])
    expectNothing()
  })

  it('lets its chats go back to the project, whose list still has them', async () => {
    const made = await make()
    await worktrees.adopt(made.id, 'thread-1')
    setRunning(['thread-1'])
    await expect(worktrees.remove(made.id, { discard: true, branch: true })).rejects.toMatchObject({
      code: 'turn-running',
    })
    setRunning([])
    await worktrees.remove(made.id, { discard: false, branch: false })
    expect(records.ofThread(id, 'thread-1')).toBeNull()
    expect(records.sessionFolders(id)).toEqual([made.path])
  })

  it('forgets one whose folder is gone, with git’s note of it and of no other', async () => {
    repository.git('worktree', 'add', '-q', repository.beside('theirs'))
    execFileSync('mv', [repository.beside('theirs'), repository.beside('unmounted')])
    const made = await make()
    execFileSync('rm', ['-rf', made.path])
    await worktrees.remove(made.id, { discard: false, branch: false })
    expect(worktrees.list(id)).toEqual([])
    expect(repository.git('worktree', 'list')).toContain('theirs')
    expect(branches()).not.toContain('topic')
  })

  it('never removes what is not below its own folder, whatever the file of records says', async () => {
    const made = await make()
    await records.change(made.id, { root: repository.path, path: repository.path })
    await expect(worktrees.remove(made.id, { discard: true, branch: true })).rejects.toMatchObject({ code: 'not-ours' })
    expect(existsSync(join(repository.path, 'a.txt'))).toBe(true)
  })
})

describe('bringing one back', () => {
  const gone = async (made: Worktree, branch = false) =>
    expect(await worktrees.remove(made.id, { discard: true, branch })).toEqual({ canUndo: true })

  it('gives the same folder on the same branch, with what was not committed, its modes and its chats', async () => {
    repository.write('.gitignore', '.env\nbuilt/\n')
    repository.commit('Ignore')
    repository.write('.env', 'A=1\n')
    await set({ copy: ['.env'] })
    const made = await make()
    await worktrees.adopt(made.id, 'thread-1')
    inTree(made, 'commit', '-q', '--allow-empty', '-m', 'Work')
    const tip = inTree(made, 'rev-parse', 'HEAD')
    writeFileSync(join(made.path, 'a.txt'), 'work\r\n')
    execFileSync('rm', [join(made.path, 'sub/b.txt')])
    mkdirSync(join(made.path, 'new'))
    writeFileSync(join(made.path, 'new/run.sh'), '#!/bin/sh\n', { mode: 0o755 })
    symlinkSync('../a.txt', join(made.path, 'new/link'))
    mkdirSync(join(made.path, 'built'))
    const status = inTree(made, 'status', '--porcelain')

    await gone(made, true)
    expectNothing()
    const back = await worktrees.bringBack(made.id)
    expect(back).toMatchObject({ id: made.id, path: made.path, state: 'ready', ahead: 1, threadIds: ['thread-1'] })
    expect(inTree(made, 'rev-parse', 'HEAD', 'topic').split('\n')).toEqual([tip, tip])
    expect(inTree(made, 'status', '--porcelain')).toBe(status)
    expect(readFileSync(join(made.path, 'new/link'), 'utf8')).toBe('work\r\n')
    expect(statSync(join(made.path, 'new/run.sh')).mode & 0o777).toBe(0o755)
    // As every new worktree gets it; what else git ignores is not kept.
    expect(readFileSync(join(made.path, '.env'), 'utf8')).toBe('A=1\n')
    expect(existsSync(join(made.path, 'built'))).toBe(false)
    expect(records.ofThread(id, 'thread-1')?.id).toBe(made.id)
    expect(records.sessionFolders(id)).toEqual([made.path])
    await expect(worktrees.bringBack(made.id)).rejects.toMatchObject({ code: 'unknown-worktree' })
  })

  it('stands for the same folder of a repository’s part, on a branch that was worked on meanwhile', async () => {
    changeProject({ path: join(repository.path, 'sub') })
    const made = await make()
    inTree(made, 'commit', '-q', '--allow-empty', '-m', 'Work')
    await gone(made)
    const meanwhile = repository.git('commit-tree', '-m', 'Meanwhile', '-p', 'topic', 'topic^{tree}').trim()
    repository.git('update-ref', 'refs/heads/topic', meanwhile)
    expect(await worktrees.bringBack(made.id)).toMatchObject({ path: made.path, ahead: 2, dirty: 0 })
    expect(inTree(made, 'rev-parse', 'HEAD')).toBe(meanwhile)
  })

  it('leaves a chat where it went meanwhile', async () => {
    const made = await make()
    await worktrees.adopt(made.id, 'stays')
    await worktrees.adopt(made.id, 'moved')
    await gone(made)
    const other = await make({ branch: 'other' })
    await worktrees.adopt(other.id, 'moved')
    expect(await worktrees.bringBack(made.id)).toMatchObject({ threadIds: ['stays'] })
  })

  it('touches nothing that stands there now, and leaves nothing when git refuses', async () => {
    const made = await make()
    inTree(made, 'commit', '-q', '--allow-empty', '-m', 'Work')
    await gone(made)
    mkdirSync(made.path)
    writeFileSync(join(made.path, 'mine'), 'mine')
    await expect(worktrees.bringBack(made.id)).rejects.toMatchObject({ code: 'in-the-way' })
    expect(readFileSync(join(made.path, 'mine'), 'utf8')).toBe('mine')
    execFileSync('rm', ['-r', made.path])

    repository.git('switch', '-q', 'topic')
    await expect(worktrees.bringBack(made.id)).rejects.toThrow(/topic.* is already/)
    expect(folders()).toEqual([])
    expect(worktrees.list(id)).toEqual([])
    expect(branches()).toEqual(['main', 'topic'])
    repository.git('switch', '-q', 'main')
    expect(await worktrees.bringBack(made.id)).toMatchObject({ state: 'ready' })
  })

  it('is not offered where there was no checkout of a branch, nor after the app was closed', async () => {
    const made = await make()
    inTree(made, 'switch', '-q', '--detach')
    expect(await worktrees.remove(made.id, { discard: true, branch: false })).toEqual({ canUndo: false })
    const second = await make({ branch: 'second' })
    await gone(second)
    open()
    await expect(worktrees.bringBack(second.id)).rejects.toMatchObject({ code: 'unknown-worktree' })
  })
})
