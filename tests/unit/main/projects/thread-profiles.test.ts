import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { ThreadProfiles } from '../../../../main/projects/thread-profiles'
import { sampleProject } from '../../../support/sample-project'

let root: string
let notices: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'profiles-'))
  mkdirSync(join(root, 'home'))
  notices = []
})
afterEach(() => rmSync(root, { recursive: true }))

const project: Project = sampleProject({ path: '/p', name: 'p', source: 'provider' })
const file = (): string => join(root, 'profiles.json')
const profiles = (): ThreadProfiles =>
  new ThreadProfiles({
    file: file(),
    homeOf: () => join(root, 'home'),
    notice: (_level, message) => void notices.push(message),
  })
const write = (name: string, text: string): void => writeFileSync(join(root, 'home', `${name}.config.toml`), text)
const answer = (id: string, ephemeral = false) => ({ thread: { id, ephemeral } })
const begin = async (all: ThreadProfiles, of: Project, answered: object): Promise<void> => {
  const params = {}
  await all.adapt(of, 'thread/start', params)
  all.learn(of, 'thread/start', params, answered)
}

describe('a profile for new chats', () => {
  it('is given to them under what the call itself says, and to no other call', async () => {
    write(
      'work',
      'model = "m"\nweb_search = "live"\n[sandbox_workspace_write]\nnetwork_access = true\nwritable_roots = ["/"]\n',
    )
    const all = profiles()
    expect(await all.adapt(project, 'thread/start', { cwd: '/p' })).toEqual({ cwd: '/p' })
    await all.use(project, 'work')
    const config = { sandbox_workspace_write: { network_access: false, writable_roots: [] } }
    expect(await all.adapt(project, 'thread/start', { cwd: '/p', config })).toEqual({
      cwd: '/p',
      config: {
        model: 'm',
        web_search: 'live',
        sandbox_workspace_write: { network_access: false, writable_roots: [] },
      },
    })
    expect(await all.adapt(project, 'turn/start', { threadId: 't' })).toEqual({ threadId: 't' })
    expect(await all.adapt({ ...project, source: 'demo' }, 'thread/start', {})).toEqual({})
    expect(await all.adapt({ ...project, id: 'fedcba9876543210' }, 'thread/start', {})).toEqual({})
  })

  it('says nothing of trust, logins or other profiles', async () => {
    write(
      'sly',
      'model = "m"\ncli_auth_credentials_store = "file"\n[projects."/p"]\ntrust_level = "trusted"\n[profiles.x]\nmodel = "y"\n',
    )
    const all = profiles()
    await all.use(project, 'sly')
    expect(await all.adapt(project, 'thread/start', {})).toEqual({ config: { model: 'm' } })
  })

  it('stays chosen over a restart, until another one or none is', async () => {
    write('work', '')
    await profiles().use(project, 'work')
    expect(profiles().used(project.id)).toBe('work')
    await profiles().use(project, null)
    expect(profiles().used(project.id)).toBeNull()
  })

  it('is refused in words when it is not there or can’t be read; no chat begins without it by mistake', async () => {
    write('bad', 'model = \n')
    const all = profiles()
    await expect(all.use(project, 'nobody')).rejects.toThrow('“nobody” is not there')
    await expect(all.use(project, 'bad')).rejects.toThrow('can’t be read')
    write('work', 'model = "m"')
    await all.use(project, 'work')
    rmSync(join(root, 'home', 'work.config.toml'))
    await expect(all.adapt(project, 'thread/start', {})).rejects.toThrow('Choose another one below the message')
  })
})

describe('a chat that was begun with a profile', () => {
  it('is taken up with it, but for the model that it has by now, also after a restart and another choice', async () => {
    write('work', 'model = "m"\nmodel_reasoning_effort = "high"\nmodel_verbosity = "high"\n')
    const all = profiles()
    await all.use(project, 'work')
    await begin(all, project, answer('t'))
    await all.use(project, null)
    const later = profiles()
    expect(await later.adapt(project, 'thread/resume', { threadId: 't' })).toEqual({
      threadId: 't',
      config: { model_verbosity: 'high' },
    })
    expect(await later.adapt(project, 'thread/resume', { threadId: 'other' })).toEqual({ threadId: 'other' })
  })

  it('keeps the one that it was sent with, whatever is chosen before Codex answers', async () => {
    write('work', 'model = "m"\n')
    write('other', 'model = "o"\n')
    const all = profiles()
    await all.use(project, 'work')
    const [sent, bare] = [{}, {}]
    await all.adapt(project, 'thread/start', sent)
    await all.use(project, 'other')
    all.learn(project, 'thread/start', sent, answer('t'))
    expect(all.of('t')).toBe('work')
    await all.use(project, null)
    await all.adapt(project, 'thread/start', bare)
    await all.use(project, 'other')
    all.learn(project, 'thread/start', bare, answer('u'))
    expect(all.of('u')).toBeNull()
  })

  it('has on a new server the features that its profile says then, and nothing else of what changed', async () => {
    write('work', 'model = "m"\n[features]\ngoals = true\n')
    const all = profiles()
    await all.use(project, 'work')
    await begin(all, project, answer('t'))
    expect(all.resumeOverrides('t')).toEqual({})
    write('work', 'sandbox_mode = "danger-full-access"\n[features]\ngoals = false\n')
    await all.prepare(project, ['t', 'other'])
    expect(all.resumeOverrides('t')).toEqual({ config: { features: { goals: false } } })
    expect(all.resumeOverrides('other')).toEqual({})
    write('work', 'model = "m"\n')
    await all.prepare(project, ['t'])
    expect(all.resumeOverrides('t')).toEqual({ config: { features: {} } })
    const given = { cwd: '/p', config: { web_search: 'live', features: { goals: false, plugins: false } } }
    expect(all.withoutDropped('t', given)).toEqual({
      cwd: '/p',
      config: { web_search: 'live', features: { plugins: false } },
    })
    expect(all.withoutDropped('other', given)).toBe(given)
    write('work', 'model = \n')
    await all.prepare(project, ['t'])
    expect(all.resumeOverrides('t')).toEqual({})
  })

  it('gives it to its copies', async () => {
    write('work', 'model = "m"\n')
    const all = profiles()
    await all.use(project, 'work')
    await begin(all, project, answer('t'))
    expect(await all.adapt(project, 'thread/fork', { threadId: 't' })).toEqual({
      threadId: 't',
      config: { model: 'm' },
    })
    all.learn(project, 'thread/fork', { threadId: 't' }, answer('copy'))
    await all.use(project, null)
    expect(await profiles().adapt(project, 'thread/fork', { threadId: 'copy' })).toMatchObject({
      config: { model: 'm' },
    })
  })

  it('opens without it, and says so, once the profile is gone', async () => {
    write('work', 'model = "m"\n')
    const all = profiles()
    await all.use(project, 'work')
    await begin(all, project, answer('t'))
    rmSync(join(root, 'home', 'work.config.toml'))
    expect(await all.adapt(project, 'thread/resume', { threadId: 't' })).toEqual({ threadId: 't' })
    expect(notices).toEqual([expect.stringContaining('goes on with the home’s own settings')])
  })

  it('is not written down when it is on no disk, nor for the demo', async () => {
    write('work', 'model = "m"\n')
    const all = profiles()
    await all.use(project, 'work')
    await begin(all, project, answer('side', true))
    await begin(all, { ...project, source: 'demo' }, answer('demo'))
    expect(readFileSync(file(), 'utf8')).not.toMatch(/side|"demo"/)
  })

  it('survives a broken file of choices, which is kept aside', async () => {
    writeFileSync(file(), '{"projects": [')
    expect(profiles().used(project.id)).toBeNull()
    expect(notices).toHaveLength(1)
    writeFileSync(file(), '{"projects": {"0123456789abcdef": "../../etc"}, "threads": 5}')
    expect(profiles().used(project.id)).toBeNull()
  })
})
