import { describe, expect, it } from 'vitest'
import { exportFileName } from '../../../../../main/sessions/export/file-name'

describe('the name of an export', () => {
  it.each([
    ['Make the parser accept comments', 'Make the parser accept comments.md'],
    ['fix src/parser.ts: a "bug"?', 'fix src parser.ts a bug.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['..\\..\\x', 'x.md'],
    ['.hidden', 'hidden.md'],
    ['-rf', 'rf.md'],
    ['trailing dots... ', 'trailing dots.md'],
    ['line\nbreak\ttab', 'line break tab.md'],
    ['gpj\u202Eexe', 'gpj exe.md'],
    ['null\u0000byte', 'null byte.md'],
    ['CON', 'session CON.md'],
    ['nul.txt', 'session nul.txt.md'],
    ['lpt1', 'session lpt1.md'],
    ['console', 'console.md'],
    ['Größe 日本語 🙂', 'Größe 日本語 🙂.md'],
    ['', 'session.md'],
    ['  /// ', 'session.md'],
    ['\u200b', 'session.md'],
  ])('of %j is %j', (title, name) => {
    expect(exportFileName(title, 'markdown')).toBe(name)
  })

  it('has the format’s extension', () => {
    expect(exportFileName('a', 'html')).toBe('a.html')
    expect(exportFileName('a', 'jsonl')).toBe('a.jsonl')
  })

  it('stays short in bytes and never cuts a character', () => {
    const name = exportFileName('日'.repeat(10_000), 'markdown')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(124)
    expect(name).toBe(`${'日'.repeat(40)}.md`)
  })
})
