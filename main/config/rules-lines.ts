// Finds the rules of an execpolicy file that can be shown and removed one by one: `prefix_rule(…)` or `network_rule(…)` on a line of
// its own with nothing but literals. The language is Starlark, so everything else stays text. Pure; it judges nothing, Codex does.
import type { RuleDecision, RulesFile } from '@contract/workings'

type Rule = RulesFile['rules'][number]
type Value = string | Value[]

/** The single-line rules of a text, with their lines (1-based) as they are, without the line end. */
export function rulesOf(text: string): Rule[] {
  const rules: Rule[] = []
  const scan = new Scan()
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const outside = scan.isOutside
    scan.line(line)
    if (!outside || !scan.isOutside || !/^(?:prefix|network)_rule/.test(line)) continue
    const rule = ruleOf(line)
    if (rule !== null) rules.push({ line: index + 1, text: line, ...rule })
  }
  return rules
}

/** The text without this line and its line end; null when the line says something else by now. */
export function withoutLine(text: string, line: number, said: string): string | null {
  const pieces = text.split(/(?<=\n|\r(?!\n))/)
  const piece = pieces[line - 1]
  if (piece === undefined || piece.replace(/(?:\r\n|\n|\r)$/, '') !== said) return null
  return pieces.toSpliced(line - 1, 1).join('')
}

function ruleOf(line: string): Omit<Rule, 'line' | 'text'> | null {
  const given = new Map<string, Value>()
  const reader = new Reader(line)
  const name = reader.take(/(prefix_rule|network_rule)\s*\(/y)?.[1]
  if (name === undefined) return null
  while (!reader.take(/\s*\)/y)) {
    const key = reader.take(/\s*([a-z_]+)\s*=/y)?.[1]
    const value = key === undefined ? null : reader.value()
    if (key === undefined || value === null || given.has(key)) return null
    given.set(key, value)
    if (!reader.take(/\s*,/y) && !reader.at(/\s*\)/y)) return null
  }
  if (!reader.take(/\s*(?:#.*)?$/y)) return null
  const justification = given.get('justification') ?? null
  if (Array.isArray(justification)) return null
  return name === 'prefix_rule' ? commandRule(given, justification) : networkRule(given, justification)
}

function commandRule(given: ReadonlyMap<string, Value>, justification: string | null) {
  const pattern = given.get('pattern')
  const decision = decisionOf(given.get('decision') ?? 'allow')
  if (!isPattern(pattern) || decision === null) return null
  return { kind: 'command' as const, pattern, decision, justification }
}

function networkRule(given: ReadonlyMap<string, Value>, justification: string | null) {
  const [host, protocol] = [given.get('host'), given.get('protocol')]
  // Codex's other word for it here.
  const said = given.get('decision') === 'deny' ? 'forbidden' : given.get('decision')
  const decision = decisionOf(said)
  if (typeof host !== 'string' || typeof protocol !== 'string' || decision === null) return null
  return { kind: 'network' as const, pattern: [host, protocol], decision, justification }
}

export function decisionOf(value: unknown): RuleDecision | null {
  return value === 'allow' || value === 'prompt' || value === 'forbidden' ? value : null
}

const isPattern = (value: Value | undefined): value is (string | string[])[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((part) => typeof part === 'string' || part.every((one) => typeof one === 'string'))

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '0': '\0',
}

/** Reads literals of one line from left to right. */
class Reader {
  readonly #line: string
  #place = 0

  constructor(line: string) {
    this.#line = line
  }

  at(sticky: RegExp): boolean {
    sticky.lastIndex = this.#place
    return sticky.test(this.#line)
  }

  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#place
    const found = sticky.exec(this.#line)
    if (found !== null) this.#place = sticky.lastIndex
    return found
  }

  /** A text or a list of values; null for anything else. */
  value(depth = 0): Value | null {
    if (depth > 3) return null
    if (!this.take(/\s*\[/y)) return this.#text()
    const list: Value[] = []
    while (!this.take(/\s*\]/y)) {
      const value = this.value(depth + 1)
      if (value === null) return null
      list.push(value)
      if (!this.take(/\s*,/y) && !this.at(/\s*\]/y)) return null
    }
    return list
  }

  #text(): string | null {
    const raw = this.take(/\s*"(?!"")((?:[^"\\]|\\.)*)"/y)?.[1] ?? this.take(/\s*'(?!'')((?:[^'\\]|\\.)*)'/y)?.[1]
    if (raw === undefined) return null
    let known = true
    const text = raw.replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-7][0-9a-fA-F])|(.))/g,
      (_all, short?: string, long?: string, byte?: string, letter?: string) => {
        const code = Number.parseInt(short ?? long ?? byte ?? '', 16)
        if (letter === undefined && code <= 0x10ffff) return String.fromCodePoint(code)
        const meant = letter === undefined ? undefined : escapes[letter]
        if (meant === undefined) known = false
        return meant ?? ''
      },
    )
    return known ? text : null
  }
}

/** Follows brackets and texts over several lines: a line in the middle of one is no statement. */
class Scan {
  #depth = 0
  #quote: '"""' | "'''" | null = null
  #goesOn = false

  get isOutside(): boolean {
    return this.#depth === 0 && this.#quote === null && !this.#goesOn
  }

  line(line: string): void {
    this.#goesOn = false
    let place = 0
    while (place < line.length) {
      if (this.#quote !== null) {
        const end = this.#endOf(line, place, this.#quote)
        if (end < 0) return
        place = end
        this.#quote = null
        continue
      }
      const three = line.slice(place, place + 3)
      const one = line.charAt(place)
      if (one === '#') return
      if (three === '"""' || three === "'''") {
        this.#quote = three
        place += 3
      } else if (one === '"' || one === "'") {
        const end = this.#endOf(line, place + 1, one)
        if (end < 0) return
        place = end
      } else {
        if ('([{'.includes(one)) this.#depth += 1
        if (')]}'.includes(one)) this.#depth = Math.max(0, this.#depth - 1)
        if (one === '\\' && place === line.length - 1) this.#goesOn = true
        place += 1
      }
    }
  }

  /** Behind the closing quote, or -1. */
  #endOf(line: string, from: number, quote: string): number {
    for (let place = from; place < line.length; place += 1) {
      if (line.charAt(place) === '\\') place += 1
      else if (line.startsWith(quote, place)) return place + quote.length
    }
    return -1
  }
}
