// The servers of the accounts' homes: each started when a login or a token is needed, put to rest by the pool when idle.
import { stat } from 'node:fs/promises'
import type { CodexBundle } from '../codex/binary/locate'
import { CodexError } from '../codex/errors'
import { loginEnvironment, readProcessEnvironment } from '../codex/process/environment'
import { createAccountHome } from '../codex/home/create'
import { accountHomePath, homeLayout } from '../codex/home/layout'
import type { HomePool } from '../codex/server/pool'
import { accessTokenName, type AccessTokens } from './access-tokens'
import type { AuthServer } from './auth-server'
import { loginWithToken } from './token-login'

export interface AccountServersParts {
  userData: string
  pool: () => Promise<HomePool>
  bundle: () => Promise<Pick<CodexBundle, 'codex'>>
  tokens: AccessTokens
}

export class AccountServers {
  readonly #parts: AccountServersParts
  readonly #homes = new Set<string>()

  constructor(parts: AccountServersParts) {
    this.#parts = parts
  }

  /** Whether the pool's key is the home of an account. */
  owns(key: string): boolean {
    return this.#homes.has(key)
  }

  /** The account's server. Its home is made at its first login. */
  async open(accountId: string): Promise<AuthServer> {
    const pool = await this.#parts.pool()
    return pool.get(await this.#home(accountId))
  }

  /** Logs in with an access token while no server runs on the home; the next one that is asked for knows of it. */
  async loginWithToken(accountId: string, accessToken: string): Promise<void> {
    const [pool, bundle, home] = await Promise.all([this.#parts.pool(), this.#parts.bundle(), this.#home(accountId)])
    await pool.peek(home)?.rest(new CodexError('stopped', 'A login with an access token begins'))
    await loginWithToken(bundle, home, accessToken)
    await this.#parts.tokens.keep(accountId, accessToken, await this.store(accountId))
  }

  /** Forgets the access token of an account that was signed out. */
  forgetToken(accountId: string): Promise<void> {
    return this.#parts.tokens.forget(accountId)
  }

  /** What a server gets by its environment to use an account that logged in with an access token. */
  async environmentFor(accountId: string): Promise<Record<string, string>> {
    const token = await this.#parts.tokens.of(accountId)
    return token === null ? {} : { ...loginEnvironment(readProcessEnvironment()), [accessTokenName]: token }
  }

  /** Where Codex keeps the account's login. With a keyring it writes no auth.json. */
  async store(accountId: string): Promise<'keyring' | 'file'> {
    const { auth } = homeLayout(accountHomePath(this.#parts.userData, accountId))
    return stat(auth).then(
      () => 'file',
      () => 'keyring',
    )
  }

  async #home(accountId: string): Promise<string> {
    const { home } = await createAccountHome(this.#parts.userData, accountId)
    this.#homes.add(home)
    return home
  }
}
