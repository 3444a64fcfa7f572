// The chat as a whole: what an empty, an opening, a broken and a filled thread show, and its title.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { ok } from '../../../../../preload/contract/result'
import { ChatView } from '../../../../../renderer/features/chat'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { emptyThread, type ThreadState } from '../../../../../renderer/stores/threads/model'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: 'p', path: '/srv/app', name: 'app', source: 'demo', branch: 'main' })
const openThread = vi.fn(async () => undefined)
const rename = vi.fn(async () => ok(null))

class NoLayout {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoLayout)
  openThread.mockClear()
  rename.mockClear()
  useProjects.setState({ projects: [project], activeId: 'p', activeThreadId: {} })
  useComposer.setState({ drafts: {} })
  useThreads.setState({ threads: {}, openThread, rename })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const put = (part: Partial<ThreadState>) =>
  act(() => useThreads.setState({ threads: { t: { ...emptyThread('p', 't'), ...part } } }))
const draw = (threadId: string | null) => render(<ChatView projectId="p" threadId={threadId} />)

describe('a new chat', () => {
  it('says what can be done and lends a first message', () => {
    draw(null)
    expect(screen.getByText('New chat in app')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Run a command' }))
    expect(useComposer.getState().drafts['new:p']?.text).toBe('Run a command')
    expect(openThread).not.toHaveBeenCalled()
  })

  it('gives its place to what has to be chosen first', () => {
    render(<ChatView projectId="p" threadId={null} empty={<p>Choose a source</p>} />)
    expect(screen.getByText('Choose a source')).toBeTruthy()
    expect(screen.queryByText('New chat in app')).toBeNull()
  })
})

describe('a chat', () => {
  it('is opened when it comes into view', () => {
    draw('t')
    expect(openThread).toHaveBeenCalledWith('p', 't')
  })

  it('that could not be opened says why and can be tried again', () => {
    put({ loading: 'failed', problem: { code: 'x', message: 'The rollout is gone.' } })
    draw('t')
    expect(screen.getByTestId('thread-problem').textContent).toContain('The rollout is gone.')
    openThread.mockClear()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(openThread).toHaveBeenCalledTimes(1)
  })

  it('that runs in another project is opened once it has ended there', async () => {
    const elsewhere = (runningTurnId: string | null) =>
      act(() => useThreads.setState({ threads: { t: { ...emptyThread('other', 't'), runningTurnId } } }))
    elsewhere('turn')
    draw('t')
    expect(screen.getByTestId('thread-problem').textContent).toContain(
      'Codex is working in this chat in another project',
    )
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(openThread).not.toHaveBeenCalled()
    elsewhere(null)
    expect(openThread.mock.calls).toEqual([['p', 't']])
    expect(await screen.findByText('Reading the chat…')).toBeTruthy()
  })

  it('with turns is a log that announces nothing but ends', () => {
    const turn = {
      id: 'turn',
      status: 'inProgress' as const,
      error: null,
      startedAtMs: 0,
      durationMs: null,
      items: [],
      live: new Set<string>(),
      retry: null,
      plan: null,
      diff: null,
    }
    put({ turns: [turn], runningTurnId: 'turn' })
    draw('t')
    expect(screen.getByRole('log').getAttribute('aria-live')).toBe('off')
    expect(screen.getByTestId('run-state').textContent).toContain('Running')
    put({ turns: [{ ...turn, status: 'completed' }] })
    expect(screen.getByText('Codex has finished.').getAttribute('aria-live')).toBe('polite')
    expect(screen.queryByTestId('run-state')).toBeNull()
  })
})

describe('the title', () => {
  const edit = (text: string) => {
    put({ title: 'Old' })
    draw('t')
    fireEvent.click(screen.getByRole('button', { name: 'Old' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'Chat title' }), { target: { value: text } })
    return screen.getByRole('textbox', { name: 'Chat title' })
  }

  it('is kept with Enter, once', async () => {
    const field = edit('New')
    fireEvent.keyDown(field, { key: 'Enter' })
    fireEvent.blur(field)
    await waitFor(() => expect(rename).toHaveBeenCalledWith('p', 't', 'New'))
    expect(rename).toHaveBeenCalledTimes(1)
  })

  it('is left as it was with Escape', () => {
    fireEvent.keyDown(edit('New'), { key: 'Escape' })
    expect(rename).not.toHaveBeenCalled()
    expect(screen.getByTestId('thread-title').textContent).toBe('Old')
  })
})
