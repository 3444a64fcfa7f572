// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { trustedDefinition, useHooks } from '../../../../../renderer/stores/config/hooks'
import type { Hook } from '../../../../../renderer/stores/config/hooks-words'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { freshen } from './freshen'
import { fakeDeck, refusal } from '../fake-deck'
import { homeWrite, projectId, readAnswer, userLayer } from './sample-config'

const resets = [freshen(useHooks), freshen(useConfigEdits), freshen(useEffective)]
beforeEach(() => {
  for (const reset of resets) reset()
  useNotices.setState({ notices: [] })
  window.localStorage.clear()
})
afterEach(() => vi.unstubAllGlobals())

const key = '/h/hooks.json:stop:0:0'
const listed = (hash = 'sha256:1', command = 'echo hi') => ({
  data: [
    {
      hooks: [
        {
          key,
          eventName: 'stop',
          handlerType: 'command',
          command,
          currentHash: hash,
          trustStatus: 'untrusted',
          enabled: true,
        },
      ],
      warnings: [],
      errors: [],
    },
  ],
})
const begin = async (answers: Record<string, unknown> = {}) => {
  const deck = fakeDeck({
    'hooks/list': listed(),
    'config/read': readAnswer([userLayer({}, 'v9')]),
    'config/types': [],
    'config/write': [homeWrite()],
    'hooks/trust': { state: 'done', write: homeWrite() },
    ...answers,
  })
  await useHooks.getState().load(projectId)
  return deck
}
const shown = (): Hook => {
  const [hook] = useHooks.getState().byProject[projectId]?.hooks ?? []
  if (!hook) throw new Error('no hook')
  return hook
}
const edits = (deck: Awaited<ReturnType<typeof begin>>) => deck.of('config/write').map(({ edits: sent }) => sent)

describe('trust in a hook', () => {
  it('is asked of main by the hash that was shown, and can be taken back', async () => {
    const deck = await begin({ 'config/undo': [] })
    const hook = shown()
    expect(await useHooks.getState().trust(projectId, hook)).toEqual({ state: 'done' })
    expect(deck.of('hooks/trust')).toEqual([{ projectId, key, hash: 'sha256:1' }])
    expect(trustedDefinition(projectId, hook)).toMatchObject({ runs: 'echo hi' })
    const { action } = useNotices.getState().notices.at(-1) ?? {}
    expect(action?.label).toBe('Undo')
    action?.run()
    await vi.waitFor(() => expect(deck.of('config/undo')).toHaveLength(1))
  })

  it.each([
    ['refused by the person', { state: 'declined' }, { state: 'declined' }],
    [
      'of another hook by now',
      { state: 'changed' },
      { state: 'failed', words: expect.stringContaining('another one') },
    ],
    [
      'that was not written',
      { state: 'done', write: homeWrite({ state: 'refused', problem: 'No.', undoId: null }) },
      { state: 'failed', words: 'No.' },
    ],
    ['that Codex could not list', refusal('Codex sleeps.'), { state: 'failed', words: 'Codex sleeps.' }],
  ])('%s leaves nothing behind', async (_name, answer, outcome) => {
    await begin({ 'hooks/trust': answer })
    expect(await useHooks.getState().trust(projectId, shown())).toEqual(outcome)
    expect(trustedDefinition(projectId, shown())).toBeNull()
    expect(useNotices.getState().notices).toEqual([])
  })

  it('is taken back by deleting the hash', async () => {
    const deck = await begin()
    await useHooks.getState().distrust(projectId, shown())
    expect(edits(deck)).toEqual([[{ path: ['hooks', 'state', key, 'trusted_hash'], value: null, merge: 'replace' }]])
  })

  it('reads no spoiled memory of what was trusted', async () => {
    await begin()
    window.localStorage.setItem(`deck.hooks.${projectId}`, JSON.stringify({ [key]: 'text' }))
    expect(trustedDefinition(projectId, shown())).toBeNull()
    window.localStorage.setItem(`deck.hooks.${projectId}`, '[1]')
    expect(trustedDefinition(projectId, shown())).toBeNull()
  })
})

it('a hook is turned off by a key of its own, and on by taking it out', async () => {
  const deck = await begin()
  await useHooks.getState().setEnabled(projectId, shown(), false)
  await useHooks.getState().setEnabled(projectId, shown(), true)
  const path = ['hooks', 'state', key, 'enabled']
  expect(edits(deck)).toEqual([[{ path, value: false, merge: 'replace' }], [{ path, value: null, merge: 'replace' }]])
})
