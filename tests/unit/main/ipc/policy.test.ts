import { describe, expect, it } from 'vitest'
import { codexMethods } from '@contract/codex'
import { presets } from '@contract/presets'
import { allowedMethod, decide } from '../../../../main/ipc/policy'
import { isInside, type PolicyContext } from '../../../../main/ipc/policy-rules'
import { plainPermissions } from '../../../../main/projects/home-permissions'

const trusted: PolicyContext = { projectPath: '/srv/site', trust: 'trusted', fullAccessGranted: false }
const untrusted: PolicyContext = { ...trusted, trust: 'unasked' }
const text = [{ type: 'text', text: 'hello', text_elements: [] }]

const allowedParams = (decision: ReturnType<typeof decide>): Record<string, unknown> => {
  if (decision.kind !== 'allow') throw new Error(`expected allow, got ${decision.kind}`)
  return decision.params
}

describe('the allowlist', () => {
  it('knows no method beyond the list, not even inherited names', () => {
    for (const name of [
      'fs/writeFile',
      'thread/shellCommand',
      'config/value/write',
      'command/exec',
      'constructor',
      '__proto__',
    ])
      expect(allowedMethod(name)).toBeNull()
  })

  it('decides every listed method', () => {
    for (const method of codexMethods)
      expect(['allow', 'deny', 'ask-full-access']).toContain(decide(method, {}, trusted).kind)
  })

  it('refuses params that are no object', () => {
    expect(decide('thread/list', [1], trusted).kind).toBe('deny')
    expect(decide('thread/list', 'x', trusted).kind).toBe('deny')
  })
})

describe('starting work', () => {
  it('always runs in the project folder with the person as reviewer, whatever the page said', () => {
    const params = allowedParams(decide('thread/start', { cwd: '/etc', sandbox: 'read-only' }, trusted))
    expect(params).toMatchObject({ cwd: '/srv/site', approvalsReviewer: 'user', sandbox: 'read-only' })
  })

  it.each([
    'config',
    'baseInstructions',
    'permissions',
    'environments',
    'dynamicTools',
    'runtimeWorkspaceRoots',
    'modelProvider',
  ])('refuses a thread/start that carries %s', (key) => {
    expect(decide('thread/start', { [key]: {} }, trusted).kind).toBe('deny')
  })

  it.each(['path', 'history', 'config'])('refuses a thread/resume that carries %s', (key) => {
    expect(decide('thread/resume', { threadId: 't', [key]: 'x' }, trusted).kind).toBe('deny')
  })

  it('keeps an untrusted folder read-only and unasked, for every preset, at start and at each turn', () => {
    for (const preset of presets) {
      const start = { sandbox: preset.sandbox, approvalPolicy: preset.approvalPolicy }
      expect(allowedParams(decide('thread/start', start, untrusted))).toMatchObject({
        sandbox: 'read-only',
        approvalPolicy: 'never',
      })
      const turn = {
        threadId: 't',
        input: text,
        sandboxPolicy: preset.sandboxPolicy,
        approvalPolicy: preset.approvalPolicy,
      }
      expect(allowedParams(decide('turn/start', turn, untrusted))).toMatchObject({
        sandboxPolicy: { type: 'readOnly', networkAccess: false },
        approvalPolicy: 'never',
      })
    }
  })

  it('never lets the page widen the writable sandbox', () => {
    const sandboxPolicy = { type: 'workspaceWrite', writableRoots: ['/'], networkAccess: true }
    expect(
      allowedParams(decide('turn/start', { threadId: 't', input: text, sandboxPolicy }, trusted))['sandboxPolicy'],
    ).toEqual(presets.find((preset) => preset.id === 'auto')?.sandboxPolicy)
  })

  it('falls back on read-only where no sandbox is named, for config.toml may say anything', () => {
    expect(allowedParams(decide('thread/start', {}, trusted))).toMatchObject({ sandbox: 'read-only' })
  })

  it('asks natively before full access, and lets it through once granted', () => {
    const params = { sandbox: 'danger-full-access', approvalPolicy: 'never' }
    expect(decide('thread/start', params, trusted).kind).toBe('ask-full-access')
    expect(decide('thread/start', params, { ...trusted, fullAccessGranted: true }).kind).toBe('allow')
    const turn = { threadId: 't', input: text, sandboxPolicy: { type: 'dangerFullAccess' } }
    expect(decide('turn/start', turn, trusted).kind).toBe('ask-full-access')
  })

  it('names every folder that may be written to, the home’s own and no other, at start and at each turn', () => {
    const context: PolicyContext = { ...trusted, home: { ...plainPermissions, writableRoots: ['/data'] } }
    for (const method of ['thread/start', 'thread/resume', 'thread/fork'] as const)
      expect(
        allowedParams(
          decide(
            method,
            { ...(method === 'thread/start' ? {} : { threadId: 't' }), sandbox: 'workspace-write' },
            context,
          ),
        )['config'] ?? null,
      ).toEqual({
        sandbox_workspace_write: {
          writable_roots: ['/data'],
          network_access: false,
          exclude_tmpdir_env_var: false,
          exclude_slash_tmp: false,
        },
      })
    const sandboxPolicy = presets.find((preset) => preset.id === 'auto')?.sandboxPolicy
    const turn = { threadId: 't', input: text, sandboxPolicy }
    expect(allowedParams(decide('turn/start', turn, context))['runtimeWorkspaceRoots']).toEqual(['/srv/site', '/data'])
    expect(allowedParams(decide('turn/start', turn, trusted))['runtimeWorkspaceRoots']).toEqual(['/srv/site'])
    // Not even there to come back later, where the folder isn't trusted.
    const untrustedTurn = decide('turn/start', turn, { ...context, trust: 'unasked' })
    expect(allowedParams(untrustedTurn)['runtimeWorkspaceRoots']).toEqual(['/srv/site'])
  })

  it('takes network, who answers and which questions from the home, and from nobody else', () => {
    const granular = {
      sandbox_approval: true,
      rules: false,
      skill_approval: false,
      request_permissions: false,
      mcp_elicitations: true,
    }
    const home = { ...plainPermissions, networkAccess: true, reviewer: 'auto_review' as const, granular }
    const context: PolicyContext = { ...trusted, home }
    const sandboxPolicy = presets.find((preset) => preset.id === 'auto')?.sandboxPolicy
    const turn = { threadId: 't', input: text, sandboxPolicy, approvalPolicy: 'on-request' }
    const wide = {
      sandboxPolicy: { type: 'workspaceWrite', networkAccess: true },
      approvalPolicy: { granular },
      approvalsReviewer: 'auto_review',
    }
    expect(allowedParams(decide('turn/start', turn, context))).toMatchObject(wide)
    expect(allowedParams(decide('turn/start', turn, trusted))).toMatchObject({
      sandboxPolicy: { networkAccess: false },
      approvalPolicy: 'on-request',
      approvalsReviewer: 'user',
    })
    expect(allowedParams(decide('thread/start', { sandbox: 'workspace-write' }, context))).toMatchObject({
      config: { sandbox_workspace_write: { network_access: true } },
      approvalsReviewer: 'auto_review',
    })
    // A preset that asks nothing goes on asking nothing, and reading stays without network.
    const read = presets.find((preset) => preset.id === 'read-only')
    expect(
      allowedParams(
        decide('turn/start', { ...turn, sandboxPolicy: read?.sandboxPolicy, approvalPolicy: 'never' }, context),
      ),
    ).toMatchObject({ sandboxPolicy: { type: 'readOnly', networkAccess: false }, approvalPolicy: 'never' })
    // Nothing of it where the folder isn't trusted.
    expect(allowedParams(decide('turn/start', turn, { ...context, trust: 'restricted' }))).toMatchObject({
      sandboxPolicy: { type: 'readOnly' },
      approvalPolicy: 'never',
      approvalsReviewer: 'user',
    })
    expect(decide('turn/start', { ...turn, approvalsReviewer: 'auto_review' }, trusted).kind).toBe('deny')
  })

  it('puts the home’s profile in place of the writable sandbox, where the thread knows it', () => {
    const profile = {
      id: 'app-1-docs',
      config: { permissions: { 'app-1-docs': {} }, default_permissions: ':workspace' },
    }
    const context: PolicyContext = { ...trusted, home: { ...plainPermissions, profile } }
    const begun = allowedParams(decide('thread/start', { sandbox: 'workspace-write' }, context))
    expect(begun).toMatchObject({ permissions: 'app-1-docs', config: profile.config })
    expect(begun).not.toHaveProperty('sandbox')
    // Known from the start on, for a later turn.
    const reading = allowedParams(decide('thread/start', { sandbox: 'read-only' }, context))
    expect(reading).toMatchObject({ sandbox: 'read-only', config: profile.config })
    expect(reading).not.toHaveProperty('permissions')
    const sandboxPolicy = presets.find((preset) => preset.id === 'auto')?.sandboxPolicy
    const turn = { threadId: 't', input: text, sandboxPolicy }
    const under = allowedParams(decide('turn/start', turn, { ...context, threadProfile: 'app-1-other' }))
    expect(under).toMatchObject({ permissions: 'app-1-other' })
    expect(under).not.toHaveProperty('sandboxPolicy')
    for (const other of [context, { ...trusted, threadProfile: 'app-1-docs' }])
      expect(allowedParams(decide('turn/start', turn, other))).toMatchObject({
        sandboxPolicy: { type: 'workspaceWrite' },
      })
    const untrustedStart = allowedParams(
      decide('thread/start', { sandbox: 'workspace-write' }, { ...context, trust: 'unasked' }),
    )
    expect(untrustedStart).toMatchObject({ sandbox: 'read-only' })
    expect(JSON.stringify(untrustedStart)).not.toContain('app-1')
    expect(decide('turn/start', { ...turn, permissions: ':danger-full-access' }, context).kind).toBe('deny')
  })

  it('refuses sandboxes that it does not know', () => {
    expect(
      decide('turn/start', { threadId: 't', input: text, sandboxPolicy: { type: 'externalSandbox' } }, trusted).kind,
    ).toBe('deny')
  })

  it('refuses writing without ever asking below full access', () => {
    expect(decide('thread/start', { sandbox: 'workspace-write', approvalPolicy: 'never' }, trusted).kind).toBe('deny')
  })
})

describe('input', () => {
  it.each([
    [{ type: 'image', url: 'https://evil.example/track.png' }],
    [{ type: 'image', url: 'data:image/svg+xml;base64,AAAA' }],
    [{ type: 'localImage', path: '/etc/passwd' }],
    [{ type: 'mention', name: 'x', path: '/etc/passwd' }],
    [{ type: 'mention', name: 'x', path: '../../etc/passwd' }],
    [{ type: 'skill', name: 'x', path: '/etc/passwd' }],
    [{ type: 'future' }],
    [null],
  ])('refuses %j', (part) => {
    for (const method of ['turn/start', 'turn/steer', 'thread/queue/add'] as const)
      expect(decide(method, { threadId: 't', input: [part] }, trusted).kind).toBe('deny')
  })

  it('takes text, inline pictures, files of the project and skills', () => {
    const input = [
      ...text,
      { type: 'image', url: 'data:image/png;base64,AAAA' },
      { type: 'mention', name: 'a.ts', path: 'src/a.ts' },
      { type: 'skill', name: 's', path: '/home/me/.agents/skills/s/SKILL.md' },
    ]
    expect(decide('turn/start', { threadId: 't', input }, trusted).kind).toBe('allow')
  })
})

describe('looking things up', () => {
  it('searches files in the project only', () => {
    expect(allowedParams(decide('fuzzyFileSearch', { query: 'x', roots: ['/'] }, trusted))['roots']).toEqual([
      '/srv/site',
    ])
  })
})

describe('work in a worktree', () => {
  const home = '/data/worktrees'
  const path = `${home}/0123456789abcdef/topic-1`
  const known = { folders: [path], home, thread: null }
  const inNone: PolicyContext = { ...trusted, worktrees: known }
  const inTopic: PolicyContext = { ...trusted, worktrees: { ...known, thread: { path, stands: true } } }
  const inGone: PolicyContext = { ...trusted, worktrees: { ...known, folders: [], thread: { path, stands: false } } }
  const cwdOf = (...args: Parameters<typeof decide>) => allowedParams(decide(...args))['cwd']

  it('begins where the page chose, if that is one of the project’s that stands', () => {
    expect(cwdOf('thread/start', { cwd: path, sandbox: 'read-only' }, inNone)).toBe(path)
    expect(cwdOf('thread/start', { cwd: `${path}/../topic-1/`, sandbox: 'read-only' }, inNone)).toBe(path)
    expect(cwdOf('thread/fork', { threadId: 't', cwd: path }, inNone)).toBe(path)
    for (const cwd of ['/etc', `${path}/sub`.replace('/data', '/other'), 'topic-1', undefined, 5])
      expect(cwdOf('thread/start', { cwd, sandbox: 'read-only' }, inNone)).toBe('/srv/site')
    expect(cwdOf('thread/start', { cwd: path, sandbox: 'read-only' }, trusted)).toBe('/srv/site')
  })

  it('never falls back on the main checkout: a worktree that is gone, another project’s, or a folder in one is refused', () => {
    for (const cwd of [`${home}/0123456789abcdef/gone`, `${home}/fedcba9876543210/theirs`, `${path}/sub`, home])
      expect(decide('thread/start', { cwd }, inNone).kind).toBe('deny')
  })

  it('is begun by no goal once the worktree is gone; a goal can be paused', () => {
    const goal = { threadId: 't', objective: 'Make it fast' }
    expect(decide('thread/goal/set', { ...goal, status: 'active' }, inGone).kind).toBe('deny')
    expect(decide('thread/goal/set', goal, inGone).kind).toBe('deny')
    expect(decide('thread/goal/set', { ...goal, status: 'paused' }, inGone).kind).toBe('allow')
    expect(decide('thread/goal/set', { ...goal, status: 'active' }, inTopic).kind).toBe('allow')
    expect(decide('thread/goal/set', { ...goal, origin: 'x', status: 'paused' }, inTopic).kind).toBe('deny')
  })

  it('stays there, whatever the page says of a thread later', () => {
    expect(cwdOf('turn/start', { threadId: 't', input: text, cwd: '/srv/site' }, inTopic)).toBe(path)
    expect(cwdOf('thread/resume', { threadId: 't', cwd: '/srv/site' }, inTopic)).toBe(path)
    expect(cwdOf('thread/fork', { threadId: 't', cwd: '/srv/site' }, inTopic)).toBe(path)
    expect(cwdOf('turn/start', { threadId: 't', input: text, cwd: path }, inNone)).toBe('/srv/site')
  })

  it('may mention files of the worktree alone', () => {
    const mention = (of: string) => ({ threadId: 't', input: [{ type: 'mention', name: 'x', path: of }] })
    for (const method of ['turn/start', 'turn/steer', 'thread/queue/add'] as const) {
      expect(decide(method, mention('src/a.ts'), inTopic).kind).toBe('allow')
      expect(decide(method, mention(`${path}/a.ts`), inTopic).kind).toBe('allow')
      expect(decide(method, mention('/srv/site/a.ts'), inTopic).kind).toBe('deny')
      expect(decide(method, mention('../topic-2/a.ts'), inTopic).kind).toBe('deny')
    }
  })

  it('does not go on once the worktree is gone, and can be read', () => {
    expect(decide('turn/start', { threadId: 't', input: text }, inGone)).toMatchObject({
      kind: 'deny',
      message: expect.stringContaining('not there any more'),
    })
    for (const [method, params] of [
      ['thread/fork', { threadId: 't' }],
      ['thread/queue/add', { threadId: 't', input: text }],
      ['thread/queue/start', { threadId: 't' }],
      ['review/start', { threadId: 't', target: { type: 'uncommittedChanges' } }],
    ] as const)
      expect(decide(method, params, inGone).kind).toBe('deny')
    const full = { threadId: 't', sandbox: 'danger-full-access', approvalPolicy: 'on-request' }
    expect(allowedParams(decide('thread/resume', full, inGone))).toMatchObject({
      sandbox: 'read-only',
      approvalPolicy: 'never',
    })
    expect(decide('thread/turns/list', { threadId: 't' }, inGone).kind).toBe('allow')
  })

  it('is as untrusted as its project', () => {
    const params = { threadId: 't', input: text, sandboxPolicy: { type: 'dangerFullAccess' } }
    expect(allowedParams(decide('turn/start', params, { ...inTopic, trust: 'restricted' }))).toMatchObject({
      cwd: path,
      sandboxPolicy: { type: 'readOnly' },
      approvalPolicy: 'never',
    })
  })

  it('is searched for files where the page looks, if that is a worktree', () => {
    const roots = (...given: unknown[]) =>
      allowedParams(decide('fuzzyFileSearch', { query: 'x', roots: given }, inNone))['roots']
    expect(roots(path)).toEqual([path])
    expect(roots('/', home, `${path}/sub`)).toEqual(['/srv/site'])
  })
})

describe('isInside', () => {
  it.each([
    ['/a/b', '/a/b', true],
    ['/a/b', '/a/b/c', true],
    ['/a/b', '/a/b/..c', true],
    ['/a/b', '/a/bc', false],
    ['/a/b', '/a/b/../c', false],
    ['/a/b', 'c', false],
  ])('%s ⊇ %s is %s', (folder, path, inside) => {
    expect(isInside(folder, path)).toBe(inside)
  })
})
