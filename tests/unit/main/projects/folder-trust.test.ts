import { describe, expect, it } from 'vitest'
import type { Project, Trust } from '@contract/model'
import { FolderTrust, type WorkFolder } from '../../../../main/projects/folder-trust'
import { sampleProject } from '../../../support/sample-project'

const project: Project = sampleProject({ path: '/srv/p', name: 'p', source: 'demo' })

/** A server whose config.toml remembers what it is told. */
function fakeServer() {
  const projects: Record<string, { trust_level: string }> = {}
  const calls: string[] = []
  const request = async (method: string, params: { edits?: { keyPath: string; value: string }[] }) => {
    calls.push(method)
    for (const { keyPath, value } of params.edits ?? [])
      projects[JSON.parse(/^projects\.(.+)\.trust_level$/.exec(keyPath)?.[1] ?? '""')] = { trust_level: value }
    return { config: { projects } }
  }
  // The two methods that are called, of the many that the type has.
  return { server: { request } as unknown as Parameters<FolderTrust['tell']>[0], projects, calls }
}

const levels = (projects: Record<string, { trust_level: string }>) =>
  Object.fromEntries(Object.entries(projects).map(([path, { trust_level }]) => [path, trust_level]))

describe('trust of the folders of a project', () => {
  const folders: WorkFolder[] = [{ path: '/wt/a', inherits: true }]
  const trust = () => new FolderTrust(() => folders)
  const never = () => Promise.reject(new Error('not to be asked'))

  it.each<[Trust, string]>([
    ['trusted', 'trusted'],
    ['restricted', 'untrusted'],
    ['unasked', 'untrusted'],
  ])('of a %s project is %s for its worktrees too', async (given, level) => {
    const { server, projects, calls } = fakeServer()
    await trust().tell(server, { ...project, trust: given })
    expect(levels(projects)).toEqual({ '/srv/p': level, '/wt/a': level })
    expect(calls).toEqual(['config/read', 'config/batchWrite'])
  })

  it('of a worktree that came later is told before the first call that works there, once', async () => {
    const { server, projects, calls } = fakeServer()
    const known = trust()
    await known.tell(server, project)
    await known.before(project, { cwd: '/wt/new' }, () => Promise.resolve(server), never)
    expect(levels(projects)['/wt/new']).toBe('trusted')
    const before = calls.length
    await known.before(project, { cwd: '/wt/new' }, () => Promise.resolve(server), never)
    expect(calls).toHaveLength(before)
  })

  it('asks no server for calls that work in the project’s own folder, or nowhere', async () => {
    for (const params of [{ cwd: '/srv/p' }, {}, null, undefined, { cwd: 5 }])
      await trust().before(project, params, never, never)
  })

  it('is given at the start on a shared home; one that Codex takes from the main checkout needs no new start', async () => {
    const shared = { ...project, sharedHome: '/me/.codex' }
    const later: WorkFolder[] = []
    const known = new FolderTrust(() => later)
    expect(known.override(shared)).toBe('projects={"/srv/p"={trust_level="trusted"}}')
    later.push({ path: '/wt/a', inherits: true }, { path: '/wt/b/sub', inherits: false })
    await known.before(shared, { cwd: '/wt/a' }, never, never)
    let started = 0
    const anew = async () => {
      started += 1
      known.override(shared)
    }
    await known.before(shared, { cwd: '/wt/b/sub' }, never, anew)
    await known.before(shared, { cwd: '/wt/b/sub' }, never, anew)
    expect(started).toBe(1)
  })

  it('refuses in words where the server of a shared home can’t be started anew', async () => {
    const shared = { ...project, sharedHome: '/me/.codex' }
    const worktrees: WorkFolder[] = []
    const known = new FolderTrust(() => worktrees)
    known.override(shared)
    // What another Codex is told of a folder, the project's server doesn't know for that.
    worktrees.push({ path: '/wt/b', inherits: false })
    expect(known.setting(shared)).toContain('"/wt/b"={trust_level="trusted"}')
    await expect(known.before(shared, { cwd: '/wt/b' }, never, () => Promise.resolve())).rejects.toMatchObject({
      code: 'home-busy',
    })
  })
})
