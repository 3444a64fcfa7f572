// What is wrong with the form of a model provider, field by field, in words. Pure.
import { secretNameProblem } from '../../../preload/contract/secrets'
import type { Pair, ProviderForm } from './providers-form'

/** Codex's own, which can't be written over. */
const reservedIds: ReadonlySet<string> = new Set([
  'openai',
  'ollama',
  'lmstudio',
  'amazon-bedrock',
  'amazon-bedrock-runtime',
])

export type FormProblems = Partial<
  Record<'id' | 'name' | 'baseUrl' | 'envKey' | 'command' | 'timeoutMs' | 'headers' | 'envHeaders' | 'query', string>
>

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/

/** What is wrong with a form, field by field. `taken`: ids that are there; empty when an entry is changed. */
export function formProblems(form: ProviderForm, taken: readonly string[]): FormProblems {
  const problems: FormProblems = {}
  const id = form.id.trim()
  if (form.kind === 'bedrock') {
    if (taken.includes(id)) problems.id = 'Amazon Bedrock is set up already; change that entry.'
  } else if (id === '') problems.id = 'Give it a short name for config.toml, such as my-provider.'
  else if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(id))
    problems.id = 'Letters, digits, “.”, _ and - only, at most 64.'
  else if (reservedIds.has(id)) problems.id = `“${id}” is Codex’s own and can’t be written over. Choose another name.`
  else if (taken.includes(id)) problems.id = 'A provider of this name is there already.'
  if (form.name.trim() === '') problems.name = 'Give it a name to be shown.'
  const url = form.baseUrl.trim()
  if (form.kind !== 'bedrock' || url !== '') problems.baseUrl = urlProblem(url)
  if (form.auth === 'key') problems.envKey = secretNameProblem(form.envKey.trim()) ?? undefined
  if (form.auth === 'command') {
    if (form.command.trim() === '') problems.command = 'Give the program that prints the token.'
    if ([form.timeoutMs, form.refreshMs].some((ms) => ms.trim() !== '' && !/^[1-9]\d{0,8}$/.test(ms.trim())))
      problems.timeoutMs = 'Whole milliseconds, more than none.'
  }
  for (const field of ['headers', 'envHeaders', 'query'] as const) {
    const words = pairsProblem(form[field], field)
    if (words !== null) problems[field] = words
  }
  return Object.fromEntries(Object.entries(problems).filter(([, words]) => words !== undefined))
}

function urlProblem(url: string): string | undefined {
  if (/YOUR-RESOURCE/i.test(url)) return 'Put the name of your own resource in place of YOUR-RESOURCE.'
  if (!URL.canParse(url)) return 'Give the whole address, such as https://host.example/v1.'
  const { protocol, username, password, search, hash, hostname } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return 'It begins with https:// or http://.'
  if (username !== '' || password !== '')
    return 'Leave name and password out of the address: they would stand in config.toml. Use a key.'
  if (search !== '' || hash !== '') return 'Leave out what follows “?”; parameters have a place of their own.'
  if (hostname === '') return 'It names no host.'
  return undefined
}

function pairsProblem(pairs: readonly Pair[], field: 'headers' | 'envHeaders' | 'query'): string | null {
  const seen = new Set<string>()
  for (const { name, value } of pairs) {
    const trimmed = name.trim()
    if (trimmed === '') return 'A name is missing.'
    if (field !== 'query' && !headerName.test(trimmed)) return `“${trimmed}” can’t be the name of a header.`
    const key = field === 'query' ? trimmed : trimmed.toLowerCase()
    if (seen.has(key)) return `${trimmed} stands there twice.`
    seen.add(key)
    if (field === 'envHeaders') {
      const words = secretNameProblem(value.trim())
      if (words !== null) return `${trimmed}: ${words}`
    } else if (/\p{Cc}/u.test(value)) return `The value of ${trimmed} holds signs that can’t be sent.`
  }
  return null
}

/** Headers that carry a secret: their value belongs into a variable, not into a file. */
export const isSecretHeader = (name: string): boolean => /authorization|api-?key|token|secret|cookie/i.test(name)
