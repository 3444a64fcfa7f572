// What a review said, taken apart: Codex writes its findings as text, or hands on the model's own JSON where that was not quite as
// it wants it (measured with 0.169.0). Pure. The text is the model's: nothing here trusts it, and what fits nothing stays readable.
import { fields, listIn, numberIn, textIn } from '../threads/decode'

export type Priority = 0 | 1 | 2 | 3

export interface Finding {
  /** Without its "[P1]". */
  title: string
  priority: Priority | null
  /** As the model wrote it: absolute or relative; empty when it named none. */
  path: string
  /** 1-based, `to` included. */
  from: number
  to: number
  /** Markdown. */
  body: string
}

export interface Review {
  /** `failed`: the reviewer gave nothing. */
  state: 'done' | 'failed'
  /** Markdown; empty when there is none. */
  explanation: string
  /** What it thinks of the whole; null when it doesn't say. */
  verdict: 'correct' | 'incorrect' | null
  findings: readonly Finding[]
}

const mostFindings = 500
const longestTitle = 2_000
/** What is no finding by then is prose. */
const longestHead = 8_000
/** JSON beyond this is shown as text. */
const longestJson = 4_000_000

const failure = 'Reviewer failed to output a response.'

/** Reads `exitedReviewMode.review`. */
export function readReview(text: string): Review {
  const said = text.replaceAll('\r\n', '\n').trim()
  if (said === '' || said === failure) return { state: 'failed', explanation: '', verdict: null, findings: [] }
  return fromJson(said) ?? fromText(said)
}

function fromJson(said: string): Review | null {
  if (said.length > longestJson || !said.includes('{')) return null
  const fenced = /```(?:json)?\n([\s\S]*?)\n```/.exec(said)?.[1]
  const tries = [said, fenced, said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)]
  for (const candidate of tries) {
    if (candidate?.trimStart().startsWith('{') !== true) continue
    const read = fields(parsed(candidate))
    if (!Array.isArray(read['findings']) && textIn(read, 'overall_correctness') === null) continue
    const verdict = textIn(read, 'overall_correctness')?.toLowerCase() ?? ''
    return {
      state: 'done',
      explanation: (textIn(read, 'overall_explanation') ?? '').trim(),
      verdict: verdict.includes('incorrect') ? 'incorrect' : verdict.includes('correct') ? 'correct' : null,
      findings: listIn(read, 'findings').slice(0, mostFindings).map(findingOf),
    }
  }
  return null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON after all: it is read as text.
    return null
  }
}

function findingOf(value: unknown): Finding {
  const read = fields(value)
  const place = fields(read['code_location'])
  const range = fields(place['line_range'])
  const said = titled(textIn(read, 'title') ?? '')
  const priority = numberIn(read, 'priority')
  return {
    title: said.title,
    priority: isPriority(priority) ? priority : said.priority,
    path: textIn(place, 'absolute_file_path') ?? textIn(place, 'path') ?? '',
    ...linesOf(numberIn(range, 'start'), numberIn(range, 'end')),
    body: (textIn(read, 'body') ?? '').trim(),
  }
}

const isPriority = (value: number | null): value is Priority => value === 0 || value === 1 || value === 2 || value === 3

/** "[P1] Title" taken apart. */
function titled(text: string): { title: string; priority: Priority | null } {
  const [all, digit] = /^\s*\[P([0-3])\]\s*/.exec(text) ?? []
  const priority = digit === undefined ? null : Number(digit)
  const title = text.slice(all?.length ?? 0).trim()
  return {
    title: title.length > longestTitle ? `${title.slice(0, longestTitle)}…` : title,
    priority: isPriority(priority) ? priority : null,
  }
}

/** A model may count from 0, or backwards. */
function linesOf(start: number | null, end: number | null): { from: number; to: number } {
  const whole = (value: number | null) => (value !== null && Number.isSafeInteger(value) ? value : 1)
  const from = Math.max(1, whole(start))
  return { from, to: Math.max(from, whole(end ?? start)) }
}

const headline = /(?:^|\n)(?:Review comment|Full review comments):\n\n(?=- )/g

function fromText(said: string): Review {
  // The explanation may hold such a line too; the findings are what follows the last one.
  const start = [...said.matchAll(headline)].at(-1)
  const prose: Review = { state: 'done', explanation: said, verdict: null, findings: [] }
  if (start === undefined) return prose
  const findings = readItems(said.slice(start.index + start[0].length))
  return findings === null ? prose : { ...prose, explanation: said.slice(0, start.index).trim(), findings }
}

/** Null when any of it is no finding: then all of it is better read as it stands. */
function readItems(text: string): Finding[] | null {
  const findings: Finding[] = []
  let waiting = ''
  for (const part of text.split(/\n(?=- )/)) {
    // A title may hold lines that begin like an item: what has no place yet is its beginning.
    waiting = waiting === '' ? part : `${waiting}\n${part}`
    const finding = readItem(waiting)
    if (finding === null) {
      if (waiting.length > longestHead) return null
      continue
    }
    findings.push(finding)
    waiting = ''
    if (findings.length >= mostFindings) return findings
  }
  return waiting.trim() === '' ? findings : null
}

function readItem(part: string): Finding | null {
  const lines = part.split('\n')
  const bodyAt = lines.findIndex((line, place) => place > 0 && line.startsWith('  '))
  const head = lines
    .slice(0, bodyAt < 0 ? lines.length : bodyAt)
    .join('\n')
    .trimEnd()
  const place = placeIn(head)
  if (place === null) return null
  const body =
    bodyAt < 0
      ? ''
      : lines
          .slice(bodyAt)
          .map((line) => line.replace(/^ {2}/, ''))
          .join('\n')
  return { ...titled(place.title), path: place.path, ...linesOf(place.start, place.end), body: body.trim() }
}

/** "- Title — path:1-2". A path may hold " — " too: one that begins like an absolute path is believed first. */
function placeIn(head: string): { title: string; path: string; start: number; end: number } | null {
  const [, said, start, end] = /^- ([\s\S]*):(\d{1,15})-(\d{1,15})$/.exec(head) ?? []
  if (said === undefined) return null
  const cuts: number[] = []
  for (
    let at = said.lastIndexOf(dash);
    at >= 0 && cuts.length < 50;
    at = at === 0 ? -1 : said.lastIndexOf(dash, at - 1)
  )
    cuts.push(at)
  const cut =
    cuts.find((at) => /^(?:\/|[A-Za-z]:[\\/])/.test(said.slice(at + dash.length, at + dash.length + 3))) ?? cuts[0]
  if (cut === undefined) return null
  return { title: said.slice(0, cut), path: said.slice(cut + dash.length), start: Number(start), end: Number(end) }
}

const dash = ' — '

/** The same finding has the same key after the chat was read anew: its words are hashed (FNV-1a, 32 bits, twice). */
export function findingKey({ title, path, from, to, body }: Finding): string {
  const text = JSON.stringify([title, path, from, to, body])
  let one = 0x811c9dc5
  let two = 0x01000193
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x5bd1e995)
  }
  return (one >>> 0).toString(16).padStart(8, '0') + (two >>> 0).toString(16).padStart(8, '0')
}
