// The Changes panel in its states: what it says, what it offers, and what it refuses to.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { ChangesPanel } from '../../../../../renderer/features/changes'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { useActs } from '../../../../../renderer/stores/changes/acts'
import { showChanges, useChosen } from '../../../../../renderer/stores/changes/chosen'
import { useCommit } from '../../../../../renderer/stores/changes/commit'
import { useGitFacts } from '../../../../../renderer/stores/changes/facts'
import { useChanges } from '../../../../../renderer/stores/changes/open-view'
import { usePublish } from '../../../../../renderer/stores/changes/publish'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later, refusal, type FakeDeck } from '../../stores/fake-deck'
import { completed, project, projectId, reduceAll, started, threadId } from '../../stores/samples'
import { factsOf, fileOf, place, reportOf, viewOf } from '../../stores/changes/samples'

const view = viewOf('v1', [fileOf('src/a.ts'), fileOf('src/b.ts')])
const thread = reduceAll([started(), completed()])

beforeEach(() => {
  localStorage.clear()
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useThreads.setState({ threads: { [threadId]: thread }, lists: {} })
  useGitFacts.setState({ facts: {}, refs: {} })
  useChosen.setState({ choices: {}, goTo: null, ignoreSpace: false, tree: false })
  useActs.setState({ busy: {}, done: {}, trouble: {} })
  useCommit.setState({ drafts: {} })
  usePublish.setState({ byPlace: {} })
  useNotices.setState({ notices: [] })
  useChanges.getState().close()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

interface Given {
  answers?: Record<string, unknown>
  project?: Partial<Project>
  chat?: boolean
}

function draw({ answers = {}, project: part = {}, chat = false }: Given = {}): FakeDeck {
  const deck = fakeDeck({
    'worktrees/list': [],
    'changes/facts': factsOf(),
    'changes/open': view,
    'changes/patches': [],
    ...answers,
  })
  useProjects.setState({
    projects: [{ ...project, ...part }],
    activeThreadId: chat ? { [projectId]: threadId } : {},
  })
  render(<ChangesPanel onTrust={() => undefined} />)
  return deck
}
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const shown = () => screen.findByTestId('changes-sum')

describe('what is shown first', () => {
  it('without a chat is what is not staged', async () => {
    const deck = draw()
    await shown()
    expect(deck.of('changes/open')[0]).toMatchObject({ place, source: { kind: 'unstaged' } })
    expect(screen.getByTestId('changes-sum').textContent).toContain('2 files')
    expect(screen.getByTestId('viewed-progress').textContent).toBe('0 of 2 viewed')
  })

  it('in a chat is its last turn', async () => {
    const deck = draw({ chat: true })
    await shown()
    expect(deck.of('changes/open')[0]).toMatchObject({ source: { kind: 'turn', threadId, turnId: 'turn-1' } })
  })

  it('is what somebody asked for', async () => {
    showChanges(projectId, threadId, { kind: 'commit', revision: 'v1' }, 'src/b.ts')
    const deck = draw({ chat: true })
    await shown()
    expect(deck.of('changes/open')).toHaveLength(1)
    expect(deck.of('changes/open')[0]).toMatchObject({ source: { kind: 'commit', revision: 'v1' } })
    expect(useChosen.getState().goTo).toBeNull()
  })

  it('is let go of with the panel', async () => {
    const deck = draw()
    await shown()
    cleanup()
    expect(deck.of('changes/close')).toEqual([{ viewId: 'v1' }])
  })
})

describe('where there is nothing to show it says why', () => {
  it.each([
    ['no-git', 'Git isn’t installed'],
    ['no-repository', 'No Git repository'],
  ] as const)('%s', async (state, title) => {
    const deck = draw({ answers: { 'changes/facts': factsOf({ state }) }, chat: true })
    useChosen.getState().choose(threadId, { kind: 'unstaged' })
    await screen.findByText(title)
    expect(screen.queryByTestId('commit-box')).toBeNull()
    fireEvent.click(button('Show this chat’s changes'))
    await waitFor(() => expect(deck.of('changes/open').at(-1)).toMatchObject({ source: { kind: 'session' } }))
  })

  it('git’s own words where it refuses', async () => {
    draw({ answers: { 'changes/facts': factsOf({ state: 'refused', problem: 'dubious ownership' }) } })
    await screen.findByText('dubious ownership')
  })

  it('an error, with a way to try again', async () => {
    let bad = true
    draw({ answers: { 'changes/open': () => (bad ? refusal('bad object HEAD') : view) } })
    await screen.findByText('bad object HEAD')
    bad = false
    fireEvent.click(button('Try again'))
    await shown()
  })

  it('that nothing changed', async () => {
    draw({ answers: { 'changes/open': viewOf('v1', []) } })
    await screen.findByText('Nothing unstaged')
  })

  it('that it waits, with a way to stop', async () => {
    draw({ answers: { 'changes/open': () => later().promise } })
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    await screen.findByText('Not read')
  })

  it('that no project is open', async () => {
    useProjects.setState({ activeId: null })
    fakeDeck({})
    render(<ChangesPanel />)
    await screen.findByText('No project is open')
  })

  it('that the folder is gone', async () => {
    draw({ project: { problem: 'missing' } })
    await screen.findByText('It was moved or deleted.')
  })
})

describe('a folder that isn’t trusted', () => {
  it('is looked at, says why nothing can be done, and has no commit box', async () => {
    draw({ project: { trust: 'restricted' }, answers: { 'changes/open': { ...view, acts: [] } } })
    await shown()
    expect(screen.getByTestId('not-trusted').textContent).toContain('isn’t trusted')
    expect(screen.queryByRole('button', { name: 'Stage all' })).toBeNull()
    expect(screen.queryByTestId('commit-box')).toBeNull()
  })
})

describe('acts on all files', () => {
  it('leave out what is refused or in conflict', async () => {
    const files = [fileOf('a'), fileOf('b', { refused: 'leads out' }), fileOf('c', { status: 'conflicted' })]
    const deck = draw({ answers: { 'changes/open': viewOf('v1', files), 'changes/act': reportOf() } })
    await shown()
    fireEvent.click(button('Stage all'))
    await waitFor(() =>
      expect(deck.of('changes/act')).toEqual([{ viewId: 'v1', act: 'stage', what: [{ fileId: 'id-a', hunks: null }] }]),
    )
  })

  it('are undone by the keys for it, but not in a field', async () => {
    const deck = draw({ answers: { 'changes/act': reportOf(), 'changes/undo': reportOf({ undoId: null }) } })
    await shown()
    fireEvent.click(button('Stage all'))
    await screen.findByRole('button', { name: 'Undo' })
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Commit message' }), { key: 'z', ctrlKey: true })
    expect(deck.of('changes/undo')).toEqual([])
    fireEvent.keyDown(screen.getByTestId('changes'), { key: 'z', ctrlKey: true })
    await waitFor(() => expect(deck.of('changes/undo')).toEqual([{ place, undoId: 'u1' }]))
  })

  it('that meet conflicts name them', async () => {
    const conflicts = [{ path: 'src/a\u202ets.exe', reason: 'was changed meanwhile' }]
    draw({
      answers: { 'changes/act': reportOf({ done: false, undoId: null, conflicts, summary: 'Nothing was reverted' }) },
    })
    await shown()
    fireEvent.click(button('Revert all'))
    const trouble = await screen.findByTestId('act-trouble')
    expect(trouble.textContent).toContain('was changed meanwhile')
    expect(trouble.textContent).not.toContain('\u202e')
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByTestId('act-trouble')).toBeNull()
  })

  it('are off while spaces are ignored, and say so', async () => {
    const deck = draw({ answers: { 'changes/open': { ...view, acts: [] } } })
    await shown()
    act(() => useChosen.getState().set({ ignoreSpace: true }))
    await waitFor(() => expect(deck.of('changes/open').at(-1)).toMatchObject({ ignoreSpace: true }))
    await screen.findByText(/Spaces are ignored/)
  })
})

describe('the source', () => {
  const open = async () => {
    await shown()
    fireEvent.click(screen.getByTestId('changes-source'))
    await screen.findByRole('menu', { name: 'Which changes' })
  }
  const entry = (name: RegExp) => screen.getByRole('menuitemradio', { name })

  it('is chosen from a list with counts', async () => {
    const deck = draw({ answers: { 'changes/facts': factsOf({ staged: 4 }) } })
    await open()
    expect(entry(/Unstaged/).textContent).toContain('3')
    expect(entry(/^Staged/).textContent).toContain('4')
    expect(entry(/Last turn/).hasAttribute('disabled')).toBe(true)
    fireEvent.click(entry(/^Staged/))
    await waitFor(() => expect(deck.of('changes/open').at(-1)).toMatchObject({ source: { kind: 'staged' } }))
  })

  it('may be any commit, found by its words or named', async () => {
    const commits = [
      { id: 'a'.repeat(40), short: 'aaaaaaa', title: 'Fix the parser', author: 'Ann', atMs: 0 },
      { id: 'b'.repeat(40), short: 'bbbbbbb', title: 'Add tests', author: 'Bob', atMs: 0 },
    ]
    const deck = draw({ answers: { 'changes/refs': { branches: [], commits } } })
    await open()
    fireEvent.click(entry(/A commit/))
    const field = await screen.findByRole('textbox', { name: 'Search commits' })
    await screen.findByText('Fix the parser')
    fireEvent.change(field, { target: { value: 'bob tests' } })
    expect(screen.queryByText('Fix the parser')).toBeNull()
    fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() =>
      expect(deck.of('changes/open').at(-1)).toMatchObject({ source: { kind: 'commit', revision: 'b'.repeat(40) } }),
    )
    fireEvent.click(screen.getByTestId('changes-source'))
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /A commit/ }))
    const again = await screen.findByRole('textbox', { name: 'Search commits' })
    fireEvent.change(again, { target: { value: 'v2.0' } })
    fireEvent.click(screen.getByRole('button', { name: /Use “v2.0”/ }))
    await waitFor(() =>
      expect(deck.of('changes/open').at(-1)).toMatchObject({ source: { kind: 'commit', revision: 'v2.0' } }),
    )
  })
})

describe('the commit box', () => {
  const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Commit message' })

  it('commits what is staged by button or keys, and then offers to push', async () => {
    const plan = {
      branch: 'main',
      remote: 'origin',
      upstream: 'origin/main',
      ahead: 1,
      behind: 0,
      gh: false,
      base: 'main',
    }
    const deck = draw({
      answers: {
        'changes/facts': factsOf({ staged: 1 }),
        'git/commit': { id: 'c', short: 'ccccccc', branch: 'main', title: 'Add it' },
        'git/publishPlan': { ...plan, pushCommand: 'git push', pullRequestCommand: 'gh pr create', problem: null },
        'git/push': { output: '' },
      },
    })
    await shown()
    fireEvent.change(field(), { target: { value: 'Add it' } })
    expect(button('Commit 1 file')).toBeTruthy()
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
    await screen.findByTestId('committed')
    expect(deck.of('git/commit')).toEqual([{ place, message: 'Add it', amend: false, branch: null }])
    expect(field().value).toBe('')
    fireEvent.click(await screen.findByRole('button', { name: 'Push' }))
    await screen.findByText('Pushed to origin/main.')
    expect(screen.queryByRole('button', { name: /Create pull request/ })).toBeNull()
    expect(screen.getByText('gh pr create')).toBeTruthy()
  })

  it('says why it can’t', async () => {
    draw()
    await shown()
    expect(screen.getByTestId('commit-box').textContent).toContain('Nothing is staged')
    fireEvent.change(field(), { target: { value: 'x' } })
    expect(button('Commit').hasAttribute('disabled')).toBe(true)
  })

  it('tells of staged files outside of the folder', async () => {
    draw({ answers: { 'changes/facts': factsOf({ staged: 1, stagedOutside: 2 }) } })
    await shown()
    expect(screen.getByTestId('staged-outside').textContent).toContain('2 staged files outside of this folder go')
  })
})

it('leads to the inspector, over the chat and away', async () => {
  draw()
  await shown()
  fireEvent.click(button('Over the chat'))
  expect(useUi.getState().wideChanges).toBe(true)
  fireEvent.click(button('Beside the chat'))
  expect(useUi.getState().wideChanges).toBe(false)
  fireEvent.click(button('Inspector'))
  expect(useUi.getState().panel).toBe('inspector')
  fireEvent.click(button('Close panel'))
  expect(useUi.getState().panel).toBeNull()
})
