import { describe, expect, it } from 'vitest'
import { keepLines } from '../../../../main/config/keep-lines'

/** What is left of `old` when Codex has made `now` of it. */
const kept = (old: string, now: string): string | undefined => keepLines(Buffer.from(old), Buffer.from(now))?.toString()

describe('keepLines', () => {
  it('gives CRLF, byte order mark and a missing final newline back', () => {
    expect(kept('\ufeffa = 1\r\nb = 2\r\n[t]\r\nc = 3', 'a = 1\nb = 5\n[t]\nc = 3\n')).toBe(
      '\ufeffa = 1\r\nb = 5\r\n[t]\r\nc = 3',
    )
  })

  it('keeps mixed line ends line by line and gives a new line the prevailing one', () => {
    expect(kept('a = 1\r\nb = 2\nc = 3\r\n', 'a = 1\nb = 2\nc = 3\nd = 4\n')).toBe('a = 1\r\nb = 2\nc = 3\r\nd = 4\r\n')
  })

  it('keeps the comments above a deleted key, and takes the blank lines above it along', () => {
    expect(kept('# lonely\n\nkey = 1 # gone\n\nother = 2\nx = 1\n', 'other = 2\n')).toBe('# lonely\n\n\nother = 2\n')
  })

  it('keeps the comments of a deleted table and of its neighbours', () => {
    const old = '[a]\n# about x\nx = 1\n\n# about b\n[b]\ny = 2\n'
    expect(kept(old, '[a]\nx = 1\n')).toBe('[a]\n# about x\nx = 1\n\n# about b\n')
    expect(kept(old, '[b]\ny = 2\n')).toBe('# about x\n\n# about b\n[b]\ny = 2\n')
  })

  it('writes a changed value where the old one stood, between its spaces and its comment', () => {
    expect(kept('  a   =  1   # why\r\n', 'a = 2\n')).toBe('  a   =  2   # why\r\n')
  })

  it('keeps a value that Codex has only written in another way', () => {
    const old = 'list = [\n  1, # one\n  2,\n]\nn = 0x10\nb = 1\n'
    expect(kept(old, 'list = [1, 2]\nn = 16\nb = 2\n')).toBe(old.replace('b = 1', 'b = 2'))
  })

  it('leaves the newlines inside a text of several lines alone', () => {
    const old = 'a = """x\r\ny\n"""\r\nb = 1\r\n'
    expect(kept(old, 'a = """x\r\ny\n"""\nb = 2\n')).toBe('a = """x\r\ny\n"""\r\nb = 2\r\n')
  })

  it('writes an inline table inline again when Codex has made a section of it', () => {
    expect(kept('x = { a = 1, "b c" = { d = 2 } } # c\ny = 1\n', 'y = 1\n[x]\na = 5\n[x."b c"]\nd = 2\n')).toBe(
      'x = { a = 5, "b c" = { d = 2 } } # c\ny = 1\n',
    )
  })

  it('keeps the order of tables that Codex moved', () => {
    expect(kept('[b]\nx = 1\n[a]\ny = 2\n', '[a]\ny = 2\n[b]\nx = 3\n')).toBe('[b]\nx = 3\n[a]\ny = 2\n')
  })

  it('puts a new table behind the whole table before it, with a blank line between', () => {
    expect(kept('[a]\r\nx = 1\r\n# about b\r\n[b]\r\ny = 1\r\n', '[a]\nx = 1\n[new]\nz = 1\n[b]\ny = 1\n')).toBe(
      '[a]\r\nx = 1\r\n\r\n[new]\r\nz = 1\r\n# about b\r\n[b]\r\ny = 1\r\n',
    )
  })

  it('puts a first key of the top under the words at the head of the file', () => {
    expect(kept('# mine\n\n# about a\n[a]\n', 'k = 1\n[a]\n')).toBe('# mine\n\nk = 1\n# about a\n[a]\n')
    expect(kept('# about a\n[a]\n', 'k = 1\n[a]\n')).toBe('k = 1\n# about a\n[a]\n')
    expect(kept('# nothing yet', 'k = 1\n')).toBe('# nothing yet\nk = 1\n')
    expect(kept('', 'k = 1\n')).toBe('k = 1\n')
  })

  it('tells the elements of an array of tables apart', () => {
    const old = '[[a]]\nn = 1 # one\n[a.sub]\nx = 1\n[[a]]\nn = 2 # two\n[a.sub]\nx = 2\n'
    expect(kept(old, '[[a]]\nn = 1\n[a.sub]\nx = 1\n[[a]]\nn = 2\n[a.sub]\nx = 3\n')).toBe(
      old.replace('x = 2', 'x = 3'),
    )
  })

  it('knows a quoted and a bare name of one key as the same, and a dot in a name from a dotted key', () => {
    expect(kept('"a" = 1\n\'b.c\' = 2\nb.c = 3\n', 'a = 1\n"b.c" = 4\nb.c = 3\n')).toBe(
      '"a" = 1\n\'b.c\' = 4\nb.c = 3\n',
    )
  })

  it('is not led astray by comments and texts that look like TOML', () => {
    const old = 's = """\n[no]\nk = 1\n""" # "\n# [b]\nv = [ # ]\n "]", # "\n]\nk = 1\n'
    expect(kept(old, 's = """\n[no]\nk = 1\n""" # "\n# [b]\nv = ["]"]\nk = 2\n')).toBe(`${old.slice(0, -2)}2\n`)
  })

  it('gives up on what is no UTF-8 or no TOML rather than guess', () => {
    expect(keepLines(Buffer.from([0x61, 0xff]), Buffer.from('a = 1\n'))).toBeNull()
    for (const broken of ['a', '[a', 'a = "x', 'a = [1', '= 1', 'a = 1 2 = 3 [', 'a = """x""'])
      expect(kept(broken, 'a = 1\n')).toSatisfy((text: unknown) => text === undefined || typeof text === 'string')
    expect(kept('a = "x', 'a = 1\n')).toBeUndefined()
  })

  it('takes 200,000 lines in well under a second', () => {
    const old = Array.from({ length: 100_000 }, (_, index) => `key${index} = "value" # note\r\n\r\n`).join('')
    const now = old.replaceAll('\r\n', '\n').replace('key500 = "value"', 'key500 = "other"')
    const started = performance.now()
    expect(kept(old, now)).toBe(old.replace('key500 = "value"', 'key500 = "other"'))
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
