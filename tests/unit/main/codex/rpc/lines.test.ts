import { describe, expect, it } from 'vitest'
import { LineSplitter, type LineIssue } from '../../../../../main/codex/rpc/lines'

function splitter(maxLineBytes?: number) {
  const lines: string[] = []
  const issues: LineIssue[] = []
  const split = new LineSplitter({
    onLine: (line) => lines.push(line),
    onIssue: (issue) => issues.push(issue),
    ...(maxLineBytes === undefined ? {} : { maxLineBytes }),
  })
  return { split, lines, issues }
}

describe('lines', () => {
  it('come out whole however the bytes are cut, even inside a character', () => {
    const text = '{"a":"ü"}\n{"b":"日本語 🎉"}\n'
    const bytes = Buffer.from(text)
    for (let size = 1; size <= bytes.length; size += 1) {
      const { split, lines, issues } = splitter()
      for (let at = 0; at < bytes.length; at += size) split.push(bytes.subarray(at, at + size))
      split.end()
      expect(lines).toEqual(['{"a":"ü"}', '{"b":"日本語 🎉"}'])
      expect(issues).toEqual([])
    }
  })

  it('that are blank are skipped, with or without a carriage return', () => {
    const { split, lines } = splitter()
    split.push(Buffer.from('\n\r\n{}\r\n\n'))
    expect(lines).toEqual(['{}\r'])
  })

  it('that stop at the end of the stream are reported and not delivered', () => {
    const { split, lines, issues } = splitter()
    split.push(Buffer.from('{}\n{"id":1,"res'))
    split.end()
    expect(lines).toEqual(['{}'])
    expect(issues).toEqual([{ kind: 'half-line', bytes: 12, head: '{"id":1,"res' }])
  })

  it('over the cap are dropped and reported with their beginning, and the next one is delivered', () => {
    const { split, lines, issues } = splitter(10)
    split.push(Buffer.from('{"id":7,"result":'))
    split.push(Buffer.from('"long"}\n{"ok":1}\n'))
    expect(issues).toEqual([{ kind: 'line-too-long', bytes: 24, head: '{"id":7,"result":' }])
    expect(lines).toEqual(['{"ok":1}'])
  })

  it('over the cap are dropped even when they come in one piece', () => {
    const { split, lines, issues } = splitter(10)
    split.push(Buffer.from('{"too":"long, this"}\n{}\n'))
    expect(issues).toMatchObject([{ kind: 'line-too-long', bytes: 20 }])
    expect(lines).toEqual(['{}'])
  })

  it('exactly at the cap are delivered', () => {
    const { split, lines, issues } = splitter(8)
    split.push(Buffer.from('{"a'))
    split.push(Buffer.from('":1}\n'))
    split.push(Buffer.from('{"ab":1}\n'))
    expect(lines).toEqual(['{"a":1}', '{"ab":1}'])
    expect(issues).toEqual([])
  })

  it('of 100 MB cost no more memory than the cap', () => {
    const { split, lines, issues } = splitter(1024 * 1024)
    const piece = Buffer.alloc(64 * 1024, 'x')
    const before = process.memoryUsage().arrayBuffers
    for (let sent = 0; sent < 100 * 16; sent += 1) split.push(piece)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024)
    split.push(Buffer.from('\n{}\n'))
    expect(issues).toEqual([{ kind: 'line-too-long', bytes: 100 * 1024 * 1024, head: 'x'.repeat(256) }])
    expect(lines).toEqual(['{}'])
  })

  it('still being dropped at the end of the stream are reported', () => {
    const { split, issues } = splitter(4)
    split.push(Buffer.from('{"abc'))
    split.end()
    expect(issues).toMatchObject([{ kind: 'line-too-long', bytes: 5 }])
  })
})
