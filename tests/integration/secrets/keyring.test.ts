// The app's secrets with a real keyring on a D-Bus session of its own, and without one.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Keyring } from '@contract/secrets'
import { Keychain } from '../../../main/secrets/keychain'
import { openSecrets, type OpenSecrets } from '../../../main/secrets/open-secrets'
import { openCodex } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { buildHost, noKeyringReason, startKeyring, type HostProgram, type TestKeyring } from '../../support/keyring'

const project = '0123456789abcdef'
const canary = 'sk-canary-7f3a9c'
const missing = noKeyringReason()

let program: HostProgram
let home: TestHome
const closers: (() => unknown)[] = []
beforeAll(async () => {
  program = await buildHost()
})
afterAll(() => program.remove())
beforeEach(() => {
  home = createTestHome()
})
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
  home.remove()
})

/** The app's secrets on this environment; again is another run of the app. */
function open(env: Readonly<Record<string, string>>): OpenSecrets & { states: Keyring['state'][]; file: string } {
  const states: Keyring['state'][] = []
  const file = join(home.root, 'secrets.json')
  const opened = openSecrets({
    file,
    openHost: () => program.start(env),
    push: (event) => {
      if (event.type === 'keyring') states.push(event.keyring.state)
    },
    onChange: () => undefined,
  })
  closers.push(() => opened.dispose())
  return { ...opened, states, file }
}

const secret = (name: string, keep = true) => ({
  id: null,
  facts: { projectId: project, name, purpose: 'provider-key' as const, label: '' },
  value: canary,
  keep,
})

describe.skipIf(missing !== null)(`with gnome-keyring${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let keyring: TestKeyring
  beforeEach(async () => {
    keyring = await startKeyring(home.root)
    closers.unshift(() => keyring.stop())
  })
  it('the login that Codex itself keeps for a home is found, so that a terminal’s home can be given it', async () => {
    const theirs = createTestHome({ config: 'cli_auth_credentials_store = "keyring"\n' })
    closers.push(() => theirs.remove())
    const codex = await openCodex(theirs, keyring.env)
    await codex.request('account/login/start', { type: 'apiKey', apiKey: canary })
    await codex.close()
    expect(existsSync(join(theirs.codexHome, 'auth.json'))).toBe(false)
    const { keychain } = open(keyring.env)
    expect(JSON.parse((await keychain.codexLogin(theirs.codexHome)) ?? '{}')).toMatchObject({ OPENAI_API_KEY: canary })
    expect(await keychain.codexLogin('/no/such/home')).toBeNull()
  })

  const kept = async (): Promise<ReturnType<typeof open>> => {
    const app = open(keyring.env)
    await expect.poll(async () => (await app.secrets.keyring(true)).state, { timeout: 10_000 }).toBe('ready')
    await app.secrets.set(secret('MY_KEY'))
    return app
  }

  it('keeps a secret over runs of the app, in no file of ours and in clear in none', async () => {
    const first = await kept()
    first.dispose()
    const second = open(keyring.env)
    expect(await second.secrets.envFor(project)).toEqual({ MY_KEY: canary })
    expect(second.states).toEqual(['ready'])
    expect(readFileSync(second.file, 'utf8')).not.toContain(canary)
    expect(keyring.onDisk()).not.toContain(canary)
  })

  it('forgets a secret for good', async () => {
    const { secrets, dispose } = await kept()
    const [shown] = secrets.list()
    await secrets.delete(shown?.id ?? '')
    dispose()
    const keychain = new Keychain({ open: () => program.start(keyring.env), onState: () => undefined })
    closers.push(() => keychain.dispose())
    expect(await keychain.get(`secret:${shown?.id}`)).toBeNull()
    expect(await open(keyring.env).secrets.envFor(project)).toEqual({})
  })

  it('holds long and foreign values as they are', async () => {
    const { secrets } = await kept()
    const value = `${'ключ-'.repeat(3000)}🔑`
    await secrets.set({ ...secret('LONG'), value })
    expect((await secrets.envFor(project))['LONG']).toBe(value)
  })

  it('says of an entry that somebody cut off, and gives out the others', async () => {
    const { secrets, dispose } = await kept()
    await secrets.set(secret('OTHER'))
    dispose()
    const keychain = new Keychain({ open: () => program.start(keyring.env), onState: () => undefined })
    closers.push(() => keychain.dispose())
    const account = `secret:${secrets.list()[0]?.id}`
    await keychain.set(account, (await keychain.get(account))?.slice(0, -4) ?? '')
    const again = open(keyring.env).secrets
    expect(await again.envFor(project)).toEqual({ OTHER: canary })
    expect(again.list()[0]?.problem).toContain('damaged')
  })

  it('is locked after its service was killed, until somebody unlocks it; secrets of this run go on', async () => {
    const { secrets, states } = await kept()
    await secrets.set(secret('FLEETING', false))
    keyring.signal('SIGKILL')
    // A call into its death finds nobody. Then D-Bus starts the service again; the keyring is locked, and there is no display
    // to ask for its password on.
    const state = async (): Promise<Keyring['state'] | undefined> => {
      expect(await secrets.envFor(project)).toEqual({ FLEETING: canary })
      return states.at(-1)
    }
    await expect.poll(state, { timeout: 15_000 }).toBe('locked')
    expect(secrets.list().find(({ name }) => name === 'MY_KEY')?.problem).toContain('locked')
    await expect(secrets.set(secret('NEW'))).rejects.toMatchObject({ code: 'secrets.locked' })
  })

  it('answers in time while its service hangs, and is ready again when it goes on', async () => {
    const { secrets, states } = await kept()
    keyring.signal('SIGSTOP')
    const begun = performance.now()
    expect(await secrets.envFor(project)).toEqual({})
    expect(performance.now() - begun).toBeLessThan(6000)
    expect(secrets.list()[0]?.problem).toContain('doesn’t answer')
    keyring.signal('SIGCONT')
    await expect.poll(() => secrets.envFor(project), { timeout: 15_000 }).toEqual({ MY_KEY: canary })
    expect(states.at(-1)).toBe('ready')
  })
})

// Only on Linux can the system's keyring be hidden from a process.
describe.skipIf(process.platform !== 'linux')('without a keyring', () => {
  const nowhere = (): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home.root, 'no-bus')}`,
  })

  it('says so, keeps nothing, and holds secrets for this run', async () => {
    const { secrets, file } = open(nowhere())
    expect(await secrets.keyring(false)).toMatchObject({ state: 'none', words: expect.stringContaining('keyring') })
    await expect(secrets.set(secret('MY_KEY'))).rejects.toMatchObject({ code: 'secrets.none' })
    await secrets.set(secret('MY_KEY', false))
    expect(await secrets.envFor(project)).toEqual({ MY_KEY: canary })
    expect(readFileSync(file, 'utf8')).not.toContain(canary)
    expect(await open(nowhere()).secrets.envFor(project)).toEqual({})
  })

  it('waits no longer than it said for a bus that takes the call and never answers', async () => {
    const socket = join(home.root, 'hung')
    const server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    const told: Keyring[] = []
    const keychain = new Keychain({
      open: () => program.start({ ...nowhere(), DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` }),
      onState: (state) => told.push(state),
      answerMs: 500,
      personMs: 1000,
    })
    closers.push(
      () => server.close(),
      () => keychain.dispose(),
    )
    await expect(keychain.get('a')).rejects.toMatchObject({ kind: 'locked' })
    await expect(keychain.set('a', canary)).rejects.toMatchObject({ kind: 'locked' })
    expect(told).toMatchObject([{ state: 'locked', words: expect.stringContaining('doesn’t answer') }])
  })
})
