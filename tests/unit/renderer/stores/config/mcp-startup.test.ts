import { expect, it } from 'vitest'
import { withStartups } from '../../../../../renderer/stores/config/mcp-startup'

const note = (atMs: number, status: string, threadId = 't', name = 'a', error: string | null = null) => ({
  atMs,
  params: { threadId, name, status, error, failureReason: null },
})

it('measures from starting to ready within one chat', () => {
  const seen = withStartups(new Map(), [
    note(100, 'starting'),
    note(150, 'starting', 'u'),
    note(400, 'ready'),
    note(151, 'ready', 'u'),
  ])
  expect(seen.get('a')).toMatchObject({ state: 'ready', tookMs: 1 })
  expect(withStartups(new Map(), [note(100, 'starting'), note(400, 'ready')]).get('a')?.tookMs).toBe(300)
})

it('keeps the time when a reload tells ready again, and the error of a failure', () => {
  const first = withStartups(new Map(), [note(0, 'starting'), note(30, 'ready'), note(900, 'ready')])
  expect(first.get('a')).toMatchObject({ state: 'ready', tookMs: 30 })
  expect(withStartups(first, [note(1000, 'failed', 't', 'a', 'boom')]).get('a')).toMatchObject({
    state: 'failed',
    error: 'boom',
  })
})

it('lets fall what it can’t read', () => {
  const before = withStartups(new Map(), [])
  expect(
    withStartups(before, [
      { params: null, atMs: 1 },
      { params: { name: 'x', status: 'dancing' }, atMs: 1 },
    ]).size,
  ).toBe(0)
})
