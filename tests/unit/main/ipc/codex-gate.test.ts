import { describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { CodexGate } from '../../../../main/ipc/codex-gate'

const project: Project = {
  id: '0123456789abcdef',
  path: '/srv/p',
  name: 'p',
  trust: 'trusted',
  source: 'demo',
  problem: null,
  branch: null,
  sharedHome: null,
  accountId: null,
}
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
})
