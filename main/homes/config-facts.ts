// What the homes screen wants to know of a config.toml: is it well, where does it keep the login, which folders does it name.
// Reads, never writes; what is wrong with it is config-health's to say.
import { lstat, readFile } from 'node:fs/promises'
import { describeConfigProblem, findConfigProblem } from '../codex/home/config-health'
import { homeLayout } from '../codex/home/layout'

export interface ConfigFacts {
  readonly hasConfig: boolean
  readonly problem: string | null
  /** `cli_auth_credentials_store`; `file` is what Codex takes when nothing is said. */
  readonly loginStore: string
  /** Folders whose trust it holds. */
  readonly folders: readonly string[]
}

/** Nobody writes a configuration of this size; one that large is not read for its details. */
const mostBytes = 4 * 1024 * 1024

export async function readConfigFacts(home: string): Promise<ConfigFacts> {
  const path = homeLayout(home).config
  const none = { loginStore: 'file', folders: [] }
  const found = await lstat(path).catch(() => null)
  if (found === null) return { hasConfig: false, problem: null, ...none }
  if (found.size > mostBytes)
    return { hasConfig: true, problem: 'config.toml is larger than any configuration of Codex.', ...none }
  const problem = await findConfigProblem(home)
  const said = problem === null ? null : describeConfigProblem('config.toml', problem)
  try {
    const { parse } = await import('smol-toml')
    const { cli_auth_credentials_store: store, projects } = parse(await readFile(path, 'utf8'), {
      integersAsBigInt: 'asNeeded',
    })
    const folders = typeof projects === 'object' && projects !== null ? Object.keys(projects) : []
    return { hasConfig: true, problem: said, loginStore: typeof store === 'string' ? store : 'file', folders }
  } catch {
    return { hasConfig: true, problem: said, ...none }
  }
}
