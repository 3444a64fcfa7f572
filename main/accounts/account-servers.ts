// The servers of the accounts' homes: each started when a login or a token is needed, put to rest by the pool when idle.
import { stat } from 'node:fs/promises'
import type { AccountKind } from '@contract/accounts'
import type { CodexBundle } from '../codex/binary/locate'
import { CodexError } from '../codex/errors'
import { loginEnvironment, readProcessEnvironment } from '../codex/process/environment'
import { createAccountHome } from '../codex/home/create'
import { accountHomePath, homeLayout } from '../codex/home/layout'
import type { HomePool } from '../codex/server/pool'
import type { AccountKeys } from './account-keys'
import type { AuthServer } from './auth-server'
import { loginWithToken } from './token-login'

export interface AccountServersParts {
  userData: string
  pool: () => Promise<HomePool>
  bundle: () => Promise<Pick<CodexBundle, 'codex'>>
  keys: AccountKeys
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
    await this.#parts.keys.keepToken(accountId, accessToken, await this.store(accountId))
  }

  /** What a project's server gets by its environment to use an account of this kind; nothing for those that are lent. */
  async environmentFor(accountId: string, kind: AccountKind | null): Promise<Record<string, string>> {
    const { keys } = this.#parts
    if (kind === 'bedrock') return keys.bedrockEnvironment(accountId)
    if (kind !== 'accessToken') return {}
    return { ...loginEnvironment(readProcessEnvironment()), ...(await keys.tokenEnvironment(accountId)) }
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
