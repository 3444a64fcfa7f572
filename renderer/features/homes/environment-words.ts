// What each variable does to Codex, and what the app does with it. What is said of logins was found by starting the bundled
// 0.169.0 with each of them. Pure.
import type { EnvironmentVariable, VariableFate } from '../../../preload/contract/homes'

const abouts: Readonly<Record<string, string>> = {
  CODEX_HOME:
    'Which home a Codex uses. Here each project’s Codex is given its own; yours is listed as the terminal’s home.',
  OPENAI_API_KEY:
    'No login for the Codex that the app runs. A login in a terminal can take it up. Add the key as an account to use it here.',
  CODEX_API_KEY: 'Taken by “codex exec” in a terminal, not by the Codex that the app runs.',
  CODEX_ACCESS_TOKEN: 'Would win over every stored login, so it is kept from Codex here. Add it as an account instead.',
  CODEX_CA_CERTIFICATE: 'Certificates that Codex trusts for its own connections; wins over SSL_CERT_FILE.',
  SSL_CERT_FILE: 'Certificates for Codex and for the commands it runs.',
  HTTPS_PROXY: 'How Codex reaches https addresses.',
  HTTP_PROXY: 'How Codex reaches http addresses.',
  ALL_PROXY: 'For addresses that no other proxy is set for.',
  NO_PROXY: 'Addresses that need no proxy.',
}

/** One sentence about a variable; null for one that nothing is known of. */
export function aboutVariable(name: string): string | null {
  return abouts[name.toUpperCase()] ?? null
}

export const fates: Readonly<Record<VariableFate, { label: string; about: string }>> = {
  passed: { label: 'passed on', about: 'Every Codex that the app starts gets it, and so do the commands it runs.' },
  accounts: { label: 'accounts only', about: 'Only the Codex that keeps a login gets it.' },
  replaced: { label: 'replaced', about: 'Codex gets a value of the app’s instead.' },
  given: {
    label: 'from Secrets',
    about: 'The app sets it for the projects that it is meant for, whatever is set outside.',
  },
  dropped: { label: 'kept back', about: 'No Codex that the app starts gets it.' },
}

/** The value as words: not set, empty, or itself. */
export function valueWords({ value }: EnvironmentVariable): string {
  if (value === null) return 'not set'
  return value === '' ? 'set, and empty' : value
}

/** Who has the last word, for each thing that can be said in several places; strongest first. */
export const precedence: readonly { about: string; order: readonly string[] }[] = [
  {
    about: 'Which home',
    order: ['the app, for each project (CODEX_HOME)', '~/.codex, for a Codex of your own without CODEX_HOME'],
  },
  {
    about: 'Who is signed in',
    order: [
      'CODEX_ACCESS_TOKEN, which the app therefore keeps back',
      'the account of the project, lent to its Codex by the app and kept in memory only',
      'the login that the home keeps, for a home that is shared with the terminal',
    ],
  },
  {
    about: 'Where a login is kept',
    order: ['the command line (-c cli_auth_credentials_store)', 'config.toml of the home', 'a file, when neither says'],
  },
  {
    about: 'Model, effort, sandbox, approvals',
    order: [
      'what is chosen in the chat',
      'the command line (-c key=value)',
      'the folder’s own .codex/config.toml, when it is trusted',
      'config.toml of the home',
      'Codex’s own default',
    ],
  },
  {
    about: 'Trust of a folder',
    order: ['the command line, for a home that is shared with the terminal', 'config.toml of the home'],
  },
  {
    about: 'Keys of other providers and of MCP servers',
    order: [
      'a secret of the app (see Secrets), under the name that config.toml gives',
      'nothing else: they are not passed on',
    ],
  },
]
