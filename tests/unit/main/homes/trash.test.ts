import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HomeEntry, HomeUse } from '@contract/homes'
import { moveToTrash, trashVerdict, type TrashFacts } from '../../../../main/homes/trash'

const appHomes = '/data/homes'
const entry = (change: Partial<HomeEntry> = {}): TrashFacts['entry'] => ({
  id: '0123456789abcdef',
  path: '/data/homes/projects/a-12345678',
  kind: 'project',
  label: 'a',
  owner: { projectId: 'p', name: 'a', path: '/srv/a', inList: false },
  users: [],
  account: null,
  use: 'no',
  hasConfig: true,
  configProblem: null,
  hasLoginFile: false,
  loginStore: 'ephemeral',
  ...change,
})
const users = [{ projectId: 'p', name: 'weather' }]
const work = { id: 'work', name: 'me@work' }
const judge = (change: Partial<HomeEntry>, facts: Partial<TrashFacts> = {}) =>
  trashVerdict({ entry: entry(change), signedIn: false, keep: ['/home/me', '/data', '/srv/a'], appHomes, ...facts })
const account = { kind: 'account' as const, path: '/data/homes/accounts/work', account: work }
const own = { kind: 'terminal' as const, path: '/home/me/.codex' }

describe('which homes may go to the trash', () => {
  it('one of a project that is gone, without a question of its own', () => {
    expect(judge({})).toEqual({ allowed: true, ask: [] })
  })

  it.each([
    ['one that Codex works in', { use: 'busy' as const, users }, /working in it/],
    ['one of an account that is signed in', account, /signed in/],
    ['one of an account with a login left in it', { ...account, hasLoginFile: true }, /login is still stored/],
    ['the person’s own while a project uses it', { ...own, users }, /weather uses it/],
    ['another shared one in use', { kind: 'shared' as const, path: '/srv/codex', users }, /weather uses it/],
    ['a folder that is the person’s whole home folder', { ...own, path: '/home/me' }, /More than a home/],
    ['a folder above it', { ...own, path: '/home' }, /More than a home/],
    ['the root', { ...own, path: '/' }, /not where it should be|More than a home/],
    ['a folder with a project in it', { kind: 'shared' as const, path: '/srv' }, /More than a home/],
    ['a project’s home that lies elsewhere', { path: '/etc' }, /not where it should be/],
    ['the folder of all homes', { path: appHomes }, /not where it should be/],
    ['an app’s home told as the person’s own', { ...own, path: '/data/homes/auth' }, /not where it should be/],
  ])('never %s', (_what, change, words) => {
    const verdict = judge(change, { signedIn: change === account })
    expect(verdict.allowed).toBe(false)
    if (!verdict.allowed) expect(verdict.reason).toMatch(words)
  })

  it('one of an account that is signed out, or that nobody knows any more', () => {
    expect(judge(account).allowed).toBe(true)
    expect(judge({ ...account, account: null, hasLoginFile: true })).toMatchObject({
      allowed: true,
      ask: [expect.stringMatching(/auth\.json/)],
    })
  })

  it('the person’s own, saying that it is', () => {
    expect(judge(own)).toMatchObject({ allowed: true, ask: [expect.stringMatching(/your own home/)] })
  })

  it('a project’s own in use, saying what is lost and that its Codex is ended', () => {
    const verdict = judge({ users, use: 'idle' })
    expect(verdict).toMatchObject({
      allowed: true,
      ask: [expect.stringMatching(/ended first/), expect.stringMatching(/weather begins again/)],
    })
  })
})

describe('moving a home to the trash', () => {
  let root: string
  let path: string
  let use: HomeUse
  const acts = {
    letGo: vi.fn<(home: string) => Promise<void>>(),
    confirmOwn: vi.fn<(path: string) => Promise<boolean>>(),
    trashItem: vi.fn<(path: string) => Promise<void>>(),
    inUse: () => use,
  }
  const move = (change: Partial<HomeEntry> = {}) =>
    moveToTrash({ ...entry({ path, ...change }), trash: { allowed: true, ask: [] }, ...change }, acts)

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-trash-')))
    path = join(root, 'home')
    mkdirSync(path)
    use = 'no'
    acts.letGo.mockReset().mockImplementation(() => {
      use = 'no'
      return Promise.resolve()
    })
    acts.confirmOwn.mockReset().mockResolvedValue(true)
    acts.trashItem.mockReset().mockResolvedValue(undefined)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('hands it to the system, with its server ended before', async () => {
    use = 'idle'
    expect(await move()).toBe(true)
    expect(acts.trashItem).toHaveBeenCalledExactlyOnceWith(path)
    expect(acts.letGo.mock.invocationCallOrder[0]).toBeLessThan(acts.trashItem.mock.invocationCallOrder[0] ?? 0)
    expect(acts.confirmOwn).not.toHaveBeenCalled()
  })

  it('asks natively about the person’s own, and keeps it on a no', async () => {
    acts.confirmOwn.mockResolvedValue(false)
    expect(await move({ kind: 'terminal' })).toBe(false)
    expect(await move({ kind: 'shared' })).toBe(false)
    expect(acts.trashItem).not.toHaveBeenCalled()
    acts.confirmOwn.mockResolvedValue(true)
    expect(await move({ kind: 'terminal' })).toBe(true)
  })

  it('stops when a turn began while the question stood, and ends nothing', async () => {
    acts.confirmOwn.mockImplementation(() => {
      use = 'busy'
      return Promise.resolve(true)
    })
    await expect(move({ kind: 'terminal' })).rejects.toThrow(/working in it/)
    expect(acts.letGo).not.toHaveBeenCalled()
    expect(acts.trashItem).not.toHaveBeenCalled()
  })

  it('stops when the server does not end', async () => {
    use = 'idle'
    acts.letGo.mockResolvedValue(undefined)
    await expect(move()).rejects.toThrow(/working in it/)
    expect(acts.trashItem).not.toHaveBeenCalled()
  })

  it('keeps what may not go', async () => {
    await expect(move({ trash: { allowed: false, reason: 'Because.' } })).rejects.toThrow('Because.')
    expect(acts.trashItem).not.toHaveBeenCalled()
  })

  it('does not go where a link leads that took its place, nor for what is gone', async () => {
    rmSync(path, { recursive: true })
    await expect(move()).rejects.toThrow(/not there any more/)
    mkdirSync(join(root, 'other'))
    symlinkSync(join(root, 'other'), path)
    await expect(move()).rejects.toThrow(/not there any more/)
    expect(acts.trashItem).not.toHaveBeenCalled()
  })

  it('says so when the system has no trash', async () => {
    acts.trashItem.mockRejectedValue(new Error('no trash'))
    await expect(move()).rejects.toThrow(/Nothing was deleted/)
  })
})
