// The inspector as a person meets it: sources, filter, keys, the raw event, and what it says when there is nothing.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Inspector } from '../../../../../renderer/features/inspector'
import { useInspector } from '../../../../../renderer/stores/sessions/inspector'
import { useInspectorFile } from '../../../../../renderer/stores/sessions/inspector-file'
import { captureLive, forgetLive } from '../../../../../renderer/stores/threads/live-events'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { fakeDeck, refusal, type FakeDeck } from '../../stores/fake-deck'
import { delta, event, project, projectId, threadId } from '../../stores/samples'
import { giveLayout } from './layout'
import { row, turnEvents } from './rows'

const inspection = { id: 'i1', name: 'rollout-x.jsonl', path: '/h/rollout-x.jsonl', bytes: 300, threadId }
const fileRows = [
  row(0, { type: 'session_meta', kind: 'session', label: 'Session' }),
  row(1, { kind: 'command', label: 'npm test', turnId: 'turn-1', itemId: 'call_1', durationMs: 400, status: 'failed' }),
  row(2, { kind: 'bad', type: 'bad', label: 'The line breaks off.' }),
]

function deckWith(answers: Record<string, unknown> = {}): FakeDeck {
  return fakeDeck({
    'inspect/open': inspection,
    'inspect/page': { rows: fileRows, nextOffset: null, progress: 1 },
    'inspect/raw': { text: '{"type":"event_msg","payload":{"command":"echo \\u202e"}}', truncated: false },
    ...answers,
  })
}

beforeEach(() => {
  giveLayout()
  forgetLive()
  useInspectorFile.getState().close()
  useInspector.setState({ source: null, tab: 'timeline', text: '', hidden: new Set(['delta']), follow: true })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: { [projectId]: threadId } })
  useUi.setState({ goTo: null })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const rows = () => screen.queryAllByTestId('inspector-row')
const labels = () => rows().map((line) => line.textContent ?? '')
const tree = () => screen.getByRole('tree', { name: 'Timeline' })

async function showFile() {
  render(<Inspector />)
  await waitFor(() => expect(rows()).toHaveLength(3))
}
async function showLive(events = turnEvents) {
  captureLive(events)
  render(<Inspector />)
  await waitFor(() => expect(rows().length).toBeGreaterThan(5))
}

describe('the source', () => {
  it('is the live stream when this window saw the chat work', async () => {
    deckWith()
    await showLive()
    expect(screen.getByRole('radio', { name: 'Live', checked: true })).toBeTruthy()
    expect(screen.getByTestId('inspector-turn').textContent).toContain('3 items · 120 tokens · 10 s')
  })

  it('is the file otherwise, and can be changed', async () => {
    const deck = deckWith()
    await showFile()
    expect(deck.of('inspect/open')).toEqual([{ projectId, threadId }])
    fireEvent.click(screen.getByRole('radio', { name: 'Live' }))
    expect(screen.getByText('Nothing has happened yet')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Read the file' }))
    await waitFor(() => expect(rows()).toHaveLength(3))
  })

  it('takes in what comes while one looks', async () => {
    deckWith()
    await showLive()
    const before = rows().length
    act(() => captureLive([event({ method: 'error', params: { threadId, error: { message: 'No network' } } })]))
    await waitFor(() => expect(rows()).toHaveLength(before + 1))
    expect(labels().at(-1)).toContain('No network')
  })

  it('says when older events were dropped', async () => {
    deckWith()
    captureLive(turnEvents)
    captureLive(Array.from({ length: 20_000 }, () => event(delta('m', 'x'))))
    useInspector.setState({ source: 'live', hidden: new Set() })
    render(<Inspector />)
    await waitFor(() =>
      expect(screen.getByTestId('inspector-status').textContent).toContain('14 older ones were dropped'),
    )
  })

  it('can be a file from anywhere, with its name and a way back', async () => {
    deckWith({
      'inspect/pick': { ...inspection, id: 'i2', name: 'foreign.jsonl', path: '/tmp/foreign.jsonl', threadId: null },
    })
    await showFile()
    fireEvent.click(screen.getByRole('button', { name: 'Open a file…' }))
    await waitFor(() => expect(screen.getByTestId('inspector-file').textContent).toBe('foreign.jsonl'))
    fireEvent.click(rows()[1] ?? tree())
    expect(screen.queryByRole('button', { name: 'Show in chat' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Close this file' }))
    await waitFor(() => expect(screen.queryByTestId('inspector-file')).toBeNull())
    await waitFor(() => expect(rows()).toHaveLength(3))
  })
})

describe('the timeline', () => {
  it('shows a bad line as a bad line, with the reason', async () => {
    deckWith()
    await showFile()
    expect(screen.getByText('The line breaks off.').closest('[data-kind="bad"]')).toBeTruthy()
  })

  it('hides deltas until they are asked for, folded into one row', async () => {
    deckWith()
    await showLive()
    expect(document.querySelector('[data-testid="inspector-row"][data-kind="delta"]')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Deltas', pressed: false }))
    const fold = screen.getByText(/^3 pieces, 3.0 a second$/)
    fireEvent.doubleClick(fold)
    expect(document.querySelectorAll('[aria-level="3"]')).toHaveLength(3)
  })

  it('is filtered by kind and by words', async () => {
    deckWith()
    await showFile()
    fireEvent.click(screen.getByRole('button', { name: 'Session', pressed: true }))
    expect(rows()).toHaveLength(2)
    fireEvent.change(screen.getByRole('textbox', { name: 'Filter the timeline' }), { target: { value: 'NPM' } })
    expect(labels().join()).toContain('npm test')
    expect(rows()).toHaveLength(1)
    fireEvent.change(screen.getByRole('textbox', { name: 'Filter the timeline' }), { target: { value: 'nowhere' } })
    expect(screen.getByText('Nothing matches the filter')).toBeTruthy()
  })

  it('draws when an item began and how long it took', async () => {
    deckWith()
    // Without the request, whose end would be timed by today's clock.
    await showLive(turnEvents.filter(({ type }) => type === 'codex'))
    const command = rows().find((line) => line.dataset['kind'] === 'command' && line.textContent?.includes('5.0 s'))
    const bar = command?.querySelector<HTMLElement>('[data-testid="inspector-bar"]')
    expect(bar?.style.width).toBe('50%')
  })
})

describe('the raw event', () => {
  it('opens by key, with hidden characters visible, and Escape goes back', async () => {
    deckWith()
    await showFile()
    tree().focus()
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown']) fireEvent.keyDown(tree(), { key })
    const raw = await screen.findByTestId('inspector-raw')
    await waitFor(() => expect(raw.textContent).toContain('⟦U+202E⟧'))
    fireEvent.keyDown(tree(), { key: 'Enter' })
    expect(raw.contains(document.activeElement)).toBe(true)
    fireEvent.keyDown(document.activeElement ?? raw, { key: 'Escape' })
    expect(document.activeElement).toBe(tree())
    fireEvent.keyDown(tree(), { key: 'Escape' })
    expect(screen.queryByTestId('inspector-raw')).toBeNull()
  })

  it('is shown as it came when it is no JSON', async () => {
    deckWith({ 'inspect/raw': { text: '{"torn', truncated: false } })
    await showFile()
    fireEvent.click(rows()[2] ?? tree())
    expect(await screen.findByText('{"torn')).toBeTruthy()
    expect(screen.getByText('This line is no JSON.')).toBeTruthy()
  })

  it('is cut with a note when it is very long', async () => {
    deckWith({ 'inspect/raw': { text: `"${'x'.repeat(300_000)}"`, truncated: false } })
    await showFile()
    fireEvent.click(rows()[0] ?? tree())
    expect(await screen.findByText(/300,002 characters: shown as it came\. Copy gives all of it\./)).toBeTruthy()
    expect(screen.getByTestId('inspector-raw').textContent?.length).toBeLessThan(70_000)
  })

  it('tells why it cannot be read', async () => {
    deckWith({ 'inspect/raw': refusal('The file is gone.') })
    await showFile()
    fireEvent.click(rows()[0] ?? tree())
    expect(within(await screen.findByRole('alert')).getByText('The file is gone.')).toBeTruthy()
  })

  it('leads to its place in the chat', async () => {
    deckWith()
    await showFile()
    fireEvent.click(rows()[1] ?? tree())
    fireEvent.click(screen.getByRole('button', { name: 'Show in chat' }))
    expect(useUi.getState().goTo).toEqual({ threadId, turnId: 'turn-1', itemId: 'call_1', text: null })
  })
})

describe('nothing to show', () => {
  it('says so without a chat', () => {
    deckWith()
    useProjects.setState({ activeThreadId: {} })
    render(<Inspector />)
    expect(screen.getByText('No chat to inspect')).toBeTruthy()
  })

  it('tells why there is no file, and tries again', async () => {
    const deck = deckWith({ 'inspect/open': refusal('This chat has no file yet.') })
    useInspector.setState({ source: 'file' })
    render(<Inspector />)
    expect(await screen.findByText('This chat has no file yet.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(deck.of('inspect/open')).toHaveLength(2))
  })

  it('says that a file is empty', async () => {
    deckWith({ 'inspect/page': { rows: [], nextOffset: null, progress: 1 } })
    render(<Inspector />)
    expect(await screen.findByText('The file is empty')).toBeTruthy()
  })
})

it('shows the use of tokens in a tab of its own', () => {
  deckWith()
  render(<Inspector usage={(inProject, ofThread) => `use of ${ofThread} in ${inProject}`} />)
  fireEvent.mouseDown(screen.getByRole('tab', { name: 'Usage' }), { button: 0 })
  expect(screen.getByText(`use of ${threadId} in ${projectId}`)).toBeTruthy()
})
