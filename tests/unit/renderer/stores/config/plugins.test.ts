// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useFeatures } from '../../../../../renderer/stores/config/features'
import { usePlugins } from '../../../../../renderer/stores/config/plugins'
import { freshen } from './freshen'
import { fakeDeck, refusal } from '../fake-deck'
import { homeWrite, projectId, readAnswer, userLayer } from './sample-config'

const resets = [freshen(usePlugins), freshen(useConfigEdits), freshen(useEffective), freshen(useFeatures)]
beforeEach(() => {
  for (const reset of resets) reset()
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

const feature = (enabled: boolean) => ({ data: [{ name: 'plugins', stage: 'stable', enabled, defaultEnabled: true }] })
const answers = (on = false) => ({
  'plugin/list': {
    marketplaces: [
      { name: 'm', path: '/m', plugins: [{ id: 'demo@m', name: 'demo', installed: true, enabled: true }] },
    ],
  },
  'experimentalFeature/list': feature(on),
  'config/read': readAnswer([userLayer({ features: { plugins: on } }, 'v3')]),
  'config/types': [],
  'config/write': [homeWrite()],
})
const at = () => usePlugins.getState().byProject[projectId]

describe('plugins of a project', () => {
  it('are known to be off, and are turned on in the home', async () => {
    const deck = fakeDeck(answers())
    await usePlugins.getState().load(projectId)
    expect(at()).toMatchObject({ on: false, loaded: true })
    await usePlugins.getState().turn(projectId, true)
    expect(deck.of('config/write')).toMatchObject([
      { edits: [{ path: ['features', 'plugins'], value: true, merge: 'replace' }], expectedVersion: 'v3' },
    ])
    expect(at()?.busy).toBeNull()
  })

  it('are installed through main; a note is told, a failure answered', async () => {
    const deck = fakeDeck({ ...answers(true), 'extensions/act': { undoId: null, note: 'It needs a login.' } })
    const act = { kind: 'install' as const, marketplacePath: '/m', pluginName: 'demo' }
    expect(await usePlugins.getState().act(projectId, act, 'Installing…')).toEqual({ state: 'done' })
    expect(deck.of('extensions/act')).toEqual([{ projectId, act }])
    expect(useNotices.getState().notices[0]?.message).toBe('It needs a login.')
    expect(deck.of('plugin/list')).toHaveLength(1)
    vi.unstubAllGlobals()
    fakeDeck({ ...answers(true), 'extensions/act': refusal('git said no') })
    expect(await usePlugins.getState().act(projectId, act, 'Installing…')).toMatchObject({
      state: 'failed',
      error: { message: 'git said no' },
    })
    expect(at()?.busy).toBeNull()
  })

  it('stay as they are when the person says no natively, without a word about it', async () => {
    const deck = fakeDeck({ ...answers(true), 'extensions/act': { declined: true, undoId: null, note: null } })
    const act = { kind: 'install' as const, marketplacePath: '/m', pluginName: 'demo' }
    expect(await usePlugins.getState().act(projectId, act, 'Installing…')).toEqual({ state: 'declined' })
    expect(at()?.busy).toBeNull()
    expect(deck.of('plugin/list')).toEqual([])
    expect(useNotices.getState().notices).toEqual([])
  })

  it('are turned off by the key of their whole id', async () => {
    const deck = fakeDeck(answers(true))
    await usePlugins.getState().load(projectId)
    const plugin = at()?.marketplaces[0]?.plugins[0]
    if (!plugin) throw new Error('no plugin')
    await usePlugins.getState().setEnabled(projectId, plugin, false)
    expect(deck.of('config/write')).toMatchObject([
      { edits: [{ path: ['plugins', 'demo@m', 'enabled'], value: false }] },
    ])
  })

  it('read nothing when the folder dialog is closed', async () => {
    const deck = fakeDeck({ ...answers(true), 'plugins/addFolder': null })
    deck.calls.length = 0
    vi.unstubAllGlobals()
    const closed = fakeDeck({ ...answers(true), 'plugins/addFolder': () => null })
    expect(await usePlugins.getState().addFolder(projectId)).toBeNull()
    expect(closed.of('plugins/addFolder')).toHaveLength(1)
    expect(at()?.busy).toBeNull()
  })
})
