// @vitest-environment jsdom
// What a chat's menu offers, and what each of its entries asks for. Drawing it is the kit's.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { threadMenu, type ThreadMenuParts } from '../../../../../renderer/features/sessions/thread-menu'
import type { MenuEntry } from '../../../../../renderer/kit'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { pinnedSectionId } from '../../../../../renderer/stores/lists/thread-lists'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { fakeDeck, refusal, type FakeDeck } from '../../stores/fake-deck'
import { project, projectId, threadId } from '../../stores/samples'
import { listOf, summary } from '../../stores/session-samples'

type Item = Extract<MenuEntry, { kind: 'item' }>

const acts = {
  open: vi.fn(),
  rename: vi.fn(),
  newSection: vi.fn(),
  setArchived: vi.fn(),
  showSubAgents: vi.fn(),
}
function menu(more: Partial<ThreadMenuParts> = {}): MenuEntry[] {
  const sections = [
    { id: 's1', name: 'Work' },
    { id: 's2', name: 'Play' },
  ]
  return threadMenu({ projectId, summary: summary(threadId), archived: false, sections, ...acts, ...more })
}
const flat = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => (entry.kind === 'submenu' ? [entry, ...flat(entry.entries)] : [entry]))
function item(label: string, more: Partial<ThreadMenuParts> = {}): Item {
  const found = flat(menu(more)).find((entry): entry is Item => entry.kind === 'item' && entry.label === label)
  if (found === undefined) throw new Error(`no entry “${label}”`)
  return found
}
const labels = (entries: readonly MenuEntry[]) =>
  flat(entries).flatMap((entry) => ('label' in entry ? entry.label : []))

let deck: FakeDeck
beforeEach(() => {
  deck = fakeDeck({ 'sessions/export': refusal('not here') })
  for (const act of Object.values(acts)) act.mockReset()
  useThreads.setState({ threads: {}, lists: { [projectId]: listOf([summary(threadId)]) } })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useNotices.setState({ notices: [] })
  useUi.setState({ panel: null })
})
afterEach(() => vi.unstubAllGlobals())

describe('pins and sections', () => {
  it('pins what is not pinned, and lets go what is', async () => {
    item('Pin').onSelect()
    const pinned = summary(threadId, { sectionId: pinnedSectionId })
    item('Unpin', { summary: pinned }).onSelect()
    expect(labels(menu({ summary: pinned }))).not.toContain('Pin')
    expect(deck.of('thread/section/move').map((params) => params['sectionId'])).toEqual([pinnedSectionId, null])
  })

  it('ticks the section that it stands in; a tick taken away takes it out', () => {
    const entries = flat(menu({ summary: summary(threadId, { sectionId: 's1' }) }))
    const checks = entries.flatMap((entry) => (entry.kind === 'check' ? entry : []))
    expect(checks.map(({ label, checked }) => [label, checked])).toEqual([
      ['Work', true],
      ['Play', false],
    ])
    checks[0]?.onChange(false)
    checks[1]?.onChange(true)
    expect(deck.of('thread/section/move').map((params) => params['sectionId'])).toEqual([null, 's2'])
  })

  it('can only leave a section that it is in', () => {
    expect(item('No section').disabled).toBe(true)
    expect(item('No section', { summary: summary(threadId, { sectionId: 's1' }) }).disabled).toBe(false)
  })
})

describe('the read mark', () => {
  it('can be set to unread once it was read, where Codex keeps one', () => {
    const state = (unread: boolean) => ({ summary: summary(threadId, { readState: { unread, revision: '4' } }) })
    expect(item('Mark as unread').disabled).toBe(true)
    expect(item('Mark as unread', state(true)).disabled).toBe(true)
    expect(item('Mark as unread', state(false)).disabled).toBe(false)
    useThreads.setState({ lists: { [projectId]: listOf([state(false).summary]) } })
    item('Mark as unread', state(false)).onSelect()
    expect(deck.of('thread/readState/update')).toMatchObject([{ threadId, operation: { type: 'unread' } }])
  })
})

describe('the archive', () => {
  it('is where a chat is put, and brought back from; there it can’t be forked', () => {
    item('Archive').onSelect()
    item('Bring back', { archived: true }).onSelect()
    expect(acts.setArchived.mock.calls).toEqual([[true], [false]])
    expect(labels(menu())).not.toContain('Bring back')
    expect(labels(menu({ archived: true }))).not.toContain('Archive')
    expect([item('Fork').disabled, item('Fork', { archived: true }).disabled]).toEqual([false, true])
  })
})

describe('what leads elsewhere', () => {
  it('opens the chat with the inspector beside it', () => {
    item('Open in the inspector').onSelect()
    expect(acts.open).toHaveBeenCalledTimes(1)
    expect(useUi.getState().panel).toBe('inspector')
  })

  it('renames, makes a section and shows sub-agents where the list does so', () => {
    for (const label of ['Rename…', 'New section…', 'Show its sub-agents']) item(label).onSelect()
    expect([acts.rename, acts.newSection, acts.showSubAgents].map((act) => act.mock.calls.length)).toEqual([1, 1, 1])
    expect(deck.calls).toEqual([])
  })

  it('exports in each of three formats', () => {
    for (const label of ['Markdown…', 'HTML page…', 'Raw JSONL…']) item(label).onSelect()
    expect(deck.of('sessions/export').map((params) => params['format'])).toEqual(['markdown', 'html', 'jsonl'])
  })

  it('copies the id as it is', () => {
    const writeText = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { clipboard: { writeText } })
    item('Copy the session’s id').onSelect()
    expect(writeText).toHaveBeenCalledWith(threadId)
  })

  it('tells when the file is not there, or no copy could be made', async () => {
    fakeDeck({ 'sessions/reveal': refusal('It was moved.'), 'thread/fork': refusal('It has no turns.') })
    item('Show its file').onSelect()
    item('Fork').onSelect()
    await vi.waitFor(() =>
      expect(
        useNotices
          .getState()
          .notices.map(({ message }) => message)
          .toSorted(),
      ).toEqual(['The chat was not forked: It has no turns.', 'The file was not found: It was moved.']),
    )
  })
})

it('deletes with a way back, last and marked as what it is', async () => {
  const last = menu().at(-1)
  expect(last).toMatchObject({ label: 'Delete', danger: true })
  item('Delete').onSelect()
  await vi.waitFor(() => expect(useThreads.getState().lists[projectId]?.summaries).toEqual([]))
  expect(useNotices.getState().notices[0]?.action?.label).toBe('Undo')
  useNotices.getState().notices[0]?.action?.run()
  expect(deck.of('sessions/undoDelete')).toEqual([{ projectId, threadId }])
})
