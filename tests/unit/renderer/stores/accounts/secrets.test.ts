// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import type { Secret } from '../../../../../preload/contract/secrets'
import { useSecrets } from '../../../../../renderer/stores/accounts/secrets'
import { fakeDeck, later, refusal } from '../fake-deck'

const secret: Secret = {
  id: '0011223344556677',
  projectId: null,
  name: 'MY_KEY',
  purpose: 'provider-key',
  label: '',
  createdAtMs: 1,
  kept: true,
  problem: null,
}
const input = {
  id: null,
  facts: { projectId: null, name: 'MY_KEY', purpose: 'provider-key' as const, label: '' },
  value: 'sk-canary',
  keep: true,
}
const fresh = useSecrets.getState()
beforeEach(() => useSecrets.setState(fresh, true))

it('shows the list before the keyring has answered', async () => {
  const state = later()
  fakeDeck({ 'secrets/list': [secret], 'secrets/state': () => state.promise })
  const loaded = useSecrets.getState().load()
  await expect.poll(() => useSecrets.getState().secrets).toEqual([secret])
  expect(useSecrets.getState()).toMatchObject({ keyring: null, looking: true })
  state.settle({ state: 'none', words: 'None.', detail: null })
  await loaded
  expect(useSecrets.getState()).toMatchObject({ keyring: { state: 'none' }, looking: false })
})

it('looks gently by itself and thoroughly when asked to, one look at a time', async () => {
  const deck = fakeDeck({ 'secrets/list': [], 'secrets/state': { state: 'ready', words: 'Ready.', detail: null } })
  await useSecrets.getState().load()
  await Promise.all([useSecrets.getState().check(), useSecrets.getState().check()])
  expect(deck.of('secrets/state')).toEqual([{ thorough: false }, { thorough: true }])
})

it('hands a value over and keeps it nowhere', async () => {
  const deck = fakeDeck({ 'secrets/set': secret })
  expect(await useSecrets.getState().save(input)).toBe(true)
  expect(deck.of('secrets/set')).toEqual([input])
  expect(JSON.stringify(useSecrets.getState())).not.toContain('sk-canary')
})

it('says why a change was refused until it is forgotten', async () => {
  fakeDeck({ 'secrets/set': refusal('The keyring is locked.') })
  expect(await useSecrets.getState().save(input)).toBe(false)
  expect(useSecrets.getState()).toMatchObject({ busy: false, problem: { message: 'The keyring is locked.' } })
  useSecrets.getState().forgetProblem()
  expect(useSecrets.getState().problem).toBeNull()
})

it('follows main’s events', () => {
  const { receive } = useSecrets.getState()
  receive({ type: 'secrets', secrets: [secret] })
  receive({ type: 'keyring', keyring: { state: 'locked', words: 'Locked.', detail: null } })
  expect(useSecrets.getState()).toMatchObject({ secrets: [secret], keyring: { state: 'locked' } })
})
