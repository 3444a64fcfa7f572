import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { trustedDefinition, useHooks } from '../../../../../renderer/stores/config/hooks'
import type { Hook } from '../../../../../renderer/stores/config/hooks-words'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { freshen } from './freshen'
import { fakeDeck } from '../fake-deck'
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
  it('is written as the hash that was shown, against the file as it was just read', async () => {
    const deck = await begin()
    const hook = shown()
    expect(await useHooks.getState().trust(projectId, hook)).toBe(true)
    expect(deck.of('config/write')).toEqual([
      {
        target: { kind: 'project', projectId },
        edits: [{ path: ['hooks', 'state', key, 'trusted_hash'], value: 'sha256:1', merge: 'replace' }],
        expectedVersion: 'v9',
      },
    ])
    expect(trustedDefinition(projectId, hook)).toMatchObject({ runs: 'echo hi' })
  })

  it('that was not written leaves nothing behind', async () => {
    await begin({ 'config/write': [homeWrite({ state: 'refused', problem: 'No.', undoId: null })] })
    expect(await useHooks.getState().trust(projectId, shown())).toBe(false)
    expect(trustedDefinition(projectId, shown())).toBeNull()
  })

  it('gives way to somebody who changed the file in that moment, and says so', async () => {
    await begin({ 'config/write': [homeWrite({ state: 'conflict', undoId: null })] })
    expect(await useHooks.getState().trust(projectId, shown())).toBe(false)
    expect(useConfigEdits.getState().conflict).toBeNull()
    expect(useNotices.getState().notices.at(-1)?.message).toContain('changed by somebody else')
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
