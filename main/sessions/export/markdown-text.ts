// Makes text of others safe inside a Markdown file that we write: no raw HTML, no pictures that a viewer would fetch, no headings
// above our own, no fence left open. What is inside fenced code stays as it is. Pure.
import { visible } from './visible'

/** A fence longer than any run of backticks inside, so that no text can end it. */
export function fenced(text: string, language: string): string {
  const longest = [...text.matchAll(/`{3,}/g)].reduce((max, [run]) => Math.max(max, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}${text.endsWith('\n') || text === '' ? '' : '\n'}${fence}`
}

/** One line for a heading or a list: nothing in it is Markdown. */
export function inlineText(text: string): string {
  return visible(text, 'prose')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\\`*_{}[\]()#+!|~]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
}

/** One line for inside our own HTML tags. */
export function htmlText(text: string): string {
  return visible(text, 'prose').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

interface OpenFence {
  readonly mark: string
  readonly length: number
  readonly indent: number
}

/**
 * A message's Markdown. Headings start at the fourth level, since the first three are the file's own. A fence is trusted
 * only where every viewer sees one; after a doubtful place none is, and all that follows is escaped.
 */
export function markdownText(text: string): string {
  let open: OpenFence | null = null
  let doubtful = false
  let afterText = false
  const lines = visible(text, 'prose')
    .split('\n')
    .map((line) => {
      if (open !== null) {
        const indent = indentOf(line)
        if (line.trim() !== '' && indent < open.indent) {
          // The list that held the fence may have ended here, or not: viewers differ.
          open = null
          doubtful = true
        } else {
          if (isEnd(line, open)) open = null
          return line
        }
      }
      const start = doubtful ? null : startOf(line)
      if (start !== null) {
        open = start
        afterText = false
        return line
      }
      const safe = safeLine(line, afterText)
      afterText = line.trim() !== ''
      return safe
    })
  const left = open as OpenFence | null // the closure above assigns it
  if (left !== null) lines.push(`${' '.repeat(left.indent)}${left.mark.repeat(left.length)}`)
  return lines.join('\n')
}

/** The same in a quotation, each line break kept. */
export function quoted(text: string): string {
  return markdownText(text)
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line.trimEnd()}  `))
    .join('\n')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function startOf(line: string): OpenFence | null {
  const [, indent = '', run = '', info = ''] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line) ?? []
  const mark = run.charAt(0)
  if (run === '' || (mark === '`' && info.includes('`'))) return null
  return { mark, length: run.length, indent: indent.length }
}

function isEnd(line: string, { mark, length }: OpenFence): boolean {
  const run = line.trim()
  return indentOf(line) <= 3 && run.length >= length && run === mark.repeat(run.length)
}

function safeLine(line: string, afterText: boolean): string {
  // A line of = or - under text would make a heading of it.
  if (afterText && /^\s*(?:=+|-+)\s*$/.test(line)) return line.replace(/[=-]/, String.raw`\$&`)
  const heading = /^(\s{0,3}(?:[>*+-]\s+|\d{1,9}[.)]\s+)*)(#{1,6})(?=\s|$)/.exec(line)
  const demoted =
    heading === null
      ? line
      : `${heading[1] ?? ''}${'#'.repeat(Math.min(6, (heading[2]?.length ?? 1) + 3))}${line.slice(heading[0].length)}`
  return outsideCode(demoted, (part) =>
    part.replaceAll(/<(?=[A-Za-z/!?])/g, '&lt;').replaceAll(/!(?=\[)/g, String.raw`\!`),
  )
}

/** Changes what is not between equal runs of backticks on the line. */
function outsideCode(line: string, change: (text: string) => string): string {
  const pieces = line.split(/(`+)/)
  let result = ''
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? ''
    const isRun = index % 2 === 1
    const close = isRun ? pieces.findIndex((other, at) => at > index && at % 2 === 1 && other === piece) : -1
    if (!isRun) result += change(piece)
    else if (close < 0 || result.endsWith('\\')) result += piece
    else {
      result += pieces.slice(index, close + 1).join('')
      index = close
    }
  }
  return result
}
