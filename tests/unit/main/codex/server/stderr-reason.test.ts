import { expect, it } from 'vitest'
import { reasonFromStderr } from '../../../../../main/codex/server/stderr-reason'

it('is the error line, not the backtrace after it', () => {
  const tail =
    'Error: approval_policy = "untrusted" is no longer supported\n\nStack backtrace:\n   0: <unknown>\n   1: <unknown>'
  expect(reasonFromStderr(tail)).toBe('approval_policy = "untrusted" is no longer supported')
})

it('is else a panic, else the last logged error, else the last line', () => {
  expect(reasonFromStderr('x\nthread main panicked at a.rs:1: boom\nnote: more')).toBe(
    'thread main panicked at a.rs:1: boom',
  )
  expect(reasonFromStderr('2026-11-21T00:40:33.5Z  ERROR codex: no space\nbye')).toBe('codex: no space')
  expect(reasonFromStderr('one\ntwo\n')).toBe('two')
})

it('is nothing if nothing was said, and never longer than a message may be', () => {
  expect(reasonFromStderr(' \n')).toBeNull()
  expect(reasonFromStderr('x'.repeat(5000))).toHaveLength(300)
})
