// Comments as the one message that Codex gets: the person's words, then each comment with its place, the code that it is about and
// what was said. And back again, for the chat. Pure. Nothing that is quoted can end its fence, and the whole stays within a bound.
import type { Side } from './code-comment'

/** What a message says of a comment. */
export interface SaidComment {
  path: string
  side: Side
  from: number
  to: number
  quote: readonly string[]
  /** What was looked at, e.g. "Unstaged". */
  source: string
  /** The code is not there any more as it was. */
  outdated: boolean
  words: string
}

/** How many quoted lines each comment may show, from the most generous to the tightest; the first that fits is taken. */
const quoteSteps = [60, 20, 8, 3, 1, 0]

/** Codex takes a turn's text up to 1 << 20 characters. */
const longestMessage = 1 << 20

/** The message for Codex. Longer than `longest` only where the words alone are: those are never cut. */
export function composeMessage(words: string, comments: readonly SaidComment[], longest = longestMessage): string {
  const said = words.trim()
  if (comments.length === 0) return said
  let message = ''
  for (const lines of quoteSteps) {
    const parts = comments.map((comment, place) => section(comment, place + 1, lines))
    message = [...(said === '' ? [] : [closed(said)]), headline(comments.length), ...parts].join('\n\n')
    if (message.length <= longest) break
  }
  return message
}

/** Characters that comments take up in a message at the least: without the code that they quote. */
export function leastLength(comments: readonly SaidComment[]): number {
  return comments.length === 0 ? 0 : composeMessage('', comments, 0).length + 2
}

const headline = (count: number): string => `Comments on ${count} ${count === 1 ? 'place' : 'places'} in the code:`

function section(comment: SaidComment, number: number, mostLines: number): string {
  const { path, from, to, side, source, outdated, words } = comment
  const where = `${spelled(path)}:${from}${to > from ? `-${to}` : ''}`
  const facts = [source, side === 'old' ? 'before the change' : '', outdated ? 'changed since' : '']
    .map((fact) => fact.replaceAll(/\s+/g, ' ').trim())
    .filter((fact) => fact !== '')
  const head = [`### ${number}. ${inCode(where)}`, ...facts].join(' · ')
  const code = mostLines === 0 ? '' : quoted(comment, mostLines)
  return [head, ...(code === '' ? [] : [code]), closed(words.trim())].join('\n\n')
}

/** A path on one line: what would break it, or turn the reading direction, is written as an escape. */
function spelled(path: string): string {
  return path.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

/** Inline code whatever backticks the text holds. */
function inCode(text: string): string {
  const ticks = '`'.repeat(longestRun(text, '`') + 1)
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${ticks}${space}${text}${space}${ticks}`
}

function quoted({ quote, path, from, to }: SaidComment, mostLines: number): string {
  if (quote.length === 0) return ''
  const shown = quote.slice(0, mostLines)
  const code = shown.join('\n')
  const fence = '`'.repeat(Math.max(3, longestRun(code, '`') + 1))
  const left = to - from + 1 - shown.length
  const more = left > 0 ? `\n\n(${left} more ${left === 1 ? 'line' : 'lines'} up to line ${to})` : ''
  return `${fence}${language(path)}\n${code}\n${fence}${more}`
}

/** What stands behind the fence: the ending of the file's name, where it is a plain one. */
function language(path: string): string {
  return /\.([A-Za-z0-9+#-]{1,16})$/.exec(path)?.[1]?.toLowerCase() ?? ''
}

function longestRun(text: string, character: string): number {
  let longest = 0
  let run = 0
  for (const one of text) {
    run = one === character ? run + 1 : 0
    if (run > longest) longest = run
  }
  return longest
}

const fenceLine = /^ {0,3}(`{3,}|~{3,})([^`\n]*)$/

/** Words whose own code fences are closed: an open one would swallow what follows. */
function closed(words: string): string {
  let open: string | null = null
  for (const line of words.split('\n')) {
    const [, fence, rest = ''] = fenceLine.exec(line) ?? []
    if (fence === undefined) continue
    if (open === null) open = fence
    else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === '') open = null
  }
  return open === null ? words : `${words}\n${open}`
}

/** A comment as a sent message shows it. */
export interface ReadComment {
  /** As it is written: `src/a.ts:12-14`. */
  where: string
  facts: readonly string[]
  code: string
  lang: string
  words: string
}

export interface ReadMessage {
  words: string
  comments: readonly ReadComment[]
}

const headlineIn = /(?:^|\n\n)Comments on (\d{1,4}) places? in the code:\n\n(?=### 1\. `)/g

/** A message that `composeMessage` made, taken apart; null for any other. */
export function readMessage(text: string): ReadMessage | null {
  // The words before it may look like it; the comments are the end of the message.
  let tried = 0
  for (const match of text.matchAll(headlineIn)) {
    tried += 1
    if (tried > mostHeadlines) return null
    const comments = readSections(text.slice(match.index + match[0].length), Number(match[1]))
    if (comments !== null) return { words: text.slice(0, match.index), comments }
  }
  return null
}

const mostHeadlines = 20
/** A head line longer than this is none of ours: paths end sooner. */
const longestHead = 40_000

/** "### 1. `src/a.ts:12` · Unstaged" taken apart; null for any other line. By hand: a pattern would try for ever on backticks. */
function readHead(line: string, number: number): { where: string; facts: string[] } | null {
  const start = `### ${number}. `
  if (line.length > longestHead || !line.startsWith(start)) return null
  let ticks = 0
  while (line[start.length + ticks] === '`') ticks += 1
  if (ticks === 0) return null
  const from = start.length + ticks
  const end = line.indexOf('`'.repeat(ticks), from)
  if (end < 0) return null
  const where = line.slice(from, end)
  const rest = line.slice(end + ticks)
  if (where === '' || (rest !== '' && !rest.startsWith(' · '))) return null
  const isPadded = where.startsWith(' ') && where.endsWith(' ')
  return { where: isPadded ? where.slice(1, -1) : where, facts: rest.split(' · ').filter((fact) => fact !== '') }
}

function readSections(text: string, count: number): ReadComment[] | null {
  const comments: ReadComment[] = []
  let rest = text
  for (let number = 1; number <= count; number += 1) {
    const lineEnd = rest.indexOf('\n')
    const line = lineEnd < 0 ? rest : rest.slice(0, lineEnd)
    const head = readHead(line, number)
    if (head === null) return null
    rest = rest.slice(line.length).replace(/^\n{1,2}/, '')
    const fence = /^(`{3,})([A-Za-z0-9+#-]*)\n([\s\S]*?)\n\1(?:\n\n|\n?$)/.exec(rest)
    if (fence !== null) rest = rest.slice(fence[0].length)
    const next = number === count ? -1 : rest.indexOf(`\n\n### ${number + 1}. \``)
    if (number < count && next < 0) return null
    const words = next < 0 ? rest : rest.slice(0, next)
    rest = next < 0 ? '' : rest.slice(next + 2)
    comments.push({
      ...head,
      code: fence?.[3] ?? '',
      lang: fence?.[2] ?? '',
      words,
    })
  }
  return comments
}
