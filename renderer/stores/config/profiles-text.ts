// The text of a profile: what a new one begins with, and switching features in it. Only plain forms are edited; anything else is
// left to the person. Pure; Codex checks what comes out before it is saved.
import { homeLayer, isTable, type Layer } from './layers'
import { keyText, valueText } from './key-words'

/** Settings that a profile is made for; the rest of a home stays as it is under each profile. */
const profileKeys = [
  'model',
  'model_provider',
  'model_reasoning_effort',
  'model_reasoning_summary',
  'model_verbosity',
  'service_tier',
  'personality',
  'web_search',
  'approval_policy',
  'approvals_reviewer',
  'sandbox_mode',
] as const

export const emptyProfile = '# Settings of this profile. They come on top of config.toml.\n'

/** A profile with what the home says now. */
export function profileFrom(layers: readonly Layer[]): string {
  const config = homeLayer(layers)?.config ?? {}
  const lines = profileKeys.flatMap((key) => {
    const value = config[key]
    return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
      ? [`${key} = ${valueText(value, 100_000)}`]
      : []
  })
  const features = Object.entries(isTable(config['features']) ? config['features'] : {}).flatMap(([name, on]) =>
    typeof on === 'boolean' ? [`${keyText([name])} = ${on}`] : [],
  )
  return [emptyProfile.trimEnd(), ...lines, ...(features.length === 0 ? [] : ['', '[features]', ...features]), ''].join(
    '\n',
  )
}

const header = /^\s*\[{1,2}\s*([^\]]*?)\s*\]{1,2}\s*(?:#.*)?$/
const isFeatures = (line: string): boolean => /^\s*\[\s*features\s*\]\s*(?:#.*)?$/.test(line)
const isTableOf = (line: string, name: string): boolean =>
  /^\s*\[\s*features\s*\.\s*("?)(.*?)\1\s*\]\s*(?:#.*)?$/.exec(line)?.[2] === name
const switchLine = /^(\s*)("?)([A-Za-z0-9_.-]+)\2(\s*=\s*)(true|false)(\s*(?:#.*)?)$/

interface Place {
  index: number
  name: string
  on: boolean
}

interface Switches {
  /** Index of `[features]`, or -1. */
  table: number
  places: Place[]
}

/** Lines `name = true` below `[features]`, where that is written plainly. */
function switchesIn(lines: readonly string[]): Switches {
  const places: Place[] = []
  let table = -1
  let inside = false
  let quote: string | null = null
  for (const [index, line] of lines.entries()) {
    const wasOpen = quote !== null
    quote = openQuote(line, quote)
    if (wasOpen) continue
    if (header.test(line)) {
      inside = isFeatures(line)
      if (inside) table = index
    } else if (inside) {
      const found = switchLine.exec(line)
      const [, , quoted, name] = found ?? []
      // A dot in a bare name is a table of its own.
      if (name !== undefined && (quoted !== '' || !name.includes('.')))
        places.push({ index, name, on: found?.[5] === 'true' })
    }
  }
  return { table, places }
}

/** Which text over several lines is open behind this line. */
function openQuote(line: string, open: string | null): string | null {
  let quote = open
  for (let at = 0; at < line.length;) {
    const three = line.slice(at, at + 3)
    if (quote === null && (three === '"""' || three === "'''")) quote = three
    else if (quote !== null && three === quote) quote = null
    else {
      if (quote === null && line.charAt(at) === '#') return null
      at += 1
      continue
    }
    at += 3
  }
  return quote
}

/**
 * The text with this feature on, off, or (null) not named. Null when the text writes its features in a way that is not edited here:
 * as `features = {…}`, `features.x = …` or a table `[features.x]` of this feature's own.
 */
export function withFeature(text: string, name: string, on: boolean | null): string | null {
  const lines = text.split('\n')
  const bare = lines.map((line) => line.replace(/\r$/, ''))
  if (bare.some((line) => /^\s*(?:"features"|features)\s*[.=]/.test(line))) return null
  if (bare.some((line) => isTableOf(line, name))) return null
  const ending = text.includes('\r\n') ? '\r' : ''
  const { table, places } = switchesIn(bare)
  const there = places.find((place) => place.name === name)
  if (there !== undefined) {
    if (on === null) return lines.toSpliced(there.index, 1).join('\n')
    const line = lines[there.index] ?? ''
    return lines.with(there.index, line.replace(/(=\s*)(?:true|false)/, `$1${on}`)).join('\n')
  }
  if (on === null) return text
  const added = `${keyText([name])} = ${on}${ending}`
  const last = places.at(-1)?.index ?? table
  if (last >= 0) {
    const before = lines[last] ?? ''
    // The last line of a file may end without a line end.
    const fixed = last === lines.length - 1 ? lines.with(last, `${before}${ending}`) : lines
    return fixed.toSpliced(last + 1, 0, last === lines.length - 1 ? added.replace(/\r$/, '') : added).join('\n')
  }
  const body = text === '' || text.endsWith('\n') ? text : `${text}${ending}\n`
  return `${body}${body === '' ? '' : `${ending}\n`}[features]${ending}\n${added}\n`
}
