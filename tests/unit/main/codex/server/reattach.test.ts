import { describe, expect, it } from 'vitest'
import { resumeParams, settingsToRestore } from '../../../../../main/codex/server/reattach'

describe('a thread that is taken up again', () => {
  it('comes back with the rights it had last, not with those it was opened with', () => {
    const overrides = { cwd: '/old', sandbox: 'danger-full-access', approvalPolicy: 'never', config: { a: 1 } }
    const settings = {
      cwd: '/new',
      sandboxPolicy: { type: 'readOnly', networkAccess: false },
      approvalPolicy: 'on-request',
    }
    expect(resumeParams({ overrides, settings })).toEqual({
      cwd: '/new',
      sandbox: 'read-only',
      approvalPolicy: 'on-request',
      config: { a: 1 },
    })
  })

  it('by a named profile is resumed with the profile alone', () => {
    const settings = {
      activePermissionProfile: { id: ':workspace', extends: null },
      sandboxPolicy: { type: 'workspaceWrite' },
    }
    expect(resumeParams({ overrides: { sandbox: 'read-only' }, settings })).toEqual({ permissions: ':workspace' })
  })

  it('whose policy is newer than this app keeps what it was opened with', () => {
    expect(
      resumeParams({ overrides: { sandbox: 'read-only' }, settings: { sandboxPolicy: { type: 'future' } } }),
    ).toEqual({
      sandbox: 'read-only',
    })
  })
})

describe('what Codex did not restore', () => {
  it('is only what differs', () => {
    const sandboxPolicy = { type: 'workspaceWrite', networkAccess: true }
    const before = { cwd: '/p', sandboxPolicy, effort: 'low', model: 'm', summary: null }
    const now = {
      cwd: '/p',
      sandboxPolicy: { type: 'workspaceWrite', networkAccess: false },
      effort: 'low',
      model: 'm',
    }
    expect(settingsToRestore(before, now)).toEqual({ sandboxPolicy })
    expect(settingsToRestore(before, before)).toEqual({})
  })

  it('is a profile by its name', () => {
    const before = { activePermissionProfile: { id: 'mine', extends: null }, sandboxPolicy: { type: 'readOnly' } }
    expect(settingsToRestore(before, { sandboxPolicy: { type: 'workspaceWrite' } })).toEqual({ permissions: 'mine' })
  })
})
