// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import {
  chosenProfile,
  noProfiles,
  profileNameProblem,
  usableProfiles,
  useProfiles,
} from '../../../../../renderer/stores/config/profiles'
import { fakeDeck, later, refusal } from '../fake-deck'

const profile = {
  name: 'work',
  path: '/h/work.config.toml',
  keys: [],
  features: {},
  model: null,
  effort: null,
  problem: null,
  command: 'x',
}
const state = () => useProfiles.getState().byProject['p'] ?? noProfiles

beforeEach(() => {
  useProfiles.setState(useProfiles.getInitialState(), true)
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

  it('are the chosen one only while that is there under a name that Codex takes', async () => {
    fakeDeck({ 'profiles/list': [profile, { ...profile, name: 'a b', command: '' }], 'profiles/used': 'a b' })
    await useProfiles.getState().load('p')
    expect(chosenProfile(state())).toBeNull()
    expect(usableProfiles(state()).map(({ name }) => name)).toEqual(['work'])
    fakeDeck({ 'profiles/list': [profile], 'profiles/used': 'work' })
    await useProfiles.getState().load('p')
    expect(chosenProfile(state())?.name).toBe('work')
  })

  it('are known of a chat once it was asked for, and not by mistake when that fails', async () => {
    const deck = fakeDeck({ 'profiles/of': 'work' })
    expect(await useProfiles.getState().loadOf('p', 't')).toBe('work')
    expect(deck.of('profiles/of')).toEqual([{ projectId: 'p', threadId: 't' }])
    fakeDeck({ 'profiles/of': refusal('no') })
    expect(await useProfiles.getState().loadOf('p', 'u')).toBeNull()
    expect(useProfiles.getState().ofThread).toEqual({ t: 'work' })
  })

  it('keep what was chosen while an older look was under way', async () => {
    const used = later()
    fakeDeck({ 'profiles/list': [profile], 'profiles/used': () => used.promise })
    const look = useProfiles.getState().load('p')
    await useProfiles.getState().use('p', 'work')
    used.settle('other')
    await look
    expect(state()).toMatchObject({ used: 'work', profiles: [profile] })
  })

  it('are those of the newest look, whichever answer comes last', async () => {
    const first = later()
    let looks = 0
    fakeDeck({
      'profiles/list': () => ((looks += 1) === 1 ? first.promise : [profile]),
      'profiles/used': 'work',
    })
    const old = useProfiles.getState().load('p')
    await useProfiles.getState().load('p')
    first.settle([])
    await old
    expect(state().profiles).toEqual([profile])
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
})
