// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readApps, useApps } from '../../../../../renderer/stores/config/apps'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { freshen } from './freshen'
import { fakeDeck, refusal } from '../fake-deck'
import { homeWrite, projectId, readAnswer, userLayer } from './sample-config'

const resets = [freshen(useApps), freshen(useConfigEdits), freshen(useEffective)]
beforeEach(() => {
  for (const reset of resets) reset()
})
afterEach(() => vi.unstubAllGlobals())

const at = () => useApps.getState().byProject[projectId]
const names = () => at()?.apps.map(({ name }) => name)
const config = { 'config/read': readAnswer([userLayer({}, 'v1')]), 'config/types': [], 'config/write': [homeWrite()] }

describe('the apps of a project', () => {
  it('are read page by page, connected ones first', async () => {
    const deck = fakeDeck({
      'app/list': ({ cursor }: Record<string, unknown>) =>
        cursor === null
          ? {
              data: [
                { id: 'b', name: 'Beta' },
                { id: 'z', name: 'Zeta', isAccessible: true },
              ],
              nextCursor: '2',
            }
          : { data: [{ id: 'a', name: 'Alpha' }, { name: 'no id' }], nextCursor: null },
    })
    await useApps.getState().load(projectId)
    expect(names()).toEqual(['Zeta', 'Alpha', 'Beta'])
    expect(deck.of('app/list').map(({ cursor }) => cursor)).toEqual([null, '2'])
  })

  it('end after some pages, whatever a server says', async () => {
    const deck = fakeDeck({ 'app/list': { data: [], nextCursor: 'again' } })
    await useApps.getState().load(projectId)
    expect(deck.of('app/list')).toHaveLength(10)
  })

  it('that can’t be listed say why, and those seen before stay', async () => {
    fakeDeck({ 'app/list': { data: [{ id: 'a' }] } })
    await useApps.getState().load(projectId)
    vi.unstubAllGlobals()
    fakeDeck({ 'app/list': refusal('chatgpt authentication required') })
    await useApps.getState().load(projectId)
    expect(at()?.problem?.message).toBe('chatgpt authentication required')
    expect(names()).toEqual(['a'])
  })

  it('are turned off by their key, and on by taking it away', async () => {
    const deck = fakeDeck({ ...config, 'app/list': { data: [{ id: 'mail.app', isEnabled: true }] } })
    await useApps.getState().load(projectId)
    const [app] = at()?.apps ?? []
    if (!app) throw new Error('no app')
    await useApps.getState().setEnabled(projectId, app, false)
    await useApps.getState().setEnabled(projectId, app, true)
    expect(deck.of('config/write').flatMap(({ edits }) => edits)).toMatchObject([
      { path: ['apps', 'mail.app', 'enabled'], value: false },
      { path: ['apps', 'mail.app', 'enabled'], value: null },
    ])
    expect(at()?.pending).toEqual({})
  })

  it('that Codex learns of later are taken in while somebody looks', async () => {
    const deck = fakeDeck({ 'app/list': { data: [] } })
    const end = useApps.getState().watch(projectId)
    await vi.waitFor(() => expect(at()?.loaded).toBe(true))
    const learned = (id: string, of = projectId) =>
      deck.push({
        type: 'codex',
        projectId: of,
        notification: { method: 'app/list/updated', params: { data: [{ id, isAccessible: true }] } },
      })
    learned('mail')
    learned('other', 'ffffffffffffffff')
    expect(at()?.apps).toMatchObject([{ id: 'mail', connected: true }])
    end()
  })

  it('are read leniently', () => {
    expect(readApps(null)).toEqual([])
    expect(readApps({ data: [{ id: 'a', pluginDisplayNames: ['P', 1] }] })).toEqual([
      { id: 'a', name: 'a', about: '', enabled: true, connected: false, connectAt: null, plugins: ['P'] },
    ])
  })
})
