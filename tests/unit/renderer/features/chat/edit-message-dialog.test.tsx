// Going back to an earlier message: what is said to be lost, and where the message lands.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../../../../preload/contract/result'
import { EditMessageDialog } from '../../../../../renderer/features/chat/edit-message-dialog'
import { emptyDraft, useComposer } from '../../../../../renderer/stores/composer/composer'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useTurnActs } from '../../../../../renderer/stores/threads/turn-acts'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { useActs } from '../../../../../renderer/stores/changes/acts'
import { useRewind } from '../../../../../renderer/stores/changes/rewind'
import { useRewindView } from '../../../../../renderer/stores/changes/rewind-files'
import { fileOf, reportOf, viewOf } from '../../stores/changes/samples'
import { fakeDeck, later } from '../../stores/fake-deck'
import { codexThread, project } from '../../stores/samples'
import { threadOf, turnOf } from './sample-turns'

const revert = vi.fn(async (): Promise<Result<null>> => ok(null))
const fork = vi.fn(async (): Promise<Result<{ threadId: string }>> => ok({ threadId: 'copy' }))
const message = {
  text: 'Make it <b>faster</b>',
  images: [{ name: 'Image 1', dataUrl: 'data:image/png;base64,AAAA' }],
  mentions: [{ name: 'a.ts', path: 'src/a.ts' }],
  skills: [],
}
const thread = threadOf({ turns: ['a', 'b', 'c'].map((id) => turnOf(id)), thread: readThread(codexThread('t')) })
const legacy = { ...thread, thread: readThread(codexThread('t', { historyMode: 'legacy' })) }

beforeEach(() => {
  revert.mockReset().mockResolvedValue(ok(null))
  fork.mockReset().mockResolvedValue(ok({ threadId: 'copy' }))
  useThreads.setState({ threads: {}, lists: {}, revert, fork })
  useComposer.setState({ drafts: {}, history: {} })
  useNotices.setState({ notices: [] })
  useProjects.setState({ activeThreadId: { p: 't' } })
  useTurnActs.setState({ edit: null, side: null })
})
afterEach(cleanup)

function ask(turnId: string, given: ThreadState = thread) {
  useTurnActs.getState().askEdit({ projectId: 'p', threadId: 't', turnId, asked: message })
  return render(<EditMessageDialog thread={given} />)
}
const words = () => screen.getByTestId('edit-message').textContent
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const draft = (key: string) => useComposer.getState().drafts[key]

describe('the question before an edit', () => {
  it.each([
    ['a', 'it and the 2 turns after it are dropped'],
    ['b', 'it and the 1 turn after it are dropped'],
    ['c', 'it and its answer are dropped'],
  ])('about turn %s says that %s', (turnId, dropped) => {
    ask(turnId)
    expect(words()).toContain(dropped)
    expect(words()).toContain('Files stay as they are: what Codex changed is not undone.')
    expect(words()).not.toContain('is stopped')
  })

  it('shows the message as text', () => {
    ask('b')
    expect(screen.getByText('Make it <b>faster</b>')).toBeTruthy()
  })

  it('says that the running turn is stopped', () => {
    ask('b', { ...thread, runningTurnId: 'c' })
    expect(words()).toContain('The turn that runs is stopped.')
  })

  it('offers a fork only where Codex cannot go back', () => {
    ask('b', { ...legacy, runningTurnId: 'c' })
    expect(words()).toContain('This chat was made by an older Codex')
    expect(words()).not.toContain('are dropped')
    expect(words()).not.toContain('is stopped')
    expect(screen.queryByRole('button', { name: 'Go back and edit' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Fork instead' })).toBeTruthy()
  })

  it('is not asked about another chat, and not unasked', () => {
    ask('b', { ...thread, id: 'other' })
    expect(screen.queryByTestId('edit-message')).toBeNull()
    cleanup()
    useTurnActs.getState().askEdit(null)
    render(<EditMessageDialog thread={thread} />)
    expect(screen.queryByTestId('edit-message')).toBeNull()
  })

  it.each(['Cancel', 'Escape'])('does nothing with %s', async (way) => {
    ask('b')
    if (way === 'Cancel') press('Cancel')
    else fireEvent.keyDown(screen.getByTestId('edit-message'), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByTestId('edit-message')).toBeNull())
    expect(revert).not.toHaveBeenCalled()
    expect(draft('t')).toBeUndefined()
  })
})

describe('going back', () => {
  it('drops from this turn on and puts the whole message into the composer', async () => {
    const before = useUi.getState().composerFocus
    ask('b')
    press('Go back and edit')
    await waitFor(() => expect(draft('t')).toMatchObject(message))
    expect(revert).toHaveBeenCalledWith('t', 'b')
    expect(screen.queryByTestId('edit-message')).toBeNull()
    expect(fork).not.toHaveBeenCalled()
    expect(useUi.getState().composerFocus).toBe(before + 1)
  })

  it('keeps a draft that stood there behind the arrow key, and the choices', async () => {
    useComposer.setState({ drafts: { t: { ...emptyDraft, text: 'half a thought', preset: 'auto' } } })
    ask('b')
    press('Go back and edit')
    await waitFor(() => expect(draft('t')).toMatchObject({ text: message.text, preset: 'auto' }))
    expect(useComposer.getState().history['p']).toEqual(['half a thought'])
  })

  it('that fails says why and leaves everything as it was', async () => {
    revert.mockResolvedValue(fail('x', 'a turn runs'))
    ask('b')
    press('Go back and edit')
    await waitFor(() => expect(useNotices.getState().notices[0]?.message).toContain('did not go back: a turn runs'))
    expect(screen.getByTestId('edit-message')).toBeTruthy()
    expect(draft('t')).toBeUndefined()
  })

  it('cannot be asked for twice while it is under way', async () => {
    const answer = later<Result<null>>()
    revert.mockReturnValue(answer.promise)
    ask('b')
    press('Go back and edit')
    press('Go back and edit')
    press('Fork instead')
    expect(revert).toHaveBeenCalledTimes(1)
    expect(fork).not.toHaveBeenCalled()
    await act(async () => answer.settle(ok(null)))
    expect(draft('t')?.text).toBe(message.text)
  })
})

describe('a fork instead', () => {
  it('ends before the message, comes into view and has the message in its composer', async () => {
    ask('b', legacy)
    press('Fork instead')
    await waitFor(() => expect(draft('copy')).toMatchObject(message))
    expect(fork).toHaveBeenCalledWith('p', 't', { before: 'b' })
    expect(useProjects.getState().activeThreadId['p']).toBe('copy')
    expect(draft('t')).toBeUndefined()
    expect(revert).not.toHaveBeenCalled()
  })

  it('that fails says why and stays where it is', async () => {
    fork.mockResolvedValue(fail('x', 'the disk is full'))
    ask('b')
    press('Fork instead')
    await waitFor(() => expect(useNotices.getState().notices[0]?.message).toContain('not forked: the disk is full'))
    expect(useProjects.getState().activeThreadId['p']).toBe('t')
    expect(screen.getByTestId('edit-message')).toBeTruthy()
  })
})

describe('with the files', () => {
  const point = { turnId: 'b', atMs: 1, state: 'whole' as const, left: [], leftCount: 0 }
  const order: string[] = []
  const withSnapshot = async (report = reportOf({ undoId: 'back', summary: 'as before' }), files = 2) => {
    order.length = 0
    revert.mockImplementation(async () => (order.push('chat'), ok(null)))
    useProjects.setState({ projects: [{ ...project, id: 'p' }] })
    useRewind.setState({ snapshots: {}, question: null })
    useActs.setState({ busy: {}, done: {}, trouble: {} })
    useRewindView.getState().close()
    fakeDeck({
      'worktrees/list': [],
      'checkpoints/list': [point],
      'changes/open': viewOf(
        'v1',
        ['a.ts', 'b.ts'].slice(0, files).map((path) => fileOf(path)),
      ),
      'checkpoints/rewind': () => (order.push('files'), report),
    })
    ask('b')
    await waitFor(() => expect(words()).toMatch(files === 0 ? /No file would change/ : /a\.ts/))
  }
  const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /Also rewind the files/ })
  afterEach(() => vi.unstubAllGlobals())

  it('says what was chosen, and only that', async () => {
    await withSnapshot()
    expect(words()).toContain('Files stay as they are')
    fireEvent.click(box())
    expect(words()).toContain('2 files go back to what they were before this message.')
    expect(words()).not.toContain('Files stay as they are')
  })

  it('takes them back first', async () => {
    await withSnapshot()
    fireEvent.click(box())
    press('Go back and edit')
    await waitFor(() => expect(draft('t')?.text).toBe(message.text))
    expect(order).toEqual(['files', 'chat'])
  })

  it('leaves them alone unless asked', async () => {
    await withSnapshot()
    press('Go back and edit')
    await waitFor(() => expect(draft('t')?.text).toBe(message.text))
    expect(order).toEqual(['chat'])
  })

  it('leaves the chat as it is when they refuse', async () => {
    await withSnapshot(reportOf({ done: false, undoId: null, summary: 'a.ts was changed' }))
    fireEvent.click(box())
    press('Go back and edit')
    await waitFor(() => expect(words()).toContain('nothing else was done: a.ts was changed'))
    expect(order).toEqual(['files'])
    expect(draft('t')).toBeUndefined()
  })

  it('leads to the lines that would change', async () => {
    await withSnapshot()
    press('Look at the changes…')
    expect(useRewind.getState().question).toMatchObject({ threadId: 't', turnId: 'b' })
    expect(useTurnActs.getState().edit).toBeNull()
  })

  it('has nothing to choose where no file would change', async () => {
    await withSnapshot(undefined, 0)
    expect(box().disabled).toBe(true)
  })
})
