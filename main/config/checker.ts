// Has the bundled Codex itself look at a text before it is saved, or edit one: in a throw-away home of its own, without network.
// `--print-startup-config` answers in some 15 ms and names line and column (measured with 0.169.0).
import { copyFileExclusive } from '../codex/files/exclusive-copy'
import { makeFolder } from '../codex/files/make-folder'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { codexEnvironment, type Environment } from '../codex/process/environment'
import { runToEnd, type EndedRun } from '../codex/process/run'
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { isTable, valueAt } from './key-path'

export interface CheckerParts {
  /** A folder of the app's own, for throw-away homes. */
  folder: string
  /** Path of the bundled codex. */
  codex: () => Promise<string>
  environment: Environment
}

/** What Codex finds wrong with a configuration. */
export interface Finding {
  /** 1-based; null where Codex names no place. */
  readonly line: number | null
  readonly column: number | null
  readonly message: string
  /** The file inside the throw-away home, relative to it; null when Codex names none. */
  readonly file: string | null
}

export interface Candidate {
  /** Files of the throw-away home by their names in it. */
  readonly files: Readonly<Record<string, string>>
  /** A folder inside it to start in, made if missing. */
  readonly cwd: string
  /** The real home, where what the text names by relative paths is. */
  readonly home: string
  /** Keys that Codex doesn't know are findings too. */
  readonly strict: boolean
}

const timeoutMs = 20_000
/** Files that a configuration names by relative paths, such as instructions: so many are lent to the throw-away home. */
const mostLent = 16
const mostLentBytes = 4 * 1024 * 1024

/** Nobody is there: whatever Codex might want from the network ends here. */
const noNetwork = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'].map((name) => [
    name,
    'http://127.0.0.1:9',
  ]),
)

export class Checker {
  readonly #parts: CheckerParts
  #swept: Promise<void> | undefined

  constructor(parts: CheckerParts) {
    this.#parts = parts
  }

  /** The first thing that Codex finds wrong with these files as its home, or null. Rejects when Codex can't be run. */
  async findConfig({ files, cwd, home, strict }: Candidate): Promise<Finding | null> {
    return this.#inScratch(async (scratch) => {
      await putFiles(scratch, files)
      await makeFolder(join(scratch, cwd))
      const args = ['app-server', ...(strict ? ['--strict-config'] : []), '--print-startup-config']
      for (let lent = 0; ; lent += 1) {
        const finding = readFinding(scratch, await this.#run(scratch, join(scratch, cwd), args))
        if (finding === null) return null
        if (lent === mostLent || !(await lend(home, scratch, finding.message)))
          return { ...finding, message: finding.message.replaceAll(scratch, home) }
      }
    })
  }

  /** What is wrong with a text of rules, or null. */
  async findRules(text: string): Promise<Finding | null> {
    return this.#inScratch(async (scratch) => {
      await putFiles(scratch, { 'the.rules': text })
      const ended = await this.#run(scratch, scratch, ['execpolicy', 'check', '--rules', 'the.rules', '--', 'true'])
      return ended.code === 0 ? null : readRulesFinding(ended.stderr)
    })
  }

  /** What Codex makes of a config.toml with these edits (params of `config/batchWrite`). Rejects with its words. */
  async edit(text: string, edits: readonly unknown[]): Promise<string> {
    const { CodexConnection } = await import('../codex/server/connection')
    return this.#inScratch(async (scratch) => {
      await putFiles(scratch, { 'config.toml': text })
      const server = await CodexConnection.open({
        home: scratch,
        bundle: { codex: await this.#parts.codex() },
        clientVersion: '0',
        env: noNetwork,
        overrides: () => ['features.plugins=false', 'analytics.enabled=false'],
      })
      try {
        await server.requestRaw('config/batchWrite', { edits })
      } finally {
        await server.close()
      }
      return readFile(join(scratch, 'config.toml'), 'utf8')
    })
  }

  async #run(home: string, cwd: string, args: readonly string[]): Promise<EndedRun> {
    const { codex, environment } = this.#parts
    const env = codexEnvironment({ base: environment, home, extra: noNetwork })
    return runToEnd(await codex(), args, { cwd, env, maxBytes: 1024 * 1024, timeoutMs })
  }

  async #inScratch<T>(work: (scratch: string) => Promise<T>): Promise<T> {
    const { folder } = this.#parts
    await (this.#swept ??= sweep(folder))
    const scratch = join(folder, randomBytes(8).toString('hex'))
    await makeFolder(scratch)
    try {
      return await work(scratch)
    } finally {
      await rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
    }
  }
}

async function putFiles(scratch: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(scratch, name)
    await makeFolder(dirname(path))
    await writeFileAtomic(path, text)
  }
}

/** What a crash left behind; a check under way in another window of the app is younger. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && Date.now() - found.mtimeMs > 10 * 60_000)
      await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** If Codex misses a file that the real home has, copies it. False when that is not what is wrong. */
async function lend(home: string, scratch: string, message: string): Promise<boolean> {
  const found = /(?:file|path) `?(.+?)`?: (?:No such file|The system cannot find)/.exec(message)?.[1]
  if (found === undefined || !isAbsolute(found)) return false
  const way = relative(scratch, found)
  if (way.startsWith(`..${sep}`) || way === '..' || isAbsolute(way)) return false
  const source = join(home, way)
  const facts = await stat(source).catch(() => null)
  if (facts === null || !facts.isFile() || facts.size > mostLentBytes) return false
  await makeFolder(dirname(found))
  return copyFileExclusive(source, found).catch(() => false)
}

/** Codex's answer on stdout: `{error:{data:{line, column, detail, filePath}}}`, exit code 1. */
export function readFinding(scratch: string, { code, stdout, stderr }: EndedRun): Finding | null {
  if (code === 0) return null
  let answer: unknown
  try {
    answer = JSON.parse(stdout.toString('utf8'))
  } catch {
    // Not about the configuration: Codex itself could not run.
    const said = stderr.split(/\n\s*Stack backtrace/)[0]?.trim() ?? ''
    return { line: null, column: null, file: null, message: said === '' ? `Codex ended with code ${code}.` : said }
  }
  const data = valueAt(answer, ['error', 'data'])
  const detail = isTable(data) ? data['detail'] : undefined
  const filePath = isTable(data) ? data['filePath'] : undefined
  const message = typeof detail === 'string' ? detail : String(valueAt(answer, ['error', 'message']) ?? 'unknown')
  const file = typeof filePath === 'string' ? relative(scratch, filePath) : null
  return {
    line: wholeNumber(data, 'line'),
    column: wholeNumber(data, 'column'),
    file: file?.replaceAll('\\', '/') ?? null,
    message: withoutPlace(message),
  }
}

function wholeNumber(data: unknown, key: string): number | null {
  const value = valueAt(data, [key])
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null
}

/** `<path>:3:13: words` → `words`. */
const withoutPlace = (message: string): string => message.replace(/^\S.*?\.toml:\d+:\d+: /, '').trim()

/** Starlark's words: `error: …` and ` --> the.rules:2:1`. */
export function readRulesFinding(stderr: string): Finding {
  const said = stderr.split(/\n\s*Stack backtrace/)[0] ?? ''
  const place = /--> .*?\.rules:(\d+):(\d+)/.exec(said)
  const message =
    /^\s*(?:starlark error: )?error: (.+)$/m.exec(said)?.[1] ??
    /Caused by:\s*\n([^]*)$/.exec(said)?.[1]?.replace(/\s+/g, ' ') ??
    said
  return {
    line: place === null ? null : Number(place[1]),
    column: place === null ? null : Number(place[2]),
    file: null,
    message: message.replace(/ rules: \[.*?\];/s, '').trim() || 'The rules can’t be read.',
  }
}
