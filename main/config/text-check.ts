// Finds what is wrong with the text of a configuration file: by Codex itself where it has a way, with the line where that can be
// found out. Writes nothing.
import type { ConfigFile, TextProblem } from '@contract/config'
import type { Checker, Finding } from './checker'
import { withoutMark } from './decoded'
import { NotUnderstood, statementsOf, type Statement } from './toml-statements'

export interface CheckContext {
  readonly home: string
  /** Text of the home's config.toml, which the other TOML files come on top of; null when there is none or it is no text. */
  readonly base: string | null
}

/** The problems of a text, the first error or else the first warning: Codex names one at a time. Rejects when Codex can't be run. */
export async function checkText(
  checker: Checker,
  file: ConfigFile,
  text: string,
  context: CheckContext,
): Promise<TextProblem[]> {
  switch (file.kind) {
    case 'config':
    case 'profile':
    case 'project-config':
      return checkToml(checker, file.kind, withoutMark(text), context)
    case 'rules': {
      const finding = await checker.findRules(text)
      return finding === null ? [] : [problem(finding, 'error')]
    }
    case 'hooks':
      return checkJson(withoutMark(text))
    case 'agents':
    case 'prompt':
      return []
  }
}

const problem = ({ line, column, message }: Finding, level: TextProblem['level']): TextProblem => ({
  line,
  column,
  message,
  level,
})

async function checkToml(
  checker: Checker,
  kind: 'config' | 'profile' | 'project-config',
  text: string,
  context: CheckContext,
): Promise<TextProblem[]> {
  const { home } = context
  const alone = { files: { 'config.toml': text }, cwd: 'work', home }
  const [error, unknown] = await Promise.all([
    checker.findConfig({ ...alone, strict: false }),
    checker.findConfig({ ...alone, strict: true }),
  ])
  if (error !== null) {
    if (error.line === null && kind !== 'config' && (await worksOnTop(checker, text, context))) return []
    return [await placed(error, text)]
  }
  return unknown === null ? [] : [{ ...problem(unknown, 'warning'), message: unknownWords(unknown.message, kind) }]
}

/** What is missing in this text may be in the home's config.toml, which it comes on top of: a provider, a permission profile. */
async function worksOnTop(checker: Checker, text: string, { base, home }: CheckContext): Promise<boolean> {
  if (base === null) return false
  const { parse, stringify } = await import('smol-toml')
  const read = (source: string): Record<string, unknown> => parse(source, { integersAsBigInt: 'asNeeded' })
  try {
    const files = { 'config.toml': stringify(joined(read(withoutMark(base)), read(text))) }
    return (await checker.findConfig({ files, cwd: 'work', home, strict: false })) === null
  } catch {
    return false
  }
}

function joined(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const under = result[key]
    result[key] = isPlain(under) && isPlain(value) ? joined(under, value) : value
  }
  return result
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

const unknownWords = (message: string, kind: string): string => {
  const name = /unknown configuration field `(.+)`/.exec(message)?.[1]
  if (name === undefined) return message
  return kind === 'project-config'
    ? `This Codex doesn’t know ${name} and leaves it out. It may be a slip, or belong in the home’s own configuration.`
    : `This Codex doesn’t know ${name} and leaves it out. It may be a slip, or meant for another version.`
}

/** An error that Codex gave no place for: a second parser may know the line, or the key that it names is looked up. */
async function placed(finding: Finding, text: string): Promise<TextProblem> {
  if (finding.line !== null) return problem(finding, 'error')
  const { parse, TomlError } = await import('smol-toml')
  try {
    parse(text, { integersAsBigInt: 'asNeeded' })
  } catch (error) {
    if (error instanceof TomlError) return { ...problem(finding, 'error'), line: error.line, column: error.column }
  }
  return { ...problem(finding, 'error'), line: lineOfNamedKey(finding.message, text) }
}

/** Line of what the words are about: a key that they name, or a text that they repeat. */
export function lineOfNamedKey(message: string, text: string): number | null {
  let statements
  try {
    statements = statementsOf(text)
  } catch (error) {
    if (error instanceof NotUnderstood) return null
    throw error
  }
  const lineOf = ({ start }: Statement): number => text.slice(0, start).split('\n').length
  // `[permissions]`, `model_providers.x.name`, approval_policy = …: but no plain word of a sentence.
  const names = [...message.matchAll(/`\[?([^`\]=]+?)\]?(?:\s*=[^`]*)?`|\b(\w+[_.][\w.]*\w)\b/g)].flatMap(
    ([, quoted, bare]) => quoted ?? bare ?? [],
  )
  for (const name of names)
    for (let parts = name.split('.'); parts.length > 0; parts = parts.slice(0, -1)) {
      const wanted = parts.join('.')
      const found = statements.find(({ path }) => `${path.join('.')}.`.startsWith(`${wanted}.`))
      if (found !== undefined) return lineOf(found)
    }
  const repeated = statements.find(({ kind, valueStart, valueEnd }) => {
    const value = text.slice(valueStart, valueEnd)
    return kind === 'pair' && /^["']..+["']$/.test(value) && message.includes(value.slice(1, -1))
  })
  return repeated === undefined ? null : lineOf(repeated)
}

function checkJson(text: string): TextProblem[] {
  if (text.trim() === '') return []
  try {
    const value: unknown = JSON.parse(text)
    return isPlain(value)
      ? []
      : [{ line: 1, column: 1, message: 'This file must hold one object: { … }.', level: 'error' }]
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(said)?.[1]
    const at = position === undefined ? (/end of JSON/i.test(said) ? text.length : null) : Number(position)
    const above = at === null ? null : text.slice(0, at).split('\n')
    return [
      {
        line: above?.length ?? null,
        column: above === null ? null : (above.at(-1)?.length ?? 0) + 1,
        message: said.replace(/ \(line \d+ column \d+\)$/, ''),
        level: 'error',
      },
    ]
  }
}
