// @vitest-environment jsdom
// A question on the side: its copy is made, asked and dropped; whatever comes late leaves nothing behind.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useTurnActs } from '../../../../../renderer/stores/threads/turn-acts'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, event, fresh, note, project, projectId, threadId, turn } from '../samples'

const acts = () => useTurnActs.getState()
const open = () => Object.keys(useThreads.getState().threads)
const copy = (id: string) => ({ thread: codexThread(id, { ephemeral: true }) })
const asked = { text: 'Hello', images: [], mentions: [], skills: [] }

beforeEach(() => {
  useTurnActs.setState({ edit: null, side: null })
  useThreads.setState({ threads: { [threadId]: fresh() }, lists: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
})
afterEach(() => vi.unstubAllGlobals())

it('one message is edited at a time', () => {
  const edit = { projectId, threadId, turnId: 'a', asked }
  acts().askEdit(edit)
  acts().askEdit({ ...edit, turnId: 'b' })
  expect(acts().edit?.turnId).toBe('b')
  acts().askEdit(null)
  expect(acts().edit).toBeNull()
})

describe('opening a question on the side', () => {
  it('shows it at once and has its copy when Codex has made it', async () => {
    const answer = later()
    const deck = fakeDeck({ 'thread/fork': () => answer.promise })
    const opening = acts().openSide(projectId, threadId)
    expect(acts().side).toEqual({ projectId, parentId: threadId, threadId: null, problem: null })
    answer.settle(copy('aside'))
    await opening
    expect(acts().side).toMatchObject({ threadId: 'aside', problem: null })
    expect(deck.of('thread/fork')).toMatchObject([{ threadId, ephemeral: true, sandbox: 'read-only' }])
  })

  it('says why no copy could be made, and stays', async () => {
    fakeDeck({ 'thread/fork': refusal('out of memory') })
    await acts().openSide(projectId, threadId)
    expect(acts().side).toMatchObject({ threadId: null, problem: { message: 'out of memory' } })
  })

  it('drops a copy that comes after it was closed', async () => {
    const answer = later()
    const deck = fakeDeck({ 'thread/fork': () => answer.promise })
    const opening = acts().openSide(projectId, threadId)
    acts().closeSide()
    answer.settle(copy('aside'))
    await opening
    expect(acts().side).toBeNull()
    expect(open()).toEqual([threadId])
    expect(deck.of('thread/unsubscribe')).toEqual([{ threadId: 'aside' }])
  })

  it('twice in the same chat keeps the second copy only', async () => {
    const answers = [later(), later()]
    let count = 0
    const deck = fakeDeck({ 'thread/fork': () => answers[count++]?.promise })
    const opening = Promise.all([acts().openSide(projectId, threadId), acts().openSide(projectId, threadId)])
    answers[0]?.settle(copy('first'))
    answers[1]?.settle(copy('second'))
    await opening
    expect(acts().side?.threadId).toBe('second')
    expect(open()).toEqual([threadId, 'second'])
    expect(deck.of('thread/unsubscribe')).toEqual([{ threadId: 'first' }])
  })

  it('a refusal that comes late is not told to the next question', async () => {
    const first = later()
    fakeDeck({
      'thread/fork': (params: Record<string, unknown>) =>
        params['threadId'] === threadId ? first.promise : copy('aside'),
    })
    const opening = acts().openSide(projectId, threadId)
    await acts().openSide(projectId, 'other')
    first.settle(refusal('too late'))
    await opening
    expect(acts().side).toEqual({ projectId, parentId: 'other', threadId: 'aside', problem: null })
  })

  it('drops the copy of the question before', async () => {
    const deck = fakeDeck({
      'thread/fork': (params: Record<string, unknown>) => copy(`aside of ${String(params['threadId'])}`),
    })
    await acts().openSide(projectId, threadId)
    await acts().openSide(projectId, 'other')
    expect(deck.of('thread/unsubscribe')).toEqual([{ threadId: `aside of ${threadId}` }])
    expect(open()).toEqual([threadId, 'aside of other'])
  })
})

describe('asking on the side', () => {
  const opened = async (answers: object = {}) => {
    const deck = fakeDeck({ 'thread/fork': copy('aside'), 'turn/start': { turn: turn('a', 'inProgress') }, ...answers })
    await acts().openSide(projectId, threadId)
    return deck
  }

  it('goes to the copy, which may only read', async () => {
    const deck = await opened()
    expect(await acts().ask('Why?')).toBeNull()
    expect(deck.of('turn/start')).toMatchObject([
      {
        threadId: 'aside',
        approvalPolicy: 'never',
        sandboxPolicy: { type: 'readOnly', networkAccess: false },
        input: [{ type: 'text', text: 'Why?' }],
      },
    ])
    expect(useThreads.getState().threads[threadId]?.turns).toEqual([])
  })

  it('adds to the question that is being answered', async () => {
    const deck = await opened()
    await acts().ask('Why?')
    expect(await acts().ask('And how?')).toBeNull()
    expect(deck.of('turn/start')).toHaveLength(1)
    expect(deck.of('turn/steer')).toMatchObject([{ threadId: 'aside', expectedTurnId: 'a' }])
  })

  it('answers why it was not taken', async () => {
    await opened({ 'turn/start': refusal('no login') })
    expect(await acts().ask('Why?')).toMatchObject({ message: 'no login' })
  })

  it('asks nothing without a copy', async () => {
    const deck = fakeDeck()
    expect(await acts().ask('Why?')).toBeNull()
    expect(deck.calls).toEqual([])
  })
})

describe('closing a question on the side', () => {
  it('drops the copy and nothing else', async () => {
    const deck = fakeDeck({ 'thread/fork': copy('aside') })
    await acts().openSide(projectId, threadId)
    acts().closeSide()
    expect(acts().side).toBeNull()
    expect(open()).toEqual([threadId])
    expect(deck.calls.map(([name]) => name)).toEqual(['thread/fork', 'thread/unsubscribe'])
  })

  it('stops it first while it is answered, also when the stop is refused', async () => {
    const deck = fakeDeck({
      'thread/fork': copy('aside'),
      'turn/start': { turn: turn('a', 'inProgress') },
      'turn/interrupt': refusal('it has ended'),
    })
    await acts().openSide(projectId, threadId)
    await acts().ask('Why?')
    acts().closeSide()
    expect(acts().side).toBeNull()
    await vi.waitFor(() => expect(open()).toEqual([threadId]))
    expect(deck.calls.map(([name]) => name).slice(-2)).toEqual(['turn/interrupt', 'thread/unsubscribe'])
  })

  it('lets what still streams fall to the floor', async () => {
    fakeDeck({ 'thread/fork': copy('aside') })
    await acts().openSide(projectId, threadId)
    acts().closeSide()
    useThreads
      .getState()
      .receive([event(note('item/agentMessage/delta', { threadId: 'aside', itemId: 'm', delta: 'late' }))])
    expect(open()).toEqual([threadId])
  })

  it('without one does nothing', () => {
    const deck = fakeDeck()
    acts().closeSide()
    expect(deck.calls).toEqual([])
  })
})
