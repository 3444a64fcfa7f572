// Going back: what is shown first, what goes back in which order, and that a refusal leaves the rest undone.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../../../../preload/contract/result'
import { possible, RewindDialog } from '../../../../../renderer/features/changes/rewind-dialog'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useActs } from '../../../../../renderer/stores/changes/acts'
import { useRewind } from '../../../../../renderer/stores/changes/rewind'
import { useRewindView } from '../../../../../renderer/stores/changes/rewind-files'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { factsOf, fileOf, reportOf, viewOf } from '../../stores/changes/samples'
import { fakeDeck } from '../../stores/fake-deck'
import { codexThread, completed, project, projectId, reduceAll, started, threadId } from '../../stores/samples'

const revert = vi.fn(async (): Promise<Result<null>> => ok(null))
const fork = vi.fn(async (): Promise<Result<{ threadId: string }>> => ok({ threadId: 'copy' }))
const interrupt = vi.fn(async (): Promise<Result<null>> => ok(null))
const thread = {
  ...reduceAll([started('one'), completed('one'), started('two'), completed('two')]),
  thread: readThread(codexThread(threadId)),
}
const asked = { text: 'Make it faster', images: [], mentions: [], skills: [] }
const point = { turnId: 'one', atMs: 1, state: 'whole', left: [], leftCount: 0 }
const order: string[] = []

beforeEach(() => {
  order.length = 0
  revert.mockReset().mockImplementation(async () => (order.push('chat'), ok(null)))
  fork.mockReset().mockResolvedValue(ok({ threadId: 'copy' }))
  useThreads.setState({ threads: { [threadId]: thread }, lists: {}, revert, fork, interrupt })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: { [projectId]: threadId } })
  useComposer.setState({ drafts: {}, history: {} })
  useNotices.setState({ notices: [] })
  useRewind.setState({ snapshots: {}, question: null })
  useActs.setState({ busy: {}, done: {}, trouble: {} })
  useRewindView.getState().close()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function ask(answers: Record<string, unknown> = {}) {
  const deck = fakeDeck({
    'worktrees/list': [],
    'changes/facts': factsOf(),
    'checkpoints/list': [point],
    'changes/open': viewOf('v1', [fileOf('a.ts'), fileOf('b.ts')], { acts: [] }),
    'checkpoints/rewind': () => (order.push('files'), reportOf({ undoId: 'back', summary: '2 files are as before' })),
    ...answers,
  })
  useRewind.getState().ask({ projectId, threadId, turnId: 'one', asked })
  render(<RewindDialog />)
  return deck
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const choose = (name: RegExp) => fireEvent.click(screen.getByRole('radio', { name }))
const ready = () => screen.findByText(/2 files would change/)
const draft = (key: string) => useComposer.getState().drafts[key]?.text

describe('the question', () => {
  it('shows what would change before anything is done', async () => {
    const deck = ask()
    await ready()
    expect(deck.of('changes/open')).toMatchObject([{ source: { kind: 'rewind', threadId, turnId: 'one' } }])
    expect(screen.getByTestId('rewind').textContent).toContain('the 1 turn after it are dropped')
    expect(deck.of('checkpoints/rewind')).toEqual([])
  })

  it('names what the snapshot lacks', async () => {
    const left = [{ path: 'big.iso', reason: 'larger than 50 MB' }]
    ask({ 'checkpoints/list': [{ ...point, state: 'partial', left, leftCount: 3 }] })
    await ready()
    const words = screen.getByTestId('rewind-left').textContent
    expect(words).toContain('big.iso larger than 50 MB')
    expect(words).toContain('and 2 more')
  })

  it('without a snapshot is about the chat alone, and says why', async () => {
    ask({ 'checkpoints/list': [] })
    await screen.findByText(/no snapshot of the files/)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /Files and chat/ }).disabled).toBe(true)
    press('Rewind the chat')
    await waitFor(() => expect(revert).toHaveBeenCalledWith(threadId, 'one'))
  })

  it('while Codex works offers to stop it before files go back', async () => {
    useThreads.setState({ threads: { [threadId]: { ...thread, runningTurnId: 'two' } } })
    const deck = ask()
    await screen.findByText(/once the turn is stopped/)
    press('Stop the turn')
    expect(interrupt).toHaveBeenCalledWith(threadId)
    expect(deck.of('checkpoints/rewind')).toEqual([])
  })

  it('about an older Codex’s chat offers the files, and a fork', async () => {
    const legacy = { ...thread, thread: readThread(codexThread(threadId, { historyMode: 'legacy' })) }
    useThreads.setState({ threads: { [threadId]: legacy } })
    ask()
    await ready()
    press('Rewind the files')
    await waitFor(() => expect(order).toEqual(['files']))
    expect(revert).not.toHaveBeenCalled()
  })
})

describe('the answer', () => {
  it('both: files first, then the chat, and the message is in the composer', async () => {
    const deck = ask()
    await ready()
    press('Rewind both')
    await waitFor(() => expect(useRewind.getState().question).toBeNull())
    expect(order).toEqual(['files', 'chat'])
    expect(deck.of('checkpoints/rewind')).toEqual([{ viewId: 'v1' }])
    expect(draft(threadId)).toBe('Make it faster')
    expect(useNotices.getState().notices).toMatchObject([
      { message: '2 files are as before', action: { label: 'Undo' } },
    ])
  })

  it('files only leaves the chat and the composer alone', async () => {
    ask()
    await ready()
    choose(/Files only/)
    press('Rewind the files')
    await waitFor(() => expect(useRewind.getState().question).toBeNull())
    expect(order).toEqual(['files'])
    expect(draft(threadId)).toBeUndefined()
  })

  it('chat only leaves the files alone', async () => {
    ask()
    await ready()
    choose(/Chat only/)
    press('Rewind the chat')
    await waitFor(() => expect(order).toEqual(['chat']))
  })

  it('that the files refuse leaves the chat as it is, and says why', async () => {
    ask({ 'checkpoints/rewind': reportOf({ done: false, undoId: null, summary: 'Files changed since you looked.' }) })
    await ready()
    press('Rewind both')
    await screen.findByText(/Files changed since you looked/)
    expect(revert).not.toHaveBeenCalled()
    expect(useRewind.getState().question).not.toBeNull()
  })

  it('whose chat fails tells so; the files have their way back', async () => {
    revert.mockResolvedValue(fail('x', 'not loaded'))
    ask()
    await ready()
    press('Rewind both')
    await waitFor(() => expect(useNotices.getState().notices.at(-1)?.message).toContain('did not go back: not loaded'))
    expect(useNotices.getState().notices[0]?.action?.label).toBe('Undo')
    expect(draft(threadId)).toBeUndefined()
  })

  it('a fork keeps the chat, and takes the files back where they were chosen', async () => {
    ask()
    await ready()
    press('Rewind files and fork the chat')
    await waitFor(() => expect(draft('copy')).toBe('Make it faster'))
    expect(order).toEqual(['files'])
    expect(fork).toHaveBeenCalledWith(projectId, threadId, { before: 'one' })
    cleanup()
    order.length = 0
    ask()
    await ready()
    choose(/Chat only/)
    press('Fork instead')
    await waitFor(() => expect(fork).toHaveBeenCalledTimes(2))
    expect(order).toEqual([])
  })
})

it('what can go back follows from what can’t', () => {
  expect(possible('both', false, false)).toBe('both')
  expect(possible('both', true, false)).toBe('chat')
  expect(possible('chat', false, true)).toBe('files')
  expect(possible('files', true, true)).toBeNull()
})
