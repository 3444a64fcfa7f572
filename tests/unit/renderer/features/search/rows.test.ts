import { expect, it } from 'vitest'
import { rowsOf } from '../../../../../renderer/features/search/rows'
import { projectId, threadId } from '../../stores/samples'
import { hit, other, snippet } from '../../stores/session-samples'

const words = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => (row.kind === 'session' ? row.hit.title : `  ${row.snippet.text}`))

it('a session stands before its snippets', () => {
  const hits = [hit('one', { snippets: [snippet('a', 'a'), snippet('b', 'b')] }), hit('two')]
  expect(words(rowsOf(hits))).toEqual(['one', '  a', '  b', 'two'])
})

it('each row has a key of its own, also with one session in two projects and one text found twice', () => {
  const snippets = [snippet('a', 'a'), snippet('a', 'a')]
  const rows = rowsOf([hit(threadId, { snippets }), hit(threadId, { projectId: other.id, snippets })])
  expect(new Set(rows.map(({ key }) => key)).size).toBe(6)
  expect(rows.map((row) => row.hit.projectId)).toEqual([projectId, projectId, projectId, other.id, other.id, other.id])
})

it('keys stay as further snippets come, so that the chosen row stays chosen', () => {
  const before = rowsOf([hit('one', { snippets: [snippet('a', 'a')] }), hit('two')])
  const after = rowsOf([hit('one', { snippets: [snippet('a', 'a'), snippet('b', 'b')] }), hit('two')])
  const keys = after.map(({ key }) => key)
  for (const { key } of before) expect(keys).toContain(key)
})
