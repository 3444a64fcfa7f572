/**
 * A burst of text deltas as fast as a socket takes them, for benchmarks and stress tests: realistic Markdown, prepared
 * beforehand and written in large chunks, so that the model is never the slow part.
 */
import { completed, created, encodeEvent, messageDone, messageStarted, textDelta } from '../../main/demo/events'
import type { Script } from '../../main/demo/responses'

const CHUNK_BYTES = 256 * 1024

/** About ten deltas long on average per line, as a model would cut it; repeats with a counter so that no two parts agree. */
function section(index: number): string {
  return `## Part ${index}: what changed in the parser

The tokenizer now keeps **comments** as trivia, so that \`format()\` can put them back where they were. See item ${index}.

- reads one token ahead, never two
- keeps the position of every token (\`line\`, \`column\`)
- reports *unterminated* strings where they start

\`\`\`typescript
export function next(source: string, at = ${index}): Token | undefined {
  const start = skipTrivia(source, at)
  if (start >= source.length) return undefined
  return { kind: kindOf(source.charCodeAt(start)), start, end: endOf(source, start) }
}
\`\`\`

| case | before | after |
| --- | ---: | ---: |
| ${index} lines | ${index * 3} ms | ${index} ms |

`
}

/** The pieces of a burst: exactly `count` of them, a few characters each. */
export function burstPieces(count: number): string[] {
  const pieces: string[] = []
  for (let index = 1; pieces.length < count; index += 1) {
    for (const piece of section(index).match(/\s*[^\s]{1,8}|\s+$/g) ?? []) {
      if (pieces.length === count) break
      pieces.push(piece)
    }
  }
  return pieces
}

/** A script that answers with a burst of `count` deltas, and the text that they join to. */
export function burst(count: number): { readonly script: Script; readonly text: string } {
  const pieces = burstPieces(count)
  const text = pieces.join('')
  const itemId = 'msg_burst'
  const chunks: string[] = []
  let chunk = encodeEvent(messageStarted(itemId))
  for (const piece of pieces) {
    chunk += encodeEvent(textDelta(itemId, piece))
    if (chunk.length >= CHUNK_BYTES) {
      chunks.push(chunk)
      chunk = ''
    }
  }
  chunks.push(chunk + encodeEvent(messageDone(itemId, text)))
  return {
    text,
    script: (_request, context) => [
      encodeEvent(created(context.responseId)),
      ...chunks,
      encodeEvent(completed(context.responseId, { input: 1_000, output: count })),
    ],
  }
}
