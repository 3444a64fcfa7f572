// Accounts without Electron, for tests: the list, its homes on the real binary, what it told.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '@contract/accounts'
import { Accounts, type AccountsOptions } from '../../main/accounts/accounts'
import { writesSettled } from '../../main/app/json-file'
import { CodexError } from '../../main/codex/errors'
import { HomeSupervisor } from '../../main/codex/server/supervisor'
import { codexBinary } from './codex-session'
import { createTestHome, type TestHome } from './homes'

export interface TestAccounts {
  readonly accounts: Accounts
  /** The home of each account, by its id. */
  readonly homes: ReadonlyMap<string, TestHome>
  /** Every list that was told, oldest first. */
  readonly told: readonly Account[][]
  /** Ids of accounts that somebody signed in to or out of, oldest first. */
  readonly logins: readonly string[]
  /** Links that would have opened in the browser. */
  readonly opened: string[]
  readonly file: string
  /** The same list as the next run of the app has it. */
  reopen(): Accounts
  /** Ends the server of an account's home; the next call starts another one. */
  rest(accountId: string): Promise<void>
  end(): Promise<void>
}

/** A machine without a keyring. */
export const noKeyring = {
  get: () => Promise.resolve(null),
  set: () => Promise.reject(new Error('no keyring')),
  delete: () => Promise.resolve(),
}

export interface TestAccountsOptions {
  /** More of each home's config.toml. */
  config?: string
  env?: Readonly<Record<string, string>>
  openBrowser?: (url: string) => Promise<unknown>
}

/** `root` is the folder that accounts.json lies in. */
export function openTestAccounts(root: string, options: TestAccountsOptions = {}): TestAccounts {
  const homes = new Map<string, TestHome>()
  const supervisors = new Map<string, HomeSupervisor>()
  const told: Account[][] = []
  const logins: string[] = []
  const opened: string[] = []
  const file = join(root, 'accounts.json')
  const supervisor = (id: string): HomeSupervisor => {
    let known = supervisors.get(id)
    if (!known) {
      const home = createTestHome({ config: `cli_auth_credentials_store = "file"\n${options.config ?? ''}` })
      homes.set(id, home)
      const connection = { home: home.codexHome, bundle: { codex: codexBinary() }, clientVersion: '0.0.0-test' }
      known = new HomeSupervisor({ connection: options.env ? { ...connection, env: options.env } : connection })
      supervisors.set(id, known)
    }
    return known
  }
  const parts: AccountsOptions = {
    file,
    earlierFile: join(root, 'account.json'),
    home: (id) => ({
      open: () => Promise.resolve(supervisor(id)),
      keepBedrock: () => Promise.resolve('run'),
      forgetKey: () => Promise.resolve(),
      loginWithToken: () => Promise.reject(new Error('no login by token in this test')),
      store: () => Promise.resolve('file'),
      openBrowser: async (url) => {
        opened.push(url)
        await options.openBrowser?.(url)
      },
    }),
    onList: (accounts) => told.push(accounts),
    onLogin: (id) => logins.push(id),
  }
  return {
    accounts: new Accounts(parts),
    homes,
    told,
    logins,
    opened,
    file,
    reopen: () => new Accounts(parts),
    rest: async (id) => {
      mkdirSync(homes.get(id)?.codexHome ?? root, { recursive: true })
      await supervisors.get(id)?.rest(new CodexError('stopped', 'the test ended it'))
    },
    end: async () => {
      await Promise.all([...supervisors.values()].map((one) => one.stop()))
      // What a server's end tells is still noted in the list.
      await writesSettled()
      for (const home of homes.values()) home.remove()
    },
  }
}
