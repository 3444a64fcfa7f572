// Edits of a configuration and what became of them, in words. Pure.
import type { ConfigEdit, ConfigValue, HomeWrite } from '../../../preload/contract/config'
import type { DeckError } from '../../../preload/contract/result'
import { keyText } from './key-words'

/** Sets exactly this value at the key. Lists are always written whole: Codex can't reach into them. */
export const setKey = (path: readonly string[], value: ConfigValue): ConfigEdit => ({
  path: [...path],
  value,
  merge: 'replace',
})

/** Deletes the key from the home, so that what lies below counts again. */
export const deleteKey = (path: readonly string[]): ConfigEdit => setKey(path, null)

/** "model", "model and 2 more keys". */
export function editedWords(edits: readonly ConfigEdit[]): string {
  const first = keyText(edits[0]?.path ?? [])
  const more = edits.length - 1
  return more <= 0 ? first : `${first} and ${more} more ${more === 1 ? 'key' : 'keys'}`
}

/** What was asked for: an edit, or to have one back. */
export type Done = 'written' | 'taken back'

export function stateWords({ state, problem, overridden }: HomeWrite, done: Done = 'written'): string {
  switch (state) {
    case 'written':
      return overridden === null ? done : `${done}, but ${lowered(overridden)}`
    case 'unchanged':
      return 'had it already'
    case 'conflict':
      return problem ?? 'was changed by somebody else meanwhile; left as it is'
    case 'refused':
      return problem ?? 'refused'
    case 'stopped':
      return 'left as it is: you stopped before its turn'
    default:
      return state satisfies never
  }
}

/** Whether the configuration can't be read for what a file of it says, rather than because Codex can't run or the disk is no use. */
export function isFileProblem({ code, message }: Pick<DeckError, 'code' | 'message'>): boolean {
  if (code === 'config-invalid' || code === 'rpc') return true
  return /^failed to (?:load|reload|read) config|^invalid configuration|\.toml:\d+:\d+/i.test(message)
}

/**
 * Why the configuration can't be read, from Codex's own words: the file by its name, the place, what is wrong there.
 */
export function readProblemWords(message: string): string {
  const plain = message
    .replace(/^(?:failed to (?:load configuration|reload config|read configuration layers): )+/i, '')
    .replace(/^invalid configuration: /i, '')
  const place = /^.*?([^\\/:]+\.toml):(\d+):(\d+): ([^]*)$/.exec(plain)
  const said = place === null ? plain : `${place[1]}, line ${place[2]}, column ${place[3]}: ${place[4]}`
  return said
    .replace(/\s*\n+in `([^`]*)`\s*$/, ' (in $1)')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** One sentence over the homes that an edit went to. */
export function reportWords(what: string, writes: readonly HomeWrite[], done: Done = 'written'): string {
  const count = writes.filter(({ state }) => state === 'written' || state === 'unchanged').length
  if (writes.length === 1) return count === 1 ? `${what} was ${done}.` : `${what} was not ${done}.`
  if (count === writes.length) return `${what} was ${done} in all ${count} homes.`
  return `${what} was ${done} in ${count} of ${writes.length} homes.`
}
