// The reason for the broker: many projects on one login, its tokens expiring all the time, servers killed now and then. A copied
// auth.json is logged out by the first refresh; here nobody ever is, and no refresh token is used twice.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '@contract/model'
import { startGuardedModel, type GuardedModel } from '../../support/guarded-model'
import { startIssuer, type Issuer } from '../../support/issuer'
import { numbers } from '../../support/large-home.mjs'
import { setSessionStage, type SessionStage } from '../../support/session-stage'
import { until } from '../../support/waiting'

let issuer: Issuer
let guarded: GuardedModel
let stage: SessionStage

beforeEach(async () => {
  issuer = await startIssuer()
  guarded = await startGuardedModel((token) => issuer.accepts(token))
  for (const [name, value] of Object.entries(issuer.env())) vi.stubEnv(name, value)
  stage = await setSessionStage({
    projectConfig: `${issuer.configToml}${guarded.configToml}`,
    accountConfig: `cli_auth_credentials_store = "file"\n${issuer.configToml}`,
  })
})
afterEach(async () => {
  await stage.end()
  await guarded.close()
  await issuer.close()
  vi.unstubAllEnvs()
})

const signIn = async (): Promise<void> => {
  // By device code: the browser login needs a port of the machine that other tests use, too.
  issuer.approvesDevices = true
  await stage.accounts.login(null, { kind: 'deviceCode' })
  await until(() => stage.accounts.list()[0]?.state === 'signed-in', 'the login')
}
const addProject = async (name: string): Promise<Project> => {
  const project = await stage.addProject(name)
  await stage.registry.setSource(project.id, 'account')
  return stage.project(project.id)
}

it('200 turns in 10 projects on one login: nobody is logged out, and each refresh token is used once', async () => {
  await signIn()
  const next = numbers(42)
  const projects: { project: Project; threadId: string }[] = []
  for (let at = 0; at < 10; at += 1) {
    const project = await addProject(`project-${at}`)
    projects.push({ project, threadId: await stage.chat(project, 'hello') })
  }
  let kills = 0
  // In rounds of five turns in random projects at once. Before each round all tokens expire, so five servers are refused together
  // and those that rest come later with a token of some rounds ago.
  for (let round = 0; round < 40; round += 1) {
    issuer.expireAccessTokens()
    const chosen = projects.toSorted(() => next() - 0.5).slice(0, 5)
    const [victim] = chosen
    if (round % 5 === 4 && victim) {
      const pid = (await stage.servers.running(victim.project.id)?.connection())?.pid
      if (pid === undefined) throw new Error('no server to kill')
      process.kill(pid, 'SIGKILL')
      kills += 1
      await until(() => stage.servers.running(victim.project.id) === null, 'the end of the server')
      await stage.call(victim.project, 'thread/resume', { threadId: victim.threadId })
    }
    await Promise.all(chosen.map(({ project, threadId }) => stage.turn(project, threadId, `round ${round}`)))
  }

  expect(kills).toBe(8)
  expect(stage.accounts.list()).toMatchObject([{ state: 'signed-in', problem: null }])
  const { refreshes, generations, reuses, logins } = issuer.counts
  expect({ reuses, logins }).toEqual({ reuses: 0, logins: 1 })
  expect(refreshes).toBe(generations)
  // Each expiry cost one refresh, however many servers were refused. A server that starts asks twice now and then (for its account
  // and for its turn), and the second question can't be told from a new refusal.
  expect(generations).toBeGreaterThanOrEqual(40)
  expect(generations).toBeLessThanOrEqual(40 + kills)
  expect(stage.pushed.filter((event) => event.type === 'notice')).toEqual([])
}, 180_000)
