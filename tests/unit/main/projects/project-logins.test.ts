// Which login a project's server has while the person changes their mind: with accounts and servers that are only pretended.
import { beforeEach, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { signedOut, type AccountState } from '../../../../main/accounts/account-home'
import type { Accounts } from '../../../../main/accounts/accounts'
import { TokenLine } from '../../../../main/accounts/token-line'
import type { CodexConnection } from '../../../../main/codex/server/connection'
import { ProjectLogins } from '../../../../main/projects/project-logins'
import { sampleProject } from '../../../support/sample-project'

const id = '0123456789abcdef'
let project: Project
let states: Record<string, AccountState>
let reads: string[]
let stale: string[]
let revoked: string[]
let running: CodexConnection | null
/** Keys that the server was given, oldest first. */
let given: unknown[]
let onGiven: () => void
let logins: ProjectLogins

const byKey: AccountState = { ...signedOut, state: 'signed-in', kind: 'apiKey' }
const byToken: AccountState = { ...signedOut, state: 'signed-in', kind: 'accessToken' }
const server = {
  request: (method: string, params: unknown) => {
    given.push(method === 'account/login/start' ? Reflect.get(Object(params), 'apiKey') : method)
    onGiven()
    return Promise.resolve({})
  },
} as unknown as CodexConnection // the one method that is used

beforeEach(() => {
  project = sampleProject({ id, path: '/srv/p', name: 'p' })
  states = { main: byKey, second: byKey }
  reads = []
  stale = []
  revoked = []
  running = null
  given = []
  onGiven = () => undefined
  const resolve = (accountId: string | null): string => accountId ?? 'main'
  const accounts = {
    resolve,
    state: (accountId: string) => states[accountId] ?? null,
    tokens: (accountId: string | null) =>
      states[resolve(accountId)]?.state === 'signed-in'
        ? new TokenLine(() => {
            reads.push(resolve(accountId))
            const { kind } = states[resolve(accountId)] ?? signedOut
            return Promise.resolve(kind === 'apiKey' ? { kind, apiKey: `key-of-${resolve(accountId)}` } : null)
          })
        : null,
    defaultId: 'main',
  } as unknown as Accounts // what a project's login is made of
  logins = new ProjectLogins({
    registry: { find: (wanted) => (wanted === id ? project : null), list: () => [project] },
    accounts: () => accounts,
    environmentFor: (accountId) => Promise.resolve({ CODEX_ACCESS_TOKEN: `token-of-${accountId}` }),
    running: () => (running ? Promise.resolve(running) : null),
    onStale: (projectId) => stale.push(projectId),
    onRevoked: (projectId) => Promise.resolve(void revoked.push(projectId)),
    notice: () => undefined,
  })
})

it('asks the account for its login while the project’s server starts, so that neither waits for the other', async () => {
  expect(await logins.environment(id)).toEqual({})
  expect(reads).toEqual(['main'])
})

it.each([
  ['answers come from elsewhere', { source: 'provider' }],
  ['the home has a login of its own', { sharedHome: '/home/ada/.codex' }],
] satisfies [string, Partial<Project>][])('asks nobody where %s', async (_, part) => {
  project = { ...project, ...part }
  expect(await logins.environment(id)).toEqual({})
  await logins.prepare(project, server)
  expect(reads).toEqual([])
  expect(given).toEqual([])
})

it('the account that is chosen while the server is given the old one’s login is the one that pays', async () => {
  const before = project
  onGiven = () => (project = { ...project, accountId: 'second' })
  await logins.prepare(before, server)
  expect(given).toEqual(['key-of-main', 'key-of-second'])
})

it('a server that is being started with another account’s token is started anew', async () => {
  expect(await logins.environment(id)).toEqual({})
  states['second'] = byToken
  project = { ...project, accountId: 'second' }
  // It doesn't answer yet.
  await logins.changed(id)
  expect(stale).toEqual([id])
  expect(await logins.environment(id)).toEqual({ CODEX_ACCESS_TOKEN: 'token-of-second' })
})

it('a server with another account’s token is known to be outdated, so that no turn begins on it', async () => {
  states['second'] = byToken
  await logins.environment(id)
  expect(logins.isOutdated(project)).toBe(false)
  project = { ...project, accountId: 'second' }
  expect(logins.isOutdated(project)).toBe(true)
  await logins.environment(id)
  expect(logins.isOutdated(project)).toBe(false)
})

it('no turn and no new chat is begun on the key of another account; reading is free', async () => {
  states['second'] = byToken
  await logins.environment(id)
  project = { ...project, accountId: 'second' }
  for (const method of ['turn/start', 'thread/start', 'thread/fork'])
    expect(() => logins.requirePayer(project, method)).toThrow('as soon as the chat that still runs has ended')
  expect(() => logins.requirePayer(project, 'thread/list')).not.toThrow()
  expect(() => logins.requirePayer({ ...project, source: 'demo' }, 'turn/start')).not.toThrow()
  await logins.environment(id)
  expect(() => logins.requirePayer(project, 'turn/start')).not.toThrow()
})

it('a server that has to be started anew is told nothing: the call would keep it from that', async () => {
  await logins.environment(id)
  running = server
  states['second'] = byToken
  project = { ...project, accountId: 'second' }
  await logins.changed(id)
  expect(stale).toEqual([id])
  expect(given).toEqual([])
})

it('a server with the token of an account that was signed out of ends at once', async () => {
  states['main'] = byToken
  await logins.environment(id)
  running = server
  states['main'] = signedOut
  await logins.accountChanged('main')
  expect(revoked).toEqual([id])
})

it('a change of account is through before the next turn is sent', async () => {
  running = server
  project = { ...project, accountId: 'second' }
  void logins.changed(id)
  await logins.settled(id)
  expect(given).toEqual(['key-of-second'])
})

it('a trial gets the key of a Bedrock account and leaves no trace: the server is not thought to have it', async () => {
  states['second'] = { ...byToken, kind: 'bedrock' }
  await logins.environment(id)
  project = { ...project, accountId: 'second' }
  reads = []
  expect(await logins.bedrockKeys(id)).toEqual({ CODEX_ACCESS_TOKEN: 'token-of-second' })
  expect(logins.isOutdated(project)).toBe(true)
  expect(reads).toEqual([])
  // The token of a person is for no provider of theirs.
  states['second'] = byToken
  expect(await logins.bedrockKeys(id)).toEqual({})
  states['second'] = { ...byToken, kind: 'bedrock' }
  project = { ...project, source: 'provider' }
  expect(await logins.bedrockKeys(id)).toEqual({})
})
