// Settings of a home that must hold even when Codex drops its config.toml. One unknown value anywhere in that file makes
// 0.169.0 warn and "use defaults" for all of it, and by default a login is written to auth.json in plain text (measured): so
// what the file says about credentials is also given on the command line.
import { readFile } from 'node:fs/promises'
import { homeLayout } from './layout'

const key = 'cli_auth_credentials_store'
const stores: readonly unknown[] = ['ephemeral', 'keyring', 'auto', 'file']

/** Command line arguments that hold Codex to the home's own choice; none if it makes none or can't be parsed. */
export async function heldSettingArgs(home: string): Promise<string[]> {
  try {
    const text = await readFile(homeLayout(home).config, 'utf8')
    const { parse } = await import('smol-toml')
    const store = parse(text, { integersAsBigInt: 'asNeeded' })[key]
    return stores.includes(store) ? ['-c', `${key}="${String(store)}"`] : []
  } catch {
    return [] // absent, or broken: config-health.ts says so
  }
}
