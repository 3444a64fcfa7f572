// The accounts of the app: one home each, one of them the default. Kept in accounts.json without a secret; the logins are
// Codex's own, in the homes.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Account, LoginParams } from '@contract/accounts'
import { CallError } from '../app/call-error'
import { openJsonFile, type JsonFile } from '../app/json-file'
import {
  AccountHome,
  rememberedSchema,
  type AccountHomeOptions,
  type AccountState,
  type Remembered,
} from './account-home'
import type { TokenLine } from './token-line'

/** The account of the first login; its home is where earlier versions had the only one. */
export const firstAccountId = 'main'

const recordSchema = z.object({
  id: z.string().regex(/^[0-9a-z-]{1,40}$/),
  name: z.string().nullable().catch(null),
  /** Who signed in last; null when nobody ever did. */
  who: rememberedSchema.nullable().catch(null),
  signedIn: z.boolean().catch(false),
})
const fileSchema = z.object({
  accounts: z.array(recordSchema),
  defaultId: z.string().nullable(),
  /** Ids whose login was given up: their homes are there and empty, the next account takes one. */
  spare: z.array(z.string()).default([]),
})
type AccountsFile = z.infer<typeof fileSchema>

export interface AccountsOptions {
  /** accounts.json */
  file: string
  /** account.json of versions that had one account only; read when there is no list yet. */
  earlierFile: string
  /** What each account's home needs, but for what the list itself knows. */
  home: (accountId: string) => Omit<AccountHomeOptions, 'remembered' | 'onChange'>
  onList: (accounts: Account[]) => void
  /** Somebody signed in or out of an account, or into another one in its place: its projects' servers follow. */
  onLogin: (accountId: string) => void
}

export class Accounts {
  readonly #options: AccountsOptions
  readonly #file: JsonFile<AccountsFile>
  readonly #homes = new Map<string, AccountHome>()
  /** Settles once the login that was cancelled last is over. */
  #givingUp: Promise<void> = Promise.resolve()

  constructor(options: AccountsOptions) {
    this.#options = options
    const who = openJsonFile(options.earlierFile, rememberedSchema.nullable(), null).value
    const accounts = who === null ? [] : [{ id: firstAccountId, name: null, who, signedIn: true }]
    this.#file = openJsonFile(options.file, fileSchema, { accounts, defaultId: null, spare: [] })
  }

  /** Why the list could not be read; null when it could. */
  get problem(): string | null {
    return this.#file.problem
  }

  /** Those that somebody signed in to, is signing in to, or could not sign in to for a reason that is told. */
  list(): Account[] {
    const { accounts } = this.#file.value
    const all = accounts.map(({ id, name, who }) => ({
      who,
      account: { id, name, isDefault: id === this.defaultId, ...this.#home(id).state },
    }))
    return all
      .filter(({ who, account }) => who !== null || account.state !== 'signed-out' || account.problem !== null)
      .map(({ account }) => account)
  }

  /** The account of projects that chose none; null when there is no account. */
  get defaultId(): string | null {
    const { accounts, defaultId } = this.#file.value
    return accounts.some(({ id }) => id === defaultId) ? defaultId : (accounts[0]?.id ?? null)
  }

  /** The account that a choice means: the default one for null or for an account that is no longer there. */
  resolve(accountId: string | null): string | null {
    return this.#file.value.accounts.some(({ id }) => id === accountId) ? accountId : this.defaultId
  }

  state(accountId: string): AccountState | null {
    return this.#known(accountId) ? this.#home(accountId).state : null
  }

  /** Tokens of an account; null when it is not signed in. */
  tokens(accountId: string | null): TokenLine | null {
    const id = this.resolve(accountId)
    if (id === null) return null
    const home = this.#home(id)
    return home.state.state === 'signed-in' ? home.tokens : null
  }

  /** Begins a login; without an id that of a new account. Rejects in words; a new account is then forgotten. */
  async login(accountId: string | null, params: LoginParams): Promise<Account> {
    // What a login that was just given up leaves is used again.
    await this.#givingUp
    const id = accountId ?? (await this.#add())
    const home = this.#home(this.#require(id))
    const before = home.state
    if (params.kind === 'chatgpt') await this.#cancelOtherLogins(id)
    try {
      await home.login(params)
    } catch (error) {
      await this.#forgetUnused(id)
      throw error
    }
    // Another key in place of the old one changes nothing that can be seen, and the servers need it still.
    if (home.state.state === 'signed-in' && before.state === 'signed-in') this.#options.onLogin(id)
    return this.#account(id)
  }

  async cancelLogin(accountId: string): Promise<void> {
    const given = this.#giveUp(this.#require(accountId))
    this.#givingUp = given.catch(() => undefined)
    await given
  }

  async #giveUp(id: string): Promise<void> {
    await this.#home(id).cancelLogin()
    await this.#forgetUnused(id)
  }

  async rename(accountId: string, name: string | null): Promise<void> {
    this.#require(accountId)
    await this.#change(accountId, { name: name === '' ? null : name })
  }

  async setDefault(accountId: string): Promise<void> {
    const before = this.defaultId
    await this.#write({ ...this.#file.value, defaultId: this.#require(accountId) })
    if (before !== accountId) this.#options.onLogin(accountId)
  }

  async signOut(accountId: string): Promise<void> {
    await this.#home(this.#require(accountId)).signOut()
  }

  /** Signs out and forgets. Its home stays on disk, empty of a login. */
  async remove(accountId: string): Promise<void> {
    await this.signOut(accountId)
    const { accounts, defaultId, spare } = this.#file.value
    this.#homes.delete(accountId)
    await this.#write({
      accounts: accounts.filter(({ id }) => id !== accountId),
      defaultId: defaultId === accountId ? null : defaultId,
      spare: [...spare, accountId],
    })
    this.#options.onLogin(accountId)
  }

  /** Once no token is being renewed; the app is quitting. */
  async settled(): Promise<void> {
    await Promise.all([...this.#homes.values()].map((home) => home.tokens.settled()))
  }

  /** The browser comes back to one port: a second login would end the first one without a word. */
  async #cancelOtherLogins(id: string): Promise<void> {
    const waiting = [...this.#homes].filter(([other, { state }]) => other !== id && state.login?.kind === 'browser')
    for (const [other] of waiting) await this.cancelLogin(other)
  }

  async #add(): Promise<string> {
    const { accounts, spare } = this.#file.value
    const fresh = accounts.length === 0 ? firstAccountId : `account-${randomBytes(4).toString('hex')}`
    const id = spare[0] ?? fresh
    await this.#write({
      ...this.#file.value,
      accounts: [...accounts, { id, name: null, who: null, signedIn: false }],
      spare: spare.filter((other) => other !== id),
    })
    return id
  }

  /** A login for a new account that came to nothing leaves no account behind. */
  async #forgetUnused(id: string): Promise<void> {
    const { accounts, spare } = this.#file.value
    const record = accounts.find((candidate) => candidate.id === id)
    if (!record || record.who !== null || record.name !== null || this.#home(id).state.state !== 'signed-out') return
    this.#homes.delete(id)
    await this.#write({
      ...this.#file.value,
      accounts: accounts.filter((candidate) => candidate.id !== id),
      spare: [...spare, id],
    })
  }

  #home(id: string): AccountHome {
    let home = this.#homes.get(id)
    if (!home) {
      home = new AccountHome({
        ...this.#options.home(id),
        remembered: this.#remembered(id),
        onChange: (state, before) => this.#changed(id, state, before),
      })
      this.#homes.set(id, home)
    }
    return home
  }

  #changed(id: string, state: AccountState, before: AccountState): void {
    const { kind, email, plan, workspace, store, region } = state
    const signedIn = state.state === 'signed-in'
    const who: Remembered | null = signedIn && kind !== null ? { kind, email, plan, workspace, store, region } : null
    // While a login runs, what was remembered stays: it may be given up.
    if (state.state === 'signing-in') this.#options.onList(this.list())
    else
      void this.#change(id, { signedIn: signedIn && store !== 'run', ...(who ? { who } : {}) }).catch(() => undefined)
    if ((state.state === 'signed-in') !== (before.state === 'signed-in')) this.#options.onLogin(id)
  }

  #remembered(id: string): AccountHomeOptions['remembered'] {
    const record = this.#known(id)
    return record?.who ? { who: record.who, signedIn: record.signedIn } : null
  }

  #known(id: string): AccountsFile['accounts'][number] | undefined {
    return this.#file.value.accounts.find((record) => record.id === id)
  }

  #require(id: string): string {
    if (!this.#known(id)) throw new CallError('unknown-account', 'This account is no longer in the list.')
    return id
  }

  #account(id: string): Account {
    const found = this.list().find((account) => account.id === id)
    if (!found) throw new CallError('unknown-account', 'This account is no longer in the list.')
    return found
  }

  async #change(id: string, change: Partial<AccountsFile['accounts'][number]>): Promise<void> {
    const { accounts } = this.#file.value
    await this.#write({
      ...this.#file.value,
      accounts: accounts.map((record) => (record.id === id ? { ...record, ...change } : record)),
    })
  }

  async #write(next: AccountsFile): Promise<void> {
    const written = this.#file.write(next)
    this.#options.onList(this.list())
    await written
  }
}
