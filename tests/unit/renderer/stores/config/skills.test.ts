// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useSkills } from '../../../../../renderer/stores/config/skills'
import { fakeDeck, later, refusal } from '../fake-deck'
import { projectId } from './sample-config'

const fresh = useSkills.getInitialState()
beforeEach(() => {
  useSkills.setState(fresh, true)
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

const path = '/h/skills/own/SKILL.md'
const listed = (enabled = true) => ({
  data: [
    { cwd: '/w', skills: [{ name: 'own', description: '', path, scope: 'user', enabled, pluginId: null }], errors: [] },
  ],
})
const answers = { 'skills/list': listed(), 'skills/roots': [] }
const at = () => useSkills.getState().byProject[projectId]
const own = () => {
  const [skill] = at()?.skills ?? []
  if (!skill) throw new Error('no skill')
  return skill
}

describe('the skills of a project', () => {
  it('are read past Codex’s cache, and again when it says that they changed', async () => {
    const deck = fakeDeck(answers)
    const end = useSkills.getState().watch(projectId)
    await vi.waitFor(() => expect(at()?.loaded).toBe(true))
    expect(deck.of('skills/list')).toEqual([{ forceReload: true }])
    const changed = (of: string) =>
      deck.push({ type: 'codex', projectId: of, notification: { method: 'skills/changed', params: {} } })
    changed('fedcba9876543210')
    expect(deck.of('skills/list')).toHaveLength(1)
    changed(projectId)
    await vi.waitFor(() => expect(deck.of('skills/list')).toHaveLength(2))
    end()
  })

  it('keep what was known when a read fails', async () => {
    const deck = fakeDeck(answers)
    await useSkills.getState().load(projectId)
    vi.unstubAllGlobals()
    fakeDeck({ ...answers, 'skills/list': refusal('Codex sleeps.') })
    await useSkills.getState().load(projectId)
    expect(at()?.skills).toHaveLength(1)
    expect(at()?.problem?.message).toBe('Codex sleeps.')
    expect(deck.calls.length).toBeGreaterThan(0)
  })

  it('take no older answer over a newer one', async () => {
    const slow = later()
    let reads = 0
    fakeDeck({ ...answers, 'skills/list': () => (++reads === 1 ? slow.promise : listed(false)) })
    const first = useSkills.getState().load(projectId)
    await useSkills.getState().load(projectId)
    slow.settle(listed(true))
    await first
    expect(own().enabled).toBe(false)
  })

  it('are turned off through main, with a way back', async () => {
    const deck = fakeDeck({ ...answers, 'extensions/act': { undoId: 'u1', note: null }, 'config/undo': [] })
    await useSkills.getState().load(projectId)
    await useSkills.getState().setEnabled(projectId, own(), false)
    expect(deck.of('extensions/act')).toEqual([{ projectId, act: { kind: 'skill', path, enabled: false } }])
    expect(at()?.pending).toEqual({})
    const [notice] = useNotices.getState().notices
    expect(notice?.message).toBe('own is off.')
    notice?.action?.run()
    await vi.waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u1'] }]))
    expect(useNotices.getState().notices).toEqual([])
  })

  it('say why a switch did nothing', async () => {
    fakeDeck({ ...answers, 'extensions/act': refusal('The file is read-only.') })
    await useSkills.getState().load(projectId)
    await useSkills.getState().setEnabled(projectId, own(), false)
    expect(useNotices.getState().notices[0]?.message).toBe('own was not turned off: The file is read-only.')
  })

  it('get and lose folders', async () => {
    const roots = [{ path: '/team', exists: true }]
    const deck = fakeDeck({ ...answers, 'skills/addRoot': roots, 'skills/removeRoot': [], 'skills/roots': () => roots })
    await useSkills.getState().addRoot(projectId)
    expect(at()?.roots).toEqual(roots)
    await useSkills.getState().removeRoot(projectId, '/team')
    expect(deck.of('skills/removeRoot')).toEqual([{ projectId, path: '/team' }])
  })
})
