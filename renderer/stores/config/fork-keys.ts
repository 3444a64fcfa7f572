// Keys of forks of Codex that the guide describes: a program that is run around every tool call (tool_hook_command), and tools that
// are defined in config.toml itself ([custom_tools.<name>]). A Codex that doesn't know them ignores them and keeps them; one that
// does is edited by form. Pure.
import type { ConfigEdit, ConfigValue } from '../../../preload/contract/config'
import { deleteKey, setKey } from './edit-words'
import type { ProjectConfig } from './effective'
import { standingOf } from './known-keys'
import { homeLayer, isTable, sameValue, valueAt } from './layers'

export const hookPath: readonly string[] = ['tool_hook_command']
export const toolsPath: readonly string[] = ['custom_tools']

/** Which of the two the binary in use knows: Codex lists all keys of the top that it knows, unset ones too. */
export function forkKeysOf(config: ProjectConfig): { hook: boolean; tools: boolean } {
  const knows = ([key = '']: readonly string[]): boolean =>
    Object.hasOwn(config.config, key) ||
    (config.known.all.length > 0 && standingOf(config.known, [key]).kind === 'known')
  return { hook: knows(hookPath), tools: knows(toolsPath) }
}

/** A tool as its form has it. */
export interface ForkTool {
  name: string
  /** The program and its arguments, one a line. */
  command: string
  description: string
  /** JSON Schema of its arguments; empty for none. */
  parameters: string
  /** Whole milliseconds; empty for Codex's own. */
  timeout: string
  /** NAME=value, one a line. */
  env: string
}

export const noTool: ForkTool = { name: '', command: '', description: '', parameters: '', timeout: '', env: '' }

const formKeys: ReadonlySet<string> = new Set(['command', 'description', 'parameters', 'timeout_ms', 'env'])

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A program with its arguments, as lines; a plain text is one line. */
export const linesOf = (command: unknown): string =>
  Array.isArray(command) ? command.map(String).join('\n') : textOf(command)

/** The tools that the home defines, by name. What a form can't hold (`odd`) is edited as text. */
export function forkTools(config: ProjectConfig): { tool: ForkTool; odd: boolean; others: readonly string[] }[] {
  const table = valueAt(homeLayer(config.layers)?.config, toolsPath)
  if (!isTable(table)) return []
  return Object.keys(table)
    .toSorted()
    .map((name) => {
      const said = isTable(table[name]) ? table[name] : {}
      const { command, description, parameters, timeout_ms: timeout, env } = said
      const tool = {
        name,
        command: linesOf(command),
        description: textOf(description),
        parameters: parameters === undefined ? '' : JSON.stringify(parameters, null, 2),
        timeout: typeof timeout === 'number' ? String(timeout) : '',
        env: isTable(env)
          ? Object.entries(env)
              .map(([key, value]) => `${key}=${textOf(value)}`)
              .join('\n')
          : '',
      }
      const read = toolValues(tool)
      const known = Object.fromEntries(Object.entries(said).filter(([key]) => formKeys.has(key)))
      return {
        tool,
        odd: !isTable(table[name]) || !read.ok || !sameValue(withoutNulls(read.values), known),
        others: Object.keys(said).filter((key) => !formKeys.has(key)),
      }
    })
}

const withoutNulls = (values: Readonly<Record<string, ConfigValue>>): Record<string, ConfigValue> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

export type ReadTool = { ok: true; values: Record<string, ConfigValue> } | { ok: false; problem: string }

/** A tool's keys out of its form; null for one that is not set. */
export function toolValues({ command, description, parameters, timeout, env }: ForkTool): ReadTool {
  const argv = commandOf(command)
  if (argv === null) return { ok: false, problem: 'Name the program that is run.' }
  if (!/^\d{0,15}$/.test(timeout.trim()))
    return { ok: false, problem: 'The time limit is a whole number of milliseconds.' }
  const schema = schemaOf(parameters)
  if (schema === undefined) return { ok: false, problem: 'The parameters must be a JSON Schema: one JSON object.' }
  const variables: Record<string, string> = {}
  for (const line of env.split('\n').filter((one) => one.trim() !== '')) {
    const at = line.indexOf('=')
    const name = line.slice(0, at).trim()
    if (at < 1 || name === '') return { ok: false, problem: `Write a variable as NAME=value, not “${line.trim()}”.` }
    if (Object.hasOwn(variables, name)) return { ok: false, problem: `${name} is there twice.` }
    variables[name] = line.slice(at + 1)
  }
  return {
    ok: true,
    values: {
      command: argv,
      description: description === '' ? null : description,
      parameters: schema,
      timeout_ms: timeout.trim() === '' ? null : Number(timeout),
      env: Object.keys(variables).length === 0 ? null : variables,
    },
  }
}

/** The lines as a program with its arguments; null when there is no program. Empty lines at the end are no arguments. */
export function commandOf(lines: string): string[] | null {
  const argv = lines.replace(/\n+$/, '').split('\n')
  return argv[0]?.trim() ? argv : null
}

/** Null for none, undefined for what is no schema. */
function schemaOf(text: string): ConfigValue | undefined {
  if (text.trim() === '') return null
  try {
    const value = JSON.parse(text) as ConfigValue // JSON.parse gives nothing else
    return isTable(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * The edits that make a tool what its form says: of the keys that differ alone, so that keys that the form doesn't know, and lines
 * that nobody changed, stay as they are. `before` is null for a new one. Null where nothing differs.
 */
export function toolEdits(config: ProjectConfig, before: string | null, tool: ForkTool): ConfigEdit[] | string | null {
  const name = before ?? tool.name.trim()
  if (name === '') return 'Give it a name.'
  const table = valueAt(homeLayer(config.layers)?.config, toolsPath)
  const there = isTable(table) && Object.hasOwn(table, name) ? table[name] : undefined
  if (before === null && !/^[A-Za-z0-9_-]{1,64}$/.test(name)) return 'A name has letters, digits, _ and - only.'
  if (before === null && there !== undefined) return `There is a tool named ${name} already.`
  const read = toolValues(tool)
  if (!read.ok) return read.problem
  if (there === undefined) return [setKey([...toolsPath, name], withoutNulls(read.values))]
  const edits = Object.entries(read.values)
    .filter(([key, value]) => !sameValue(valueAt(there, [key]) ?? null, value))
    .map(([key, value]) =>
      value === null ? deleteKey([...toolsPath, name, key]) : setKey([...toolsPath, name, key], value),
    )
  return edits.length === 0 ? null : edits
}
