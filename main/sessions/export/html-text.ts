// Text of others as HTML: escaped, hidden characters pointed at, and the little Markdown that makes an answer readable (code,
// headings, bold). Never a link, a picture, or a tag that the text asked for. Pure.
import { visibleParts, type TextUse } from './visible'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for attribute values in double quotes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Escaped, with hidden characters as marks of their own. */
export function shown(text: string, use: TextUse): string {
  return visibleParts(text, use)
    .map((part) => (part.kind === 'hidden' ? `<span class="hidden">${part.text}</span>` : escaped(part.text)))
    .join('')
}

export function codeHtml(text: string): string {
  return `<pre dir="ltr"><code>${shown(text, 'code')}</code></pre>`
}

/** A unified diff, line by line. */
export function diffHtml(text: string): string {
  const lines = text.split('\n').map((line) => {
    const kind = line.startsWith('@@') ? 'hunk' : line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : ''
    return kind === '' ? shown(line, 'code') : `<span class="${kind}">${shown(line, 'code')}</span>`
  })
  return `<pre dir="ltr"><code>${lines.join('\n')}</code></pre>`
}

export function plainHtml(text: string): string {
  return `<p class="text" dir="auto">${shown(text, 'prose')}</p>`
}

/** A message's Markdown, as far as it helps reading; the rest stays as it was typed. */
export function proseHtml(text: string): string {
  const html: string[] = []
  let paragraph: string[] = []
  let code: { mark: string; lines: string[] } | null = null
  const endParagraph = (): void => {
    if (paragraph.length > 0) html.push(`<p class="text" dir="auto">${paragraph.join('\n')}</p>`)
    paragraph = []
  }
  for (const line of text.split('\n')) {
    const run = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (code !== null) {
      if (run.length >= code.mark.length && run.startsWith(code.mark.charAt(0)) && line.trim() === run) {
        html.push(codeHtml(code.lines.join('\n')))
        code = null
      } else code.lines.push(line)
    } else if (run !== '') {
      endParagraph()
      code = { mark: run, lines: [] }
    } else if (line.trim() === '') endParagraph()
    else {
      const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1]
      if (heading === undefined) paragraph.push(inlineHtml(line))
      else {
        endParagraph()
        html.push(`<p class="text heading" dir="auto">${inlineHtml(heading)}</p>`)
      }
    }
  }
  if (code !== null) html.push(codeHtml(code.lines.join('\n')))
  endParagraph()
  return html.join('\n')
}

function inlineHtml(line: string): string {
  let html = ''
  let at = 0
  for (const found of line.matchAll(/(?<!`)`([^`\n]+)`(?!`)|\*\*([^*\n]+)\*\*/g)) {
    html += shown(line.slice(at, found.index), 'prose')
    const [whole, code, bold] = found
    html +=
      code === undefined ? `<strong>${shown(bold ?? '', 'prose')}</strong>` : `<code>${shown(code, 'code')}</code>`
    at = found.index + whole.length
  }
  return html + shown(line.slice(at), 'prose')
}
