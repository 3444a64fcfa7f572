// @vitest-environment jsdom
// One session brought into two projects has one id in both: the window must never show or change one for the other.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { setPinned } from '../../../../../renderer/stores/lists/thread-rows'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later } from '../fake-deck'
import { codexThread, event, input, note, project, projectId, started, threadId, turn, turnId } from '../samples'
import { listOf, other, summary } from '../session-samples'

const acts = () => useThreads.getState()
const shown = () => acts().threads[threadId]
const turns = () => shown()?.turns.map(({ id }) => id)

interface Call {
  projectId: string
  method: string
  params: Record<string, unknown>
}

/** A deck whose answers depend on the project that is asked. */
function servers(answers: Record<string, (inProject: string) => unknown>): Call[] {
  const calls: Call[] = []
  vi.stubGlobal('deck', {
    call: async (name: string, given: Call) => {
      if (name !== 'codex/request') return { ok: true, value: {} }
      calls.push(given)
      return { ok: true, value: (await answers[given.method]?.(given.projectId)) ?? {} }
    },
    onEvents: () => () => undefined,
    pathOf: () => '',
  })
  return calls
}
const answers = {
  'thread/resume': (inProject: string) => ({ thread: codexThread(threadId, { name: `in ${inProject}` }) }),
  'thread/turns/list': (inProject: string) => ({ data: [turn(`turn of ${inProject}`, 'completed')], nextCursor: null }),
  'turn/start': () => ({ turn: turn(turnId, 'inProgress') }),
}

beforeEach(() => {
  fakeDeck()
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

describe('a session of two projects', () => {
  it('is read anew from the project that it is opened in', async () => {
    const calls = servers(answers)
    await acts().openThread(projectId, threadId)
    expect(turns()).toEqual([`turn of ${projectId}`])
    const opening = acts().openThread(other.id, threadId)
    // Nothing of the first one is drawn meanwhile.
    expect(shown()).toMatchObject({ projectId: other.id, loading: 'opening', turns: [] })
    await opening
    expect(turns()).toEqual([`turn of ${other.id}`])
    expect(calls.filter(({ method }) => method === 'thread/unsubscribe').map((call) => call.projectId)).toEqual([
      projectId,
    ])
    await acts().openThread(projectId, threadId)
    expect(turns()).toEqual([`turn of ${projectId}`])
  })

  it('is written to in the project in view', async () => {
    const calls = servers(answers)
    await acts().openThread(projectId, threadId)
    await acts().openThread(other.id, threadId)
    await acts().send(other.id, threadId, input)
    expect(calls.filter(({ method }) => method === 'turn/start').map((call) => call.projectId)).toEqual([other.id])
  })

  it('takes no late answer and no event of the other project', async () => {
    const slow = later()
    servers({
      ...answers,
      'thread/resume': (inProject) => (inProject === projectId ? slow.promise : answers['thread/resume'](inProject)),
    })
    const first = acts().openThread(projectId, threadId)
    await acts().openThread(other.id, threadId)
    slow.settle(answers['thread/resume'](projectId))
    await first
    acts().receive([event(started(), projectId), event(note('thread/deleted'), projectId)])
    expect(shown()).toMatchObject({
      projectId: other.id,
      title: `in ${other.id}`,
      loading: 'none',
      runningTurnId: null,
    })
    expect(turns()).toEqual([`turn of ${other.id}`])
  })

  it('leaves one list when it is gone there, though it is open from the other', async () => {
    servers({ ...answers, 'thread/list': () => ({ data: [], nextCursor: null }) })
    useThreads.setState({ lists: { [other.id]: listOf([summary(threadId)]) } })
    await acts().openThread(projectId, threadId)
    useProjects.setState({ activeId: other.id })
    await acts().refreshList(other.id)
    expect(acts().lists[other.id]?.summaries).toEqual([])
  })

  it('is pinned, renamed and archived in one list only', async () => {
    const calls = servers(answers)
    useThreads.setState({
      lists: { [projectId]: listOf([summary(threadId)]), [other.id]: listOf([summary(threadId)]) },
    })
    const untouched = acts().lists[projectId]
    await setPinned(other.id, threadId, true)
    await acts().rename(other.id, threadId, 'Mine')
    expect(acts().lists[other.id]?.summaries[0]).toMatchObject({ title: 'Mine', sectionId: expect.any(String) })
    acts().receive([event(note('thread/archived'), other.id)])
    expect(acts().lists[other.id]?.summaries).toEqual([])
    expect(acts().lists[projectId]).toBe(untouched)
    expect(new Set(calls.map((call) => call.projectId))).toEqual(new Set([other.id]))
  })
})
