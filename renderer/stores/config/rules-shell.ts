// A typed command line as words, and as Codex takes it apart before it asks the rules: the script of `bash -lc` becomes its single
// commands when it is made of plain words alone, and is looked at as a whole otherwise (measured with 0.169.0; see the integration
// test, which holds this against the real Codex). Pure.

/** The commands of a script, or why Codex looks at it as a whole. */
export type Split = { kind: 'commands'; commands: string[][] } | { kind: 'whole'; because: string }

const shells = /(?:^|[\\/])(?:ba|z)?sh$/
const scriptFlags: ReadonlySet<string> = new Set(['-c', '-lc'])

/** The words of a line as a shell gives them to a program; null while a quote is open. Operators are words like any other. */
export function shellWords(line: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at)
    if (sign === "'" || sign === '"') {
      const inner = quoted(line, at)
      if (inner === null) return null
      word = (word ?? '') + inner.text
      at = inner.end
    } else if (sign === '\\') {
      if (at + 1 >= line.length) return null
      at += 1
      word = (word ?? '') + line.charAt(at)
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + sign
  }
  if (word !== null) words.push(word)
  return words
}

/** The text between the quote at `start` and its end. */
function quoted(line: string, start: number): { text: string; end: number } | null {
  const quote = line.charAt(start)
  let text = ''
  for (let at = start + 1; at < line.length; at += 1) {
    const sign = line.charAt(at)
    if (sign === quote) return { text, end: at }
    // Between double quotes a backslash protects only these.
    if (quote === '"' && sign === '\\' && '"\\$`\n'.includes(line.charAt(at + 1))) {
      at += 1
      text += line.charAt(at)
    } else text += sign
  }
  return null
}

/** The script that a model's command line runs: the line itself, or what its own `bash -lc` is given. */
export function scriptOf(line: string): string {
  const words = shellWords(line)
  const [program = '', flag = '', script] = words ?? []
  return words?.length === 3 && shells.test(program) && scriptFlags.has(flag) && script !== undefined ? script : line
}

/** Takes a script apart as Codex does. */
export function splitAsCodex(script: string): Split {
  const commands: string[][] = []
  let words: string[] = []
  let word: string | null = null
  const whole = (because: string): Split => ({ kind: 'whole', because })
  const endWord = (): void => {
    if (word !== null) words.push(word)
    word = null
  }
  const endCommand = (): boolean => {
    endWord()
    if (words.length === 0) return false
    commands.push(words)
    words = []
    return true
  }
  for (let at = 0; at < script.length; at += 1) {
    const sign = script.charAt(at)
    const two = script.slice(at, at + 2)
    if (sign === "'" || sign === '"') {
      const inner = quoted(script, at)
      if (inner === null) return whole('a quote is not closed')
      const raw = script.slice(at + 1, inner.end)
      if (sign === '"' && /[$`]|\\["\\\n]/.test(raw))
        return whole('a text in double quotes holds $, ` or an escaped sign')
      if (words.length === 0) return whole('the name of a program is quoted')
      word = (word ?? '') + inner.text
      at = inner.end
    } else if (two === '&&' || two === '||') {
      if (!endCommand()) return whole(`nothing stands before ${two}`)
      at += 1
    } else if (sign === '|' || sign === ';' || sign === '\n') {
      const had = endCommand()
      if (!had && sign !== '\n') return whole(`nothing stands before ${sign}`)
    } else if (sign === '&') return whole('something runs in the background (&)')
    else if (sign === '$' || sign === '`') return whole('a variable or the output of a command is put in ($, `)')
    else if (sign === '<' || sign === '>') return whole('input or output is redirected (<, >)')
    else if ('(){}'.includes(sign)) return whole('it holds brackets: a group, a function or alternatives')
    else if (sign === '\\') return whole('it holds a backslash')
    else if (/[*?[\]~^]/.test(sign)) return whole('it names files by a pattern (*, ?, [, ~)')
    else if (sign === '#') return whole('it holds a #')
    else if (/\s/.test(sign)) endWord()
    else word = (word ?? '') + sign
  }
  const endsOpen = /(?:&&|\|\|?)\s*$/.test(script)
  endCommand()
  if (endsOpen) return whole('something is missing at its end')
  if (commands.length === 0) return whole('it is empty')
  for (const [first = ''] of commands) {
    if (/^\w+\+?=/.test(first)) return whole('a variable is set before a command')
    if (keywords.has(first)) return whole(`it holds “${first}”`)
  }
  return { kind: 'commands', commands }
}

const keywords: ReadonlySet<string> = new Set(
  'if then else elif fi for while until do done case esac select function time coproc ! [[ ]]'.split(' '),
)
