// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useHomes } from '../../../../../renderer/stores/accounts/homes'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { overview, sizeOf } from '../../features/homes/sample-homes'
import { fakeDeck, later, refusal } from '../fake-deck'

const fresh = useHomes.getInitialState()
beforeEach(() => useHomes.setState(fresh, true))
afterEach(() => vi.unstubAllGlobals())
const state = () => useHomes.getState()
const until = (check: () => void) => vi.waitFor(check)

it('reads the list and takes in sizes as they come, the newest of each home', async () => {
  const deck = fakeDeck({ 'homes/list': overview })
  const end = state().watch()
  await until(() => expect(state().overview).toEqual(overview))
  deck.push(
    { type: 'home-size', size: sizeOf('aaaaaaaaaaaaaaaa', { bytes: 1, state: 'counting' }) },
    { type: 'home-size', size: sizeOf('aaaaaaaaaaaaaaaa', { bytes: 2 }) },
    { type: 'home-size', size: sizeOf('cccccccccccccccc', { bytes: 3 }) },
  )
  expect(Object.values(state().sizes).map(({ bytes }) => bytes)).toEqual([2, 3])
  end()
})

it('tells main when nobody looks any more, and hears nothing then', async () => {
  const deck = fakeDeck({ 'homes/list': overview })
  state().watch()()
  expect(deck.of('homes/leave')).toEqual([{}])
  deck.push({ type: 'home-size', size: sizeOf('aaaaaaaaaaaaaaaa') })
  expect(state().sizes).toEqual({})
})

it('lists anew when accounts or projects change, and not for anything else', async () => {
  const deck = fakeDeck({ 'homes/list': overview })
  const end = state().watch()
  deck.push({ type: 'accounts', accounts: [] })
  deck.push({ type: 'settings', settings: { theme: 'dark', notifications: true } })
  expect(deck.of('homes/list')).toHaveLength(2)
  end()
})

it('drops the answer of an older question', async () => {
  const old = later()
  let first = true
  fakeDeck({
    'homes/list': () => {
      if (!first) return overview
      first = false
      return old.promise
    },
  })
  const asked = state().load()
  await state().load()
  old.settle({ homes: [], accounts: [] })
  await asked
  expect(state().overview).toEqual(overview)
})

it('keeps the list in view when it can’t be read again', async () => {
  fakeDeck({ 'homes/list': overview })
  await state().load()
  fakeDeck({ 'homes/list': refusal('The disk is gone.') })
  await state().load()
  expect(state()).toMatchObject({ overview, loading: false, problem: { message: 'The disk is gone.' } })
})

it('lists anew after each act, and hands its outcome to who asked', async () => {
  const deck = fakeDeck({ 'homes/list': overview, 'homes/trash': refusal('Sign out first.') })
  const result = await state().trash('bbbbbbbbbbbbbbbb')
  expect(result).toMatchObject({ ok: false, error: { message: 'Sign out first.' } })
  expect(deck.of('homes/list')).toHaveLength(1)
})

it('tells when a folder can’t be shown', async () => {
  fakeDeck({ 'homes/reveal': refusal('It is gone.') })
  await state().reveal('aaaaaaaaaaaaaaaa')
  expect(useNotices.getState().notices.at(-1)?.message).toBe('The folder was not opened: It is gone.')
})
