// Which environment variables a Codex child gets: those named here, CODEX_HOME, and what the caller adds by name. The only
// file that reads process.env. An allowlist, because the commands that a model runs inherit this environment.

export type Environment = Readonly<Record<string, string | undefined>>

const names = (list: string): string[] => list.split(/\s+/).filter(Boolean)

/** Names that pass on every platform. */
const passed = new Set([
  // Who and where
  ...names('PATH HOME USER LOGNAME SHELL TMPDIR TEMP TMP TZ HOSTNAME'),
  // Language and terminal
  ...names('LANG LANGUAGE TERM COLORTERM TERMINFO TERMINFO_DIRS'),
  // A desktop session: opening a browser for a login, the keyring
  ...names(`
    DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS BROWSER WSL_DISTRO_NAME WSL_INTEROP XPC_FLAGS
    __CF_USER_TEXT_ENCODING
  `),
  // Agents that hold keys; the variables are addresses, not secrets
  ...names('SSH_AUTH_SOCK SSH_AGENT_PID GNUPGHOME GPG_AGENT_INFO'),
  // The network
  ...names(`
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY FTP_PROXY CODEX_CA_CERTIFICATE SSL_CERT_FILE SSL_CERT_DIR
    NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  `),
  // Where toolchains are, so that a project builds as it does in a terminal
  ...names(`
    JAVA_HOME ANDROID_HOME ANDROID_SDK_ROOT GOPATH GOROOT GOBIN CARGO_HOME RUSTUP_HOME NVM_DIR FNM_DIR
    VOLTA_HOME PNPM_HOME BUN_INSTALL DENO_DIR PYENV_ROOT VIRTUAL_ENV CONDA_PREFIX RBENV_ROOT SDKMAN_DIR
    DOTNET_ROOT NIX_PATH NIX_PROFILES NIX_SSL_CERT_FILE HOMEBREW_PREFIX HOMEBREW_CELLAR HOMEBREW_REPOSITORY
    ASDF_DIR ASDF_DATA_DIR MISE_DATA_DIR DEVELOPER_DIR SDKROOT
  `),
])

const passedPrefixes = ['LC_', 'XDG_']

/** Names that Windows programs need to start at all, or to find their folders. */
const passedOnWindows = new Set(
  names(`
    SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE USERPROFILE
    USERNAME USERDOMAIN HOMEDRIVE HOMEPATH PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES
    COMMONPROGRAMFILES(X86) COMMONPROGRAMW6432 PUBLIC OS PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS
    PSMODULEPATH COMPUTERNAME
  `),
)

export interface CodexEnvironmentOptions {
  /** The environment to choose from, as `readProcessEnvironment()` gives it. */
  readonly base: Environment
  /** The CODEX_HOME of the child, absolute. It can't be overridden by `extra`. */
  readonly home?: string
  /** Variables given on purpose. `undefined` takes one away. */
  readonly extra?: Environment
  readonly platform?: NodeJS.Platform
}

/** The environment of a Codex child. Pure: a new object of strings, nothing read from the process. */
export function codexEnvironment(options: CodexEnvironmentOptions): Record<string, string> {
  const { base, home, extra = {}, platform = process.platform } = options
  const onWindows = platform === 'win32'
  const chosen: Record<string, string> = {}
  for (const [name, value] of Object.entries(base)) {
    if (value !== undefined && isPassed(name, onWindows)) chosen[name] = value
  }
  for (const [name, value] of Object.entries(extra)) {
    // Windows names ignore case: an extra `Path` must replace `PATH`, not stand beside it.
    if (onWindows) for (const other of Object.keys(chosen)) if (sameName(other, name)) delete chosen[other]
    if (value === undefined) delete chosen[name]
    else chosen[name] = value
  }
  for (const name of Object.keys(chosen)) if (sameName(name, 'CODEX_HOME')) delete chosen[name]
  if (home !== undefined) chosen['CODEX_HOME'] = home
  return chosen
}

/** Variables that send Codex's login to another issuer, as companies and tests have them. */
const loginNames = [
  'CODEX_APP_SERVER_LOGIN_ISSUER',
  'CODEX_REFRESH_TOKEN_URL_OVERRIDE',
  'CODEX_REVOKE_TOKEN_URL_OVERRIDE',
  'CODEX_AUTHAPI_BASE_URL',
] as const

/** What the server of an account's home gets on top: where to log in. Projects have no use for it. */
export function loginEnvironment(base: Environment): Record<string, string> {
  return Object.fromEntries(
    loginNames.flatMap((name) => {
      const value = base[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The one reader of process.env in the wing; a copy, so later changes to it are not seen. */
export function readProcessEnvironment(): Environment {
  return { ...process.env }
}

/** Whether a Codex child gets a variable of this name from the app's own environment. CODEX_HOME never: each has its own. */
export function passesToCodex(name: string, platform: NodeJS.Platform = process.platform): boolean {
  return !sameName(name, 'CODEX_HOME') && isPassed(name, platform === 'win32')
}

function isPassed(name: string, onWindows: boolean): boolean {
  const upper = name.toUpperCase()
  // Proxies are commonly written in lower case on every platform; other names are exact outside Windows.
  if (upper.endsWith('_PROXY')) return passed.has(upper)
  const known = onWindows ? upper : name
  if (passed.has(known) || passedPrefixes.some((prefix) => known.startsWith(prefix))) return true
  return onWindows && passedOnWindows.has(upper)
}

function sameName(left: string, right: string): boolean {
  return left.toUpperCase() === right.toUpperCase()
}
