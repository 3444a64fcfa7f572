// What can be done from a turn of the past.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../../../../preload/contract/result'
import { TurnMenu } from '../../../../../renderer/features/chat/turn-menu'
import type { TurnState } from '../../../../../renderer/stores/threads/model'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useTurnActs } from '../../../../../renderer/stores/threads/turn-acts'
import { sampleItems } from './items/sample-items'
import { asked, said, turnOf } from './sample-turns'

const fork = vi.fn(async (): Promise<Result<{ threadId: string }>> => ok({ threadId: 'copy' }))
const forkAside = vi.fn(async () => ok({ threadId: 'aside' }))
const writeText = vi.fn(async (_text: string) => undefined)

beforeEach(() => {
  fork.mockReset().mockResolvedValue(ok({ threadId: 'copy' }))
  forkAside.mockClear()
  writeText.mockClear()
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  useThreads.setState({ threads: {}, fork, forkAside })
  useTurnActs.setState({ edit: null, side: null })
  useNotices.setState({ notices: [] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const whole = turnOf('turn', [
  asked('a', 'Why?'),
  said('b', 'I look.'),
  sampleItems.commandExecution,
  said('c', 'Because.'),
])
async function open(turn: TurnState) {
  render(<TurnMenu turn={turn} projectId="p" threadId="t" />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'More about this turn' }), { key: 'Enter' })
  await screen.findByRole('menu')
}
const entry = (name: string) => screen.getByRole('menuitem', { name })
const isOff = (name: string) => entry(name).getAttribute('aria-disabled') === 'true'

describe('the menu of a turn', () => {
  it('copies what Codex said in it, and nothing else', async () => {
    await open(whole)
    fireEvent.click(entry('Copy the answer'))
    expect(writeText.mock.calls).toEqual([['I look.\n\nBecause.']])
  })

  it('forks through this turn and tells when it could not', async () => {
    fork.mockResolvedValue(fail('x', 'the turn runs'))
    await open(whole)
    fireEvent.click(entry('Fork from here'))
    expect(fork).toHaveBeenCalledWith('p', 't', { through: 'turn' })
    await waitFor(() => expect(useNotices.getState().notices).toMatchObject([{ level: 'error', projectId: 'p' }]))
    expect(useNotices.getState().notices[0]?.message).toBe('The chat was not forked: the turn runs')
  })

  it('asks before it goes back to the message', async () => {
    await open(whole)
    fireEvent.click(entry('Edit this message…'))
    expect(useTurnActs.getState().edit).toMatchObject({ threadId: 't', turnId: 'turn', asked: { text: 'Why?' } })
  })

  it('opens a question on the side about this chat', async () => {
    await open(whole)
    fireEvent.click(entry('Ask on the side…'))
    await waitFor(() => expect(useTurnActs.getState().side).toMatchObject({ parentId: 't', threadId: 'aside' }))
    expect(forkAside).toHaveBeenCalledWith('p', 't')
  })

  it('offers no edit where nobody asked, and no copy where nothing was said', async () => {
    await open(turnOf('turn', [sampleItems.contextCompaction]))
    expect(['Copy the answer', 'Edit this message…', 'Fork from here'].map(isOff)).toEqual([true, true, false])
    cleanup()
    await open(whole)
    expect(['Copy the answer', 'Edit this message…', 'Fork from here'].map(isOff)).toEqual([false, false, false])
  })
})
