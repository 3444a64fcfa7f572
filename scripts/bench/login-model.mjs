// The model of the account figure, in a process of its own so that its work is not counted as anybody's: the tests' mock issuer
// and a scripted model that wants its login. Prints one JSON line with where they are and with a login as Codex keeps it in
// auth.json, then runs until its standard input ends.
import { createHash, randomBytes } from 'node:crypto'
import { runnerImport } from 'vite'
import { inRoot } from '../setup/paths.mjs'

const load = async (path) =>
  (await runnerImport(inRoot(path), { root: inRoot(), configFile: false, logLevel: 'error' })).module

/** Signs in as a browser and Codex would, without either. @returns {Promise<string>} auth.json */
const login = async (issuer) => {
  const verifier = randomBytes(32).toString('base64url')
  const redirectUri = 'http://127.0.0.1:9/callback'
  const ask = new URLSearchParams({
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    state: 'bench',
  })
  const sent = await fetch(`${issuer.url}/oauth/authorize?${ask}`, { redirect: 'manual' })
  const code = new URL(sent.headers.get('location')).searchParams.get('code')
  const answer = await fetch(`${issuer.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    }),
  })
  const { id_token, access_token, refresh_token } = await answer.json()
  return JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    tokens: { id_token, access_token, refresh_token, account_id: issuer.person.accountId },
    last_refresh: new Date().toISOString(),
  })
}

const [{ startIssuer }, { startGuardedModel }] = [
  await load('tests/support/issuer.ts'),
  await load('tests/support/guarded-model.ts'),
]
const issuer = await startIssuer()
const guarded = await startGuardedModel((token) => issuer.accepts(token))
// Two logins, as two people at two machines have them: none can spoil the other's.
const about = {
  issuerToml: issuer.configToml,
  configToml: guarded.configToml,
  env: issuer.env(),
  email: issuer.person.email,
  authOfApp: await login(issuer),
  authOfTwin: await login(issuer),
}
process.stdout.write(`${JSON.stringify(about)}\n`)
process.stdin.resume().on('end', async () => {
  await guarded.close()
  await issuer.close()
  process.exit(0)
})
