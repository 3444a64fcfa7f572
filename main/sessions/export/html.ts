// Writes a session as one HTML page that needs nothing else and may do nothing: no script, no link out, no picture but those it
// carries, and a policy that says so to the browser.
import { createHash } from 'node:crypto'
import type { Block, Entry } from './blocks'
import { omittedNote, type Clipped } from './clip'
import type { SessionDocument, TurnPart } from './document'
import { pageStyle } from './html-style'
import { codeHtml, diffHtml, escaped, plainHtml, proseHtml, shown } from './html-text'

/** The pieces of the page, in order; one a turn, so that nothing long is held. */
export async function* htmlOf(session: SessionDocument): AsyncGenerator<string> {
  const facts = session.facts.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${shown(value, 'code')}</dd>`)
  yield `${headHtml(session.title)}
<body>
<header><h1 dir="auto">${shown(session.title, 'prose')}</h1>
<dl>${facts.join('\n')}</dl></header>
<main>
`
  for await (const turn of session.turns) yield turnHtml(turn)
  yield `</main>
<footer>${escaped(session.maskedNote())}</footer>
</body>
</html>
`
}

function headHtml(title: string): string {
  const hash = createHash('sha256').update(pageStyle).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>`
}

function turnHtml({ number, facts, error, entries }: TurnPart): string {
  const failure = error === '' ? '' : `<p class="note error">${shown(error, 'prose')}</p>\n`
  return `<section id="turn-${number}">
<h2>Turn ${number}${facts === '' ? '' : ` · ${shown(facts, 'prose')}`}</h2>
${entries.map(entryHtml).join('\n')}
${failure}</section>
`
}

function entryHtml({ kind, title, status, failed, blocks }: Entry): string {
  const ended = status === '' ? '' : ` (${status})`
  const name = shown(`${title}${ended}`, 'prose')
  const body = blocks.map(blockHtml).join('\n')
  switch (kind) {
    case 'user':
    case 'agent':
      return `<article class="${kind}"><h3>${name}</h3>\n${body}</article>`
    case 'note':
      return `<p class="note">${name}</p>${body}`
    case 'detail':
      return `<details${failed ? ' class="failed"' : ''}><summary>${name}</summary>\n${body}</details>`
  }
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return clippedHtml(block.text, proseHtml)
    case 'plain':
      return clippedHtml(block.text, plainHtml)
    case 'code': {
      const label = block.label === '' ? '' : `<p class="note">${shown(block.label, 'code')}</p>`
      return `${label}${clippedHtml(block.text, block.language === 'diff' ? diffHtml : codeHtml)}`
    }
    case 'image':
      return block.data === null
        ? `<p class="note">${shown(block.name, 'code')}</p>`
        : `<img alt="${escaped(block.name)}" src="data:${escaped(block.mime)};base64,${escaped(block.data)}">`
    case 'note':
      return `<p class="note">${shown(block.text, 'prose')}</p>`
  }
}

function clippedHtml({ head, end, omitted }: Clipped, write: (text: string) => string): string {
  return omitted === 0 ? write(head) : `${write(head)}<p class="note">${omittedNote(omitted)}</p>${write(end)}`
}
