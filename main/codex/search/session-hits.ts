// What was found in one rollout file, as snippets: each place once, though Codex writes what is said into more than one record.
import { closeSync, openSync } from 'node:fs'
import { parseRecord } from '../rollout/records'
import { bytesAround, lineAt } from './line-at'
import { literal, type SearchPattern } from './pattern'
import type { RawHit } from './ripgrep'
import { saidIn } from './said'
import { snippetsOf, type Snippet } from './snippets'

export interface PlacedSnippet extends Snippet {
  /** Byte offset of the record's line. */
  readonly offset: number
}

/** Snippets of one session; more say nothing new. */
export const mostSnippets = 5

export class SessionHits {
  readonly #pattern: SearchPattern
  /** Offsets of lines that were looked at. */
  readonly #lines = new Set<number>()
  /** What stands around the hits shown, to tell the same words in another record. */
  readonly #shown = new Set<string>()

  constructor(pattern: SearchPattern) {
    this.#pattern = pattern
  }

  get isFull(): boolean {
    return this.#shown.size >= mostSnippets
  }

  /** Reads the places of a file, in the order given. A file that can't be read any more has none. */
  read(path: string, hits: readonly RawHit[]): PlacedSnippet[] {
    let file: number
    try {
      file = openSync(path, 'r')
    } catch {
      return []
    }
    try {
      const found: PlacedSnippet[] = []
      let known = { from: -1, to: -1 }
      for (const hit of hits) {
        if (this.isFull) break
        if (hit.at >= known.from && hit.at < known.to) continue
        const line = lineAt(file, hit.at)
        known = { from: line.offset, to: line.offset + line.length + 1 }
        if (this.#lines.has(line.offset)) continue
        this.#lines.add(line.offset)
        if (line.text === null) found.push(...this.#raw(file, line.offset, hit))
        else found.push(...this.#said(line.offset, line.text, hit))
      }
      return found
    } finally {
      closeSync(file)
    }
  }

  #said(offset: number, text: string, hit: RawHit): PlacedSnippet[] {
    const record = parseRecord({ offset, length: text.length, text, ended: true })
    if (record === null || record.kind === 'bad') return []
    const pattern = this.#pattern.mark ?? literal(plain(hit.text))
    return saidIn(record).flatMap((said) =>
      snippetsOf(said, pattern, mostSnippets).flatMap((snippet) => this.#once(offset, snippet)),
    )
  }

  /** A record of megabytes: the place itself, without knowing more of it. */
  #raw(file: number, offset: number, hit: RawHit): PlacedSnippet[] {
    const text = plain(bytesAround(file, hit.at, 80, 400))
    const pattern = this.#pattern.mark ?? literal(plain(hit.text))
    return snippetsOf({ kind: 'output', text }, pattern, 1).flatMap((snippet) => this.#once(offset, snippet))
  }

  #once(offset: number, snippet: Snippet): PlacedSnippet[] {
    if (this.isFull) return []
    const [from] = snippet.marks[0] ?? [0]
    const key = snippet.text.slice(Math.max(0, from - 20), from + 60).trim()
    if (this.#shown.has(key)) return []
    this.#shown.add(key)
    return [{ ...snippet, offset }]
  }
}

/** JSON escapes as the characters that they stand for, as far as a cut-out piece allows. */
function plain(json: string): string {
  return json.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_all, code: string | undefined, char: string | undefined) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return char === 'n' || char === 'r' || char === 't' ? ' ' : (char ?? '')
  })
}
