// The guard on real files; what Codex does with an answer is held by tests/integration/changes/acts-approval.test.ts.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PendingRequest } from '@contract/model'
import type { FileUpdateChange } from '@protocol/v2/FileUpdateChange'
import { PatchGuard } from '../../../../main/requests/patch-guard'

const accept = { decision: 'accept' }

describe('the patch guard', () => {
  let folder = ''
  let different: string[] = []
  let guard = new PatchGuard({ folderOf: () => null, onDifferent: () => {} })

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'codex-deck-guard-')))
    different = []
    guard = new PatchGuard({ folderOf: () => folder, onDifferent: (_id, message) => different.push(message) })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const request = (changes: FileUpdateChange[], over: Partial<PendingRequest> = {}): PendingRequest => ({
    key: 'p/1/number:1',
    projectId: 'p',
    method: 'item/fileChange/requestApproval',
    params: {},
    threadId: 't',
    itemId: 'i',
    item: { type: 'fileChange', id: 'i', changes, status: 'inProgress' },
    receivedAtMs: 0,
    ...over,
  })
  const update = (name: string): FileUpdateChange => ({
    path: join(folder, name),
    kind: { type: 'update', move_path: null },
    diff: '@@ -1 +1 @@\n-a\n+A\n',
  })
  const asked = async (one: PendingRequest): Promise<void> => {
    guard.asked(one)
    // Its first look is done when it has an answer to an accept.
    await guard.problem(one, accept)
  }

  it('asks nothing about answers that let nothing be written', async () => {
    writeFileSync(join(folder, 'a'), 'a\n')
    const one = request([update('a')])
    await asked(one)
    writeFileSync(join(folder, 'a'), 'b\n')
    for (const response of [{ decision: 'decline' }, { decision: 'cancel' }, {}, null, 'accept'])
      expect(await guard.problem(one, response)).toBeNull()
    expect(await guard.problem(one, { decision: 'acceptForSession' })).toMatch(/^a changed since Codex asked/)
  })

  it('leaves requests about anything else alone', async () => {
    const one = request([], { method: 'item/commandExecution/requestApproval', item: null })
    await asked(one)
    expect(await guard.problem(one, accept)).toBeNull()
  })

  it('says when a part of the patch is in the file already', async () => {
    writeFileSync(join(folder, 'a'), 'A\n')
    const one = request([update('a')])
    guard.asked(one)
    expect(await guard.problem(one, accept)).toMatch(/^a isn’t what this patch was made for/)
    expect(await guard.problem(one, accept)).toBeNull()
  })

  it('looks at files that are too large, at pipes and at folders without reading them', async () => {
    writeFileSync(join(folder, 'large'), Buffer.alloc(33 * 1024 * 1024))
    mkdirSync(join(folder, 'folder'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const one = request([update('large'), update('folder'), update('pipe')])
    await asked(one)
    expect(await guard.problem(one, accept)).toBeNull()
    writeFileSync(join(folder, 'large'), Buffer.alloc(33 * 1024 * 1024, 1))
    expect(await guard.problem(one, accept)).toMatch(/^large changed/)
  })

  it('names at most three files', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) writeFileSync(join(folder, name), 'a\n')
    const one = request(names.map(update))
    await asked(one)
    for (const name of names) writeFileSync(join(folder, name), 'b\n')
    expect(await guard.problem(one, accept)).toMatch(/^a, b, c and 2 more changed since/)
  })

  it('tells of nothing when the patch failed, was declined, or its server is gone', async () => {
    writeFileSync(join(folder, 'a'), 'a\n')
    const one = request([update('a')])
    for (const status of ['failed', 'declined', undefined]) {
      await asked(one)
      guard.completed('p', 'i', status)
    }
    await asked(one)
    guard.forgetAll('p')
    guard.completed('p', 'i', 'completed')
    await asked(one)
    writeFileSync(join(folder, 'a'), 'A\n')
    guard.completed('p', 'i', 'completed')
    guard.forget(one.key)
    expect(await guard.problem(one, accept)).toBeNull()
    // Told at last of one that is different, and of that alone.
    const last = request([update('b')], { key: 'p/1/number:2', itemId: 'last' })
    writeFileSync(join(folder, 'b'), 'a\n')
    await asked(last)
    writeFileSync(join(folder, 'b'), 'something else\n')
    guard.completed('p', 'last', 'completed')
    await vi.waitFor(() => expect(different).not.toEqual([]))
    expect(different).toEqual(['b is not what the approved patch said. Look at the changes.'])
  })
})
