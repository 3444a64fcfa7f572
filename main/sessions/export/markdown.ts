// Writes a session as Markdown, piece by piece.
import type { Block, Entry } from './blocks'
import { omittedNote, type Clipped } from './clip'
import type { SessionDocument, TurnPart } from './document'
import { fenced, htmlText, inlineText, markdownText, quoted } from './markdown-text'
import { visible } from './visible'

/** The pieces of the Markdown file, in order; one a turn, so that nothing long is held. */
export async function* markdownOf(session: SessionDocument): AsyncGenerator<string> {
  yield `# ${inlineText(session.title)}\n\n`
  yield session.facts.map(({ label, value }) => `- **${label}:** ${inlineText(value)}\n`).join('')
  for await (const turn of session.turns) yield turnText(turn)
  yield `\n---\n\n${inlineText(session.maskedNote())}\n`
}

function turnText({ number, facts, error, entries }: TurnPart): string {
  const parts = entries.map(entryText)
  if (error !== '') parts.push(`**Error:** ${inlineText(error)}`)
  const head = `## Turn ${number}${facts === '' ? '' : ` · ${inlineText(facts)}`}`
  return `\n${[head, ...parts].join('\n\n')}\n`
}

function entryText(entry: Entry): string {
  const { kind, title, status, failed, blocks } = entry
  const ended = status === '' ? '' : ` (${status})`
  const body = blocks.map((block) => blockText(block, kind === 'user')).join('\n\n')
  switch (kind) {
    case 'user':
    case 'agent':
      return `### ${inlineText(title)}${inlineText(ended)}\n\n${body}`
    case 'note':
      return [`*${inlineText(`${title}${ended}`)}*`, body].filter((part) => part !== '').join('\n\n')
    case 'detail':
      // Blank lines around the body let viewers read it as Markdown inside the tags.
      return `<details${failed ? ' open' : ''}><summary>${htmlText(`${title}${ended}`)}</summary>\n\n${body}\n\n</details>`
  }
}

function blockText(block: Block, isUser: boolean): string {
  switch (block.kind) {
    case 'prose':
      return clipped(block.text, isUser ? quoted : markdownText)
    case 'plain':
      return clipped(block.text, quoted)
    case 'code': {
      const code = clipped(block.text, (text) => fenced(visible(text, 'code'), block.language))
      return block.label === '' ? code : `${inlineText(block.label)}\n\n${code}`
    }
    case 'image':
      return block.data === null
        ? `*${inlineText(block.name)}*`
        : `![${inlineText(block.name)}](data:${block.mime};base64,${block.data})`
    case 'note':
      return `*${inlineText(block.text)}*`
  }
}

function clipped({ head, end, omitted }: Clipped, write: (text: string) => string): string {
  return omitted === 0 ? write(head) : `${write(head)}\n\n*${omittedNote(omitted)}*\n\n${write(end)}`
}
