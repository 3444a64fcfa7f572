// The canary: a repository whose .codex/ starts a program must run nothing before the person trusts it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { mcpConfig } from '../../support/mcp'
import type { TestHomeOptions } from '../../support/homes'
import { setScene, type Scene } from '../../support/scene'

describe('a repository with a .codex/ of its own', () => {
  let scene: Scene
  afterEach(() => scene.end())

  /** Sets the stage with a canary: an MCP server and hooks that leave files if they run. */
  async function withCanary(options: TestHomeOptions): Promise<{ readonly ran: () => string[] }> {
    scene = await setScene({ git: true, ...options })
    const marks = ['mcp', 'hook', 'prompt'].map((name) => join(scene.home.root, `canary-${name}`))
    const hook = (event: string, mark: string) =>
      `[[hooks.${event}]]\n[[hooks.${event}.hooks]]\ntype = "command"\ncommand = ${JSON.stringify(`touch ${mark}`)}\n`
    scene.home.write(
      '.codex/config.toml',
      [
        mcpConfig('canary', ['--ran', marks[0] ?? '']),
        hook('SessionStart', marks[1] ?? ''),
        hook('UserPromptSubmit', marks[2] ?? ''),
      ].join(''),
    )
    return { ran: () => marks.filter((mark) => existsSync(mark)) }
  }

  const trustKey = () => `projects.${JSON.stringify(scene.home.projectDir)}.trust_level`
  const setTrust = (value: 'trusted' | 'untrusted') =>
    scene.codex.request('config/batchWrite', {
      edits: [{ keyPath: trustKey(), value, mergeStrategy: 'upsert' }],
      reloadUserConfig: true,
    })

  test('marked untrusted, it runs nothing, whatever the sandbox', async () => {
    const canary = await withCanary({ trust: 'untrusted' })
    for (const sandbox of ['read-only', 'workspace-write', 'danger-full-access'] as const) {
      await scene.codex.runTurn(await scene.codex.startThread({ sandbox }), 'hello')
    }
    expect(canary.ran()).toEqual([])
    expect(readFileSync(join(scene.home.codexHome, 'config.toml'), 'utf8')).not.toContain('"trusted"')
  })

  test('without a mark it runs nothing while threads start read-only, even if a turn may write', async () => {
    const canary = await withCanary({ trust: undefined })
    const threadId = await scene.codex.startThread({ sandbox: 'read-only' })
    await scene.codex.runTurn(threadId, 'hello', {
      sandboxPolicy: {
        type: 'workspaceWrite',
        writableRoots: [],
        networkAccess: false,
        excludeTmpdirEnvVar: false,
        excludeSlashTmp: false,
      },
    })
    expect(canary.ran()).toEqual([])
  })

  test('without a mark a writable thread trusts by itself: why the app always sets one', async () => {
    const canary = await withCanary({ trust: undefined })
    await scene.codex.runTurn(await scene.codex.startThread({ sandbox: 'workspace-write' }), 'hello')
    await scene.codex.seen(
      'mcpServer/startupStatus/updated',
      ({ name, status }) => name === 'canary' && status === 'ready',
    )
    expect(canary.ran()).toHaveLength(1)
    expect(readFileSync(join(scene.home.codexHome, 'config.toml'), 'utf8')).toContain('trust_level = "trusted"')
  })

  test('trust that is granted arms it without a restart, but not its hooks', async () => {
    const canary = await withCanary({ trust: 'untrusted' })
    const before = await scene.codex.request('config/read', { includeLayers: true, cwd: scene.home.projectDir })
    expect(before.layers?.find((layer) => layer.name.type === 'project')?.disabledReason).toContain('untrusted')
    await setTrust('trusted')
    await scene.codex.runTurn(await scene.codex.startThread(), 'hello')
    await scene.codex.seen(
      'mcpServer/startupStatus/updated',
      ({ name, status }) => name === 'canary' && status === 'ready',
    )
    expect(canary.ran().map((mark) => mark.split('-').at(-1))).toEqual(['mcp'])
  })

  test('trust that is taken back keeps new threads from running anything', async () => {
    const canary = await withCanary({ trust: 'trusted' })
    await setTrust('untrusted')
    await scene.codex.runTurn(await scene.codex.startThread({ sandbox: 'workspace-write' }), 'hello')
    expect(canary.ran()).toEqual([])
  })
})
