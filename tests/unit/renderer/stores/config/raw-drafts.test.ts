// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConfigFile, Draft, FileText } from '../../../../../preload/contract/config'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { fileKey } from '../../../../../renderer/stores/config/open-file'
import { fakeDeck, refusal } from '../fake-deck'

const file: ConfigFile = { kind: 'config' }
const projectId = '0123456789abcdef'
const disk = (text: string): FileText => ({
  path: '/homes/weather/config.toml',
  exists: true,
  text,
  lossy: false,
  hash: `h:${text}`,
  writable: true,
  problems: [],
})
/** A page that was just loaded: the drafts of the one before are main's. */
const freshPage = async (drafts: Draft[], answers: Record<string, unknown> = {}, text = 'a = 1\n') => {
  vi.resetModules()
  const deck = fakeDeck({ 'config/text': disk(text), 'config/drafts': drafts, 'config/check': [], ...answers })
  const { useRaw } = await import('../../../../../renderer/stores/config/raw')
  const one = () => useRaw.getState().files[fileKey(projectId, file)]
  const open = async () => {
    const end = useRaw.getState().open(projectId, file)
    await vi.waitFor(() => expect(one()?.base).toBeTruthy())
    return end
  }
  const type = (typed: string) => useRaw.getState().edit(projectId, file, typed)
  return { deck, raw: useRaw.getState, one, open, type, kept: () => deck.of('config/keepDraft') }
}
const draft = (text: string, base = 'a = 1\n'): Draft => ({
  file,
  text,
  base: { text: base, hash: `h:${base}`, exists: true },
})

beforeEach(() => useNotices.setState({ notices: [] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('what is typed and not saved', () => {
  it('is kept once typing goes on for a moment, the last of it', async () => {
    const { open, type, kept } = await freshPage([])
    await open()
    vi.useFakeTimers()
    type('b')
    type('bc')
    expect(kept()).toEqual([])
    await vi.advanceTimersByTimeAsync(500)
    expect(kept()).toEqual([{ projectId, file, draft: { text: 'bc', baseHash: 'h:a = 1\n' } }])
  })
  it.each(['beforeunload', 'pagehide'])('is kept at once when the page goes away (%s)', async (event) => {
    const { open, type, kept } = await freshPage([])
    await open()
    type('b')
    window.dispatchEvent(new Event(event))
    expect(kept()).toHaveLength(1)
    window.dispatchEvent(new Event(event))
    expect(kept()).toHaveLength(1)
  })
  it.each<[string, (page: Awaited<ReturnType<typeof freshPage>>) => unknown]>([
    ['saved', ({ raw }) => raw().save(projectId, file)],
    ['thrown away', ({ raw }) => raw().discard(projectId, file)],
    ['typed back to what it was', ({ type }) => type('a = 1\n')],
  ])('is forgotten once it is %s', async (_how, act) => {
    const saved = { state: 'saved', hash: 'h2', undoId: 'u1', backup: null }
    const page = await freshPage([], { 'config/saveText': saved })
    await page.open()
    page.type('b')
    window.dispatchEvent(new Event('pagehide'))
    await act(page)
    await vi.waitFor(() => expect(page.kept().at(-1)).toEqual({ projectId, file, draft: null }))
  })
  it('is told to be in danger once, when the disk takes no draft', async () => {
    const { open, type } = await freshPage([], { 'config/keepDraft': refusal('The disk is full.') })
    const { useNotices: notices } = await import('../../../../../renderer/stores/app/notices')
    await open()
    for (const text of ['b', 'c']) {
      type(text)
      window.dispatchEvent(new Event('pagehide'))
    }
    await vi.waitFor(() => expect(notices.getState().notices).toHaveLength(1))
    expect(notices.getState().notices[0]?.message).toContain('would be lost')
  })
})

describe('what was typed before the page was loaded', () => {
  it('is there again, not saved, and said to be', async () => {
    const { open, one } = await freshPage([draft('mine\n')])
    await open()
    expect(one()).toMatchObject({ text: 'mine\n', base: { text: 'a = 1\n' }, theirs: null, recovered: true })
  })
  it('is brought back without its file being opened', async () => {
    const { raw, one } = await freshPage([draft('mine\n')])
    await raw().recover(projectId)
    expect(one()?.text).toBe('mine\n')
  })
  it('stands beside what somebody else saved since', async () => {
    const { open, one } = await freshPage([draft('a = 2\n')], {}, 'a = 1\nb = 1\n')
    await open()
    expect(one()).toMatchObject({ text: 'a = 2\n', base: { text: 'a = 1\n' }, theirs: { text: 'a = 1\nb = 1\n' } })
  })
  it('is no draft any more when the file says it', async () => {
    const { open, one, kept } = await freshPage([draft('a = 1\n', 'old')])
    await open()
    expect(one()).toMatchObject({ text: 'a = 1\n', recovered: false, theirs: null })
    expect(kept()).toEqual([{ projectId, file, draft: null }])
  })
  it('does not come back once it was thrown away', async () => {
    const { open, one, raw } = await freshPage([draft('mine\n')])
    const end = await open()
    raw().discard(projectId, file)
    end()
    await open()
    expect(one()?.text).toBe('a = 1\n')
  })
})
