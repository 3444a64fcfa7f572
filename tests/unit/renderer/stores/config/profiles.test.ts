import { beforeEach, describe, expect, it } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { noProfiles, profileNameProblem, useProfiles } from '../../../../../renderer/stores/config/profiles'
import { fakeDeck, refusal } from '../fake-deck'

const profile = { name: 'work', path: '/h/work.config.toml', keys: [], problem: null, command: 'x' }
const state = () => useProfiles.getState().byProject['p'] ?? noProfiles

beforeEach(() => {
  useProfiles.setState({ byProject: {} })
  useNotices.setState({ notices: [] })
})

describe('the name of a profile', () => {
  it.each(['', 'a b', 'a.b', 'é', '../x', '-p', 'x'.repeat(65), 'WORK'])('is not %j', (name) => {
    expect(profileNameProblem(name, ['work'])).not.toBeNull()
  })
  it('is letters, digits, _ and -', () => {
    expect(profileNameProblem(' A_b-1 ', ['work'])).toBeNull()
  })
})

describe('profiles', () => {
  it('are made only where none is, and refused in words', async () => {
    const deck = fakeDeck({
      'profiles/list': [profile],
      'profiles/used': null,
      'config/saveText': {
        state: 'invalid',
        problems: [{ line: 2, column: 1, message: 'no such thing', level: 'error' }],
      },
    })
    expect(await useProfiles.getState().make('p', 'new', 'x')).toBe('Line 2: no such thing')
    expect(deck.of('config/saveText')).toEqual([
      {
        projectId: 'p',
        file: { kind: 'profile', name: 'new' },
        text: 'x',
        expectedHash: 'absent',
        evenIfInvalid: false,
      },
    ])
    fakeDeck({ 'config/saveText': { state: 'conflict', now: {} } })
    expect(await useProfiles.getState().make('p', 'new', 'x')).toMatch(/somebody else/)
  })

  it('go back to the choice before when one can’t be chosen', async () => {
    fakeDeck({ 'profiles/list': [profile], 'profiles/used': 'work' })
    await useProfiles.getState().load('p')
    fakeDeck({ 'profiles/use': refusal('It is gone.') })
    await useProfiles.getState().use('p', 'other')
    expect(state().used).toBe('work')
    expect(useNotices.getState().notices[0]?.message).toContain('It is gone.')
  })

  it('that are deleted are no choice any more, and are both again after an undo', async () => {
    fakeDeck({ 'profiles/list': [profile], 'profiles/used': 'work' })
    await useProfiles.getState().load('p')
    let used: string | null = 'work'
    const deck = fakeDeck({
      'config/remove': { undoId: 'u' },
      'config/undo': [{ state: 'written', problem: null }],
      'profiles/list': [],
      'profiles/used': () => used,
      'profiles/use': ({ name }: Record<string, unknown>) => {
        used = name === null ? null : String(name)
        return null
      },
    })
    await useProfiles.getState().remove('p', 'work')
    expect(deck.of('profiles/use')).toEqual([{ projectId: 'p', name: null }])
    useNotices.getState().notices.at(-1)?.action?.run()
    await expect.poll(() => deck.of('profiles/use').at(-1)).toEqual({ projectId: 'p', name: 'work' })
    expect(deck.of('config/undo')).toEqual([{ undoIds: ['u'] }])
  })

  it('switch features against the text that was read', async () => {
    const deck = fakeDeck({
      'config/text': { text: '[features]\n', hash: 'h', lossy: false },
      'config/saveText': { state: 'saved', hash: 'x', undoId: 'u', backup: null },
    })
    expect(await useProfiles.getState().setFeature('p', 'work', 'goals', true)).toBeNull()
    expect(deck.of('config/saveText')[0]).toMatchObject({
      text: '[features]\ngoals = true\n',
      expectedHash: 'h',
      evenIfInvalid: false,
    })
    fakeDeck({ 'config/text': { text: 'features = {}\n', hash: 'h', lossy: false } })
    expect(await useProfiles.getState().setFeature('p', 'work', 'goals', true)).toMatch(/as text only/)
  })
})
