// Where a chat may write, and permission profiles, on the real Codex.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CodexMethod } from '@contract/codex'
import { presetOf } from '@contract/presets'
import { decide } from '../../../main/ipc/policy'
import { readLayers } from '../../../renderer/stores/config/layers'
import { addPermissionProfile, removePermissionProfile } from '../../../renderer/stores/config/permissions'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { createTestHome, type TestHome } from '../../support/homes'
import { events, functionCall, say, startResponsesServer, type ScriptedModel } from '../../support/responses-server'

describe('folders that may be written to', () => {
  let home: TestHome
  let model: ScriptedModel
  let session: CodexSession
  let extra: string
  let sneaky: string
  let calls = 0
  beforeAll(async () => {
    model = await startResponsesServer()
    home = createTestHome({ config: model.configToml, trust: 'trusted', git: true })
    extra = join(home.root, 'extra')
    sneaky = join(home.root, 'sneaky')
    for (const folder of [extra, sneaky]) mkdirSync(folder)
    home.write(
      '.codex/config.toml',
      `[sandbox_workspace_write]\nwritable_roots = ["${sneaky}"]\nnetwork_access = true\nexclude_tmpdir_env_var = true\n`,
    )
    session = await openCodex(home)
  })
  afterAll(async () => {
    await session.close()
    await model.close()
    home.remove()
  })
  /** A call of the window as it reaches Codex. */
  const call = async (method: CodexMethod, params: object, writableRoots: readonly string[]) => {
    const context = { projectPath: home.projectDir, trust: 'trusted', fullAccessGranted: false, writableRoots } as const
    const decision = decide(method, params, context)
    if (decision.kind !== 'allow') throw new Error(`not allowed: ${decision.kind}`)
    // Codex's own answer, of which the test looks at a few fields.
    return (await session.connection.requestRaw(method, decision.params)) as {
      thread: { id: string }
      turn: { id: string }
      sandbox: { writableRoots?: string[]; networkAccess?: boolean }
      runtimeWorkspaceRoots: string[]
    }
  }
  const auto = presetOf('auto')
  /** Where a turn of the model could write: [added, named by the folder, its own]. */
  const reaches = async (threadId: string, roots: readonly string[]): Promise<boolean[]> => {
    calls += 1
    const name = `by-${calls}`
    const cmd = `for d in '${extra}' '${sneaky}' '${home.projectDir}'; do touch "$d/${name}"; done; true`
    model.clear()
    model.queue(events(functionCall(`c_${calls}`, 'exec_command', { cmd })), say('done'))
    const input = [{ type: 'text', text: 'go', text_elements: [] }]
    const params = { threadId, input, sandboxPolicy: auto.sandboxPolicy, approvalPolicy: 'on-request' }
    const { turn } = await call('turn/start', params, roots)
    await session.finished(turn.id)
    return [extra, sneaky, home.projectDir].map((folder) => existsSync(join(folder, name)))
  }

  it.each(['workspace-write', 'read-only'])('are the home’s own only, in a chat begun as %s', async (sandbox) => {
    const begun = await call('thread/start', { sandbox, approvalPolicy: 'on-request' }, [extra])
    expect(begun.runtimeWorkspaceRoots).toEqual([home.projectDir, extra])
    if (sandbox === 'workspace-write')
      expect(begun.sandbox).toMatchObject({ writableRoots: [extra], networkAccess: false, excludeTmpdirEnvVar: false })
    expect(await reaches(begun.thread.id, [extra])).toEqual([true, false, true])
    // Taken out and added between two messages.
    expect(await reaches(begun.thread.id, [])).toEqual([false, false, true])
    expect(await reaches(begun.thread.id, [extra])).toEqual([true, false, true])
  })

  it('are so again when the chat is taken up and copied', async () => {
    const begun = await call('thread/start', { sandbox: 'workspace-write', approvalPolicy: 'on-request' }, [])
    await reaches(begun.thread.id, [])
    await session.close()
    session = await openCodex(home)
    const params = { threadId: begun.thread.id, sandbox: 'workspace-write', approvalPolicy: 'on-request' }
    const again = await call('thread/resume', params, [])
    expect(again.sandbox).toMatchObject({ writableRoots: [], networkAccess: false })
    expect(await reaches(begun.thread.id, [])).toEqual([false, false, true])
    const copy = await call('thread/fork', params, [extra])
    expect(copy.sandbox).toMatchObject({ writableRoots: [extra], networkAccess: false })
  })
})

describe('permission profiles', () => {
  let stage: ConfigStage
  let staged: StagedProject
  beforeEach(() => {
    stage = setConfigStage()
    staged = stage.add('p')
  })
  afterEach(() => stage.end())
  const layers = async () => {
    const session = await staged.codex()
    return readLayers(await session.connection.requestRaw('config/read', { includeLayers: true }))
  }
  const write = async (edits: ReturnType<typeof addPermissionProfile>) =>
    (await stage.wing.writes.write({ kind: 'project', projectId: staged.project.id }, edits, null))[0]
  const docs = {
    id: 'docs',
    about: 'Only the documents',
    extends: ':workspace',
    paths: [
      { path: '/srv', access: 'read' as const },
      { path: '~/x', access: 'deny' as const },
      { path: ':tmpdir', access: 'write' as const },
    ],
    network: true,
  }

  it('are added with a choice, which Codex needs, and go with it', async () => {
    const before = staged.read()
    expect(await write(addPermissionProfile(docs, await layers()))).toMatchObject({ state: 'written', problem: null })
    const session = await staged.codex()
    const list = await session.connection.requestRaw('permissionProfile/list', { cwd: staged.project.path })
    expect(JSON.stringify(list)).toContain('Only the documents')
    await write(addPermissionProfile({ ...docs, id: 'more', extends: 'docs' }, await layers()))
    await write([{ path: ['default_permissions'], value: 'more', merge: 'replace' }])
    expect(await write(removePermissionProfile('more', await layers()))).toMatchObject({ state: 'written' })
    expect(staged.read()).toContain('default_permissions = ":workspace"')
    expect(await write(removePermissionProfile('docs', await layers()))).toMatchObject({ state: 'written' })
    expect(staged.read()).not.toContain('[permissions')
    expect(readFileSync(staged.config, 'utf8')).toContain(before.trim().split('\n')[0])
  })

  it('can’t be left without a choice: that write is taken back', async () => {
    await write(addPermissionProfile(docs, await layers()))
    const before = staged.read()
    expect(await write([{ path: ['default_permissions'], value: null, merge: 'replace' }])).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('default_permissions'),
    })
    expect(staged.read()).toBe(before)
  })
})
