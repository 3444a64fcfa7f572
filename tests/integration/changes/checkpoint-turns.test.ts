// Turns of the real Codex and their snapshots: what a command in the shell wrote is in the turn's difference and is rewound, by
// the hook that sees the calls and notifications as the app does.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Checkpoints } from '../../../main/changes/checkpoints/checkpoints'
import { TurnHook } from '../../../main/changes/checkpoints/turn-hook'
import { Git } from '../../../main/changes/git/run'
import type { Folder } from '../../../main/changes/view-model'
import type { CheckpointEvent } from '../../../preload/contract/checkpoints'
import { customToolCall, events, functionCall, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'
import { until } from '../../support/waiting'
import { environment, namesOf, readTree, rewindView, twoTrees } from './checkpoint-tree'

let scene: Scene
let folder: Folder
let checkpoints: Checkpoints
let hook: TurnHook
const pushed: CheckpointEvent[] = []
const failures: unknown[] = []
let heard = 0

/** Hands the hook what came since. */
const listen = (): void => {
  for (const { method, params } of scene.codex.notifications.slice(heard)) hook.notification('p', method, params)
  heard = scene.codex.notifications.length
}

const startTurn = (threadId: string, text: string): Promise<string> =>
  hook
    .around('p', 'turn/start', { threadId }, async () => {
      const input = [{ type: 'text' as const, text, text_elements: [] }]
      return scene.codex.connection.request('turn/start', { threadId, input })
    })
    .then(({ turn }) => turn.id)

/** Runs a turn to its end; its second snapshot is asked for then. */
const runTurn = async (threadId: string, text: string): Promise<string> => {
  const turnId = await startTurn(threadId, text)
  await scene.codex.finished(turnId)
  listen()
  return turnId
}

beforeAll(async () => {
  scene = await setScene({ git: true, trust: 'trusted' })
  folder = {
    place: { projectId: '0123456789abcdef', worktreeId: null },
    path: scene.home.projectDir,
    trusted: true,
  }
  checkpoints = new Checkpoints({
    git: new Git({ env: environment }),
    userData: join(scene.home.root, 'data'),
    push: (event) => pushed.push(event),
  })
  hook = new TurnHook({
    checkpoints: () => Promise.resolve(checkpoints),
    folderOf: () => folder,
    onFailure: (what, reason) => failures.push([what, reason]),
  })
  scene.home.write('kept.txt', 'kept\n')
  scene.home.write('edited.txt', 'before\n')
  scene.home.write('removed.txt', 'there\n')
})
afterAll(async () => {
  await checkpoints.dispose()
  await scene.end()
})

const startThread = (): Promise<string> =>
  scene.codex.startThread({ sandbox: 'danger-full-access', approvalPolicy: 'never' })

describe('a turn of the real Codex', () => {
  it('that writes by commands and by patches is told in whole and rewound, byte for byte', async () => {
    const threadId = await startThread()
    const before = readTree(folder.path)
    scene.model.queue(
      events(
        functionCall('c_1', 'exec_command', {
          cmd: 'printf "by the shell" > edited.txt; rm removed.txt; mkdir -p bin; printf "#!/bin/sh\\n" > bin/run; chmod 755 bin/run; ln -s ../kept.txt bin/link',
        }),
      ),
      events(
        customToolCall('f_1', 'apply_patch', '*** Begin Patch\n*** Add File: patched.txt\n+by a patch\n*** End Patch'),
      ),
      say('done'),
    )
    const turnId = await runTurn(threadId, 'change things')
    const trees = await twoTrees(checkpoints, folder, { kind: 'turn', threadId, turnId, patch: null })
    expect(namesOf(trees)).toEqual(['A bin/link', 'A bin/run', 'M edited.txt', 'A patched.txt', 'D removed.txt'])
    expect(pushed.filter((event) => event.turnId === turnId)).toMatchObject([
      { place: folder.place, threadId, problem: null, checkpoint: { state: 'whole' } },
    ])

    const report = await checkpoints.rewind(await rewindView({ folder }, checkpoints, turnId, threadId))
    expect(report.done).toBe(true)
    expect(readTree(folder.path)).toEqual(before)
    expect(existsSync(join(folder.path, 'bin'))).toBe(false)
    await checkpoints.undo(folder, report.undoId ?? '')
    expect(readFileSync(join(folder.path, 'edited.txt'), 'utf8')).toBe('by the shell')
  })

  it('that is steered keeps the snapshot of its beginning', async () => {
    const threadId = await startThread()
    const goOn = join(scene.home.root, 'go-on')
    scene.model.queue(
      events(
        functionCall('c_1', 'exec_command', { cmd: `printf 1 > first.txt; until [ -e ${goOn} ]; do sleep 0.01; done` }),
      ),
      events(functionCall('c_2', 'exec_command', { cmd: 'printf 2 > second.txt' })),
      say('done'),
    )
    const turnId = await startTurn(threadId, 'begin')
    await until(() => existsSync(join(folder.path, 'first.txt')), 'the first file')
    const steered = await startTurn(threadId, 'and go on')
    expect(steered).toBe(turnId)
    writeFileSync(goOn, '')
    await scene.codex.finished(turnId)
    listen()
    const trees = await twoTrees(checkpoints, folder, { kind: 'turn', threadId, turnId, patch: null })
    expect(namesOf(trees)).toEqual(['A first.txt', 'A second.txt'])
    expect(await checkpoints.list(folder, threadId)).toHaveLength(1)
  })

  it('that reviews is one turn with a snapshot, though Codex announces another within it', async () => {
    const threadId = await startThread()
    scene.model.queue(
      events(functionCall('c_1', 'exec_command', { cmd: 'printf r > review.txt' })),
      say(
        JSON.stringify({
          findings: [],
          overall_correctness: 'patch is correct',
          overall_explanation: 'fine',
          overall_confidence_score: 1,
        }),
      ),
    )
    const params = { threadId, target: { type: 'uncommittedChanges' as const } }
    const { turn } = await hook.around('p', 'review/start', params, () =>
      scene.codex.connection.request('review/start', params),
    )
    await scene.codex.finished(turn.id)
    listen()
    expect((await checkpoints.list(folder, threadId)).map((one) => one.turnId)).toEqual([turn.id])
    expect(failures).toEqual([])
  })
})
