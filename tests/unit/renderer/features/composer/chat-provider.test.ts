// Which chats the project's account doesn't pay for.
import { expect, it } from 'vitest'
import type { Account } from '../../../../../preload/contract/accounts'
import type { Project } from '../../../../../preload/contract/model'
import { otherProvider } from '../../../../../renderer/features/composer/chat-provider'
import { sampleAccount } from '../accounts/sample-account'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: 'p', path: '/srv/app', name: 'app' })
const chatgpt = sampleAccount({ state: 'signed-in', kind: 'chatgpt' })
const bedrock = sampleAccount({ state: 'signed-in', kind: 'bedrock', region: 'eu-west-1' })
const providers = { standard: 'openai', needLogin: ['openai', 'gateway'] }
const ask = (account: Account, provider: string | null, of: Partial<Parameters<typeof otherProvider>[0]> = {}) =>
  otherProvider({ project, account, provider, providers, ...of })

it('a chat of OpenAI can’t go on with Amazon Bedrock, nor the other way round', () => {
  expect(ask(bedrock, 'openai')).toMatch(/begun with OpenAI.*copy can go on with Amazon Bedrock/)
  expect(ask(chatgpt, 'amazon-bedrock')).toMatch(
    /begun with Amazon Bedrock.*copy can go on with this project’s account/,
  )
})

it('a chat with the provider of now can', () => {
  expect(ask(bedrock, 'amazon-bedrock')).toBeNull()
  expect(ask(chatgpt, 'openai')).toBeNull()
  expect(ask(chatgpt, 'gateway')).toBeNull()
})

it('one with a gateway goes on where the gateway needs no login of Codex’s', () => {
  expect(ask(bedrock, 'gateway')).toContain('“gateway”')
  expect(ask(bedrock, 'local')).toBeNull()
  expect(ask(bedrock, 'deck-demo')).toBeNull()
})

it('OpenAI needs a login also before Codex told of its providers; of others nothing is said until then', () => {
  expect(ask(bedrock, 'openai', { providers: null })).not.toBeNull()
  expect(ask(bedrock, 'gateway', { providers: null })).toBeNull()
  expect(ask(chatgpt, 'amazon-bedrock', { providers: null })).not.toBeNull()
})

it('says nothing of a chat whose provider is not known', () => {
  expect(ask(bedrock, null)).toBeNull()
  expect(ask(bedrock, '')).toBeNull()
})

it('says nothing where the account decides nothing: another source, a shared home, Bedrock by the own configuration', () => {
  expect(ask(bedrock, 'openai', { project: { ...project, source: 'provider' } })).toBeNull()
  expect(ask(bedrock, 'openai', { project: { ...project, sharedHome: '/srv/home' } })).toBeNull()
  expect(ask(chatgpt, 'amazon-bedrock', { providers: { standard: 'amazon-bedrock', needLogin: [] } })).toBeNull()
})
