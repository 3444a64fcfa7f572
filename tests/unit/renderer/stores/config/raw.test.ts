// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConfigFile, FileText } from '../../../../../preload/contract/config'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { fileKey, fileWords, isDirty, joined } from '../../../../../renderer/stores/config/open-file'
import { useRaw } from '../../../../../renderer/stores/config/raw'
import { fakeDeck, later, refusal } from '../fake-deck'
import { homeWrite, projectId, readAnswer, userLayer } from './sample-config'

const fresh = useRaw.getInitialState()
beforeEach(() => {
  useRaw.setState(fresh, true)
  useNotices.setState({ notices: [] })
  useServers.setState({ byProject: {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const file: ConfigFile = { kind: 'config' }
const raw = () => useRaw.getState()
const opened = () => {
  const one = raw().files[fileKey(projectId, file)]
  if (one === undefined) throw new Error('not open')
  return one
}
const onDisk = (text: string, change: Partial<FileText> = {}): FileText => ({
  path: '/homes/weather/config.toml',
  exists: true,
  text,
  lossy: false,
  hash: `h:${text}`,
  writable: true,
  problems: [],
  ...change,
})
const begin = async (answers: Record<string, unknown> = {}) => {
  const disk = { text: 'a = 1\nb = 2\nc = 3\n' }
  const deck = fakeDeck({
    'config/text': () => onDisk(disk.text),
    'config/read': readAnswer([userLayer({})]),
    'config/check': [],
    ...answers,
  })
  const end = raw().open(projectId, file)
  await vi.waitFor(() => expect(opened().base).not.toBeNull())
  const changed = async (text: string) => {
    disk.text = text
    tellConfig({ type: 'config-changed', projectId })
    await vi.waitFor(() => expect([opened().base?.text, opened().theirs?.text]).toContain(text))
  }
  return { deck, end, changed }
}
const type = (text: string) => raw().edit(projectId, file, text)

describe('checking', () => {
  it('waits until typing rests, and asks about the last text only', async () => {
    const { deck } = await begin({ 'config/check': [{ line: 1, column: 5, message: 'no', level: 'error' }] })
    vi.useFakeTimers()
    type('a')
    type('a = ')
    await vi.advanceTimersByTimeAsync(299)
    expect(deck.of('config/check')).toEqual([])
    expect(opened().checking).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(deck.of('config/check').map(({ text }) => text)).toEqual(['a = '])
    expect(opened()).toMatchObject({ checking: false, problems: [{ message: 'no' }] })
  })
  it('does not tell what was said of an older text', async () => {
    const first = later()
    let asked = 0
    const { deck } = await begin({ 'config/check': () => ((asked += 1) === 1 ? first.promise : []) })
    vi.useFakeTimers()
    type('old = ')
    await vi.advanceTimersByTimeAsync(300)
    type('new = 1')
    first.settle([{ line: 1, column: 1, message: 'about the old', level: 'error' }])
    await vi.advanceTimersByTimeAsync(300)
    expect(deck.of('config/check').at(-1)).toMatchObject({ text: 'new = 1' })
    expect(opened().problems).toEqual([])
  })
})

describe('saving', () => {
  const saved = { state: 'saved', hash: 'h2', undoId: 'u9', backup: null }
  it('goes against the state that was read, and offers to take it back', async () => {
    const { deck } = await begin({ 'config/saveText': saved, 'config/undo': [homeWrite()] })
    type('a = 2\n')
    expect(await raw().save(projectId, file)).toBe(true)
    expect(deck.of('config/saveText')).toEqual([
      { projectId, file, text: 'a = 2\n', expectedHash: 'h:a = 1\nb = 2\nc = 3\n', evenIfInvalid: false },
    ])
    expect(isDirty(opened())).toBe(false)
    expect(opened().base?.hash).toBe('h2')
    useNotices.getState().notices.at(-1)?.action?.run()
    await vi.waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u9'] }]))
  })
  it('starts the Codex that the broken file kept from starting, and no other', async () => {
    const status = { projectId, reason: null, detail: null, attempt: 1, retryAtMs: null }
    const { deck } = await begin({ 'config/saveText': saved })
    const saveAnew = async (text: string) => {
      type(text)
      await raw().save(projectId, file)
    }
    useServers.getState().receive([{ ...status, state: 'ready', code: null }])
    await saveAnew('a = 2\n')
    useServers.getState().receive([{ ...status, state: 'failed', code: 'spawn' }])
    await saveAnew('a = 3\n')
    expect(deck.of('server/restart')).toEqual([])
    useServers.getState().receive([{ ...status, state: 'failed', code: 'config-invalid' }])
    await saveAnew('a = 4\n')
    expect(deck.of('server/restart')).toEqual([{ projectId }])
  })
  it('says that a copy of a broken file was kept', async () => {
    const { deck } = await begin({ 'config/saveText': { ...saved, backup: 'b1' }, 'config/backups': [] })
    type('a = 2\n')
    await raw().save(projectId, file)
    expect(useNotices.getState().notices.at(-1)?.message).toContain('A copy of the broken file was kept.')
    expect(deck.of('config/backups')).toHaveLength(1)
  })
  it('is refused for errors, until the person insists', async () => {
    const problems = [{ line: 2, column: 1, message: 'no', level: 'error' }]
    const { deck } = await begin({
      'config/saveText': ({ evenIfInvalid }: Record<string, unknown>) =>
        evenIfInvalid === true ? saved : { state: 'invalid', problems },
    })
    type('a = \n')
    expect(await raw().save(projectId, file)).toBe(false)
    expect(opened()).toMatchObject({ invalid: true, problems, text: 'a = \n' })
    expect(await raw().save(projectId, file, true)).toBe(true)
    expect(deck.of('config/saveText')).toHaveLength(2)
  })
  it('keeps what was typed when the disk is full', async () => {
    await begin({ 'config/saveText': refusal('The disk is full.') })
    type('mine\n')
    expect(await raw().save(projectId, file)).toBe(false)
    expect(opened()).toMatchObject({ text: 'mine\n', saveProblem: { message: 'The disk is full.' }, saving: false })
  })
  it('of a text that was no UTF-8 is left to the person', async () => {
    const problems = [{ line: 1, column: null, message: 'no UTF-8', level: 'error' }]
    const { deck } = await begin({
      'config/text': onDisk('a\ufffd', { lossy: true }),
      'config/saveText': ({ evenIfInvalid }: Record<string, unknown>) =>
        evenIfInvalid === true
          ? { state: 'saved', hash: 'h2', undoId: 'u1', backup: 'b1' }
          : { state: 'invalid', problems },
    })
    type('b')
    expect(await raw().save(projectId, file)).toBe(false)
    expect(opened()).toMatchObject({ invalid: true, text: 'b' })
    expect(await raw().save(projectId, file, true)).toBe(true)
    expect(deck.of('config/saveText').map(({ evenIfInvalid }) => evenIfInvalid)).toEqual([false, true])
  })
  it('shows their side when the file is another one by then', async () => {
    await begin({ 'config/saveText': { state: 'conflict', now: onDisk('a = 9\n') } })
    type('mine\n')
    expect(await raw().save(projectId, file)).toBe(false)
    expect(opened()).toMatchObject({ text: 'mine\n', theirs: { text: 'a = 9\n' } })
  })
})

describe('somebody else changes the file', () => {
  it('is shown at once when nothing is typed, and told', async () => {
    const { changed, end } = await begin()
    await changed('a = 5\n')
    expect(opened()).toMatchObject({ text: 'a = 5\n', outside: true, theirs: null })
    end()
  })
  it('touches nothing that is typed', async () => {
    const { changed, end } = await begin()
    type('mine\n')
    await changed('a = 5\n')
    expect(opened()).toMatchObject({ text: 'mine\n', theirs: { text: 'a = 5\n' } })
    raw().settle(projectId, file, 'mine')
    expect(opened()).toMatchObject({ text: 'mine\n', theirs: null, base: { text: 'a = 5\n' } })
    end()
  })
  it('can be joined when other lines were changed', async () => {
    const { changed, end } = await begin()
    type('A = 1\nb = 2\nc = 3\n')
    await changed('a = 1\nb = 2\nc = 3\nd = 4\n')
    expect(joined(opened())).toBe('A = 1\nb = 2\nc = 3\nd = 4\n')
    raw().settle(projectId, file, 'both')
    expect(opened()).toMatchObject({ text: 'A = 1\nb = 2\nc = 3\nd = 4\n', theirs: null })
    expect(isDirty(opened())).toBe(true)
    end()
  })
  it('can be taken instead', async () => {
    const { changed, end } = await begin()
    type('mine\n')
    await changed('a = 5\n')
    raw().settle(projectId, file, 'theirs')
    expect(opened()).toMatchObject({ text: 'a = 5\n', theirs: null })
    end()
  })
  it('is forgotten when they put it back', async () => {
    const { changed, end } = await begin()
    type('mine\n')
    await changed('a = 5\n')
    tellConfig({ type: 'config-changed', projectId })
    await changed('a = 1\nb = 2\nc = 3\n')
    await vi.waitFor(() => expect(opened().theirs).toBeNull())
    expect(opened().text).toBe('mine\n')
    end()
  })
})

it('keeps what is typed over a leaving of the screen', async () => {
  const { end } = await begin()
  type('mine\n')
  end()
  const again = raw().open(projectId, file)
  await vi.waitFor(() => expect(opened().base).not.toBeNull())
  expect(opened().text).toBe('mine\n')
  raw().discard(projectId, file)
  expect(isDirty(opened())).toBe(false)
  again()
})

it('brings back what was thrown away, unless something else was typed since', async () => {
  const { end } = await begin()
  type('mine\n')
  raw().discard(projectId, file)
  expect(opened().text).toBe('a = 1\nb = 2\nc = 3\n')
  const undo = useNotices.getState().notices.at(-1)?.action
  undo?.run()
  expect(opened().text).toBe('mine\n')
  raw().discard(projectId, file)
  type('other\n')
  undo?.run()
  expect(opened().text).toBe('other\n')
  end()
})

it('brings back what their side replaced', async () => {
  const { changed, end } = await begin()
  type('mine\n')
  await changed('theirs\n')
  raw().settle(projectId, file, 'theirs')
  expect(opened()).toMatchObject({ text: 'theirs\n', theirs: null })
  useNotices.getState().notices.at(-1)?.action?.run()
  // As before the choice: theirs is seen beside it, and nothing can be saved over it unseen.
  expect(opened()).toMatchObject({ text: 'mine\n', theirs: { text: 'theirs\n' } })
  end()
})

it('offers one way back a file, and the way there again', async () => {
  let id = 0
  const { deck, end } = await begin({
    'config/saveText': () => ({ state: 'saved', hash: `h${(id += 1)}`, undoId: `u${id}`, backup: null }),
    'config/undo': [homeWrite({ undoId: 'back' })],
  })
  for (const text of ['x\n', 'y\n']) {
    type(text)
    await raw().save(projectId, file)
  }
  const offers = () => useNotices.getState().notices.filter(({ action }) => action)
  expect(offers()).toHaveLength(1)
  offers()[0]?.action?.run()
  await vi.waitFor(() => expect(offers()[0]?.action?.label).toBe('Redo'))
  offers()[0]?.action?.run()
  await vi.waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u2'] }, { undoIds: ['back'] }]))
  end()
})

it('puts a copy back', async () => {
  const { deck, end } = await begin({
    'config/restore': { state: 'saved', hash: 'h', undoId: 'u', backup: null },
    'config/backups': [],
  })
  await raw().restore(projectId, { id: 'b1', file, atMs: 1, bytes: 2 })
  expect(deck.of('config/restore')).toEqual([{ projectId, backupId: 'b1' }])
  expect(deck.of('config/text')).toHaveLength(2)
  end()
})

it('names files as a person does', () => {
  expect(fileWords({ kind: 'profile', name: 'deep' })).toBe('deep.config.toml')
  expect(fileWords({ kind: 'rules', where: 'project', name: 'default' })).toBe('.codex/rules/default.rules')
})
