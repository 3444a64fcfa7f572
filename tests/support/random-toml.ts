/**
 * Random TOML as people write it, and random edits of it, from a seed: every spelling that a config.toml may have, each line
 * known by what it says. For tests that nothing but what was asked for changes.
 */
import type { ConfigEdit, ConfigValue } from '@contract/config'

export type Random = () => number

/** A small generator (mulberry32): the same numbers for the same seed everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One statement, comment or blank line with its very bytes, the end of its last line included. */
export interface Piece {
  readonly kind: 'pair' | 'header' | 'comment' | 'blank'
  readonly path: readonly string[]
  readonly text: string
}

export interface RandomFile {
  readonly pieces: readonly Piece[]
  readonly text: string
  /** Tables that a key can be added to: not those inside arrays. */
  readonly tables: readonly (readonly string[])[]
  readonly pairs: readonly (readonly string[])[]
}

const names = [
  'alpha',
  'b-2',
  'c_3',
  '4',
  'ключ',
  'a.b',
  'with "quotes"',
  'tab\tand\u0001',
  "it's",
  'öäü 漢字',
  '',
  ' ',
  'a\\b',
  '#no',
  '[x]',
]
const usable = names.filter((name) => name !== '')

const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

const key = (random: Random, name: string): string => {
  if (/^[A-Za-z0-9_-]+$/.test(name) && random() < 0.7) return name
  if (!/['\p{Cc}]/u.test(name) && random() < 0.4) return `'${name}'`
  return JSON.stringify(name)
}

/** The text of a value; `end` is the file's newline inside values of several lines. */
const valueText = (random: Random, end: string): string => {
  const plain = [
    'true',
    'false',
    '0',
    '-17',
    '0x1F',
    '1_000',
    '3.50',
    '1e3',
    '1979-05-27T07:32:00Z',
    '1979-05-27 07:32:00',
    '07:32:00',
    '"text # no comment"',
    "'literal \\ [x] = 1'",
    '"\\u00e9\\t\\""',
    '""',
    `"""one${end}two # still text${end}[not.a.table]${end}"""`,
    `'''raw "quotes" \\${end}x = 1'''`,
  ]
  const deep = random()
  if (deep < 0.7) return pick(random, plain)
  if (deep < 0.8) return `[ 1,2 ,  3 ]`
  if (deep < 0.9) return `[${end}  "a", # first ]${end}  "b",${end}  # inside${end}]`
  return `{ a = ${pick(random, plain.slice(0, 12))}, "b c" = { d = 1 }, e = [1, { f = 2 }] }`
}

/** A random file. Its names are none of Codex's, so that any value may stand anywhere. */
export function randomFile(random: Random): RandomFile {
  const style = pick(random, ['lf', 'lf', 'crlf', 'mixed'] as const)
  const newline = (): string => (style === 'lf' ? '\n' : style === 'crlf' || random() < 0.5 ? '\r\n' : '\n')
  const pieces: Piece[] = []
  const tables: string[][] = []
  const pairs: string[][] = []
  const blanks = (): string => pick(random, ['', '', ' ', '  ', '\t'])
  const between = (): void => {
    while (random() < 0.35)
      pieces.push(
        random() < 0.5
          ? { kind: 'blank', path: [], text: blanks() + newline() }
          : {
              kind: 'comment',
              path: [],
              text: `${blanks()}#${pick(random, [' note', '!', ' [x]', ' a = "b', ' ключ'])} ${pieces.length}${newline()}`,
            },
      )
  }
  const tail = (): string => (random() < 0.25 ? `${blanks()} # why ${pieces.length}` : blanks())
  const addPairs = (table: readonly string[], inArray: boolean, most: number): void => {
    const taken = new Set<string>()
    for (let count = Math.floor(random() * most); count > 0; count -= 1) {
      const name = pick(random, usable)
      if (taken.has(name)) continue
      taken.add(name)
      between()
      const dotted = random() < 0.2 ? [name, ...new Set([pick(random, usable), pick(random, usable)])] : [name]
      const spelt = dotted.map((one) => key(random, one)).join(pick(random, ['.', ' . ']))
      const text = `${blanks()}${spelt}${blanks()}=${blanks()}${valueText(random, newline())}${tail()}${newline()}`
      const path = [...table, ...dotted]
      pieces.push({ kind: 'pair', path, text })
      if (!inArray) pairs.push(path)
    }
  }
  addPairs([], false, 7)
  const used = new Set<string>(pairs.map(([first = '']) => first))
  for (let count = Math.floor(random() * 6); count > 0; count -= 1) {
    const name = `${pick(random, usable)} ${count}`
    const path = random() < 0.3 ? [name, pick(random, usable)] : [name]
    if (used.has(name)) continue
    used.add(name)
    const isArray = random() < 0.25
    const repeat = isArray ? 1 + Math.floor(random() * 3) : 1
    for (let element = 0; element < repeat; element += 1) {
      between()
      const spelt = path.map((one) => key(random, one)).join('.')
      const text = isArray ? `[[${blanks()}${spelt}${blanks()}]]` : `[${blanks()}${spelt}${blanks()}]`
      pieces.push({ kind: 'header', path, text: `${blanks()}${text}${tail()}${newline()}` })
      addPairs(path, isArray, 5)
    }
    if (!isArray) tables.push(path)
  }
  between()
  let text = pieces.map((piece) => piece.text).join('')
  if (random() < 0.3) text = text.replace(/\r?\n$/, '')
  if (random() < 0.15) text = `\ufeff${text}`
  return { pieces, text, tables, pairs }
}

const randomValue = (random: Random, depth = 0): ConfigValue => {
  const scalars = [true, false, 0, 42, -1, 2.5, 'text', 'with "quotes" and \\', 'line\nbreak', 'ü漢', '', 'ctl\u0001\t']
  const roll = random()
  if (depth > 1 || roll < 0.7) return pick(random, scalars)
  if (roll < 0.85) return Array.from({ length: Math.floor(random() * 4) }, () => pick(random, scalars))
  return Object.fromEntries(
    Array.from({ length: Math.floor(random() * 3) }, () => [pick(random, usable), randomValue(random, depth + 1)]),
  )
}

/** Random edits of a file: keys changed, added and deleted, tables too. */
export function randomEdits(random: Random, { tables, pairs }: RandomFile): ConfigEdit[] {
  const edits: ConfigEdit[] = []
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
    const roll = random()
    const fresh = `new ${count}`
    if (roll < 0.35 && pairs.length > 0)
      edits.push({ path: [...pick(random, pairs)], value: randomValue(random), merge: 'replace' })
    else if (roll < 0.55 && pairs.length > 0)
      edits.push({ path: [...pick(random, pairs)], value: null, merge: 'replace' })
    else if (roll < 0.65 && tables.length > 0)
      edits.push({ path: [...pick(random, tables)], value: null, merge: 'replace' })
    else if (roll < 0.8 && tables.length > 0)
      edits.push({ path: [...pick(random, tables), fresh], value: randomValue(random), merge: 'replace' })
    else if (roll < 0.9 && tables.length > 0)
      edits.push({ path: [...pick(random, tables)], value: { [fresh]: randomValue(random, 1) }, merge: 'upsert' })
    else edits.push({ path: [fresh], value: randomValue(random), merge: 'replace' })
  }
  return edits
}
