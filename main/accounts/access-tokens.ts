// Personal access tokens of accounts. Codex takes one by its environment alone and gives none back (0.169.0), so where its own
// store is the keyring, the app keeps the token there a second time; in a file Codex's own copy is read.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { accountHomePath, homeLayout } from '../codex/home/layout'

/** The system's keyring, as main/secrets has it. */
export interface TokenStore {
  get(entry: string): Promise<string | null>
  set(entry: string, value: string): Promise<void>
  delete(entry: string): Promise<void>
}

/** Where Codex looks for it. It wins over any other login. */
export const accessTokenName = 'CODEX_ACCESS_TOKEN'

const authSchema = z.object({ personal_access_token: z.string().min(1).max(16_384) })
const entryOf = (accountId: string): string => `account:${accountId}`

export class AccessTokens {
  readonly #userData: string
  readonly #store: TokenStore
  /** Of this run; also where no keyring took them. */
  readonly #known = new Map<string, string>()

  constructor(userData: string, store: TokenStore) {
    this.#userData = userData
    this.#store = store
  }

  /** Called once Codex has taken the token. `kept` says where it put it. */
  async keep(accountId: string, token: string, kept: 'keyring' | 'file'): Promise<void> {
    this.#known.set(accountId, token)
    // A keyring that fails now still leaves this run with it.
    if (kept === 'keyring') await this.#store.set(entryOf(accountId), token).catch(() => undefined)
  }

  /** The account's token; null when it can't be had. Never rejects. */
  async of(accountId: string): Promise<string | null> {
    const known = this.#known.get(accountId) ?? (await this.#inFile(accountId))
    if (known !== null) return known
    const kept = await this.#store.get(entryOf(accountId)).catch(() => null)
    if (kept !== null) this.#known.set(accountId, kept)
    return kept
  }

  /** The account was signed out. */
  async forget(accountId: string): Promise<void> {
    this.#known.delete(accountId)
    await this.#store.delete(entryOf(accountId)).catch(() => undefined)
  }

  async #inFile(accountId: string): Promise<string | null> {
    try {
      const text = await readFile(homeLayout(accountHomePath(this.#userData, accountId)).auth, 'utf8')
      return authSchema.parse(JSON.parse(text)).personal_access_token
    } catch {
      return null
    }
  }
}
