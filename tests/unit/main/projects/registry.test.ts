import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { branchOf } from '../../../../main/projects/inspect'
import { ProjectRegistry } from '../../../../main/projects/registry'

let root: string
let changes = 0
const open = (): ProjectRegistry => new ProjectRegistry(join(root, 'projects.json'), () => changes++)

beforeEach(async () => {
  changes = 0
  root = await realpath(await mkdtemp(join(tmpdir(), 'deck-projects-')))
  for (const name of ['a', 'b', 'c']) await mkdir(join(root, name))
})
afterEach(() => rm(root, { recursive: true }))

describe('the project list', () => {
  it('starts a folder unasked and without a model source', async () => {
    expect(await open().add(join(root, 'a'))).toMatchObject({
      name: 'a',
      trust: 'unasked',
      source: 'unset',
      problem: null,
    })
  })

  it('finds one folder under two names', async () => {
    await symlink(join(root, 'a'), join(root, 'link'))
    const registry = open()
    const first = await registry.add(join(root, 'a'))
    expect((await registry.add(join(root, 'link'))).id).toBe(first.id)
    expect(registry.list()).toHaveLength(1)
  })

  it('refuses files and folders that are not there', async () => {
    await writeFile(join(root, 'file'), '')
    await expect(open().add(join(root, 'file'))).rejects.toThrow('is a file')
    await expect(open().add(join(root, 'gone'))).rejects.toThrow('not there')
  })

  it('keeps order, trust and source over a restart', async () => {
    const registry = open()
    const ids: string[] = []
    for (const name of ['a', 'b', 'c']) ids.push((await registry.add(join(root, name))).id)
    await registry.reorder([ids[2] ?? '', ids[0] ?? ''])
    await registry.setTrust(ids[0] ?? '', 'trusted')
    await registry.setSource(ids[0] ?? '', 'demo')
    const again = open().list()
    expect(again.map((project) => project.name)).toEqual(['c', 'a', 'b'])
    expect(again[1]).toMatchObject({ trust: 'trusted', source: 'demo' })
  })

  it('takes its models from a shared home, and asks anew back on its own', async () => {
    const registry = open()
    const { id } = await registry.add(join(root, 'a'))
    await registry.setSource(id, 'account')
    await registry.setHome(id, '/home/me/.codex')
    expect(open().find(id)).toMatchObject({ sharedHome: '/home/me/.codex', source: 'provider' })
    await registry.setHome(id, null)
    expect(open().find(id)).toMatchObject({ sharedHome: null, source: 'unset' })
  })

  it('leaves the demo the demo, whatever the home', async () => {
    const registry = open()
    const { id } = await registry.add(join(root, 'a'))
    await registry.setSource(id, 'demo')
    await registry.setHome(id, '/home/me/.codex')
    expect(registry.find(id)?.source).toBe('demo')
    await registry.remove(id)
    expect(await registry.add(join(root, 'a'))).toMatchObject({ sharedHome: '/home/me/.codex', source: 'demo' })
  })

  it('reads a list that knew no shared homes yet', async () => {
    const { id, path } = await open().add(join(root, 'a'))
    const old = { id, path, trust: 'trusted', source: 'account' }
    await writeFile(join(root, 'projects.json'), JSON.stringify({ projects: [old], removed: [] }))
    expect(open().find(id)).toMatchObject({ trust: 'trusted', source: 'account', sharedHome: null, accountId: null })
  })

  it('brings the choices of a removed folder back when it is added again', async () => {
    const registry = open()
    const { id } = await registry.add(join(root, 'a'))
    await registry.setTrust(id, 'restricted')
    await registry.remove(id)
    expect(registry.list()).toEqual([])
    expect(await registry.add(join(root, 'a'))).toMatchObject({ id, trust: 'restricted' })
  })

  it('tells when a folder has gone', async () => {
    const registry = open()
    const { id } = await registry.add(join(root, 'a'))
    await rm(join(root, 'a'), { recursive: true })
    await registry.inspect(id)
    expect(registry.find(id)?.problem).toBe('missing')
  })

  it('asks about trust again when the file names one that it does not know', async () => {
    const registry = open()
    const { id } = await registry.add(join(root, 'a'))
    await writeFile(
      join(root, 'projects.json'),
      JSON.stringify({ projects: [{ id, path: join(root, 'a'), trust: 'total', source: 'demo' }] }),
    )
    expect(open().find(id)?.trust).toBe('unasked')
  })
})

describe('the branch', () => {
  it('is read from HEAD, also of a worktree, and is null elsewhere', async () => {
    await mkdir(join(root, 'a', '.git'))
    await writeFile(join(root, 'a', '.git', 'HEAD'), 'ref: refs/heads/feat/x\n')
    await mkdir(join(root, 'git-b'))
    await writeFile(join(root, 'git-b', 'HEAD'), `${'0123456789'.repeat(4)}\n`)
    await writeFile(join(root, 'b', '.git'), 'gitdir: ../git-b\n')
    expect(await branchOf(join(root, 'a'))).toBe('feat/x')
    expect(await branchOf(join(root, 'b'))).toBe('0123456')
    expect(await branchOf(join(root, 'c'))).toBeNull()
  })
})
