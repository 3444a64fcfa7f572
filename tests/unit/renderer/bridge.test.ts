// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { app, codex, deck } from '../../../renderer/bridge'

afterEach(() => vi.unstubAllGlobals())

it('asks Codex through the one call that main checks', async () => {
  const call = vi.fn(async () => ({ ok: true, value: { data: [] } }))
  vi.stubGlobal('deck', { call })
  expect(await codex('0123456789abcdef', 'model/list', {})).toEqual({ ok: true, value: { data: [] } })
  expect(call).toHaveBeenCalledWith('codex/request', {
    projectId: '0123456789abcdef',
    method: 'model/list',
    params: {},
  })
})

it('answers with an error where others would throw', async () => {
  vi.stubGlobal('deck', { call: async () => Promise.reject(new Error('door shut')) })
  expect(await app('app/snapshot', {})).toMatchObject({
    ok: false,
    error: { code: 'bridge.failed', detail: 'door shut' },
  })
})

it('says so when the page runs outside the app', async () => {
  expect(await app('app/snapshot', {})).toMatchObject({ ok: false, error: { code: 'bridge.missing' } })
  expect(() => deck.onEvents(() => undefined)()).not.toThrow()
})
