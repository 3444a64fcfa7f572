import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { Deletions } from '../../../../main/sessions/deletions'
import { until } from '../../../support/waiting'
import { sampleProject } from '../../../support/sample-project'

const project: Project = sampleProject({ path: '/srv/project', name: 'project' })
const thread = '01a1fc6f-7f1f-7370-aab4-b497f16bfb2a'

describe('deleting with undo', () => {
  let timers: { ring: () => void; off: boolean }[]
  let pushed: PushEvent[]
  let running: string[]
  const request = vi.fn<(of: Project, method: string, params: unknown) => Promise<unknown>>()
  let deletions: Deletions

  beforeEach(() => {
    timers = []
    pushed = []
    running = []
    request.mockReset().mockResolvedValue({})
    deletions = new Deletions({
      project: () => project,
      runningThreads: () => running,
      request,
      push: (event) => pushed.push(event),
      now: () => 1000,
      later: (ring) => {
        const timer = { ring, off: false }
        timers.push(timer)
        return () => (timer.off = true)
      },
    })
  })
  const timeIsOver = (): void => {
    for (const { ring, off } of timers) if (!off) ring()
  }

  it('asks Codex only when the time for Undo is over, and tells of it', async () => {
    expect(deletions.begin(project.id, thread)).toEqual({ undoUntilMs: 11_000 })
    expect(request).not.toHaveBeenCalled()

    timeIsOver()
    await until(() => pushed.length > 0, 'the event')
    expect(request).toHaveBeenCalledExactlyOnceWith(project, 'thread/delete', { threadId: thread })
    expect(pushed).toEqual([{ type: 'session-deleted', projectId: project.id, threadId: thread, problem: null }])
  })

  it('does nothing after Undo', () => {
    deletions.begin(project.id, thread)
    deletions.undo(project.id, thread)
    timeIsOver()
    expect(request).not.toHaveBeenCalled()
    expect(() => deletions.undo(project.id, thread)).toThrow(/too late/)
  })

  it('refuses a chat that Codex works in, at the start and at the end', async () => {
    running = [thread]
    expect(() => deletions.begin(project.id, thread)).toThrow(/still working/)
    running = []
    deletions.begin(project.id, thread)
    running = [thread]
    timeIsOver()
    await until(() => pushed.length > 0, 'the event')
    expect(pushed[0]).toMatchObject({ problem: expect.stringMatching(/still working/) })
    expect(request).not.toHaveBeenCalled()
  })

  it('says in Codex’s words why a session could not be deleted', async () => {
    request.mockRejectedValue(new Error('forked history still references it'))
    deletions.begin(project.id, thread)
    timeIsOver()
    await until(() => pushed.length > 0, 'the event')
    expect(pushed[0]).toMatchObject({ problem: 'forked history still references it' })
  })

  it('marks a session once, however often it is asked', () => {
    deletions.begin(project.id, thread)
    deletions.begin(project.id, thread)
    expect(timers).toHaveLength(1)
  })

  it('carries out what waits when the app quits', async () => {
    deletions.begin(project.id, thread)
    await deletions.flush(1000)
    expect(request).toHaveBeenCalledOnce()
    timeIsOver()
    expect(request).toHaveBeenCalledOnce()
  })

  it('waits no longer than it may for a server that does not answer', async () => {
    request.mockReturnValue(new Promise(() => undefined))
    deletions.begin(project.id, thread)
    await deletions.flush(10)
    expect(pushed).toEqual([])
  })

  it('leaves other projects’ sessions waiting when one project goes', async () => {
    deletions.begin(project.id, thread)
    await deletions.flush(10, 'fedcba9876543210')
    expect(request).not.toHaveBeenCalled()
  })
})
