import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPrompts } from '../../../../main/sessions/prompts'

describe('what was typed in the terminal', () => {
  let home: string
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'prompts-'))))
  afterEach(() => rmSync(home, { recursive: true }))

  const write = (...lines: unknown[]): void =>
    writeFileSync(
      join(home, 'history.jsonl'),
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    )
  const typed = (text: unknown): object => ({ session_id: 'a', ts: 1_700_000_000, text })

  it('comes oldest first, each once, where it was typed last', async () => {
    write(typed('one'), typed('two'), typed(' one '), typed('three'))
    expect(await readPrompts(home)).toEqual(['two', 'one', 'three'])
  })

  it('passes over lines that are none, and texts that are empty or endless', async () => {
    write(
      'no json',
      '',
      typed(''),
      typed(7),
      typed('x'.repeat(20_001)),
      '{"text":"of no session"}',
      '[]',
      typed('good'),
    )
    expect(await readPrompts(home)).toEqual(['good'])
  })

  it('is none without a history, and of a folder in its place', async () => {
    expect(await readPrompts(home)).toEqual([])
    expect(await readPrompts(join(home, 'missing'))).toEqual([])
  })

  it('is the newest 200 of a long history', async () => {
    write(...Array.from({ length: 5000 }, (_, at) => typed(`prompt ${at}`)))
    const prompts = await readPrompts(home)
    expect(prompts).toHaveLength(200)
    expect(prompts[0]).toBe('prompt 4800')
    expect(prompts.at(-1)).toBe('prompt 4999')
  })
})
