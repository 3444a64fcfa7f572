// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useFeatures } from '../../../../../renderer/stores/config/features'
import { useMemories } from '../../../../../renderer/stores/config/memories'
import { freshen } from './freshen'
import { fakeDeck, refusal } from '../fake-deck'
import { homeWrite, projectId, readAnswer, userLayer } from './sample-config'

const resets = [freshen(useMemories), freshen(useConfigEdits), freshen(useEffective), freshen(useFeatures)]
beforeEach(() => {
  for (const reset of resets) reset()
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

const answers = {
  'memories/folder': { path: '/h/memories', exists: true, files: 2, bytes: 9, summary: null, copies: [] },
  'memory/status': { v2ConsolidatedThreads: 3, v2Ready: true },
  'experimentalFeature/list': { data: [{ name: 'memories', stage: 'stable', enabled: false, defaultEnabled: false }] },
  'config/read': readAnswer([userLayer({ memories: { use_memories: false, generate_memories: 'odd' } })]),
  'config/types': [],
  'config/write': [homeWrite()],
}
const at = () => useMemories.getState().byProject[projectId]
const notice = () => useNotices.getState().notices.at(-1)

describe('memories of a project', () => {
  it('tell what is kept and what the home says of them', async () => {
    fakeDeck(answers)
    await useMemories.getState().load(projectId)
    expect(at()).toMatchObject({
      on: false,
      fromThreads: 3,
      keys: { use_memories: false, generate_memories: null, disable_on_external_context: null },
    })
  })

  it('are turned on as a feature, and their keys are left to Codex by taking them out', async () => {
    const deck = fakeDeck(answers)
    await useMemories.getState().turn(projectId, true)
    await useMemories.getState().setKey(projectId, 'use_memories', null)
    expect(deck.of('config/write').map(({ edits }) => edits)).toEqual([
      [{ path: ['features', 'memories'], value: true, merge: 'replace' }],
      [{ path: ['memories', 'use_memories'], value: null, merge: 'replace' }],
    ])
  })

  it('are forgotten with a way back', async () => {
    const deck = fakeDeck({
      ...answers,
      'memories/reset': { state: 'done', copyId: 'c1' },
      'memories/restore': { left: ['x: there'] },
    })
    await useMemories.getState().reset(projectId)
    expect(notice()?.action?.label).toBe('Put back')
    notice()?.action?.run()
    await vi.waitFor(() => expect(deck.of('memories/restore')).toEqual([{ projectId, copyId: 'c1' }]))
    await vi.waitFor(() => expect(notice()).toMatchObject({ level: 'warning', detail: 'x: there' }))
  })

  it('say nothing when the person said no, and why when it failed', async () => {
    fakeDeck({ ...answers, 'memories/reset': { state: 'declined' } })
    await useMemories.getState().reset(projectId)
    expect(notice()).toBeUndefined()
    vi.unstubAllGlobals()
    fakeDeck({ ...answers, 'memories/reset': refusal('A link can’t be copied.') })
    await useMemories.getState().reset(projectId)
    expect(notice()?.message).toBe('The memories were not forgotten: A link can’t be copied.')
    expect(at()?.busy).toBeNull()
  })
})
