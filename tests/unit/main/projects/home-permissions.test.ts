import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { HomePermissionsReader, plainPermissions } from '../../../../main/projects/home-permissions'
import { sampleProject } from '../../../support/sample-project'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'roots-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const project: Project = sampleProject({ path: '/p', name: 'p', source: 'provider' })
const write = (text: string | Uint8Array): void => writeFileSync(join(home, 'config.toml'), text)
const list = (...roots: unknown[]): string => `[sandbox_workspace_write]\nwritable_roots = ${JSON.stringify(roots)}\n`

const rootsOf = (folder: string) => {
  const reader = new HomePermissionsReader(() => folder)
  return { of: async (whose: Project) => (await reader.of(whose)).writableRoots }
}

describe('folders that may be written to', () => {
  it('are those of the home’s config.toml, read anew when it changes', async () => {
    const roots = rootsOf(home)
    expect(await roots.of(project)).toEqual([])
    write(list('/data', '/other folder/ü'))
    expect(await roots.of(project)).toEqual(['/data', '/other folder/ü'])
    write(list('/data'))
    expect(await roots.of(project)).toEqual(['/data'])
    rmSync(join(home, 'config.toml'))
    expect(await roots.of(project)).toEqual([])
  })

  it('are absolute, and not without end', async () => {
    const roots = rootsOf(home)
    write(list('relative', '', '../x', '/ok', '~/x'))
    expect(await roots.of(project)).toEqual(['/ok'])
    write(list(...Array.from({ length: 500 }, (_, at) => `/d${at}`)))
    expect(await roots.of(project)).toHaveLength(50)
  })

  it.each([
    ['broken', '[sandbox_workspace_write]\nwritable_roots = ["/a"\n'],
    ['of another kind', 'sandbox_workspace_write = { writable_roots = "/a" }\n'],
    ['no text', Buffer.concat([Buffer.from(list('/a')), Buffer.from([0xff])])],
  ])('are none where the file is %s, as for Codex', async (_name, text) => {
    write(text)
    expect(await rootsOf(home).of(project)).toEqual([])
  })
})

describe('what else a home lets its chats do', () => {
  const said = () => new HomePermissionsReader(() => home).of(project)
  it('is nothing but what Codex means by these keys', async () => {
    expect(await said()).toEqual(plainPermissions)
    write('approvals_reviewer = "auto_review"\n[sandbox_workspace_write]\nnetwork_access = true\n')
    expect(await said()).toEqual({ ...plainPermissions, networkAccess: true, reviewer: 'auto_review' })
    write('approvals_reviewer = "guardian_subagent"\n')
    expect((await said()).reviewer).toBe('auto_review')
    write('approvals_reviewer = "everybody"\n[sandbox_workspace_write]\nnetwork_access = "true"\n')
    expect(await said()).toEqual(plainPermissions)
  })

  it('knows the finer choice of questions, what is left out of it is off', async () => {
    write('[approval_policy.granular]\nsandbox_approval = true\nrules = false\nmcp_elicitations = true\n')
    expect((await said()).granular).toEqual({
      sandbox_approval: true,
      rules: false,
      skill_approval: false,
      request_permissions: false,
      mcp_elicitations: true,
    })
    write('approval_policy = "never" # granular\n')
    expect((await said()).granular).toBeNull()
  })

  it('is a profile under a name that the folder can’t know, with those that it stands on', async () => {
    write(
      'default_permissions = "docs"\n[permissions.docs]\nextends = "base"\n[permissions.base]\nextends = ":workspace"\n[permissions.base.filesystem]\n"/srv" = "read"\n',
    )
    const { profile } = await said()
    const prefix = profile?.id.replace(/docs$/, '') ?? ''
    expect(prefix).toMatch(/^app-[0-9a-f]{16}-$/)
    expect(profile?.config).toEqual({
      default_permissions: ':workspace',
      permissions: {
        [`${prefix}docs`]: { extends: `${prefix}base` },
        [`${prefix}base`]: { extends: ':workspace', filesystem: { '/srv': 'read' } },
      },
    })
    expect((await said()).profile?.id).not.toBe(profile?.id)
  })

  it.each([
    ['one of Codex’s own', 'default_permissions = ":read-only"\n[permissions.docs]\n'],
    [
      'full access in the end',
      'default_permissions = "a"\n[permissions.a]\nextends = "b"\n[permissions.b]\nextends = ":danger-full-access"\n',
    ],
    ['a circle', 'default_permissions = "a"\n[permissions.a]\nextends = "b"\n[permissions.b]\nextends = "a"\n'],
    ['not there', 'default_permissions = "a"\n[permissions.b]\n'],
    ['built on what isn’t there', 'default_permissions = "a"\n[permissions.a]\nextends = "__proto__"\n'],
    ['of another kind', 'default_permissions = "a"\npermissions = { a = 5 }\n'],
  ])('is no profile that is %s', async (_name, text) => {
    write(text)
    expect((await said()).profile).toBeNull()
  })

  it('is not what stands in some other table', async () => {
    write('[x]\napprovals_reviewer = "auto_review"\nnetwork_access = true\n')
    expect(await said()).toEqual(plainPermissions)
  })
})
