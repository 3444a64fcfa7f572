// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { allRows, useEffective } from '../../../../../renderer/stores/config/effective'
import { fakeDeck, later, refusal } from '../fake-deck'
import { binaryKeys, projectId, readAnswer, userLayer } from './sample-config'

const fresh = useEffective.getInitialState()
beforeEach(() => useEffective.setState(fresh, true))
afterEach(() => vi.unstubAllGlobals())
const config = () => useEffective.getState().byProject[projectId]
const load = () => useEffective.getState().load(projectId)

it('reads layers, requirements and keys together', async () => {
  fakeDeck({
    'config/read': readAnswer([userLayer({ model: 'a' }, 'v3')]),
    'configRequirements/read': { requirements: { allowedSandboxModes: ['read-only'] } },
    'config/types': binaryKeys,
  })
  await load()
  expect(config()).toMatchObject({ version: 'v3', problem: null, unread: false })
  expect(config()?.rows.map(({ key }) => key)).toEqual(['model', 'sandbox_mode'])
})

it('keeps what was known when the file can’t be read any more, and says why', async () => {
  fakeDeck({ 'config/read': readAnswer([userLayer({ model: 'a' })]) })
  await load()
  fakeDeck({ 'config/read': refusal('config.toml:3:1: what is this') })
  await load()
  expect(config()).toMatchObject({ unread: false, problem: { message: 'config.toml:3:1: what is this' } })
  expect(config()?.rows).toHaveLength(1)
})

it('tells a file that could never be read', async () => {
  fakeDeck({ 'config/read': refusal('no') })
  await load()
  expect(config()).toMatchObject({ unread: true, rows: [] })
})

it('drops the answer of an older question', async () => {
  const old = later()
  let first = true
  fakeDeck({
    'config/read': () => {
      if (!first) return readAnswer([userLayer({ model: 'new' })])
      first = false
      return old.promise
    },
  })
  const asked = load()
  await load()
  old.settle(readAnswer([userLayer({ model: 'old' })]))
  await asked
  expect(config()?.rows[0]?.value).toBe('new')
})

it('reads again when somebody changed the file, and only while it is watched', async () => {
  const deck = fakeDeck({ 'config/read': readAnswer([userLayer({})]) })
  const end = useEffective.getState().watch(projectId)
  expect(deck.of('config/watch')).toEqual([{ projectId, on: true }])
  tellConfig({ type: 'config-changed', projectId: 'ffffffffffffffff' })
  tellConfig({ type: 'config-changed', projectId })
  await vi.waitFor(() => expect(config()?.outside).toBe(1))
  expect(deck.of('config/read')).toHaveLength(2)
  end()
  tellConfig({ type: 'config-changed', projectId })
  expect(deck.of('config/read')).toHaveLength(2)
  expect(deck.of('config/watch').at(-1)).toEqual({ projectId, on: false })
})

it('makes the list of all keys once a read', async () => {
  fakeDeck({ 'config/read': readAnswer([userLayer({ model: 'a' })]), 'config/types': binaryKeys })
  await load()
  const now = config()
  if (now === undefined) throw new Error('nothing was read')
  expect(allRows(now).map(({ key }) => key)).toContain('notify')
  expect(allRows(now)).toBe(allRows(now))
})
