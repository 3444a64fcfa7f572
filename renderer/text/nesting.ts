// Tells text whose quotes or lists are nested so deeply that Markdown parsers run out of stack or time on it. Pure.

/** Levels of nesting; people write five, parsers take a few hundred, and a thousand take seconds. */
const deepest = 60

/** Quote and list markers in one line, such as "> > - > 1. ". Look-aheads keep each character to one way of matching. */
const inOneLine = new RegExp(`^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${deepest},}`, 'm')
/** A list item indented by two columns a level. */
const byIndent = new RegExp(`^[ \\t]{${deepest * 2},}(?:[-*+]|\\d{1,9}[.)])[ \\t]`, 'm')

/** Whether the text should be drawn as it is, without a parser. */
export function nestsTooDeep(text: string): boolean {
  return inOneLine.test(text) || byIndent.test(text)
}
