// What a secret may be called and hold, in words. Free of zod, so that a page that only checks a field need not load it.

/** What a secret is for, which decides how config names it. */
export const secretPurposes = ['provider-key', 'mcp-bearer', 'mcp-env', 'mcp-header'] as const
export type SecretPurpose = (typeof secretPurposes)[number]

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
