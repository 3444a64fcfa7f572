// Looks at a home's config.toml before Codex does: a file that it could not live with is told with line and column, since
// Codex itself would exit or fail at every later request. It changes nothing and knows only the few fatal settings.
import { readFile } from 'node:fs/promises'
import { CodexError, systemErrorCode } from '../errors'
import { homeLayout } from './layout'

export type ConfigProblem =
  | { readonly kind: 'syntax'; readonly line: number; readonly column: number; readonly reason: string }
  /** A value that makes Codex exit at start. */
  | {
      readonly kind: 'fatal-value'
      readonly key: string
      readonly value: string
      readonly line?: number
      readonly advice: string
    }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** What is wrong with the config.toml of `home`; null if nothing that stops Codex, or if there is no such file. */
export async function findConfigProblem(home: string): Promise<ConfigProblem | null> {
  let text: string
  try {
    text = await readFile(homeLayout(home).config, 'utf8')
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) }
  }
  return examineConfig(text)
}

/** Rejects with `config-invalid`, saying where and what, if Codex could not work with the home's config.toml. */
export async function requireHealthyConfig(home: string): Promise<void> {
  const problem = await findConfigProblem(home)
  if (problem === null) return
  const path = homeLayout(home).config
  const { line, column } = 'line' in problem ? { column: undefined, ...problem } : {}
  throw new CodexError('config-invalid', describeConfigProblem(path, problem), { data: { path, line, column } })
}

/** One sentence for a person. */
export function describeConfigProblem(path: string, problem: ConfigProblem): string {
  switch (problem.kind) {
    case 'syntax':
      return `${path} is not valid TOML at line ${problem.line}, column ${problem.column}: ${problem.reason}`
    case 'fatal-value': {
      const place = problem.line === undefined ? '' : ` at line ${problem.line}`
      return `${path}${place}: ${problem.key} = "${problem.value}" makes Codex exit at start. ${problem.advice}`
    }
    case 'unreadable':
      return `${path} can't be read: ${problem.reason}`
  }
}

/** Examines the text of a config.toml. */
export async function examineConfig(text: string): Promise<ConfigProblem | null> {
  const { parse, TomlError } = await import('smol-toml')
  try {
    const config = parse(text, { integersAsBigInt: 'asNeeded' })
    return fatalValue(text, config)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    // Its message goes on with a drawing of the place after the first line.
    const reason = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? 'it is malformed'
    return { kind: 'syntax', line: error.line, column: error.column, reason }
  }
}

function fatalValue(text: string, config: Readonly<Record<string, unknown>>): ConfigProblem | null {
  for (const { key, value, advice } of fatalValues) {
    if (config[key] !== value) continue
    const index = text.split('\n').findIndex((line) => new RegExp(`^\\s*["']?${key}["']?\\s*=`).test(line))
    return { kind: 'fatal-value', key, value, advice, ...(index === -1 ? {} : { line: index + 1 }) }
  }
  return null
}

/** Found by starting the bundled 0.169.0 with each; other bad values only make it warn and fall back to defaults. */
const fatalValues = [
  { key: 'approval_policy', value: 'untrusted', advice: 'Use "on-request" or "never" instead.' },
] as const
