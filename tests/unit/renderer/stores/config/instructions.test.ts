// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useInstructions } from '../../../../../renderer/stores/config/instructions'
import { freshen } from './freshen'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId, readAnswer, userLayer } from './sample-config'

const resets = [freshen(useInstructions), freshen(useEffective)]
beforeEach(() => {
  for (const reset of resets) reset()
})
afterEach(() => vi.unstubAllGlobals())

const chain = [{ path: '/h/AGENTS.md', where: 'home', bytes: 10, cut: false }]
const at = () => useInstructions.getState().byProject[projectId]
const read = (config: object) => ({ 'config/read': readAnswer([userLayer({})], config), 'config/types': [] })

describe('the chain of instructions', () => {
  it('comes with Codex’s limit, or the one that is set', async () => {
    fakeDeck({ 'instructions/chain': chain, ...read({}) })
    await useInstructions.getState().load(projectId)
    expect(at()).toEqual({ chain, limit: 32_768, fallbacks: [], problem: null })
    vi.unstubAllGlobals()
    fakeDeck({
      'instructions/chain': chain,
      ...read({ project_doc_max_bytes: 100, project_doc_fallback_filenames: ['TEAM.md', 3] }),
    })
    await useInstructions.getState().load(projectId)
    expect(at()).toMatchObject({ limit: 100, fallbacks: ['TEAM.md'] })
  })

  it('is read again when a file changes, and stays in view when that fails', async () => {
    const deck = fakeDeck({ 'instructions/chain': chain, ...read({}) })
    const end = useInstructions.getState().watch(projectId)
    await vi.waitFor(() => expect(at()?.chain).toEqual(chain))
    tellConfig({ type: 'config-changed', projectId: 'fedcba9876543210' })
    expect(deck.of('instructions/chain')).toHaveLength(1)
    vi.unstubAllGlobals()
    fakeDeck({ 'instructions/chain': refusal('Not now.'), ...read({}) })
    tellConfig({ type: 'config-changed', projectId })
    await vi.waitFor(() => expect(at()?.problem?.message).toBe('Not now.'))
    expect(at()?.chain).toEqual(chain)
    end()
  })
})
