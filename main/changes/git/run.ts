// Runs the git program with literal arguments: no shell, no prompt, no pager, nothing inherited, output as bytes and bounded.
// In a folder that isn't trusted nothing runs that the repository's own config could name.
import { CallError } from '../../app/call-error'
import { isCodexError } from '../../codex/errors'
import { findProgram } from '../../codex/process/find-program'
import { runToEnd, type EndedRun } from '../../codex/process/run'

export interface GitRunOptions {
  readonly cwd: string
  readonly stdin?: Uint8Array | string
  readonly signal?: AbortSignal
  /** Output beyond this is dropped and `cut` set; the program is ended then. Default 64 MiB. */
  readonly maxBytes?: number
  /** Default two minutes. */
  readonly timeoutMs?: number
  /** Added to the environment, e.g. GIT_INDEX_FILE. */
  readonly env?: Readonly<Record<string, string>>
  /** Extra `-c` settings, `name=value`. */
  readonly config?: readonly string[]
  /** The folder is trusted: its filters, hooks and helpers run as in a terminal. Default false. */
  readonly trusted?: boolean
}

export interface GitOptions {
  /** The program, absolute; absent: `git` on the PATH of `env`, never in the folder that is worked in. */
  readonly program?: string
  /** The environment to run with, allowlisted (process/environment). */
  readonly env: Readonly<Record<string, string>>
}

/** What every run gets: answers in English and for programs, no question on a terminal that isn't there. */
const fixedEnv = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
} as const

/** Settings that name programs, set to none. Filters have names of their own: see `harmless`. */
const namesNoProgram = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.sshCommand=false',
  'core.askPass=false',
  'core.editor=false',
  'core.alternateRefsCommand=false',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'gpg.ssh.program=false',
  'gpg.openpgp.program=false',
  'gpg.x509.program=false',
  'log.showSignature=false',
  'commit.gpgSign=false',
  'tag.gpgSign=false',
  'submodule.recurse=false',
]

/** Objects that a partial clone lacks are fetched by programs that its config names: nothing is fetched. */
const fetchesNothing = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' } as const

export class Git {
  #program: string | undefined
  readonly #env: Readonly<Record<string, string>>
  /** Overrides of the filters that a repository's config names, by folder. */
  readonly #harmless = new Map<string, Promise<readonly Setting[]>>()

  constructor({ program, env }: GitOptions) {
    this.#program = program
    this.#env = env
  }

  /** Runs git to its end, whatever its exit code. Rejects with `no-git` when there is none, with the abort's reason when ended. */
  async run(args: readonly string[], options: GitRunOptions): Promise<EndedRun> {
    const { config = [], env, trusted = false } = options
    if (trusted) return this.#start([...asArguments(config), ...args], options)
    const harmless = await this.#noPrograms(options.cwd)
    // `-c` ends a name at its first `=`, which a filter's own name may hold: such are told by the environment, as git 2.31 can.
    const plain = harmless.filter(([name]) => !name.includes('=')).map(([name, value]) => `${name}=${value}`)
    return this.#start([...asArguments([...config, ...namesNoProgram, ...plain]), ...args], {
      ...options,
      env: { ...env, ...fetchesNothing, ...asVariables(harmless.filter(([name]) => name.includes('='))) },
    })
  }

  /** As `run`, for a call that must succeed: resolves with its output, rejects with git's own words. */
  async read(args: readonly string[], options: GitRunOptions): Promise<Buffer> {
    const ended = await this.run(args, options)
    if (ended.code !== 0) throw gitFailed(args, ended)
    return ended.stdout
  }

  async #start(args: readonly string[], options: GitRunOptions): Promise<EndedRun> {
    const { cwd, stdin, signal, maxBytes = 64 * 1024 * 1024, timeoutMs = 120_000, env } = options
    try {
      return await runToEnd(await this.#find(), ['--no-pager', ...args], {
        cwd,
        stdin,
        signal,
        maxBytes,
        timeoutMs,
        env: { ...this.#env, ...fixedEnv, ...env },
      })
    } catch (error) {
      if (isCodexError(error, 'spawn-failed')) throw noGit(error.message)
      throw error
    }
  }

  /** Looked for at each call until it is there: it may be installed while the app runs. */
  async #find(): Promise<string> {
    this.#program ??= (await findProgram('git', this.#env)) ?? undefined
    if (this.#program === undefined) throw noGit()
    return this.#program
  }

  /** Settings that leave a repository's config without a program to run. The list of its filters is read by git itself, which runs nothing for that. */
  async #noPrograms(cwd: string): Promise<readonly Setting[]> {
    const known =
      this.#harmless.get(cwd) ??
      this.#start(['config', '-z', '--name-only', '--get-regexp', namesProgram], { cwd }).then(({ stdout }) => {
        const names = new Set(stdout.toString('utf8').split('\0').filter(Boolean))
        const required = [...names].flatMap((name) => /^(filter\..*)\.(?:clean|smudge|process)$/s.exec(name)?.[1] ?? [])
        return [
          ...[...names].map((name): Setting => [name, '']),
          ...required.map((filter): Setting => [`${filter}.required`, 'false']),
        ]
      })
    this.#harmless.set(cwd, known)
    // A repository's config may change while the app runs; what was read holds for the calls of one moment.
    void known.finally(() => setTimeout(() => this.#harmless.delete(cwd), 2000).unref?.()).catch(() => {})
    return known
  }
}

const namesProgram = String.raw`^(filter\..*\.(clean|smudge|process)|diff\..*\.(command|textconv)|merge\..*\.driver)$`

type Setting = readonly [name: string, value: string]

const asArguments = (settings: readonly string[]): string[] => settings.flatMap((setting) => ['-c', setting])

function asVariables(settings: readonly Setting[]): Record<string, string> {
  const pairs = settings.flatMap(([name, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, name],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ])
  return Object.fromEntries([['GIT_CONFIG_COUNT', String(settings.length)], ...pairs])
}

/** Git's refusal as an error: its own words, without its prefixes. */
export function gitFailed(args: readonly string[], { code, stderr }: EndedRun): CallError {
  const said = stderr
    .split('\n')
    .map((line) => line.replace(/^(?:fatal|error): /, '').trim())
    .filter(Boolean)
  const words = said[0] ?? `git ${args[0] ?? ''} ended with code ${String(code)}`
  return new CallError('git-failed', words, said.slice(1).join('\n').slice(0, 8000) || undefined)
}

function noGit(detail?: string): CallError {
  return new CallError('no-git', 'Git could not be started. Install git, or make sure it is on the PATH.', detail)
}
