// Cuts a growing text into pieces whose boundaries stay where they are as it grows, so that the finished ones need no
// second look from React or from the layout. Pure.

/** Characters a piece: small enough to lay out in a blink, large enough to keep the pieces few. */
const chunkLength = 8_000
/** How far to look for a good place to cut. */
const reach = 4_000

/** Pieces that join to the text again. Cut after a line end if there is one near, else after a space, else anywhere. */
export function chunksOf(text: string): string[] {
  const chunks: string[] = []
  let at = 0
  while (text.length - at > chunkLength + reach) {
    const target = at + chunkLength
    chunks.push(text.slice(at, cutAfter(text, target)))
    at = cutAfter(text, target)
  }
  if (at < text.length) chunks.push(text.slice(at))
  return chunks
}

function cutAfter(text: string, target: number): number {
  // Only looks at what is certain to be there when the piece is cut, so that more text moves no boundary.
  for (const mark of ['\n', ' ']) {
    const found = text.indexOf(mark, target)
    if (found >= 0 && found < target + reach) return found + 1
  }
  const code = text.charCodeAt(target)
  // Never between the halves of a character.
  return code >= 0xdc00 && code <= 0xdfff ? target + 1 : target
}
