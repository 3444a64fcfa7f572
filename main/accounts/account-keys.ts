// Keys of accounts that Codex takes by its environment alone and gives nobody back (0.169.0): personal access tokens and Amazon
// Bedrock keys. Kept in the system's keyring; without one for this run, or read from Codex's own file.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { accountHomePath, homeLayout } from '../codex/home/layout'

/** The system's keyring, as main/secrets has it. */
export interface KeyStore {
  get(entry: string): Promise<string | null>
  set(entry: string, value: string): Promise<void>
  delete(entry: string): Promise<void>
}

export interface BedrockKey {
  readonly apiKey: string
  readonly region: string
}

/** Variables that hold such keys: commands of the model must not see them. */
export const accountKeyNames = ['CODEX_ACCESS_TOKEN', 'AWS_BEARER_TOKEN_BEDROCK'] as const

const authSchema = z.object({ personal_access_token: z.string().min(1).max(16_384) })
const bedrockSchema = z.object({ apiKey: z.string().min(1), region: z.string().min(1) })

export class AccountKeys {
  readonly #userData: string
  readonly #store: KeyStore
  /** Of this run; also what no keyring took. */
  readonly #known = new Map<string, string>()

  constructor(userData: string, store: KeyStore) {
    this.#userData = userData
    this.#store = store
  }

  /** Called once Codex has taken the token. Where Codex put it in a file, that copy is enough. */
  async keepToken(accountId: string, token: string, kept: 'keyring' | 'file'): Promise<void> {
    if (kept === 'keyring') await this.#keep(accountId, token)
    else this.#known.set(accountId, token)
  }

  /** Answers where it is now: without a keyring it is gone with this run. */
  keepBedrock(accountId: string, key: BedrockKey): Promise<'keyring' | 'run'> {
    return this.#keep(accountId, JSON.stringify(key))
  }

  /** What a server gets by its environment to use an access token; nothing when it can't be had. Never rejects. */
  async tokenEnvironment(accountId: string): Promise<Record<string, string>> {
    const token = (await this.#inFile(accountId)) ?? (await this.#of(accountId))
    // It wins over any other login.
    return token === null ? {} : { CODEX_ACCESS_TOKEN: token }
  }

  /** The same for Amazon Bedrock. */
  async bedrockEnvironment(accountId: string): Promise<Record<string, string>> {
    const kept = await this.#of(accountId)
    if (kept === null) return {}
    try {
      const { apiKey, region } = bedrockSchema.parse(JSON.parse(kept))
      return { AWS_BEARER_TOKEN_BEDROCK: apiKey, AWS_REGION: region }
    } catch {
      return {}
    }
  }

  /** The account was signed out. */
  async forget(accountId: string): Promise<void> {
    this.#known.delete(accountId)
    await this.#store.delete(entryOf(accountId)).catch(() => undefined)
  }

  async #keep(accountId: string, text: string): Promise<'keyring' | 'run'> {
    this.#known.set(accountId, text)
    return this.#store.set(entryOf(accountId), text).then(
      () => 'keyring',
      () => 'run',
    )
  }

  async #of(accountId: string): Promise<string | null> {
    const known = this.#known.get(accountId)
    if (known !== undefined) return known
    const kept = await this.#store.get(entryOf(accountId)).catch(() => null)
    if (kept !== null) this.#known.set(accountId, kept)
    return kept
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

const entryOf = (accountId: string): string => `account:${accountId}`
