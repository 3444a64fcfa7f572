// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { editKey, useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { deleteKey, reportWords, setKey } from '../../../../../renderer/stores/config/edit-words'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { fakeDeck, later, refusal } from '../fake-deck'
import { binaryKeys, homeWrite, projectId, readAnswer, userLayer } from './sample-config'

const fresh = useConfigEdits.getInitialState()
const freshEffective = useEffective.getInitialState()
beforeEach(() => {
  useConfigEdits.setState(fresh, true)
  useEffective.setState(freshEffective, true)
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())
const edits = () => useConfigEdits.getState()
const other = '0123456789abcde0'

const begin = async (answers: Record<string, unknown> = {}) => {
  const deck = fakeDeck({
    'config/read': readAnswer([userLayer({ model: 'theirs' }, 'v7')]),
    'config/types': binaryKeys,
    'config/write': [homeWrite()],
    'config/undo': [homeWrite({ undoId: null })],
    ...answers,
  })
  await useEffective.getState().load(projectId)
  return deck
}

describe('an edit of one home', () => {
  it('goes with the version that was read, shows at once, and reads what counts afterwards', async () => {
    const written = later()
    const deck = await begin({ 'config/write': () => written.promise })
    const done = edits().write(projectId, 'row', [setKey(['model'], 'mine')], 'project')
    expect(edits().pending[editKey(projectId, 'row')]).toBe('mine')
    written.settle([homeWrite()])
    expect(await done).toBe(true)
    expect(deck.of('config/write')).toEqual([
      {
        target: { kind: 'project', projectId },
        edits: [{ path: ['model'], value: 'mine', merge: 'replace' }],
        expectedVersion: 'v7',
      },
    ])
    expect(deck.of('config/read')).toHaveLength(2)
    expect(edits().pending).toEqual({})
  })

  it('waits for the one before, and goes against the version that that one left', async () => {
    const written = [later(), later()]
    let version = 'v7'
    let sent = 0
    const deck = await begin({
      'config/read': () => readAnswer([userLayer({ model: version }, version)]),
      'config/write': () => written[sent++]?.promise,
    })
    const first = edits().write(projectId, 'row', [setKey(['model'], 'one')], 'project')
    const second = edits().write(projectId, 'row', [setKey(['model'], 'two')], 'project')
    expect(sent).toBe(1)
    version = 'v8'
    written[0]?.settle([homeWrite()])
    expect(await first).toBe(true)
    await vi.waitFor(() => expect(sent).toBe(2))
    await vi.waitFor(() => expect(edits().pending[editKey(projectId, 'row')]).toBe('two'))
    written[1]?.settle([homeWrite()])
    expect(await second).toBe(true)
    expect(deck.of('config/write')).toMatchObject([{ expectedVersion: 'v7' }, { expectedVersion: 'v8' }])
    expect(edits()).toMatchObject({ pending: {}, conflict: null })
  })

  it('tells at the row why it was refused, until the next try', async () => {
    await begin({ 'config/write': [homeWrite({ state: 'refused', problem: 'Not a number.', undoId: null })] })
    expect(await edits().write(projectId, 'row', [deleteKey(['model'])], 'project')).toBe(false)
    expect(edits().problems[editKey(projectId, 'row')]).toBe('Not a number.')
    expect(useNotices.getState().notices).toEqual([])
    edits().forgetProblem(projectId, 'row')
    expect(edits().problems).toEqual({})
  })

  it('tells when the call itself fails', async () => {
    await begin({ 'config/write': refusal('The disk is full.') })
    expect(await edits().write(projectId, 'row', [deleteKey(['model'])], 'project')).toBe(false)
    expect(edits().problems[editKey(projectId, 'row')]).toBe('The disk is full.')
  })

  it('says when another layer wins over what was written', async () => {
    await begin({ 'config/write': [homeWrite({ overridden: 'Overridden by session flags' })] })
    expect(await edits().write(projectId, 'row', [setKey(['model'], 'x')], 'project')).toBe(true)
    expect(edits().notes[editKey(projectId, 'row')]).toContain('Overridden by session flags')
  })
})

describe('somebody else was faster', () => {
  const conflict = homeWrite({ state: 'conflict', undoId: null, theirs: [{ path: ['model'], value: 'other' }] })
  it('shows both sides and writes nothing by itself', async () => {
    const deck = await begin({ 'config/write': [conflict] })
    expect(await edits().write(projectId, 'row', [setKey(['model'], 'mine')], 'project')).toBe(false)
    expect(edits().conflict?.sides).toEqual([{ path: ['model'], yours: 'mine', theirs: 'other' }])
    await edits().settle('theirs')
    expect(edits().conflict).toBeNull()
    expect(deck.of('config/write')).toHaveLength(1)
  })
  it('writes mine against the new version when told to', async () => {
    let read = 0
    let tries = 0
    const deck = await begin({
      'config/read': () => readAnswer([userLayer({ model: 'x' }, `v${(read += 1)}`)]),
      'config/write': () => ((tries += 1) === 1 ? [conflict] : [homeWrite()]),
    })
    await edits().write(projectId, 'row', [setKey(['model'], 'mine')], 'project')
    await edits().settle('mine')
    expect(deck.of('config/write').map(({ expectedVersion }) => expectedVersion)).toEqual(['v1', 'v2'])
    expect(edits().conflict).toBeNull()
  })
  it('asks nobody when they changed something else: what is edited here is as it was seen', async () => {
    let read = 0
    let tries = 0
    const elsewhere = { ...conflict, theirs: [{ path: ['model'], value: 'seen' }] }
    const deck = await begin({
      'config/read': () => readAnswer([userLayer({ model: 'seen' }, `v${(read += 1)}`)]),
      'config/write': () => ((tries += 1) === 1 ? [elsewhere] : [homeWrite()]),
    })
    expect(await edits().write(projectId, 'row', [setKey(['model'], 'mine')], 'project')).toBe(true)
    expect(deck.of('config/write').map(({ expectedVersion }) => expectedVersion)).toEqual(['v1', 'v2'])
    expect(edits().conflict).toBeNull()
  })
  it('does not try for ever', async () => {
    const elsewhere = { ...conflict, theirs: [{ path: ['model'], value: 'theirs' }] }
    const deck = await begin({ 'config/write': [elsewhere] })
    expect(await edits().write(projectId, 'row', [setKey(['model'], 'mine')], 'project')).toBe(false)
    expect(deck.of('config/write')).toHaveLength(3)
    expect(edits().conflict).not.toBeNull()
  })
  it('takes what was read as theirs when main does not tell', async () => {
    await begin({ 'config/write': [{ ...conflict, theirs: null }] })
    await edits().write(projectId, 'row', [setKey(['model'], 'mine')], 'project')
    expect(edits().conflict?.sides[0]?.theirs).toBe('theirs')
  })
})

describe('an edit of all homes', () => {
  const writes = [
    homeWrite(),
    homeWrite({ projectId: other, name: 'maps', state: 'refused', problem: 'Its disk is read-only.', undoId: null }),
  ]
  it('goes without a version and is reported home by home', async () => {
    const deck = await begin({ 'config/write': writes })
    await edits().write(projectId, 'row', [setKey(['model'], 'x')], 'all')
    expect(deck.of('config/write')[0]).toMatchObject({ target: { kind: 'all' }, expectedVersion: null })
    expect(edits().report?.writes).toEqual(writes)
    expect(useNotices.getState().notices.at(-1)?.message).toBe('model was written in 1 of 2 homes.')
  })
  it('speaks plainly when all took it', () => {
    expect(reportWords('model', [homeWrite(), homeWrite({ state: 'unchanged' })])).toBe(
      'model was written in all 2 homes.',
    )
  })
})

describe('undo', () => {
  it('takes the last edit back, then the one before, then says that there is none', async () => {
    let id = 0
    const deck = await begin({ 'config/write': () => [homeWrite({ undoId: `u${(id += 1)}` })] })
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'project')
    await edits().write(projectId, 'b', [setKey(['model'], 'y')], 'project')
    expect(useNotices.getState().notices.filter(({ action }) => action)).toHaveLength(1)
    expect(await edits().undo(projectId)).toBe(true)
    expect(await edits().undo(projectId)).toBe(true)
    expect(await edits().undo(projectId)).toBe(false)
    expect(deck.of('config/undo')).toEqual([{ undoIds: ['u2'] }, { undoIds: ['u1'] }])
  })
  it('says what was left because it was changed since', async () => {
    await begin({ 'config/undo': [homeWrite({ state: 'conflict', problem: 'Changed since.' })] })
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'project')
    await edits().undo(projectId)
    expect(useNotices.getState().notices.at(-1)).toMatchObject({ level: 'warning', detail: 'weather: Changed since.' })
  })
  it('can be done again, and taken back once more, until something else is edited', async () => {
    let id = 0
    const deck = await begin({ 'config/undo': () => [homeWrite({ undoId: `back${(id += 1)}` })] })
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'project')
    await edits().undo(projectId)
    expect(useNotices.getState().notices.at(-1)).toMatchObject({
      message: 'model was taken back.',
      action: { label: 'Redo' },
    })
    expect(await edits().redo(projectId)).toBe(true)
    expect(await edits().undo(projectId)).toBe(true)
    expect(deck.of('config/undo')).toEqual([{ undoIds: ['u1'] }, { undoIds: ['back1'] }, { undoIds: ['back2'] }])
    await edits().write(projectId, 'b', [setKey(['model'], 'y')], 'project')
    expect(await edits().redo(projectId)).toBe(false)
  })
  it('stays possible when main could not be asked', async () => {
    let fails = true
    await begin({ 'config/undo': () => (fails ? refusal('Busy.') : [homeWrite()]) })
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'project')
    await edits().undo(projectId)
    expect(useNotices.getState().notices.at(-1)?.message).toContain('model was not taken back')
    fails = false
    expect(await edits().undo(projectId)).toBe(true)
  })
  it('takes what was said of the edit along', async () => {
    await begin({ 'config/write': [homeWrite({ overridden: 'The folder wins.' })] })
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'project')
    expect(Object.keys(edits().notes)).toHaveLength(1)
    await edits().undo(projectId)
    expect(edits().notes).toEqual({})
  })
  it('of all homes is reported home by home, and said to be under way', async () => {
    const asked = later<unknown>()
    const writes = [homeWrite({ undoId: 'b1' }), homeWrite({ projectId: other, name: 'maps', undoId: 'b2' })]
    await begin({ 'config/write': writes, 'config/undo': () => asked.promise })
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'all')
    const done = edits().undo(projectId)
    expect(edits()).toMatchObject({ underWay: 'model', report: null })
    asked.settle(writes.toSpliced(1, 1, homeWrite({ projectId: other, name: 'maps', state: 'conflict', undoId: null })))
    await done
    expect(edits().underWay).toBeNull()
    expect(edits().report).toMatchObject({ what: 'model', done: 'taken back' })
    expect(reportWords('model', edits().report?.writes ?? [], 'taken back')).toBe(
      'model was taken back in 1 of 2 homes.',
    )
  })
  it('hangs on the notice, too', async () => {
    const deck = await begin()
    await edits().write(projectId, 'a', [setKey(['model'], 'x')], 'project')
    useNotices.getState().notices.at(-1)?.action?.run()
    await vi.waitFor(() => expect(deck.of('config/undo')).toHaveLength(1))
    expect(await edits().undo(projectId)).toBe(false)
  })
})
