// @vitest-environment jsdom
// The commit box: nothing that a person wrote is ever lost, and a drafted message never overwrites one.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyCommit, useCommit } from '../../../../../renderer/stores/changes/commit'
import { placeKey } from '../../../../../renderer/stores/changes/place'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later, refusal } from '../fake-deck'
import { completed, event, project, started } from '../samples'
import { factsOf, place } from './samples'

const key = placeKey(place)
const box = () => useCommit.getState().drafts[key] ?? emptyCommit
const commit = () => useCommit.getState()
const made = { id: 'f'.repeat(40), short: 'fffffff', branch: 'main', title: 'Add it' }

beforeEach(() => {
  localStorage.clear()
  useCommit.setState({ drafts: {} })
  useProjects.setState({ projects: [project] })
  useThreads.setState({ threads: {}, lists: {} })
})
afterEach(() => vi.unstubAllGlobals())

const deckOf = (answers: Record<string, unknown>) => fakeDeck({ 'changes/facts': factsOf(), ...answers })
const stored = () => localStorage.getItem('deck.commits') ?? ''

describe('a commit', () => {
  it('takes the message, says what was made and leaves the box empty', async () => {
    const deck = deckOf({ 'git/commit': made })
    commit().edit(place, { message: '  Add it\n' })
    expect(await commit().commit(place)).toBe(true)
    expect(deck.of('git/commit')).toEqual([{ place, message: 'Add it', amend: false, branch: null }])
    expect(box()).toMatchObject({ message: '', made, busy: null })
    expect(deck.of('changes/facts')).toHaveLength(1)
  })

  it('that fails keeps the message and says why', async () => {
    deckOf({ 'git/commit': refusal('Author identity unknown') })
    commit().edit(place, { message: 'Add it' })
    expect(await commit().commit(place)).toBe(false)
    expect(box()).toMatchObject({ message: 'Add it', problem: { message: 'Author identity unknown' }, busy: null })
  })

  it('goes onto a new branch where one is named', async () => {
    const deck = deckOf({ 'git/commit': made })
    commit().edit(place, { message: 'x', branch: ' feature ' })
    await commit().commit(place)
    expect(deck.of('git/commit')[0]).toMatchObject({ branch: 'feature' })
    expect(box().branch).toBeNull()
  })

  it('is not made without words, nor twice', async () => {
    const answer = later()
    const deck = deckOf({ 'git/commit': () => answer.promise })
    commit().edit(place, { message: ' \n' })
    expect(await commit().commit(place)).toBe(false)
    commit().edit(place, { message: 'x' })
    const first = commit().commit(place)
    expect(await commit().commit(place)).toBe(false)
    answer.settle(made)
    await first
    expect(deck.of('git/commit')).toHaveLength(1)
  })

  it('leaves what was typed meanwhile for the next one', async () => {
    const answer = later()
    deckOf({ 'git/commit': () => answer.promise })
    commit().edit(place, { message: 'x' })
    const first = commit().commit(place)
    commit().edit(place, { message: 'next' })
    answer.settle(made)
    await first
    expect(box().message).toBe('next')
  })
})

describe('the message', () => {
  it('is kept between starts, of each place by itself', () => {
    commit().edit(place, { message: 'half a message' })
    commit().edit({ ...place, worktreeId: 'b'.repeat(16) }, { message: 'another' })
    expect(stored()).toContain('half a message')
    expect(stored()).toContain('another')
    commit().edit(place, { message: '' })
    expect(stored()).not.toContain('half')
  })

  it('of the last commit comes with amending, and the own one back without', async () => {
    deckOf({ 'git/lastMessage': 'The last one\n' })
    commit().edit(place, { message: 'mine' })
    await commit().setAmend(place, true)
    expect(box()).toMatchObject({ amend: true, message: 'The last one' })
    expect(stored()).toContain('mine')
    await commit().setAmend(place, false)
    expect(box()).toMatchObject({ amend: false, message: 'mine' })
  })

  it('stays when there is nothing to amend', async () => {
    deckOf({ 'git/lastMessage': () => null })
    vi.stubGlobal('deck', {
      call: async () => ({ ok: true, value: null }),
      onEvents: () => () => undefined,
      pathOf: () => '',
    })
    commit().edit(place, { message: 'mine' })
    await commit().setAmend(place, true)
    expect(box()).toMatchObject({
      amend: false,
      message: 'mine',
      problem: { message: expect.stringContaining('no commit') },
    })
  })

  it('comes back after an amended commit', async () => {
    deckOf({ 'git/lastMessage': 'The last one', 'git/commit': made })
    commit().edit(place, { message: 'mine' })
    await commit().setAmend(place, true)
    await commit().commit(place)
    expect(box()).toMatchObject({ amend: false, message: 'mine' })
  })
})

describe('drafting', () => {
  const answering = (text: string, more: Record<string, unknown> = {}) =>
    deckOf({
      'git/draftDiff': { diff: '+one', cut: false },
      'thread/start': { thread: { id: 'draft', ephemeral: true } },
      'turn/start': () => {
        queueMicrotask(() => tell(text))
        return { turn: { id: 'turn-1' } }
      },
      ...more,
    })
  const tell = (text: string, status = 'completed') => {
    const of = (note: { method: string; params: unknown }) =>
      event({ method: note.method, params: { ...(note.params as object), threadId: 'draft' } })
    useThreads
      .getState()
      .receive([
        of(started()),
        of({ method: 'item/completed', params: { turnId: 'turn-1', item: { id: 'm', type: 'agentMessage', text } } }),
        of(completed('turn-1', status, status === 'failed' ? { error: { message: 'no quota' } } : {})),
      ])
  }
  const gone = async (deck: ReturnType<typeof fakeDeck>) => {
    await vi.waitFor(() => expect(deck.of('thread/unsubscribe')).toEqual([{ threadId: 'draft' }]))
    expect(useThreads.getState().threads['draft']).toBeUndefined()
  }

  it('asks a thread that only reads and is on no disk, with the diff, and lets go of it', async () => {
    const deck = answering('```\nAdd one\n```')
    await commit().draft(place, 'gpt-x')
    expect(box()).toMatchObject({ message: 'Add one', busy: null, problem: null })
    expect(deck.of('thread/start')).toEqual([
      { cwd: project.path, ephemeral: true, sandbox: 'read-only', approvalPolicy: 'never', model: 'gpt-x' },
    ])
    const [turn] = deck.of('turn/start')
    expect(turn).toMatchObject({ threadId: 'draft', sandboxPolicy: { type: 'readOnly' }, approvalPolicy: 'never' })
    expect(JSON.stringify(turn)).toContain('+one')
    await gone(deck)
  })

  it('leaves no chat in the list', async () => {
    const deck = answering('x')
    await commit().draft(place, null)
    expect(useThreads.getState().lists).toEqual({})
    await gone(deck)
  })

  it('puts itself under words that were there', async () => {
    answering('Add one')
    commit().edit(place, { message: 'Fixes 12' })
    await commit().draft(place, null)
    expect(box().message).toBe('Fixes 12\n\nAdd one')
  })

  it('says why when the turn failed', async () => {
    const deck = answering('', {
      'turn/start': () => {
        queueMicrotask(() => tell('', 'failed'))
        return { turn: { id: 'turn-1' } }
      },
    })
    await commit().draft(place, null)
    expect(box()).toMatchObject({ message: '', problem: { message: 'no quota' } })
    await gone(deck)
  })

  it('asks nobody where nothing is staged', async () => {
    const deck = answering('x', { 'git/draftDiff': { diff: '\n', cut: false } })
    await commit().draft(place, null)
    expect(box().problem?.message).toContain('Nothing is staged')
    expect(deck.of('thread/start')).toEqual([])
  })

  it('that is stopped stops its turn and changes nothing', async () => {
    const deck = answering('', {
      'turn/start': () => {
        queueMicrotask(() =>
          useThreads
            .getState()
            .receive([
              event({ method: 'turn/started', params: { ...(started().params as object), threadId: 'draft' } }),
            ]),
        )
        return { turn: { id: 'turn-1' } }
      },
    })
    commit().edit(place, { message: 'mine' })
    const drafting = commit().draft(place, null)
    await vi.waitFor(() => expect(useThreads.getState().threads['draft']?.turns).toHaveLength(1))
    commit().cancel(place)
    await drafting
    expect(box()).toMatchObject({ message: 'mine', busy: null, problem: null })
    await vi.waitFor(() => expect(deck.of('turn/interrupt')).toEqual([{ threadId: 'draft', turnId: 'turn-1' }]))
    await gone(deck)
  })
})
