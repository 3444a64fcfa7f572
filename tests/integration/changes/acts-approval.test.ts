// A patch approved is the patch applied: the real Codex asks, the files change meanwhile, and the answer doesn't go out unseen.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RequestInbox, requestKey } from '../../../main/requests/inbox'
import { PatchGuard } from '../../../main/requests/patch-guard'
import { isNotification } from '../../../main/codex/server/methods'
import { customToolCall, events } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'
import { until } from '../../support/waiting'

describe('an approval of a file change', () => {
  let scene: Scene
  let threadId: string
  let inbox: RequestInbox
  let calls = 0
  const different: string[] = []
  const accept = { decision: 'accept' }

  beforeAll(async () => {
    scene = await setScene({ git: true })
    threadId = await scene.codex.startThread()
    inbox = new RequestInbox(
      { added: () => {}, removed: () => {} },
      new PatchGuard({
        folderOf: () => scene.home.projectDir,
        onDifferent: (_projectId, message) => different.push(message),
      }),
    )
  })
  afterAll(() => scene.end())

  const path = (name: string): string => join(scene.home.projectDir, name)

  /** Codex asks about a patch; resolves once the request is in the inbox, as the app puts it there. */
  const asks = async (body: string): Promise<{ key: string; finished: Promise<string> }> => {
    calls += 1
    const from = scene.codex.requests.length
    scene.model.queue(
      events(customToolCall(`call_${calls}`, 'apply_patch', `*** Begin Patch\n${body}\n*** End Patch\n`)),
    )
    const turnId = await scene.codex.startTurn(threadId, 'go')
    const request = await until(() => scene.codex.requests[from], 'a question about the patch')
    for (const message of scene.codex.notifications)
      if (isNotification(message, 'item/started')) inbox.itemStarted('p', message.params.item)
    inbox.add({
      projectId: 'p',
      generation: 1,
      id: request.id,
      method: request.method,
      params: request.params,
      respond: (result) => void request.respond(result),
      refuse: () => {},
    })
    const key = requestKey('p', 1, request.id)
    const itemId = inbox.find(key)?.itemId
    const finished = (async () => {
      await scene.codex.finished(turnId)
      const item = scene.codex.completedItems(turnId).find(({ id }) => id === itemId)
      const status = item?.type === 'fileChange' ? item.status : 'none'
      if (item) inbox.itemCompleted('p', item.id, status)
      return status
    })()
    // Looked at before anything happens to the files.
    expect(await inbox.problem(key, { decision: 'decline' })).toBeNull()
    return { key, finished }
  }
  const answer = async (key: string, response: unknown = accept): Promise<string | null> => {
    const problem = await inbox.problem(key, response)
    if (problem === null) expect(inbox.answer(key, response)).toBe(true)
    return problem
  }
  /** The guard has looked at the files: its first look is awaited by the first accept, so wait for one that isn't sent. */
  const looked = (key: string): Promise<string | null> => inbox.problem(key, accept)
  const lines = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join('')
  const update = (name: string, from: string, to: string): string => `*** Update File: ${name}\n@@\n-${from}\n+${to}`

  it('goes out at once when nothing changed, whatever the patch is', async () => {
    writeFileSync(path('a.txt'), lines(30))
    writeFileSync(path('crlf.txt'), 'one\r\ntwo\r\nthree\r\n')
    writeFileSync(path('no-end.txt'), 'one\ntwo')
    writeFileSync(path('moved.txt'), lines(5))
    writeFileSync(path('gone.txt'), 'gone\n')
    writeFileSync(path('over.txt'), 'over\n')
    writeFileSync(path('fuzzy.txt'), 'a\n\tindented “so”   \nb\n')
    const { key, finished } = await asks(
      [
        '*** Update File: a.txt\n@@\n line 4\n-line 5\n+five\n line 6\n@@\n-line 20\n-line 21\n+twenty\n@@\n line 30\n+the end',
        update('crlf.txt', 'two', 'TWO'),
        update('no-end.txt', 'two', 'TWO'),
        '*** Update File: moved.txt\n*** Move to: deep/er/moved.txt\n@@\n-line 3\n+three',
        '*** Update File: fuzzy.txt\n@@\n-indented "so"\n+plain',
        '*** Delete File: gone.txt',
        '*** Add File: new/n.txt\n+new',
        '*** Add File: over.txt\n+replaced',
      ].join('\n'),
    )
    expect(await answer(key)).toBeNull()
    expect(await finished).toBe('completed')
    expect(readFileSync(path('crlf.txt'), 'utf8')).toBe('one\r\nTWO\r\nthree\r\n')
    expect(readFileSync(path('deep/er/moved.txt'), 'utf8')).toContain('three\n')
    expect(different).toEqual([])
  })

  it('waits when other lines changed, says so, and goes out at the second, deliberate accept', async () => {
    writeFileSync(path('b.txt'), lines(20))
    const { key, finished } = await asks(update('b.txt', 'line 10', 'ten'))
    await looked(key)
    writeFileSync(path('b.txt'), `mine\n${lines(20)}`)
    expect(await answer(key)).toBe(
      'b.txt changed since Codex asked. Look at it again or decline. If you accept it again, it may fail or be applied to other lines.',
    )
    expect(inbox.find(key)).not.toBeNull()
    expect(await answer(key)).toBeNull()
    expect(await finished).toBe('completed')
    expect(readFileSync(path('b.txt'), 'utf8')).toBe(`mine\n${lines(20).replace('line 10', 'ten')}`)
  })

  it('asks again when it changed once more after that', async () => {
    writeFileSync(path('c.txt'), lines(20))
    const { key, finished } = await asks(update('c.txt', 'line 10', 'ten'))
    await looked(key)
    for (const text of ['first\n', 'second\n']) {
      writeFileSync(path('c.txt'), `${lines(20)}${text}`)
      expect(await answer(key)).toMatch(/^c\.txt changed since/)
    }
    expect(await answer(key, { decision: 'decline' })).toBeNull()
    expect(await finished).toBe('declined')
  })

  it('says what would be lost: a file that appeared, and one that is to be deleted', async () => {
    writeFileSync(path('delete-me.txt'), 'old\n')
    const { key, finished } = await asks('*** Delete File: delete-me.txt\n*** Add File: appears.txt\n+from Codex')
    await looked(key)
    writeFileSync(path('delete-me.txt'), 'old\nand my words\n')
    writeFileSync(path('appears.txt'), 'mine\n')
    expect(await answer(key)).toMatch(/appears\.txt, delete-me\.txt changed since .* is lost\.$/)
    await answer(key, { decision: 'decline' })
    await finished
    expect(readFileSync(path('delete-me.txt'), 'utf8')).toContain('my words')
    expect(readFileSync(path('appears.txt'), 'utf8')).toBe('mine\n')
  })

  it('never lets it go out through a folder that was swapped for a link', async () => {
    mkdirSync(path('sub'))
    mkdirSync(join(scene.home.root, 'outside'))
    writeFileSync(path('sub/n.txt'), lines(5))
    writeFileSync(join(scene.home.root, 'outside', 'n.txt'), lines(5))
    const { key, finished } = await asks(update('sub/n.txt', 'line 3', 'three'))
    await looked(key)
    renameSync(path('sub'), path('sub-was'))
    symlinkSync(join(scene.home.root, 'outside'), path('sub'))
    for (let times = 0; times < 2; times++) expect(await answer(key)).toMatch(/leads somewhere else/)
    await answer(key, { decision: 'decline' })
    await finished
    expect(readFileSync(join(scene.home.root, 'outside', 'n.txt'), 'utf8')).toBe(lines(5))
    rmSync(path('sub'))
  })

  it('says once that a file lies behind a link outside of the project', async () => {
    mkdirSync(join(scene.home.root, 'elsewhere'), { recursive: true })
    symlinkSync(join(scene.home.root, 'elsewhere'), path('linked'))
    const { key, finished } = await asks('*** Add File: linked/n.txt\n+out there')
    expect(await answer(key)).toMatch(/linked\/n\.txt lies behind a link, outside of this project/)
    expect(await answer(key)).toBeNull()
    await finished
  })

  it('notices a change of permission bits and of a file into a link', async () => {
    writeFileSync(path('bits.txt'), lines(5))
    writeFileSync(path('link.txt'), lines(5))
    const { key, finished } = await asks(`${update('bits.txt', 'line 3', 'x')}\n${update('link.txt', 'line 3', 'x')}`)
    await looked(key)
    chmodSync(path('bits.txt'), 0o755)
    rmSync(path('link.txt'))
    symlinkSync('a.txt', path('link.txt'))
    expect(await answer(key)).toMatch(/^bits\.txt, link\.txt changed since/)
    await answer(key, { decision: 'decline' })
    await finished
  })

  it('tells the person when an applied patch left something else than it said', async () => {
    writeFileSync(path('d.txt'), lines(20))
    const { key, finished } = await asks(update('d.txt', 'line 10', 'ten'))
    // The moment between our look and Codex's write.
    expect(await inbox.problem(key, accept)).toBeNull()
    writeFileSync(path('d.txt'), `sneaked in\n${lines(20)}`)
    expect(inbox.answer(key, accept)).toBe(true)
    expect(await finished).toBe('completed')
    expect(await until(() => different[0], 'a notice')).toBe(
      'd.txt is not what the approved patch said. Look at the changes.',
    )
    expect(existsSync(path('d.txt'))).toBe(true)
  })
})
