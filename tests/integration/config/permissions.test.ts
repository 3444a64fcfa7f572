// Where a chat may write, and permission profiles, on the real Codex.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CodexMethod } from '@contract/codex'
import type { Project } from '@contract/model'
import { presetOf } from '@contract/presets'
import { decide } from '../../../main/ipc/policy'
import { HomePermissionsReader, plainPermissions, type HomePermissions } from '../../../main/projects/home-permissions'
import { readLayers } from '../../../renderer/stores/config/layers'
import { addPermissionProfile, removePermissionProfile } from '../../../renderer/stores/config/permissions'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { createTestHome, type TestHome } from '../../support/homes'
import { events, functionCall, say, startResponsesServer, type ScriptedModel } from '../../support/responses-server'
import { sampleProject } from '../../support/sample-project'

describe('chats of the app and what the home allows them', () => {
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
  const call = async (
    method: CodexMethod,
    params: object,
    said: readonly string[] | Partial<HomePermissions>,
    threadProfile?: string,
  ) => {
    const permissions = { ...plainPermissions, ...(Array.isArray(said) ? { writableRoots: said } : said) }
    const context = {
      projectPath: home.projectDir,
      trust: 'trusted',
      fullAccessGranted: false,
      home: permissions,
      ...(threadProfile === undefined ? {} : { threadProfile }),
    } as const
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

  const project: Project = sampleProject({ path: '', name: 'p', source: 'provider' })

  /** What Codex told the model that a command said, after a turn with what the home says. */
  const told = async (threadId: string, said: Partial<HomePermissions>, cmd: string, more = {}): Promise<string> => {
    calls += 1
    model.clear()
    const name = `c_${calls}`
    model.queue(events(functionCall(name, 'exec_command', { cmd, ...more })), say('done'))
    const input = [{ type: 'text', text: 'go', text_elements: [] }]
    const params = { threadId, input, sandboxPolicy: auto.sandboxPolicy, approvalPolicy: 'on-request' }
    const { turn } = await call('turn/start', params, said)
    await session.finished(turn.id)
    const items = model.requests.flatMap((request) => request.input)
    return items.find(({ type, callId }) => type === 'function_call_output' && callId === name)?.text ?? ''
  }
  it('run under the home’s own profile as a whole, what the folder adds to it left out, and turn by turn', async () => {
    const configFile = join(home.codexHome, 'config.toml')
    const config = readFileSync(configFile, 'utf8')
    const folderConfig = readFileSync(join(home.projectDir, '.codex', 'config.toml'), 'utf8')
    try {
      const profiles = `[permissions.docs]\nextends = "base"\n[permissions.base]\nextends = ":workspace"\n[permissions.base.filesystem]\n"${extra}" = "write"\n`
      writeFileSync(configFile, `default_permissions = "docs"\n${config}\n${profiles}`)
      home.write('.codex/config.toml', `[permissions.docs.filesystem]\n"${sneaky}" = "write"\n`)
      const reader = new HomePermissionsReader(() => home.codexHome)
      const said = await reader.of(project)
      const { profile } = said
      if (profile === null) throw new Error('a profile is wanted')
      const turns = async (threadId: string, with_: object) => {
        calls += 1
        const name = `by-${calls}`
        model.clear()
        const cmd = `for d in '${extra}' '${sneaky}' '${home.projectDir}'; do touch "$d/${name}"; done; true`
        model.queue(events(functionCall(`c_${calls}`, 'exec_command', { cmd })), say('done'))
        const input = [{ type: 'text', text: 'go', text_elements: [] }]
        const params = { threadId, input, approvalPolicy: 'on-request', ...with_ }
        const { turn } = await call('turn/start', params, said, profile.id)
        await session.finished(turn.id)
        return [extra, sneaky, home.projectDir].map((folder) => existsSync(join(folder, name)))
      }
      for (const sandbox of ['workspace-write', 'read-only']) {
        const begun = await call('thread/start', { sandbox, approvalPolicy: 'on-request' }, said)
        expect(await turns(begun.thread.id, { sandboxPolicy: auto.sandboxPolicy })).toEqual([true, false, true])
        const reads = presetOf('ask').sandboxPolicy
        expect(await turns(begun.thread.id, { sandboxPolicy: reads })).toEqual([false, false, false])
        expect(await turns(begun.thread.id, { sandboxPolicy: auto.sandboxPolicy })).toEqual([true, false, true])
        const copy = await call(
          'thread/fork',
          { threadId: begun.thread.id, sandbox, approvalPolicy: 'on-request' },
          said,
        )
        expect(await turns(copy.thread.id, { sandboxPolicy: auto.sandboxPolicy })).toEqual([true, false, true])
      }
    } finally {
      writeFileSync(configFile, config)
      home.write('.codex/config.toml', folderConfig)
    }
  })

  const begin = async () =>
    (await call('thread/start', { sandbox: 'workspace-write', approvalPolicy: 'on-request' }, {})).thread.id
  const escalated = { sandbox_permissions: 'require_escalated', justification: 'because' }

  it('reach the network from the next message on where the home allows it, and not before or after', async () => {
    const id = await begin()
    const cmd = `(exec 3<>/dev/tcp/127.0.0.1/${new URL(model.baseUrl).port}) 2>/dev/null && echo NET-YES || echo NET-NO`
    expect(await told(id, {}, cmd)).toContain('NET-NO')
    expect(await told(id, { networkAccess: true }, cmd)).toContain('NET-YES')
    expect(await told(id, {}, cmd)).toContain('NET-NO')
  })

  it('ask what the home’s finer choice leaves, and refuse the rest unasked', async () => {
    const id = await begin()
    const all = { rules: true, skill_approval: true, request_permissions: true, mcp_elicitations: true }
    session.answerWith(() => ({ decision: 'decline' }))
    const before = session.requests.length
    await told(id, { granular: { ...all, sandbox_approval: false } }, 'true install x', escalated)
    expect(session.requests.length).toBe(before)
    await told(id, { granular: { ...all, sandbox_approval: true } }, 'true install x', escalated)
    expect(session.requests.length).toBe(before + 1)
  })

  it('are looked at by another model where the home says so, and by the person again when it no longer does', async () => {
    const id = await begin()
    const before = session.requests.length
    const reviews = () =>
      session.notifications.filter(({ method }) => method === 'item/autoApprovalReview/started').length
    await told(id, { reviewer: 'auto_review' }, 'true install x', escalated)
    expect([session.requests.length, reviews()]).toEqual([before, 1])
    await told(id, {}, 'true install x', escalated)
    expect([session.requests.length, reviews()]).toEqual([before + 1, 1])
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
