// What is wrong with a server's draft, in words by field. Pure.
import { secretNameProblem, secretValueProblem } from '../../../preload/contract/secret-rules'
import type { McpDraft, Pair } from './mcp-draft'

const namePattern = /^[a-zA-Z0-9_:@/.-]+$/
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const variableName = /^[A-Za-z_]\w*$/

/** Why a server can't have this name, in words; null when it can. */
export function nameProblem(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '') return 'Give it a name.'
  if (!namePattern.test(name)) return 'Letters, digits and _ : @ / . - only: Codex starts no server with another name.'
  if (name.length > 100) return 'At most 100 characters.'
  return taken.has(name) ? 'There is a server with this name already.' : null
}

export type DraftField =
  | 'name'
  | 'command'
  | 'args'
  | 'env'
  | 'envVars'
  | 'cwd'
  | 'url'
  | 'headers'
  | 'envHeaders'
  | 'bearerVariable'
  | 'startupTimeout'
  | 'toolTimeout'
export type DraftProblems = Partial<Record<DraftField, string>>

function timeoutProblem(text: string): string | null {
  if (text.trim() === '') return null
  const seconds = Number(text)
  if (!Number.isFinite(seconds) || seconds < 0) return 'Give seconds, such as 30.'
  if (seconds === 0) return 'With 0 it would never be waited for.'
  return seconds > 86_400 ? 'At most a day (86400 seconds).' : null
}

function pairsProblem(list: readonly Pair[], what: 'variable' | 'header'): string | null {
  const seen = new Set<string>()
  for (const { name, value, secret } of list) {
    if (name === '') return value === '' ? `A row has no name: fill it in or remove it.` : `Give each ${what} a name.`
    const fits = what === 'header' ? headerName.test(name) : variableName.test(name)
    if (!fits) return what === 'header' ? `“${name}” is no name of a header.` : `“${name}” is no name of a variable.`
    const same = what === 'header' ? name.toLowerCase() : name
    if (seen.has(same)) return `${name} is there twice.`
    seen.add(same)
    if (/\0/.test(value)) return `The value of ${name} holds a character that can’t be sent.`
    if (what === 'header' && /[\r\n]/.test(value)) return `The value of ${name} may have one line only.`
    if (!secret) continue
    if (value.trim() === '') return `Give the value of ${name}.`
    const problem =
      (what === 'variable' ? secretNameProblem(name) : null) ??
      secretValueProblem(value, what === 'variable' ? 'mcp-env' : 'mcp-header')
    if (problem !== null) return `${name} can’t go to the keychain: ${problem}`
  }
  return null
}

/** What is wrong with a draft, by field; empty when it can be written. `taken`: names of the other servers. */
export function draftProblems(draft: McpDraft, taken: ReadonlySet<string>): DraftProblems {
  const found: [DraftField, string | null][] = [
    ['name', nameProblem(draft.name, taken)],
    ['startupTimeout', timeoutProblem(draft.startupTimeout)],
    ['toolTimeout', timeoutProblem(draft.toolTimeout)],
  ]
  if (draft.kind === 'stdio') {
    const bad = draft.envVars.find((name) => !variableName.test(name))
    found.push(
      [
        'command',
        draft.command.trim() === ''
          ? 'Give the program to start.'
          : /\0/.test(draft.command)
            ? 'It holds a character that can’t be used.'
            : null,
      ],
      ['args', draft.args.some((arg) => /\0/.test(arg)) ? 'An argument holds a character that can’t be used.' : null],
      ['env', pairsProblem(draft.env, 'variable')],
      ['envVars', bad === undefined ? null : `“${bad}” is no name of a variable.`],
    )
  } else {
    const url = URL.canParse(draft.url.trim()) ? new URL(draft.url.trim()) : null
    found.push(
      [
        'url',
        draft.url.trim() === ''
          ? 'Give its address.'
          : url === null || !/^https?:$/.test(url.protocol)
            ? 'Give a full address that begins with https:// or http://.'
            : null,
      ],
      ['headers', pairsProblem(draft.headers, 'header')],
      [
        'envHeaders',
        pairsProblem(draft.envHeaders, 'header') ??
          (draft.envHeaders.some(({ value }) => !variableName.test(value))
            ? 'Name the variable that each of these headers is read from.'
            : null),
      ],
      [
        'bearerVariable',
        draft.bearerVariable !== '' && !variableName.test(draft.bearerVariable)
          ? 'Letters, digits and _ only, no digit first.'
          : null,
      ],
    )
  }
  return Object.fromEntries(found.filter((entry): entry is [DraftField, string] => entry[1] !== null))
}
