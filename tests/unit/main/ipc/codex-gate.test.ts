import { describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { CodexGate } from '../../../../main/ipc/codex-gate'
import { plainPermissions, type HomePermissions } from '../../../../main/projects/home-permissions'
import { sampleProject } from '../../../support/sample-project'

const project: Project = sampleProject({ path: '/srv/p', name: 'p', source: 'demo' })
const full = { threadId: 't', input: [], sandboxPolicy: { type: 'dangerFullAccess' }, approvalPolicy: 'never' }

function setUp(agrees: boolean, problem: string | null = null) {
  const sent: { method: string; params: unknown }[] = []
  let asked = 0
  const gate = new CodexGate({
    schemas: { paramsProblem: () => Promise.resolve(problem), responseProblem: () => Promise.resolve(null) },
    send: (_project, method, params) => Promise.resolve(sent.push({ method, params })),
    confirmFullAccess: () => Promise.resolve((asked += 1) > 0 && agrees),
  })
  return { gate, sent, asked: () => asked }
}

describe('the gate', () => {
  it('sends what the policy made of a call, not what the page wrote', async () => {
    const { gate, sent } = setUp(false)
    await gate.request(project, 'thread/start', { cwd: '/', sandbox: 'read-only' })
    expect(sent).toEqual([{ method: 'thread/start', params: expect.objectContaining({ cwd: '/srv/p' }) }])
  })

  it('sends nothing that is not on the list, does not fit its schema, or that the policy refuses', async () => {
    const { gate, sent } = setUp(false)
    await expect(gate.request(project, 'fs/remove', {})).rejects.toMatchObject({ code: 'method-denied' })
    await expect(gate.request(project, 'thread/start', { config: {} })).rejects.toMatchObject({ code: 'policy-denied' })
    const misfit = setUp(false, 'threadId is missing')
    await expect(misfit.gate.request(project, 'turn/start', {})).rejects.toMatchObject({
      code: 'bad-params',
      detail: 'threadId is missing',
    })
    expect([...sent, ...misfit.sent]).toEqual([])
  })

  it('sends nothing when the person declines full access, and asks again the next time', async () => {
    const { gate, sent, asked } = setUp(false)
    await expect(gate.request(project, 'turn/start', full)).rejects.toMatchObject({ code: 'full-access-declined' })
    await expect(gate.request(project, 'turn/start', full)).rejects.toMatchObject({ code: 'full-access-declined' })
    expect(asked()).toBe(2)
    expect(sent).toEqual([])
  })

  it('asks once a project and run, and again after it was revoked', async () => {
    const { gate, sent, asked } = setUp(true)
    await gate.request(project, 'turn/start', full)
    await gate.request(project, 'turn/start', full)
    expect(asked()).toBe(1)
    await gate.request({ ...project, id: 'fedcba9876543210' }, 'turn/start', full)
    expect(asked()).toBe(2)
    gate.revoke(project.id)
    await gate.request(project, 'turn/start', full)
    expect(asked()).toBe(3)
    expect(sent).toHaveLength(4)
  })

  it('makes a chat read-only before a review of it, whoever asks, and not at all when it is refused', async () => {
    const { gate, sent } = setUp(true)
    await gate.request(project, 'review/start', { threadId: 't', target: { type: 'uncommittedChanges' } })
    expect(sent).toEqual([
      {
        method: 'thread/settings/update',
        params: { threadId: 't', sandboxPolicy: { type: 'readOnly', networkAccess: false }, approvalPolicy: 'never' },
      },
      { method: 'review/start', params: { threadId: 't', target: { type: 'uncommittedChanges' } } },
    ])
    const refused = setUp(true)
    await expect(refused.gate.request(project, 'review/start', { threadId: 't', sandbox: 'x' })).rejects.toThrow(
      'may not set',
    )
    expect(refused.sent).toEqual([])
  })

  it('does not review in a chat that could not be made read-only', async () => {
    const sent: string[] = []
    const gate = new CodexGate({
      schemas: { paramsProblem: () => Promise.resolve(null), responseProblem: () => Promise.resolve(null) },
      send: (_project, method) => {
        sent.push(method)
        return Promise.reject(new Error('thread not found'))
      },
      confirmFullAccess: () => Promise.resolve(false),
    })
    await expect(gate.request(project, 'review/start', { threadId: 't', target: {} })).rejects.toThrow(
      'thread not found',
    )
    expect(sent).toEqual(['thread/settings/update'])
  })

  it('gives a turn the profile that its thread was begun with, and none to one that was begun before', async () => {
    const profileOf = (name: string) => ({
      id: `app-1-${name}`,
      config: { permissions: { 'app-1-docs': {}, 'app-1-more': {} }, default_permissions: ':workspace' },
    })
    let home: HomePermissions = plainPermissions
    const sent: Record<string, unknown>[] = []
    const gate = new CodexGate({
      schemas: { paramsProblem: () => Promise.resolve(null), responseProblem: () => Promise.resolve(null) },
      send: (_project, _method, params) => {
        sent.push(Object(params))
        return Promise.resolve({ thread: { id: Reflect.get(Object(params), 'threadId') ?? `t${sent.length}` } })
      },
      confirmFullAccess: () => Promise.resolve(false),
      homePermissions: () => Promise.resolve(home),
    })
    const turn = async (threadId: string) => {
      const sandboxPolicy = { type: 'workspaceWrite', writableRoots: [] }
      await gate.request(project, 'turn/start', { threadId, input: [], sandboxPolicy })
      return sent.at(-1)?.['permissions']
    }
    await gate.request(project, 'thread/start', { sandbox: 'read-only' })
    home = { ...plainPermissions, profile: profileOf('docs') }
    expect(await turn('t1')).toBeUndefined()
    // Taking up what Codex still holds changes nothing of it.
    await gate.request(project, 'thread/resume', { threadId: 't1', sandbox: 'read-only' })
    expect(await turn('t1')).toBeUndefined()
    await gate.request(project, 'thread/fork', { threadId: 't1', sandbox: 'read-only' })
    await gate.request(project, 'thread/resume', { threadId: 'old', sandbox: 'read-only' })
    expect(await turn('old')).toBe('app-1-docs')
    home = { ...plainPermissions, profile: profileOf('more') }
    await gate.request(project, 'thread/resume', { threadId: 'old', sandbox: 'read-only' })
    expect(await turn('old')).toBe('app-1-docs')
    home = plainPermissions
    expect(await turn('old')).toBeUndefined()
  })

  it('sets a chat only to what its folder may have', async () => {
    const { gate, sent } = setUp(false)
    const untrusted: Project = { ...project, trust: 'restricted' }
    await gate.request(untrusted, 'thread/settings/update', {
      threadId: 't',
      sandboxPolicy: { type: 'workspaceWrite', writableRoots: ['/'] },
      approvalPolicy: 'on-request',
    })
    expect(sent).toMatchObject([{ params: { sandboxPolicy: { type: 'readOnly' }, approvalPolicy: 'never' } }])
    await expect(gate.request(project, 'thread/settings/update', { ...full, input: undefined })).rejects.toThrow(
      'may not set',
    )
    await expect(
      gate.request(project, 'thread/settings/update', { threadId: 't', model: 'other' }),
    ).rejects.toMatchObject({ code: 'policy-denied' })
  })

  it('asks where the call’s thread works before it decides, and tells of each answer', async () => {
    const path = '/data/worktrees/0123456789abcdef/topic'
    const learned: unknown[] = []
    const sent: unknown[] = []
    const gate = new CodexGate({
      schemas: { paramsProblem: () => Promise.resolve(null), responseProblem: () => Promise.resolve(null) },
      send: (_project, _method, params) => Promise.resolve({ answer: sent.push(params) }),
      confirmFullAccess: () => Promise.resolve(false),
      places: {
        of: async (_project, _method, params) => ({
          folders: [path],
          home: '/data/worktrees',
          thread: JSON.stringify(params).includes('inside') ? { path, stands: true } : null,
        }),
        learn: async (_project, answer) => void learned.push(answer),
      },
    })
    await gate.request(project, 'turn/start', { threadId: 'inside', input: [] })
    await gate.request(project, 'turn/start', { threadId: 'other', input: [] })
    expect(sent).toEqual([expect.objectContaining({ cwd: path }), expect.objectContaining({ cwd: '/srv/p' })])
    expect(learned).toEqual([{ answer: 1 }, { answer: 2 }])
  })
})
