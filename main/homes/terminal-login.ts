// The explicit "make this home usable in a terminal": an account's login is copied into a home as files, and the home's
// config.toml told to look there. Nothing else of the home is touched, history and logs least of all. No secret leaves this
// file but into the home. Two owners of one refresh token log each other out: the page says so before it asks for this.
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TerminalReport } from '@contract/homes'
import { CallError } from '../app/call-error'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { examineConfig } from '../codex/home/config-health'
import { homeLayout } from '../codex/home/layout'
import { shellLine } from './shell-line'

export interface TerminalLoginJob {
  /** The account's home, which owns the login. It is only read. */
  readonly accountHome: string
  /** The home that gets the copy. It exists. */
  readonly home: string
  readonly auth: 'require' | 'skip-missing'
  readonly mcpCredentials: 'require' | 'skip-missing' | 'leave-out'
  /** Replace login files that are there; without it they are a reason to stop before anything is done. */
  readonly replace: boolean
  /** The text of auth.json when Codex keeps it in the system's keyring; null when it is not there. */
  readonly keptLogin?: () => Promise<string | null>
  readonly platform?: NodeJS.Platform
}

type FileName = TerminalReport['copied'][number]

const mostBytes = 1024 * 1024
const storeKey = 'cli_auth_credentials_store'

/** Copies the login. Rejects with a CallError before anything was written, or with the system's error. */
export async function makeTerminalReady(job: TerminalLoginJob): Promise<TerminalReport> {
  const { accountHome, home, auth, mcpCredentials, replace, keptLogin } = job
  const names: FileName[] = mcpCredentials === 'leave-out' ? ['auth.json'] : ['auth.json', '.credentials.json']
  const contents = new Map<FileName, string>()
  for (const name of names) {
    const content =
      (await readLogin(join(accountHome, name), name)) ??
      (name === 'auth.json' ? checked((await keptLogin?.()) ?? null, name) : null)
    if (content !== null) contents.set(name, content)
    else if ((name === 'auth.json' ? auth : mcpCredentials) === 'require') throw missing(name, job)
  }
  const missingNames = names.filter((name) => !contents.has(name))
  for (const name of contents.keys()) await requireFree(join(home, name), name, replace)

  // A copy of MCP logins alone needs no other store.
  const store = contents.has('auth.json') ? await plannedStore(home) : null
  // First the word where to look, then what is found there: half done, this order leaves no secret behind.
  if (store) await writeFileAtomic(store.path, store.text)
  for (const [name, content] of contents) await writeFileAtomic(join(home, name), content)
  return {
    copied: [...contents.keys()],
    missing: missingNames,
    storeBefore: store?.before ?? null,
    command: shellLine(home, 'codex', job.platform),
  }
}

/** The text of a login file; null when there is none. Its content is never part of an error. */
async function readLogin(path: string, name: FileName): Promise<string | null> {
  const found = await lstat(path).catch(() => null)
  if (found === null) return null
  if (!found.isFile() || found.size > mostBytes)
    throw new CallError('login-odd', `The account’s ${name} is no login file.`)
  return checked(await readFile(path, 'utf8'), name)
}

function checked(text: string | null, name: FileName): string | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return text
  } catch {
    // Told below, without a word of it.
  }
  throw new CallError('login-odd', `The account’s ${name} is damaged. Sign in to the account again.`)
}

function missing(name: FileName, { home, platform }: TerminalLoginJob): CallError {
  if (name === '.credentials.json')
    return new CallError('login-missing', 'The account has no logins of MCP servers (.credentials.json) to copy.')
  return new CallError(
    'login-missing',
    'The account has no auth.json to copy: nobody is signed in, or the login is in the system’s keyring. Sign in for this home in a terminal instead.',
    shellLine(home, 'codex login', platform),
  )
}

async function requireFree(path: string, name: FileName, replace: boolean): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found === null) return
  if (!found.isFile())
    throw new CallError(
      'login-there',
      `${name} in this home is a link or a folder. Move it away first; it is not written through.`,
    )
  if (!replace)
    throw new CallError(
      'login-there',
      `This home has a login of its own (${name}). It is only replaced when you say so.`,
    )
}

/** What config.toml becomes so that the terminal reads auth.json; null when it does already. */
async function plannedStore(home: string): Promise<{ path: string; text: string; before: string } | null> {
  const path = homeLayout(home).config
  const found = await lstat(path).catch(() => null)
  // Without a word Codex keeps logins in files.
  if (found === null) return null
  const text = await readFile(path, 'utf8')
  const { parse } = await import('smol-toml')
  const problem = await examineConfig(text)
  if (problem?.kind === 'syntax')
    throw new CallError('config-invalid', `config.toml of this home is broken at line ${problem.line}. Mend it first.`)
  const before = parse(text, { integersAsBigInt: 'asNeeded' })[storeKey]
  if (before === undefined || before === 'file') return null
  if (!found.isFile())
    throw new CallError(
      'config-link',
      `config.toml of this home is a link. Set ${storeKey} = "file" in it yourself first.`,
    )
  const { withTopSetting } = await import('./config-text')
  const next = withTopSetting(text, storeKey, 'file')
  if (next === null)
    throw new CallError(
      'config-odd',
      `config.toml of this home can’t be changed safely. Set ${storeKey} = "file" in it yourself first.`,
    )
  return { path, text: next, before: typeof before === 'string' ? before : 'something else' }
}
