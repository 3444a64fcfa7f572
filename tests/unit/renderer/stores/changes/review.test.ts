// @vitest-environment jsdom
// A review is asked of git before it is asked of Codex, leaves the chat as it was set, and its findings become turns.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useReview } from '../../../../../renderer/stores/changes/review'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, refusal } from '../fake-deck'
import { codexThread, project, projectId, threadId, turn } from '../samples'

const facts = { state: 'repository', problem: null }
const refs = { branches: [{ name: 'main', remote: false, current: false }], commits: [{ id: 'abc1234def' }] }
const git = { 'changes/facts': facts, 'changes/refs': refs }
const finding = { title: 'Mend me', priority: 1, path: 'a.ts', from: 1, to: 1, body: '' } as const
const start = useReview.getState().start
const uncommitted = { type: 'uncommittedChanges' } as const

const setThread = (part: object = {}) =>
  useThreads.setState({ threads: { [threadId]: { ...emptyThread(projectId, threadId), preset: 'auto', ...part } } })

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useComposer.setState({ drafts: {}, history: {} })
  useReview.setState({ asking: null, starting: new Set(), dismissed: {} })
  setThread()
})
afterEach(() => vi.unstubAllGlobals())

describe('a review', () => {
  it('starts, and the chat is set back at once to how it was', async () => {
    const deck = fakeDeck(git)
    expect(await start(projectId, threadId, uncommitted)).toEqual({ ok: true, value: null })
    const order = deck.calls.map(([name]) => name)
    expect(order.slice(-2)).toEqual(['review/start', 'thread/settings/update'])
    expect(deck.of('review/start')).toEqual([{ threadId, target: uncommitted }])
    expect(deck.of('thread/settings/update')).toMatchObject([
      { threadId, sandboxPolicy: { type: 'workspaceWrite' }, approvalPolicy: 'on-request' },
    ])
    // The composer goes on with what the chat had.
    expect(useComposer.getState().drafts[threadId]?.preset).toBe('auto')
  })

  it('leaves a chat that can only read as it is', async () => {
    setThread({ preset: 'read-only' })
    const deck = fakeDeck(git)
    await start(projectId, threadId, uncommitted)
    expect(deck.of('thread/settings/update')).toEqual([])
  })

  it('is refused while Codex is at work: it would break the turn off', async () => {
    setThread({ runningTurnId: 'x' })
    const deck = fakeDeck(git)
    expect(await start(projectId, threadId, uncommitted)).toMatchObject({ ok: false, error: { code: 'review.busy' } })
    expect(deck.calls).toEqual([])
  })

  it.each([
    ['no-repository', uncommitted, /no Git repository/],
    ['no-repository', { type: 'baseBranch', branch: 'main' }, /no Git repository/],
    ['no-git', { type: 'commit', sha: 'abc1234', title: null }, /git program is not installed/],
    ['refused', uncommitted, /won’t read this repository: dubious owner/],
  ] as const)('outside of git (%s) fails in words', async (state, target, words) => {
    const deck = fakeDeck({ 'changes/facts': { state, problem: 'dubious owner' } })
    const result = await start(projectId, threadId, target)
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringMatching(words) } })
    expect(deck.of('review/start')).toEqual([])
  })

  it('in own words needs no git', async () => {
    const deck = fakeDeck({ 'changes/facts': { state: 'no-repository', problem: null } })
    const target = { type: 'custom', instructions: 'Look for leaks' } as const
    expect((await start(projectId, threadId, target)).ok).toBe(true)
    expect(deck.of('review/start')).toHaveLength(1)
  })

  it.each([
    [{ type: 'baseBranch', branch: 'mian' }, /no branch called “mian”/],
    [{ type: 'commit', sha: 'HEAD; rm', title: null }, /no id of a commit/],
  ] as const)('of %j is refused before Codex would find out', async (target, words) => {
    fakeDeck(git)
    expect(await start(projectId, threadId, target)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(words) },
    })
  })

  it.each([
    { type: 'baseBranch', branch: 'main' },
    { type: 'commit', sha: 'abc1234', title: 'A' },
    { type: 'commit', sha: 'ffff0000', title: null },
  ] as const)('of %j is started', async (target) => {
    const deck = fakeDeck(git)
    expect((await start(projectId, threadId, target)).ok).toBe(true)
    expect(deck.of('review/start')).toMatchObject([{ target }])
  })

  it('without a chat makes one that has a name', async () => {
    const deck = fakeDeck({ ...git, 'thread/start': { thread: codexThread('thread-new') } })
    expect((await start(projectId, null, uncommitted)).ok).toBe(true)
    expect(deck.of('review/start')).toMatchObject([{ threadId: 'thread-new' }])
    expect(deck.of('thread/name/set')).toEqual([{ threadId: 'thread-new', name: 'Review of uncommitted changes' }])
    expect(useProjects.getState().activeThreadId[projectId]).toBe('thread-new')
  })

  it('that Codex refuses leaves no empty chat behind', async () => {
    fakeDeck({ ...git, 'thread/start': { thread: codexThread('thread-new') }, 'review/start': refusal('no') })
    expect((await start(projectId, null, uncommitted)).ok).toBe(false)
    expect(useThreads.getState().threads['thread-new']).toBeUndefined()
    expect(useProjects.getState().activeThreadId[projectId]).toBeNull()
    expect(useReview.getState().starting.size).toBe(0)
  })
})

describe('a finding', () => {
  it('is mended by a turn of its own, with the choices of the chat', async () => {
    const deck = fakeDeck({ 'turn/start': { turn: turn('t1', 'inProgress') } })
    useComposer.getState().edit(threadId, { preset: 'auto', text: 'half a sentence' })
    await useReview.getState().fix(threadId, [finding], null)
    expect(deck.of('turn/start')).toMatchObject([
      {
        input: [{ type: 'text', text: expect.stringContaining('[P1] Mend me') }],
        sandboxPolicy: { type: 'workspaceWrite' },
      },
    ])
    expect(useComposer.getState().drafts[threadId]?.text).toBe('half a sentence')
  })

  it('is added to the turn that runs, and waits for a review to end', async () => {
    setThread({ runningTurnId: 'r', turns: [newTurn('r')] })
    let deck = fakeDeck()
    await useReview.getState().fix(threadId, [finding], null)
    expect(deck.of('turn/steer')).toHaveLength(1)
    const review = { ...newTurn('r'), items: [{ type: 'enteredReviewMode' as const, id: 'e', review: 'x' }] }
    setThread({ runningTurnId: 'r', turns: [review] })
    deck = fakeDeck()
    await useReview.getState().fix(threadId, [finding], null)
    expect(deck.of('turn/steer')).toEqual([])
    expect(deck.of('thread/queue/add')).toHaveLength(1)
  })

  it('that is dismissed stays so, and can be brought back', () => {
    const { dismiss } = useReview.getState()
    dismiss(threadId, 'k1', true)
    dismiss(threadId, 'k1', true)
    dismiss(threadId, 'k2', true)
    expect(useReview.getState().dismissed[threadId]).toEqual(['k1', 'k2'])
    expect(JSON.parse(window.localStorage.getItem('deck.dismissed-findings') ?? '')).toEqual({
      [threadId]: ['k1', 'k2'],
    })
    dismiss(threadId, 'k1', false)
    dismiss(threadId, 'k2', false)
    expect(useReview.getState().dismissed).toEqual({})
  })
})
