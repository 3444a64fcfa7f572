// Unique secrets in every way to sign in and in the app's own secrets, used for turns whose commands print all they can see. Then
// they are looked for everywhere: files, logs, what reached the page, what it keeps, arguments and environments of processes.
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { items, projectRow, send, turnEnds } from '../support/acts'
import { startBedrockProxy, type BedrockProxy } from '../support/bedrock-proxy'
import { browse } from '../support/browse'
import { canariesIn, canariesInFiles, watchProcesses, type Canary, type ProcessWatch } from '../support/canaries'
import { catchLinks, expect, opened, quit, test as base, type Bench, type Deck } from '../support/deck'
import { startGuardedModel, type GuardedModel } from '../support/guarded-model'
import { SOMEBODY, startIssuer, type Issuer } from '../support/issuer'
import { noKeyringReason, startKeyring } from '../support/keyring'
import { account, closeSettings, openSettings } from '../support/login-deck'
import { holdLoginPort } from '../support/login-port'
import { keptByPage, tapPage, tapped } from '../support/page-tap'
import { events, functionCall, say } from '../support/responses-server'

const unique = (prefix: string): string => `${prefix}-canary-${randomBytes(18).toString('hex')}`
/** All that a command of the model's can find out about the processes around it. */
const lookAround = "env; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'; echo looked"

interface Story {
  issuer: Issuer
  guarded: GuardedModel
  bedrock: BedrockProxy
  /** Secrets by their names here; the issuer's come on top. */
  own: Record<'key' | 'badToken' | 'exchangedKey' | 'bedrock' | 'forP' | 'forQ', string>
  /** Tokens that the model takes no more. */
  refused: Set<string>
  canaries: () => Canary[]
  watch: ProcessWatch
  /** What the app wrote to its own output. */
  output: string[]
}

const test = base.extend<{ story: Story }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
  story: async ({}, use) => {
    const issuer = await startIssuer()
    const own = {
      key: unique('sk'),
      badToken: unique('at'),
      exchangedKey: unique('sk'),
      bedrock: unique('bedrock-api-key'),
      forP: unique('p'),
      forQ: unique('q'),
    }
    issuer.apiKey = own.exchangedKey
    const refused = new Set<string>()
    const guarded = await startGuardedModel(
      (token) => !refused.has(token) && (issuer.accepts(token) || token === own.key || token === own.forQ),
    )
    const canaries = (): Canary[] => [
      ...Object.entries(own).map(([name, secret]) => ({ name, secret })),
      ...issuer.minted.map((secret) => ({ name: secret.startsWith('at-') ? 'accessToken' : 'login', secret })),
    ]
    const watch = watchProcesses(canaries)
    const bedrock = await startBedrockProxy()
    await use({ issuer, guarded, bedrock, own, refused, canaries, watch, output: [] })
    watch.stop()
    await bedrock.close()
    await guarded.close()
    await issuer.close()
  },
})

/** Ids of the accounts, in their order: so their homes can be told of the issuer. */
const accountIds = ['main', 'by-code', 'by-key', 'by-token']

/** Project p uses accounts, project q a provider of its own with a key of the app's secrets. */
function prepare(bench: Bench, { issuer, guarded }: Story, store: 'file' | 'keyring'): { p: string; q: string } {
  const [p, q] = [bench.folder('p'), bench.folder('q')]
  bench.remember({ path: p, trust: 'trusted', source: 'account' }, { path: q, trust: 'trusted', source: 'provider' })
  const quiet = '[analytics]\nenabled = false\n[features]\nplugins = false\n'
  bench.prepareHome(p, 'p', `${issuer.configToml}${guarded.configToml}${quiet}`)
  const byKey = guarded.configToml.replace('requires_openai_auth = true', 'env_key = "CANARY_KEY_Q"')
  bench.prepareHome(q, 'q', `${byKey}${quiet}`)
  const homes = accountIds.map((id) => (id === 'main' ? join('homes', 'auth') : join('homes', 'accounts', id)))
  for (const home of homes) {
    mkdirSync(join(bench.userData, home), { recursive: true, mode: 0o700 })
    writeFileSync(
      join(bench.userData, home, 'config.toml'),
      `cli_auth_credentials_store = "${store}"\n${issuer.configToml}`,
      { mode: 0o600 },
    )
  }
  writeFileSync(
    join(bench.userData, 'accounts.json'),
    JSON.stringify({ accounts: [], defaultId: null, spare: accountIds }),
  )
  return { p, q }
}

async function launch(bench: Bench, { issuer, bedrock, output }: Story, bus: string): Promise<Deck> {
  const deck = await bench.launch({ ...issuer.env(), ...bedrock.env, DBUS_SESSION_BUS_ADDRESS: bus })
  for (const stream of [deck.child.stdout, deck.child.stderr])
    stream?.on('data', (chunk: Buffer) => void output.push(chunk.toString('latin1')))
  await tapPage(deck.app)
  await catchLinks(deck.app)
  // What the page got before the tap was in, it gets again.
  await deck.page.reload()
  await expect(deck.page.getByTestId('project-row')).toHaveCount(2)
  return deck
}

async function addSecret(page: Page, project: string, name: string, value: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Add a secret' })
  await page.getByRole('button', { name: 'Add a secret' }).click()
  await form.getByLabel('Environment variable').fill(name)
  await form.getByLabel('Value').fill(value)
  await form.getByRole('combobox', { name: 'For', exact: true }).selectOption({ label: project })
  const keyring = page.getByTestId('keyring-state')
  await expect(keyring).toBeVisible()
  await form.getByRole('checkbox').setChecked((await keyring.textContent()) === 'Ready')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByTestId('secret').filter({ hasText: name })).toBeVisible()
}

/** Signs in by a secret that is typed. */
async function typeSecret(page: Page, kind: 'API key' | 'access token', secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: new RegExp(kind) }).click()
  await page.getByLabel(kind === 'API key' ? 'OpenAI API key' : 'Access token').fill(secret)
  await page.getByRole('button', { name: /^Use this/ }).click()
}

/** Every way to sign in, each to an account of its own. */
async function signInByAllWays({ app, page }: Deck, { issuer, own }: Story): Promise<void> {
  const before = (await opened(app)).length
  await page.getByRole('button', { name: 'Sign in with ChatGPT' }).click()
  await expect.poll(() => opened(app)).toHaveLength(before + 1)
  await browse((await opened(app)).at(-1) ?? '')
  await expect(account(page)).toContainText(SOMEBODY.email)

  const add = page.getByRole('button', { name: 'Add an account' })
  issuer.person = { ...SOMEBODY, email: 'code@example.com', userId: 'user-code', accountId: 'account-code' }
  await add.click()
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: 'With a code, on another device' }).click()
  issuer.approve((await page.getByTestId('device-code').textContent()) ?? '')
  await expect(account(page).filter({ hasText: 'code@example.com' })).toBeVisible()

  await add.click()
  await typeSecret(page, 'API key', own.key)
  await expect(account(page).filter({ hasText: 'Pays by API key' })).toBeVisible()

  await add.click()
  // An issuer that says what it was asked about must not bring it into the window or the log.
  issuer.misbehave('whoami', { status: 401, body: { error: { message: `unknown token ${own.badToken}` } } })
  await typeSecret(page, 'access token', own.badToken)
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  issuer.misbehave('whoami', null)
  issuer.person = { ...SOMEBODY, email: 'token@example.com', userId: 'user-token', accountId: 'account-token' }
  await page.getByLabel('Access token').fill(issuer.personalAccessToken())
  await page.getByRole('button', { name: /^Use this/ }).click()
  await expect(account(page).filter({ hasText: 'token@example.com' })).toBeVisible()

  await add.click()
  await page.getByRole('button', { name: 'Other ways' }).click()
  await page.getByRole('menuitem', { name: 'With Amazon Bedrock…' }).click()
  await page.getByLabel('Amazon Bedrock API key').fill(own.bedrock)
  await page.getByLabel('AWS region').fill('eu-west-1')
  await page.getByRole('button', { name: /^Use this/ }).click()
  await expect(account(page).filter({ hasText: 'Pays by Amazon Bedrock' })).toBeVisible()
}

let turns = 0
/** A turn whose command looks around; answers the token that the model was asked with. */
async function turn(page: Page, { guarded }: Story): Promise<string> {
  turns += 1
  const words = `answer number ${turns}`
  guarded.model.queue(events(functionCall(`look_${turns}`, 'exec_command', { cmd: lookAround })), say(words))
  await send(page, 'look around')
  await expect(items(page, 'agentMessage').filter({ hasText: words })).toBeVisible()
  const told = JSON.stringify(guarded.model.requests.at(-1))
  // The command has run, or else nothing is proved here.
  expect(told).toContain('CODEX_HOME=')
  expect(told).toContain('looked')
  return guarded.seen.at(-1)?.token ?? ''
}

/** A chat that asks Bedrock, as far as a stopped turn goes: nobody answers here. The next one is begun anew. */
async function askBedrock(page: Page, { bedrock }: Story): Promise<void> {
  await send(page, 'look around by Bedrock')
  await expect.poll(() => bedrock.asked.filter((line) => line.includes('bedrock')), { timeout: 30_000 }).not.toEqual([])
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await turnEnds(page, 'interrupted')
  await page.getByRole('button', { name: 'New chat' }).first().click()
}

async function useAccount(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menuitemradio', { name }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
}

/** Nothing may ever be in any of these. */
async function expectNowhere({ app, page }: Deck, { guarded, canaries, watch, output }: Story): Promise<void> {
  const sent = await tapped(app)
  const kept = await keptByPage(app, page)
  // Both see what is there to be seen.
  expect(sent).toContain(SOMEBODY.email)
  expect(kept).toContain('look around')
  expect(canariesIn(sent, canaries()), 'sent to the page').toEqual([])
  expect(canariesIn(kept, canaries()), 'kept by the page').toEqual([])
  expect(canariesIn(output.join(''), canaries()), 'written to the output').toEqual([])
  expect(watch.inArguments, 'in arguments').toEqual([])
  // What the commands of the model saw.
  expect(canariesIn(JSON.stringify(guarded.model.requests), canaries()), 'told to the model').toEqual([])
}

let giveBackPort: () => Promise<void>
test.beforeEach(async () => {
  giveBackPort = await holdLoginPort()
})
test.afterEach(() => giveBackPort())

for (const store of ['file', 'keyring'] as const) {
  const missing = store === 'keyring' ? noKeyringReason() : null
  test(`no secret is where it doesn’t belong, with logins in ${store === 'file' ? 'files' : 'the keyring'}`, async ({
    bench,
    story,
  }) => {
    test.skip(missing !== null, missing ?? '')
    test.setTimeout(180_000)
    const { guarded, own, refused, canaries, watch } = story
    const keyring = store === 'keyring' ? await startKeyring(join(bench.root, 'keyring')) : null
    const bus = keyring?.env['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${join(bench.root, 'no-bus')}`
    const { p, q } = prepare(bench, story, store)
    const first = await launch(bench, story, bus)
    const { page } = first

    await openSettings(page, 'Secrets')
    await addSecret(page, 'p', 'CANARY_KEY_P', own.forP)
    await addSecret(page, 'q', 'CANARY_KEY_Q', own.forQ)
    await openSettings(page, 'Accounts')
    await signInByAllWays(first, story)
    await closeSettings(page)

    await projectRow(page, 'p').click()
    await useAccount(page, /^Amazon Bedrock/)
    await askBedrock(page, story)
    const used: string[] = []
    for (const name of [/^somebody@/, /^code@/, /^API key/, /^token@/, /^somebody@/]) {
      await useAccount(page, name)
      used.push(await turn(page, story))
    }
    expect(new Set(used).size).toBe(4)
    expect(used[2]).toBe(own.key)
    expect(used[3]).toMatch(/^at-/)
    // Renewed in the middle of a turn: the refused request is followed by one with the new token.
    refused.add(used[4] ?? '')
    expect(used).not.toContain(await turn(page, story))
    await projectRow(page, 'q').click()
    expect(await turn(page, story)).toBe(own.forQ)

    const inHomes =
      store === 'file'
        ? {
            // A login by the browser is given a key besides.
            'homes/auth/auth.json': ['exchangedKey', 'login'],
            'homes/accounts/by-code/auth.json': ['login'],
            'homes/accounts/by-key/auth.json': ['key'],
            'homes/accounts/by-token/auth.json': ['accessToken'],
          }
        : {}
    expect(canariesInFiles(bench.userData, canaries())).toEqual(inHomes)
    await expectNowhere(first, story)
    await quit(first)

    const second = await launch(bench, story, bus)
    await projectRow(second.page, 'p').click()
    await useAccount(second.page, /^token@/)
    expect(await turn(second.page, story)).toMatch(/^at-/)
    expect(canariesInFiles(bench.userData, canaries())).toEqual(inHomes)

    await openSettings(second.page, 'Accounts')
    // Without a keyring the key for Bedrock ended with the first run.
    const byBedrock = store === 'keyring' ? ['Pays by Amazon Bedrock'] : []
    const names = [SOMEBODY.email, 'code@example.com', 'Pays by API key', 'token@example.com', ...byBedrock]
    const signOut = { name: 'Sign out', exact: true }
    for (const [done, name] of names.entries()) {
      await expect(account(second.page).getByRole('button', signOut)).toHaveCount(names.length - done)
      await account(second.page).filter({ hasText: name }).getByRole('button', signOut).click()
    }
    await expect(account(second.page).getByRole('button', signOut)).toHaveCount(0)
    await closeSettings(second.page)
    expect(canariesInFiles(bench.root, canaries())).toEqual({})
    await expectNowhere(second, story)
    await quit(second)
    expect(canariesInFiles(bench.root, canaries())).toEqual({})
    await keyring?.stop()

    // Each project's server had what was meant for it, and nobody else anything. (What Codex itself starts has it too: the
    // person's login shell, which it asks once for their set-up. The model's commands don't, see `turn`.)
    const held = watch.inEnvironment.map(({ canary, home }) => `${canary} in ${home}`)
    expect([...new Set(held)].toSorted()).toEqual([
      `accessToken in ${bench.homeOf(p)}`,
      `bedrock in ${bench.homeOf(p)}`,
      `forP in ${bench.homeOf(p)}`,
      `forQ in ${bench.homeOf(q)}`,
    ])
    expect(watch.commands('login --with-access-token')).not.toEqual([])
    expect(guarded.seen.map(({ token }) => token)).toContain(own.key)
  })
}
