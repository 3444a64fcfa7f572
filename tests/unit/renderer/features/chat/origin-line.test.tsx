// Where a chat comes from, and who else writes it.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OriginLine } from '../../../../../renderer/features/chat/origin-line'
import { emptyList } from '../../../../../renderer/stores/lists/list-reduce'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { readThread, summaryOf } from '../../../../../renderer/stores/threads/thread-fields'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { codexThread } from '../../stores/samples'
import { threadOf } from './sample-turns'

const openThread = vi.fn(async () => undefined)
beforeEach(() => {
  openThread.mockClear()
  useThreads.setState({ threads: {}, lists: {}, openThread })
  useProjects.setState({ activeThreadId: { p: 't' } })
})
afterEach(cleanup)

const from = (forkedFromId: string | null, more: object = {}) => readThread(codexThread('t', { forkedFromId, ...more }))
const draw = (part: Partial<ThreadState>) => render(<OriginLine thread={threadOf(part)} />)

describe('a forked chat', () => {
  it('names its source as it is open, and leads there', () => {
    useThreads.setState({ threads: { source: { ...threadOf({ title: 'Open title' }), id: 'source' } } })
    draw({ thread: from('source') })
    fireEvent.click(screen.getByRole('button', { name: 'Open title' }))
    expect(useProjects.getState().activeThreadId['p']).toBe('source')
  })

  it('names its source from the list', () => {
    const source = readThread(codexThread('source', { name: 'Listed title' }))
    if (source === null) throw new Error('a thread with an id can be read')
    useThreads.setState({ lists: { p: { ...emptyList, summaries: [summaryOf(source)] } } })
    draw({ thread: from('source') })
    expect(screen.getByRole('button', { name: 'Listed title' })).toBeTruthy()
  })

  it('has another chat as its source when that one is not known', () => {
    draw({ thread: from('source') })
    expect(screen.getByTestId('forked-from').textContent).toBe('Forked fromanother chat')
  })
})

describe('nothing is said', () => {
  it.each([
    ['of a chat that is no fork', { thread: from(null) }],
    ['of a chat that is still being read', { thread: null }],
    ['of a question on the side', { thread: from('source', { ephemeral: true }) }],
  ])('%s', (_of, part) => {
    expect(draw(part).container.innerHTML).toBe('')
  })
})

it('a chat that another Codex writes says so before its source, and can be tried to be taken over', () => {
  draw({ thread: from('source'), writtenElsewhere: true })
  expect(screen.getByTestId('followed').textContent).toContain('Another Codex writes in this chat.')
  expect(screen.queryByTestId('forked-from')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Try to take over' }))
  expect(openThread).toHaveBeenCalledWith('p', 't')
})
