import { describe, expect, it } from 'vitest'
import {
  bareCommand,
  itemKind,
  itemLabel,
  methodKind,
  oneLine,
} from '../../../../../renderer/features/inspector/live-labels'
import { itemsByType } from '../../stores/samples'

describe('labels', () => {
  it('are there for every item that Codex has', () => {
    for (const [type, item] of Object.entries(itemsByType)) {
      expect(itemLabel({ type, id: 'x', ...item }), type).not.toBe('')
      expect(itemLabel({ type, id: 'x' }), type).toEqual(expect.any(String))
    }
  })

  it('leave the shell out of a command only when it is quoted whole', () => {
    expect(bareCommand("/bin/bash -lc 'ls -la'")).toBe('ls -la')
    expect(bareCommand('/bin/zsh -lc ls')).toBe('ls')
    expect(bareCommand("/bin/bash -lc 'a'\\''b'")).toBe("'a'\\''b'")
    expect(bareCommand('make')).toBe('make')
  })

  it('are one line and never half a character', () => {
    expect(oneLine(' a\n\tb ')).toBe('a b')
    const cut = oneLine('😀'.repeat(200))
    expect(cut.length).toBeLessThanOrEqual(200)
    expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(cut)).toBe(false)
  })
})

it('sorts notifications into kinds', () => {
  expect(
    [
      'item/agentMessage/delta',
      'item/commandExecution/outputDelta',
      'turn/started',
      'turn/diff/updated',
      'thread/tokenUsage/updated',
      'error',
      'thread/compacted',
      'serverRequest/resolved',
      'hook/started',
      'thread/status/changed',
      'future/thing',
    ].map(methodKind),
  ).toEqual(['delta', 'delta', 'turn', 'patch', 'usage', 'error', 'compaction', 'approval', 'tool', 'session', 'other'])
  expect(itemKind('a new one')).toBe('other')
})
