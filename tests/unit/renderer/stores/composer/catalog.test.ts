// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useCatalog } from '../../../../../renderer/stores/composer/catalog'
import { sampleAccount } from '../../features/accounts/sample-account'
import { fakeDeck, refusal } from '../fake-deck'
import { project, projectId } from '../samples'

const gateway = (id: string, auth: object) => ({ id, settings: { type: 'customGateway', auth } })
const answers = {
  'model/list': { data: [{ model: 'fast', hidden: false }], nextCursor: null },
  'modelProvider/list': {
    data: [
      { id: 'openai', settings: { type: 'openai' } },
      gateway('free', { mode: 'none' }),
      gateway('keyed', { mode: 'environmentVariable', envKey: 'X' }),
      gateway('lent', { mode: 'externallyConfigured', envKey: null }),
      { id: 'new kind', settings: { type: 'moonbase' } },
      'garbage',
    ],
    defaultProviderId: 'lent',
  },
}
const catalog = () => useCatalog.getState().byProject[projectId]

beforeEach(() => {
  useCatalog.setState({ byProject: {} })
  useServers.setState({ byProject: {} })
  useProjects.setState({ projects: [{ ...project, source: 'account' }] })
  useAccounts.setState({ accounts: [sampleAccount({ state: 'signed-in', kind: 'chatgpt' })] })
})
afterEach(() => vi.unstubAllGlobals())

it('is read once for an account, and anew for another one', async () => {
  const deck = fakeDeck(answers)
  await useCatalog.getState().load(projectId)
  await useCatalog.getState().load(projectId)
  expect(deck.of('model/list')).toHaveLength(1)
  useAccounts.setState({ accounts: [sampleAccount({ state: 'signed-in', kind: 'bedrock' })] })
  await useCatalog.getState().load(projectId)
  expect(deck.of('model/list')).toHaveLength(2)
})

it('is read anew from another server, and stays in view until then', async () => {
  const deck = fakeDeck(answers)
  await useCatalog.getState().load(projectId)
  useCatalog.getState().outdate(projectId)
  expect(catalog()?.models).toHaveLength(1)
  await useCatalog.getState().load(projectId)
  expect(deck.of('model/list')).toHaveLength(2)
  useCatalog.getState().outdate('another project')
  expect(useCatalog.getState().byProject['another project']).toBeUndefined()
})

it('knows which providers may want the login, and which one new chats go to', async () => {
  fakeDeck(answers)
  await useCatalog.getState().load(projectId)
  expect(catalog()?.providers).toEqual({ standard: 'lent', needLogin: ['openai', 'lent'] })
})

it('goes without the providers when Codex can’t tell', async () => {
  fakeDeck({ ...answers, 'modelProvider/list': refusal('failed to reload config') })
  await useCatalog.getState().load(projectId)
  expect(catalog()).toMatchObject({ loaded: true, problem: null, providers: null })
})
