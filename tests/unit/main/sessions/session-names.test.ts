import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSessionNames } from '../../../../main/sessions/session-names'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'deck-names-'))))
afterEach(() => rmSync(home, { recursive: true, force: true }))

it('takes the last name of each session and passes over what is no name', async () => {
  const lines = [
    '{"id":"A-1","thread_name":"First"}',
    'not json',
    '{"id":"a-1","thread_name":"Second","updated_at":"2026-01-01T00:00:00Z"}',
    '{"id":7,"thread_name":"No id"}',
    '{"id":"b-2","thread_name":"Taken back"}',
    '{"id":"b-2","thread_name":" "}',
    '{"id":"c-3","thread_na',
  ]
  writeFileSync(join(home, 'session_index.jsonl'), lines.join('\n'))
  expect([...(await readSessionNames(home))]).toEqual([['a-1', 'Second']])
})

it('has no names where there is no such file', async () => {
  expect((await readSessionNames(home)).size).toBe(0)
})
