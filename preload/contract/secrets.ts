// Secrets of the app's own: keys of providers, tokens, values and headers of MCP servers. They are given to a project's Codex
// as environment and named in its config. What the window may see of them and ask for; a value crosses once, on its way to main.
import { z } from 'zod'
import { projectIdSchema } from './ids'

/** What a secret is for, which decides how config names it. */
export const secretPurposeSchema = z.enum(['provider-key', 'mcp-bearer', 'mcp-env', 'mcp-header'])
export type SecretPurpose = z.infer<typeof secretPurposeSchema>

/** A secret as the window knows it: everything but its value. */
export interface Secret {
  id: string
  /** Null: every project gets it. */
  projectId: string | null
  /** Of the environment variable. */
  name: string
  purpose: SecretPurpose
  /** Given by the person; may be empty. */
  label: string
  createdAtMs: number
  /** True: in the system's keyring. False: in memory, until the app ends. */
  kept: boolean
  /** Why its value can't be used, in words; null when nothing is known against it. */
  problem: string | null
}

/** Whether the system's keyring can be used. */
export interface Keyring {
  /** `locked` may be opened by the person, `none` needs something to be installed or started. */
  state: 'ready' | 'none' | 'locked'
  /** One sentence for the person. */
  words: string
  /** What the keyring said itself; null when there is nothing to add. */
  detail: string | null
}

/** Names that programs or Codex itself act on: a secret of that name would change what runs, or who is logged in. */
const takenNames = new Set(
  `PATH HOME USER LOGNAME SHELL PWD OLDPWD TMPDIR TEMP TMP TERM LANG LANGUAGE TZ HOSTNAME DISPLAY WAYLAND_DISPLAY XAUTHORITY
  DBUS_SESSION_BUS_ADDRESS BROWSER EDITOR VISUAL PAGER IFS ENV BASH_ENV SHELLOPTS BASHOPTS PS4 PROMPT_COMMAND CDPATH ZDOTDIR
  NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED NODE_REPL_EXTERNAL_MODULE NODE_V8_COVERAGE
  PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONINSPECT PERL5LIB PERL5OPT PERLLIB RUBYLIB RUBYOPT JAVA_TOOL_OPTIONS
  _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH GCONV_PATH LOCPATH NLSPATH RES_OPTIONS HOSTALIASES GLIBC_TUNABLES
  SSH_AUTH_SOCK SSH_ASKPASS GNUPGHOME SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE HTTP_PROXY
  HTTPS_PROXY ALL_PROXY NO_PROXY FTP_PROXY RUST_LOG RUST_BACKTRACE RUSTC_WRAPPER SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC
  PATHEXT APPDATA LOCALAPPDATA PROGRAMDATA USERPROFILE PSMODULEPATH`.split(/\s+/),
)
const takenPrefixes = [
  'CODEX_',
  'DECK_',
  'ELECTRON_',
  'LD_',
  'DYLD_',
  'GIT_',
  'NPM_CONFIG_',
  'XDG_',
  'LC_',
  'BASH_FUNC_',
]

/** Why a secret can't have this name, in words; null when it can. */
export function secretNameProblem(name: string): string | null {
  if (name === '') return 'Give it the name of an environment variable, such as MY_PROVIDER_KEY.'
  if (!/^[A-Za-z_]\w{0,127}$/.test(name)) return 'Letters, digits and _ only, no digit first, at most 128 characters.'
  const upper = name.toUpperCase()
  if (takenNames.has(upper) || takenPrefixes.some((prefix) => upper.startsWith(prefix)))
    return `${name} means something to Codex or to the programs that it starts. Choose another name.`
  return null
}

/** Characters of a value at most. */
export const maxSecretLength = 16_384

/** Why a value can't be used for its purpose, in words; null when it can. Values of headers and tokens are one line of text. */
export function secretValueProblem(value: string, purpose: SecretPurpose): string | null {
  if (value === '') return 'Give its value.'
  if (value.length > maxSecretLength) return `It is longer than ${maxSecretLength.toLocaleString('en')} characters.`
  const unusable = purpose === 'mcp-env' ? /\0/ : /\p{Cc}/u
  return unusable.test(value) ? 'It holds characters that can’t be sent, such as a line break.' : null
}

const secretId = z.string().regex(/^[0-9a-f]{16}$/)

/** What a secret is, without id and value. */
export const secretFactsSchema = z
  .object({
    projectId: projectIdSchema.nullable(),
    name: z.string().refine((name) => secretNameProblem(name) === null, 'not usable as a name'),
    purpose: secretPurposeSchema,
    label: z.string().trim().max(120),
  })
  .strict()
export type SecretFacts = z.infer<typeof secretFactsSchema>

/** Parameters of the app calls about secrets; spread into `appCalls`. */
export const secretCalls = {
  'secrets/list': z.object({}).strict(),
  /** Adds a secret; with an id, replaces that one, value and all. `keep: false` holds it for this run of the app only. */
  'secrets/set': z
    .object({
      id: secretId.nullable(),
      facts: secretFactsSchema,
      value: z.string().trim().min(1).max(maxSecretLength),
      keep: z.boolean(),
    })
    .strict()
    .refine(({ value, facts }) => secretValueProblem(value, facts.purpose) === null, 'not usable as a value'),
  'secrets/delete': z.object({ id: secretId }).strict(),
  /**
   * Looks at the keyring. `thorough` writes and deletes an entry to be sure, so that the system may ask the person to
   * unlock it; without it nothing is asked, and a keyring may be called ready that turns out to be locked.
   */
  'secrets/state': z.object({ thorough: z.boolean() }).strict(),
} as const

/** What each of them answers with; merged into `AppResults`. */
export interface SecretResults {
  'secrets/list': Secret[]
  'secrets/set': Secret
  'secrets/delete': null
  'secrets/state': Keyring
}

/** Events about secrets; part of `PushEvent`. */
export type SecretEvent = { type: 'secrets'; secrets: Secret[] } | { type: 'keyring'; keyring: Keyring }
