// @vitest-environment jsdom
// Bringing in sessions, step by step: what is chosen from the start, and answers that come too late.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppCall } from '../../../../../preload/contract/channels'
import type { ImportScan } from '../../../../../preload/contract/imports'
import { useImport } from '../../../../../renderer/stores/sessions/import'
import { tellSession } from '../../../../../renderer/stores/sessions/session-events'
import { fakeDeck, later, refusal } from '../fake-deck'
import { projectId } from '../samples'
import { candidate, other, source } from '../session-samples'

const now = () => useImport.getState()
const chosen = () => [...now().chosen]
const scan: ImportScan = {
  source,
  folders: [
    {
      cwd: '/home/me/project',
      isProject: true,
      sessions: [candidate('a'), candidate('b', { imported: true }), candidate('c')],
    },
    { cwd: '/elsewhere', isProject: false, sessions: [candidate('d', { cwd: '/elsewhere' })] },
  ],
  problems: [],
  problemCount: 0,
}
const progress = (done: number, of: number, inProject = projectId) =>
  tellSession({ type: 'import-progress', projectId: inProject, done, of })

/** Lets one call answer with just this. The fake takes a report's `failed` for a refusal, and null for {}. */
function answer(call: string, value: Promise<unknown> | null): void {
  const { deck } = window
  vi.stubGlobal('deck', {
    ...deck,
    call: async (name: AppCall, params: never) => {
      const answered = await deck.call(name, params)
      return name === call ? { ok: true, value: await value } : answered
    },
  })
}

async function choosing(answers: Record<string, unknown> = {}) {
  const deck = fakeDeck({ 'import/sources': [source], 'import/scan': scan, ...answers })
  await now().begin(projectId)
  await now().look(source)
  return deck
}

beforeEach(() => {
  fakeDeck()
  useImport.setState(useImport.getInitialState())
})
afterEach(() => vi.unstubAllGlobals())

describe('where from', () => {
  it('is read for the project', async () => {
    const deck = fakeDeck({ 'import/sources': [source] })
    await now().begin(projectId)
    expect(deck.of('import/sources')).toEqual([{ projectId }])
    expect(now()).toMatchObject({ projectId, step: 'source', sources: [source] })
  })

  it('is that of the project which was chosen last, whichever answer comes first', async () => {
    const slow = later()
    fakeDeck({
      'import/sources': (params: Record<string, unknown>) => (params['projectId'] === projectId ? slow.promise : []),
    })
    const first = now().begin(projectId)
    await now().begin(other.id)
    slow.settle([source])
    await first
    expect(now()).toMatchObject({ projectId: other.id, sources: [] })
  })

  it('can be a folder of one’s own, which stands in the list once', async () => {
    const folder = { ...source, id: 'picked', kind: 'folder' }
    const deck = fakeDeck({
      'import/sources': [source],
      'import/pick': folder,
      'import/scan': { ...scan, source: folder },
    })
    await now().begin(projectId)
    await now().pick()
    expect(deck.of('import/scan')).toEqual([{ projectId, sourceId: 'picked' }])
    expect(now().step).toBe('choose')
    now().back()
    await now().pick()
    expect(now().sources.map(({ id }) => id)).toEqual(['terminal', 'picked'])
  })

  it('stays as it is when the folder dialog is closed', async () => {
    const deck = fakeDeck({ 'import/sources': [source] })
    await now().begin(projectId)
    answer('import/pick', null)
    await now().pick()
    expect(now()).toMatchObject({ step: 'source', sources: [source], problem: null })
    expect(deck.of('import/scan')).toEqual([])
  })

  it('tells why it can’t be read', async () => {
    await choosing({ 'import/scan': refusal('Permission denied') })
    expect(now()).toMatchObject({ step: 'source', scan: null, problem: { message: 'Permission denied' } })
  })
})

describe('the choice', () => {
  it('begins with the project’s own folder, but for what is here already', async () => {
    await choosing()
    expect(now().step).toBe('choose')
    expect(chosen()).toEqual(['a', 'c'])
  })

  it('begins with nothing when no session ran in the project’s folder', async () => {
    await choosing({ 'import/scan': { ...scan, folders: scan.folders.slice(1) } })
    expect(chosen()).toEqual([])
  })

  it('changes by one, by many, and forgets what another source had', async () => {
    await choosing()
    now().choose(['d'], true)
    now().choose(['a', 'c', 'unknown'], false)
    expect(chosen()).toEqual(['d'])
    await now().look(source)
    expect(chosen()).toEqual(['a', 'c'])
  })

  it('gives the lists a new set at each change, so that they are drawn anew', async () => {
    await choosing()
    const before = now().chosen
    now().choose(['d'], true)
    expect(now().chosen).not.toBe(before)
    expect(before.has('d')).toBe(false)
  })

  it('is not made by a scan that was cancelled', async () => {
    const slow = later()
    fakeDeck({ 'import/sources': [source], 'import/scan': () => slow.promise })
    await now().begin(projectId)
    const looking = now().look(source)
    expect(now().step).toBe('scanning')
    now().cancel()
    slow.settle(scan)
    await looking
    expect(now()).toMatchObject({ step: 'source', scan: null, projectId, sources: [source] })
    expect(chosen()).toEqual([])
  })
})

describe('copying', () => {
  it('copies what was chosen, tells how far it is, and reports', async () => {
    const slow = later()
    const deck = await choosing()
    answer('import/copy', slow.promise)
    const copying = now().copy()
    expect(now()).toMatchObject({ step: 'copying', progress: { done: 0, of: 2 } })
    expect(deck.of('import/copy')).toEqual([{ projectId, sourceId: 'terminal', threadIds: ['a', 'c'] }])
    progress(1, 2)
    progress(9, 9, other.id)
    expect(now().progress).toEqual({ done: 1, of: 2 })
    const report = { copied: ['a'], alreadyThere: ['c'], failed: [] }
    slow.settle(report)
    await copying
    expect(now()).toMatchObject({ step: 'report', report })
  })

  it('does nothing when nothing is chosen', async () => {
    const deck = await choosing()
    now().choose(chosen(), false)
    await now().copy()
    expect(deck.of('import/copy')).toEqual([])
    expect(now().step).toBe('choose')
  })

  it('when cancelled ends in main, which still says what was copied', async () => {
    const slow = later()
    const deck = await choosing()
    answer('import/copy', slow.promise)
    const copying = now().copy()
    now().cancel()
    expect(deck.of('import/cancel')).toEqual([{ projectId }])
    expect(now().step).toBe('copying')
    slow.settle({ copied: ['a'], alreadyThere: [], failed: [] })
    await copying
    expect(now()).toMatchObject({ step: 'report', report: { copied: ['a'] } })
  })

  it('that fails leads back to the choice as it was, with the reason', async () => {
    await choosing({ 'import/copy': refusal('The disk is full.') })
    await now().copy()
    expect(now()).toMatchObject({ step: 'choose', problem: { message: 'The disk is full.' }, scan })
    expect(chosen()).toEqual(['a', 'c'])
  })
})
