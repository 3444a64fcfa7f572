import { beforeEach, expect, it, vi } from 'vitest'
import { highlight, highlighted, noteStreaming } from '../../../../renderer/text/highlight'
import type { Language } from '../../../../renderer/text/languages'
import { InProcessWorker } from '../in-process-worker'

beforeEach(() => {
  vi.stubGlobal('Worker', InProcessWorker)
})

const samples: Record<Language, string> = {
  bash: 'if [ -f "$a" ]; then echo hi; fi',
  c: 'int main(void) { return 0; }',
  css: 'a { color: red }',
  diff: '+ added\n- removed',
  go: 'func main() { x := "a" }',
  html: '<a href="x">y</a>',
  java: 'public class A { int x = 1; }',
  javascript: 'const a = `x${1}`',
  json: '{"a": [1, true]}',
  markdown: '# Title\n\n**b**',
  python: 'def f(x):\n    """doc"""\n    return x',
  rust: 'fn main() { let x: u8 = 1; }',
  sql: 'select * from t where a = 1',
  toml: '[a]\nb = "c"',
  tsx: 'const A = () => <b c="d">{1}</b>',
  typescript: 'type A = { b: string }',
  yaml: 'a:\n  - "b"',
  cpp: 'int main() { std::string s = "a"; }',
  csharp: 'class A { string b = "c"; }',
  docker: 'FROM scratch\nRUN echo "a"',
  graphql: 'query A { b(c: "d") }',
  ini: '[a]\nb = "c"',
  kotlin: 'fun main() { val a = "b" }',
  lua: 'local a = "b"',
  make: 'all: a\n\techo "b"',
  php: '<?php $a = "b"; ?>',
  powershell: '$a = "b"; Write-Host $a',
  ruby: 'def a\n  "b"\nend',
  scss: '$a: 1px; b { c: $a; }',
  swift: 'func a() -> String { return "b" }',
  xml: '<a b="c">d</a>',
}

it.each(Object.entries(samples) as [Language, string][])(
  'colours %s without losing a character',
  async (language, code) => {
    const lines = await highlight(code, language, new AbortController().signal)
    expect(lines?.map((tokens) => tokens.map((token) => token.text).join('')).join('\n')).toBe(code)
    expect(lines?.flat().some((token) => token.role !== null || token.font > 0)).toBe(true)
    expect(highlighted(code, language)).toBe(lines)
  },
  20_000,
)

it('keeps its place in a construct that is longer than one slice', async () => {
  const code = `/*\n${'inside a comment\n'.repeat(100)}*/\nlet x`
  const lines = await highlight(code, 'typescript', new AbortController().signal)
  const roles = lines?.slice(1, 100).map((tokens) => tokens[0]?.role)
  expect(new Set(roles)).toEqual(new Set(['comment']))
})

it('gives up when nobody wants it any more, and on very long code', async () => {
  const stop = new AbortController()
  stop.abort()
  expect(await highlight('let never = 1', 'typescript', stop.signal)).toBeNull()
  expect(await highlight('x'.repeat(200_000), 'typescript', new AbortController().signal)).toBeNull()
})

it('asks for nothing while text streams in', async () => {
  const posted = vi.spyOn(InProcessWorker.prototype, 'postMessage')
  noteStreaming()
  const work = highlight('let later = 1', 'typescript', new AbortController().signal)
  await Promise.resolve()
  expect(posted).not.toHaveBeenCalled()
  expect(await work).not.toBeNull()
})

it('gives two that ask for the same code the same lines', async () => {
  const { signal } = new AbortController()
  const [one, other] = await Promise.all([
    highlight('let twice = 1', 'typescript', signal),
    highlight('let twice = 1', 'typescript', signal),
  ])
  expect(one).not.toBeNull()
  expect(other).toBe(one)
})
