// What the four presets of the composer make the real Codex do: which acts run, which are asked about, which are refused.
import type { AskForApproval } from '@protocol/v2/AskForApproval'
import type { SandboxMode } from '@protocol/v2/SandboxMode'
import type { SandboxPolicy } from '@protocol/v2/SandboxPolicy'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customToolCall, events, functionCall } from '../../support/responses-server'
import type { SseEvent } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

type Result = 'runs' | 'is asked about' | 'is refused'

interface Preset {
  readonly name: string
  readonly sandbox: SandboxMode
  readonly approvalPolicy: AskForApproval
  readonly sandboxPolicy: SandboxPolicy
  /** In the order of ACTS. */
  readonly results: readonly Result[]
}

const ACTS = ['reads', 'writes', 'escalates', 'patches'] as const

const PRESETS: readonly Preset[] = [
  {
    name: 'read only',
    sandbox: 'read-only',
    approvalPolicy: 'never',
    sandboxPolicy: { type: 'readOnly', networkAccess: false },
    results: ['runs', 'is refused', 'is refused', 'is refused'],
  },
  {
    name: 'ask',
    sandbox: 'read-only',
    approvalPolicy: 'on-request',
    sandboxPolicy: { type: 'readOnly', networkAccess: false },
    // A command that writes fails in the sandbox; a model then asks to run it outside.
    results: ['runs', 'is refused', 'is asked about', 'is asked about'],
  },
  {
    name: 'auto within the folder',
    sandbox: 'workspace-write',
    approvalPolicy: 'on-request',
    sandboxPolicy: {
      type: 'workspaceWrite',
      writableRoots: [],
      networkAccess: false,
      excludeTmpdirEnvVar: false,
      excludeSlashTmp: false,
    },
    results: ['runs', 'runs', 'is asked about', 'runs'],
  },
  {
    name: 'full access',
    sandbox: 'danger-full-access',
    approvalPolicy: 'never',
    sandboxPolicy: { type: 'dangerFullAccess' },
    // Nothing is left to escalate to: a model is told not to try.
    results: ['runs', 'runs', 'is refused', 'runs'],
  },
]

describe.each(PRESETS)('the preset "$name"', ({ sandbox, approvalPolicy, sandboxPolicy, results }) => {
  let scene: Scene
  let calls = 0

  beforeAll(async () => {
    scene = await setScene()
    scene.codex.answerWith(() => ({ decision: 'accept' }))
  })
  afterAll(() => scene.end())

  /** The call that tries an act, and the file that proves it. */
  function attempt(act: (typeof ACTS)[number]): { readonly call: SseEvent; readonly file: string } {
    calls += 1
    const id = `call_${calls}`
    const file = `${act}-${calls}.txt`
    const proof = { call: functionCall(id, 'exec_command', { cmd: `echo x > ${file}` }), file }
    switch (act) {
      case 'reads':
        return { call: functionCall(id, 'exec_command', { cmd: 'ls' }), file: '.' }
      case 'writes':
        return proof
      case 'escalates':
        return {
          call: functionCall(id, 'exec_command', {
            cmd: `echo x > ${file}`,
            sandbox_permissions: 'require_escalated',
            justification: 'Because.',
          }),
          file,
        }
      case 'patches':
        return {
          call: customToolCall(id, 'apply_patch', `*** Begin Patch\n*** Add File: ${file}\n+x\n*** End Patch\n`),
          file,
        }
    }
  }

  async function outcome(threadId: string, act: (typeof ACTS)[number], turn: object): Promise<Result> {
    const { call, file } = attempt(act)
    const asked = scene.codex.requests.length
    scene.model.queue(events(call))
    await scene.codex.runTurn(threadId, act, turn)
    if (scene.codex.requests.length > asked) return 'is asked about'
    return existsSync(join(scene.home.projectDir, file)) ? 'runs' : 'is refused'
  }

  test('set at the start of a thread', async () => {
    const threadId = await scene.codex.startThread({ sandbox, approvalPolicy, approvalsReviewer: 'user' })
    const seen: Result[] = []
    for (const act of ACTS) seen.push(await outcome(threadId, act, {}))
    expect(seen).toEqual(results)
  })

  test('chosen for a thread that began with another', async () => {
    const other = sandbox === 'read-only' ? 'workspace-write' : 'read-only'
    const threadId = await scene.codex.startThread({ sandbox: other, approvalPolicy: 'on-request' })
    const seen: Result[] = []
    // The overrides of the first turn stay for those that follow.
    for (const act of ACTS)
      seen.push(await outcome(threadId, act, act === 'reads' ? { sandboxPolicy, approvalPolicy } : {}))
    expect(seen).toEqual(results)
  })
})
