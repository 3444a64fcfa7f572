// Splits Markdown into top-level blocks as it streams in. What is finished is never looked at again: each step reads only
// the unfinished end. Any way of cutting a text into steps gives the same blocks as the whole text at once. Pure.
import { Lexer, type Token, type Tokens } from 'marked'
import { nestsTooDeep } from './nesting'

export type Block =
  | { kind: 'markdown'; raw: string }
  /** A fenced or indented block, drawn without a Markdown parser. */
  | { kind: 'code'; raw: string; code: string; lang: string | null }
  /** Link definitions: draw nothing, but blocks that refer to them need them. */
  | { kind: 'definition'; raw: string }

export interface BlockState {
  /** The text so far, line ends made "\n". */
  text: string
  /** Blocks that no further text can change. Grows at its end only; its blocks keep their identity. */
  done: readonly Block[]
  /** Where in `text` the unfinished end begins. */
  doneLength: number
  /** Blocks of the unfinished end as far as it can be told. */
  tail: readonly Block[]
  /** How much of the end was complete lines when they were last looked at. */
  readLines: number
}

/** An end longer than this is read again only when it has grown by an eighth: its cost must not grow with its length. */
export const hugeTail = 16_384

const empty: BlockState = { text: '', done: [], doneLength: 0, tail: [], readLines: 0 }

/** Throws on text that is nested too deeply, as marked itself does when its stack ends: it is then kept in one piece. */
function lex(text: string): Token[] {
  if (nestsTooDeep(text)) throw new RangeError('nested too deeply')
  // Block level only: `lex` would read the inline level of every block too, and react-markdown does that again.
  return new Lexer().blockTokens(text, [])
}

/** A list longer than this is drawn in several parts, for each part that grows is parsed anew at every frame. */
const longList = 2_000
const listPart = 1_000

const isList = (token: Token): token is Tokens.List => token.type === 'list' && Array.isArray(token['items'])

/** Whole items, gathered until a part is long enough; cut from the start on, so that growth moves no boundary. */
function partsOfList(list: Tokens.List): string[] {
  const items = list.items.map((item) => item.raw)
  const joined = items.join('')
  // marked leaves the blank end of the last item to the list.
  if (list.raw.length <= longList || joined.trim() === '' || !list.raw.startsWith(joined)) return [list.raw]
  items.push(`${items.pop() ?? ''}${list.raw.slice(joined.length)}`)
  const parts: string[] = []
  let part = ''
  for (const item of items) {
    part += item
    if (part.length < listPart) continue
    parts.push(part)
    part = ''
  }
  return part === '' ? parts : [...parts, part]
}

function blocksIn(token: Token): Block[] {
  if (token.type === 'space') return []
  if (token.type === 'def') return [{ kind: 'definition', raw: token.raw }]
  if (token.type === 'code' && typeof token['text'] === 'string') {
    const lang: unknown = token['lang']
    const name = typeof lang === 'string' && lang !== '' ? lang : null
    return [{ kind: 'code', raw: token.raw, code: token['text'], lang: name }]
  }
  if (isList(token)) return partsOfList(token).map((raw) => ({ kind: 'markdown', raw }))
  return [{ kind: 'markdown', raw: token.raw }]
}

function blocksOf(text: string): Block[] {
  if (text === '') return []
  try {
    return lex(text).flatMap(blocksIn)
  } catch {
    // marked gives up on some inputs (an endless loop guard): the text is drawn as one block rather than not at all.
    return [{ kind: 'markdown', raw: text }]
  }
}

/** How much of these complete lines is finished for good: everything before the last block. */
function finishedLength(lines: string): number {
  let tokens: Token[]
  try {
    tokens = lex(lines)
  } catch {
    return 0
  }
  const last = tokens.findLastIndex((token) => token.type !== 'space')
  const length = tokens.slice(0, Math.max(last, 0)).reduce((sum, token) => sum + token.raw.length, 0)
  // The lexer may rewrite what it reads (it must not, for block tokens): then the end is left as one piece.
  const raw = tokens.map((token) => token.raw).join('')
  return raw === lines ? length : 0
}

/**
 * The next state for a text that may have grown. `complete` says that nothing follows. A text that is no continuation of
 * the last one starts afresh.
 */
export function splitBlocks(before: BlockState | null, rawText: string, complete: boolean): BlockState {
  const text = rawText.includes('\r') ? rawText.replace(/\r\n?/g, '\n') : rawText
  const state = before !== null && text.startsWith(before.text) ? before : empty
  if (state.text === text && !complete && state !== empty) return state
  let { done, doneLength, readLines } = state
  const end = text.slice(doneLength)
  const lines = end.lastIndexOf('\n') + 1
  const isHuge = end.length > hugeTail && !complete
  if (isHuge && lines - readLines < readLines / 8) {
    // What came is drawn as part of the last block until the end is read again.
    const added = text.slice(state.text.length)
    const last = state.tail.at(-1) ?? { kind: 'markdown', raw: '' }
    const grown: Block =
      last.kind === 'code'
        ? { ...last, raw: last.raw + added, code: last.code + added }
        : { ...last, raw: last.raw + added }
    const tail = [...state.tail.slice(0, -1), grown]
    return { text, done, doneLength, tail, readLines }
  }
  if (lines > readLines) {
    const finished = finishedLength(end.slice(0, lines))
    if (finished > 0) {
      done = [...done, ...blocksOf(end.slice(0, finished))]
      doneLength += finished
    }
    readLines = lines - finished
  }
  return { text, done, doneLength, tail: blocksOf(text.slice(doneLength)), readLines }
}

/** All blocks of a text that is complete. */
export function allBlocks(text: string): Block[] {
  const { done, tail } = splitBlocks(null, text, true)
  return [...done, ...tail]
}
