// Deleting with Undo through the real Codex: nothing goes before the time is over, and then Codex itself removes it.
import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PushEvent } from '@contract/events'
import { Deletions } from '../../../main/sessions/deletions'
import { heldUntil, say } from '../../support/responses-server'
import { setSessionStage, type SessionStage } from '../../support/session-stage'
import { gate, until } from '../../support/waiting'

describe('deleting a session', () => {
  let stage: SessionStage
  beforeEach(async () => void (stage = await setSessionStage()))
  afterEach(() => stage.end())

  const deletedEvent = (pushed: readonly PushEvent[] = stage.pushed): Promise<PushEvent> =>
    until(() => pushed.find(({ type }) => type === 'session-deleted'), 'the event that tells of the deletion')

  /** The wing's deletions with a time for Undo that the test ends. */
  const withClock = (): { deletions: Deletions; timeIsOver: () => void } => {
    let over = (): void => undefined
    const deletions = new Deletions({
      project: (id) => stage.project(id),
      runningThreads: (id) => stage.servers.running(id)?.runningTurns.map(({ threadId }) => threadId) ?? [],
      request: (project, method, params) => stage.servers.request(project, method, params),
      push: (event) => stage.pushed.push(event),
      later: (then) => {
        over = then
        return () => (over = () => undefined)
      },
    })
    return { deletions, timeIsOver: () => over() }
  }

  it('keeps it until the time for Undo is over, and then Codex removes it', async () => {
    const project = await stage.addProject('one')
    const threadId = await stage.chat(project, 'Hello')
    const { path } = await stage.sessions.homes.rollout(project.id, threadId)
    const { deletions, timeIsOver } = withClock()

    deletions.begin(project.id, threadId)
    expect(await stage.listed(project)).toEqual([threadId])

    timeIsOver()
    expect(await deletedEvent()).toMatchObject({ threadId, problem: null })
    expect(existsSync(path)).toBe(false)
    expect(await stage.listed(project)).toEqual([])
  })

  it('starts the server for it when none runs', async () => {
    const project = await stage.addProject('one')
    const threadId = await stage.chat(project, 'Hello')
    await stage.servers.stop(project.id)
    const { deletions, timeIsOver } = withClock()

    deletions.begin(project.id, threadId)
    timeIsOver()
    expect(await deletedEvent()).toMatchObject({ problem: null })
    expect(await stage.listed(project)).toEqual([])
  })

  it('leaves it after Undo', async () => {
    const project = await stage.addProject('one')
    const threadId = await stage.chat(project, 'Hello')
    stage.sessions.deletions.begin(project.id, threadId)
    stage.sessions.deletions.undo(project.id, threadId)
    await stage.sessions.dispose()
    expect(await stage.listed(project)).toEqual([threadId])
  })

  it('refuses while Codex works in it', async () => {
    const project = await stage.addProject('one')
    const threadId = await stage.chat(project, 'Hello')
    const open = gate()
    stage.model.queue(heldUntil(open.opened, say('done')))
    const turn = stage.turn(project, threadId, 'Go on')
    await stage.model.requested(2)
    await until(() => stage.servers.running(project.id)?.runningTurns.length === 1, 'the running turn')

    expect(() => stage.sessions.deletions.begin(project.id, threadId)).toThrow(/still working/)
    open.open()
    await turn
  })

  it('says why Codex would not delete it', async () => {
    const project = await stage.addProject('one')
    const parent = await stage.chat(project, 'Hello')
    const { thread } = await stage.call<{ thread: { id: string } }>(project, 'thread/fork', { threadId: parent })
    await stage.turn(project, thread.id, 'In the fork')

    stage.sessions.deletions.begin(project.id, parent)
    await stage.sessions.dispose()
    expect(await deletedEvent()).toMatchObject({ problem: expect.stringContaining('forked history') })
    expect((await stage.listed(project)).toSorted()).toEqual([parent, thread.id].toSorted())
  })
})
