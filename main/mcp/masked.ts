// A definition as it may be kept on disk: what looks like a secret is replaced by its fingerprint, so that a change of it can
// still be told. Pure.
import { createHash } from 'node:crypto'
import type { McpDefinition } from '@contract/mcp'
import { SecretMask } from '../app/redact'

/** The definition without its secrets. */
export function masked(definition: McpDefinition): McpDefinition {
  const { command, args, env, envVars, cwd, url, headers, envHeaders, bearerTokenVariable, headersHelper, rest } =
    definition
  const texts = (table: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(table).map(([name, value]) => [name, hidden(value, name)]))
  return {
    command: command === null ? null : hidden(command),
    args: args.map((arg) => hidden(arg)),
    env: texts(env),
    envVars,
    cwd,
    url: url === null ? null : hidden(url),
    headers: texts(headers),
    envHeaders,
    bearerTokenVariable,
    headersHelper: headersHelper === null ? null : hidden(headersHelper),
    rest: hidden(rest),
  }
}

/** A kept definition beside one of now: a secret that is still the same is shown as it is now, so that only changes differ. */
export function comparable(kept: McpDefinition, now: McpDefinition): McpDefinition {
  const same = (before: string, current: string | undefined, name?: string): string =>
    current !== undefined && before === hidden(current, name) ? current : before
  const texts = (before: Record<string, string>, current: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(before).map(([name, value]) => [
        name,
        same(value, Object.hasOwn(current, name) ? current[name] : undefined, name),
      ]),
    )
  const maybe = (before: string | null, current: string | null): string | null =>
    before === null ? null : same(before, current ?? undefined)
  return {
    ...kept,
    command: maybe(kept.command, now.command),
    args: kept.args.map((arg, index) => same(arg, now.args[index])),
    env: texts(kept.env, now.env),
    url: maybe(kept.url, now.url),
    headers: texts(kept.headers, now.headers),
    headersHelper: maybe(kept.headersHelper, now.headersHelper),
    rest: same(kept.rest, now.rest),
  }
}

function hidden(value: string, name?: string): string {
  const mask = new SecretMask()
  const clean = name === undefined ? mask.text(value) : mask.field(name, value)
  return clean === value ? value : `${clean} (${createHash('sha256').update(value).digest('hex').slice(0, 8)})`
}
