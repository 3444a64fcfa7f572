// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { loginKey, useMcpLogins } from '../../../../../renderer/stores/config/mcp-logins'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId } from './mcp-samples'

const initial = useMcpLogins.getInitialState()
beforeEach(() => {
  useMcpLogins.setState(initial, true)
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

const logins = () => useMcpLogins.getState()
const state = (name = 'a', project = projectId) => logins().logins.get(loginKey(project, name))

it('is under way until main says how it ended, for its project alone', async () => {
  const deck = fakeDeck({ 'mcp/login': null })
  await logins().login(projectId, 'a', ['read'])
  expect(deck.of('mcp/login')).toEqual([{ projectId, server: 'a', scopes: ['read'] }])
  expect(state()).toEqual({ state: 'running' })
  tellConfig({ type: 'mcp-login', projectId: 'another', server: 'a', problem: null })
  expect(state()).toEqual({ state: 'running' })
  tellConfig({ type: 'mcp-login', projectId, server: 'a', problem: 'You said no.' })
  expect(state()).toEqual({ state: 'failed', problem: 'You said no.' })
  await logins().login(projectId, 'a', [])
  tellConfig({ type: 'mcp-login', projectId, server: 'a', problem: null })
  expect(state()).toBeUndefined()
})

it('that could not begin says why', async () => {
  fakeDeck({ 'mcp/login': refusal('The login page of this server was not opened.') })
  await logins().login(projectId, 'a', [])
  expect(state()).toMatchObject({ state: 'failed', problem: expect.stringContaining('not opened') })
})

it('that is cancelled has not failed; one that can’t be cancelled goes on', async () => {
  fakeDeck({ 'mcp/login': null, 'mcp/cancelLogin': refusal('Codex is gone.') })
  await logins().login(projectId, 'a', [])
  await logins().cancel(projectId, 'a')
  expect(state()).toEqual({ state: 'running' })
  expect(useNotices.getState().notices).toHaveLength(1)
  fakeDeck({ 'mcp/cancelLogin': null })
  await logins().cancel(projectId, 'a')
  expect(state()).toBeUndefined()
})

it('says whether logging out worked', async () => {
  fakeDeck({ 'mcp/logout': null })
  expect(await logins().logout(projectId, 'a')).toBe(true)
  fakeDeck({ 'mcp/logout': refusal('No keyring.') })
  expect(await logins().logout(projectId, 'a')).toBe(false)
  expect(useNotices.getState().notices.at(-1)?.message).toContain('a was not logged out')
})
