// Calls of prompts: `/prompts:name` and what follows, found among others, and put into the prompt's text as Codex's earlier versions did:
// $1 to $9 and $ARGUMENTS by place, $FILE by FILE=value, $$ for a dollar sign. Pure.
import type { Prompt } from '../../../preload/contract/extensions'
import { fail, ok, type Result } from '../../../preload/contract/result'
import { shellWords } from './rules-shell'

export interface PromptCall {
  name: string
  /** Trimmed; empty when nothing followed. */
  argument: string
}

const sign = 'prompts:'

/** A name that a prompt may have. */
export const isPromptName = (name: string): boolean => /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}$/.test(name)

/** What is typed to call a prompt. */
export const promptCommand = (name: string): string => `/${sign}${name}`

/** Reads a whole message as the call of a prompt; null for any other. */
export function parsePrompt(text: string): PromptCall | null {
  if (!text.startsWith(`/${sign}`)) return null
  const found = /^\/prompts:(\S+)(?:\s+([\s\S]*))?$/.exec(text.trimEnd())
  const name = found?.[1] ?? ''
  return isPromptName(name) ? { name, argument: (found?.[2] ?? '').trim() } : null
}

const mostFound = 50

/** Prompts that a command may be going to be: by their begin, then by a part of their name or description. */
export function matchPrompts(query: string, prompts: readonly Prompt[]): Prompt[] {
  const asked = query.toLowerCase()
  const inside = asked.startsWith(sign) ? asked.slice(sign.length) : asked
  // "/p", "/prom": all of them are going to be one.
  const isBegin = asked !== '' && sign.startsWith(asked)
  const rank = ({ name, description }: Prompt): number => {
    const own = name.toLowerCase()
    if (own.startsWith(inside) || isBegin) return 0
    if (own.includes(inside)) return 1
    return asked.startsWith(sign) && (description ?? '').toLowerCase().includes(inside) ? 2 : 3
  }
  return prompts
    .map((prompt) => ({ prompt, at: rank(prompt) }))
    .filter(({ at }) => at < 3)
    .toSorted((a, b) => a.at - b.at || a.prompt.name.localeCompare(b.prompt.name))
    .slice(0, mostFound)
    .map(({ prompt }) => prompt)
}

const placeholder = /\$\$|\$ARGUMENTS\b|\$([1-9])|\$([A-Z][A-Z0-9_]*)/g

/** Names that a text wants as NAME=value, in their order. */
export function wantedNames(body: string): string[] {
  const names = [...body.matchAll(placeholder)].flatMap((found) => found[2] ?? [])
  return [...new Set(names)]
}

/** The prompt's text with what follows its name put in. Fails in words where a named value is missing. */
export function expandPrompt(body: string, { name, argument }: PromptCall): Result<string> {
  const words = shellWords(argument)
  if (words === null) return fail('prompt.words', 'A quote is opened and not closed.')
  const named = new Map<string, string>()
  const wanted = wantedNames(body)
  if (wanted.length > 0) {
    for (const word of words) {
      const at = word.indexOf('=')
      if (at > 0) named.set(word.slice(0, at), word.slice(at + 1))
    }
    const missing = wanted.filter((one) => !named.has(one))
    if (missing.length > 0)
      return fail(
        'prompt.missing',
        `${promptCommand(name)} needs ${missing.map((one) => `${one}=…`).join(' ')} after its name.`,
      )
  }
  return ok(
    body.replace(placeholder, (whole: string, place?: string, key?: string) => {
      if (whole === '$$') return '$'
      if (place !== undefined) return words[Number(place) - 1] ?? ''
      return key === undefined ? argument : (named.get(key) ?? whole)
    }),
  )
}
