// Tokens of a session and of a project: picture, numbers, ways on, and what is said when there are none.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProjectUsageReport, ThreadUsageReport } from '../../../../../preload/contract/usage'
import { ProjectUsage, ThreadUsage } from '../../../../../renderer/features/usage'
import { dayOf } from '../../../../../renderer/features/usage/days'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { useUsage } from '../../../../../renderer/stores/sessions/usage'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { projectId, threadId } from '../../stores/samples'

const tokens = (input: number, output: number, cachedInput = 0, reasoning = 0) => ({
  input,
  cachedInput,
  output,
  reasoning,
  total: input + output,
})
const thread: ThreadUsageReport = {
  threadId,
  tokens: tokens(47_058, 347, 1000, 40),
  turns: [
    {
      turnId: 'a',
      tokens: tokens(39_059, 244, 1000, 40),
      messages: [{ itemId: null, atMs: null, tokens: tokens(1, 1) }],
    },
    { turnId: 'b', tokens: tokens(7999, 103), messages: [] },
  ],
  contextWindow: 200_000,
  contextUsed: 8102,
}
const session = (id: string, title: string) => ({
  threadId: id,
  title,
  updatedAtMs: 1,
  archived: id === 'old',
  tokens: tokens(100, 1),
})
const inProject: ProjectUsageReport = {
  tokens: tokens(200, 2),
  days: [
    { day: '2001-02-03', tokens: tokens(50, 1) },
    { day: dayOf(new Date()), tokens: tokens(150, 1) },
  ],
  sessions: [session('t1', 'Fix the parser'), session('old', 'Older')],
  sessionCount: 5,
  uncounted: 1,
}

beforeEach(() => useUsage.setState({ threads: {}, projects: {} }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('a session', () => {
  it('has a picture with a name, exact numbers and the fill of the context window', async () => {
    fakeDeck({ 'sessions/usage': thread })
    render(<ThreadUsage projectId={projectId} threadId={threadId} />)
    expect(await screen.findByRole('img', { name: /^Tokens per turn: 2 turns, 47,405 tokens in all/ })).toBeTruthy()
    expect(screen.getByText('8,102 of 200,000 tokens, 4 %')).toBeTruthy()
    expect(screen.getByText('39,303')).toBeTruthy()
  })

  it('reads a bar out by key', async () => {
    fakeDeck({ 'sessions/usage': thread })
    render(<ThreadUsage projectId={projectId} threadId={threadId} />)
    const chart = await screen.findByRole('img')
    fireEvent.keyDown(chart, { key: 'ArrowRight' })
    expect(screen.getByRole('status').textContent).toBe(
      'Turn 1: 1,000 cached input, 38,059 input, 204 output, 40 reasoning; 39,303 in all',
    )
    fireEvent.keyDown(chart, { key: 'Enter' })
    expect(useUi.getState().goTo).toEqual({ threadId, turnId: 'a', itemId: null, text: null })
  })

  it('says that there are no counts, or why', async () => {
    fakeDeck({ 'sessions/usage': { ...thread, turns: [] } })
    render(<ThreadUsage projectId={projectId} threadId={threadId} />)
    expect(await screen.findByText('No tokens counted yet')).toBeTruthy()
    fakeDeck({ 'sessions/usage': refusal('The file is gone.') })
    useUsage.setState({ threads: {} })
    fireEvent.click(screen.queryByRole('button', { name: 'Count again' }) ?? document.body)
    await useUsage.getState().loadThread(projectId, threadId)
    expect(await screen.findByText('The file is gone.')).toBeTruthy()
  })
})

describe('a project', () => {
  it('shows the last 30 days, or all', async () => {
    fakeDeck({ 'projects/usage': inProject })
    render(<ProjectUsage projectId={projectId} />)
    expect(await screen.findByRole('img', { name: /^Tokens per day: 151 in the last 30 days/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'All' }))
    expect(screen.getByRole('img', { name: /^Tokens per day: 202 in all/ })).toBeTruthy()
    expect(screen.getByText('5 sessions, 2 more than are listed; 1 without counts in its records.')).toBeTruthy()
  })

  it('opens a session', async () => {
    fakeDeck({ 'projects/usage': inProject })
    render(<ProjectUsage projectId={projectId} />)
    fireEvent.click(await screen.findByRole('button', { name: 'Fix the parser' }))
    await waitFor(() => expect(useProjects.getState().activeThreadId[projectId]).toBe('t1'))
  })
})
