// What changed between two definitions of a server, line by line of what a person would look at. Pure.
import type { McpDefinition } from '../../../preload/contract/mcp'

export interface DefinitionLine {
  label: string
  /** Null: nothing of it there. */
  before: string | null
  now: string | null
}

const list = (label: string, values: readonly string[]): [string, string][] =>
  values.map((value, at) => [`${label} ${at + 1}`, value])
const pairs = (label: string, values: Record<string, string>): [string, string][] =>
  Object.entries(values).map(([key, value]) => [`${label} ${key}`, value])
const one = (label: string, value: string | null): [string, string][] =>
  value === null || value === '' ? [] : [[label, value]]

/** A definition as labelled lines, in the order that a person reads it. */
export function definitionLines(definition: McpDefinition): [string, string][] {
  const { command, args, env, envVars, cwd, url, headers, envHeaders, bearerTokenVariable, headersHelper, rest } =
    definition
  return [
    ...one('Command', command),
    ...list('Argument', args),
    ...one('Runs in', cwd),
    ...pairs('Variable', env),
    ...envVars.map((name): [string, string] => [`Is given ${name}`, 'its value in this app’s environment']),
    ...one('Address', url),
    ...pairs('Header', headers),
    ...Object.entries(envHeaders).map(([header, name]): [string, string] => [
      `Header ${header}`,
      `the variable ${name}`,
    ]),
    ...one('Token from', bearerTokenVariable === null ? null : `the variable ${bearerTokenVariable}`),
    ...one('Runs for headers', headersHelper),
    ...one('Also says', rest),
  ]
}

/** Lines that differ, in the order of the newer definition; what is gone comes last. */
export function definitionDiff(before: McpDefinition, now: McpDefinition): DefinitionLine[] {
  const old = new Map(definitionLines(before))
  const fresh = definitionLines(now)
  const labels = new Set(fresh.map(([label]) => label))
  return [
    ...fresh.flatMap(([label, value]): DefinitionLine[] =>
      old.get(label) === value ? [] : [{ label, before: old.get(label) ?? null, now: value }],
    ),
    ...[...old].flatMap(([label, value]): DefinitionLine[] =>
      labels.has(label) ? [] : [{ label, before: value, now: null }],
    ),
  ]
}
