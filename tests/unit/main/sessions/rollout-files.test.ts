import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listHomeRollouts, parseRolloutName, searchFolderRollouts } from '../../../../main/sessions/rollout-files'

const idA = '01a1fc6f-7f1f-7370-aab4-b497f16bfb2a'
const idB = '01a1fc6f-7f5c-7bc1-ad93-b63073c267f7'
const named = (id: string): string => `rollout-2026-11-21T04-48-47-${id}.jsonl`

describe('finding rollouts', () => {
  let home: string
  const put = (path: string, ageMs = 0): string => {
    const file = join(home, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '{}\n')
    const at = new Date(Date.now() - ageMs)
    utimesSync(file, at, at)
    return file
  }
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'deck-rollouts-'))))
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  it('reads id and time from the name', () => {
    expect(parseRolloutName(named(idA))).toEqual({
      threadId: idA,
      fileId: idA,
      createdAtMs: new Date(2026, 10, 21, 4, 48, 47).getTime(),
      compressed: false,
    })
    expect(parseRolloutName(`${named(idA)}.zst`)?.compressed).toBe(true)
    expect(parseRolloutName('rollout-2026-11-21T04-48-47-../../etc.jsonl')).toBeNull()
  })

  it('lists active and archived sessions of a home, the newest first', async () => {
    put(`sessions/2026/11/21/${named(idA)}`, 60_000)
    put(`archived_sessions/${named(idB)}`)
    const { files, problems } = await listHomeRollouts(home)
    expect(files.map(({ threadId, archived }) => [threadId, archived])).toEqual([
      [idB, true],
      [idA, false],
    ])
    expect(problems).toEqual([])
  })

  it('finds nothing, and no problem, in a home that is not there', async () => {
    expect(await listHomeRollouts(join(home, 'nowhere'))).toEqual({ files: [], problems: [] })
  })

  it('takes the newer of two files of one session and tells of the other', async () => {
    const older = put(`sessions/2026/11/20/${named(idA)}`, 60_000)
    const newer = put(`archived_sessions/${named(idA)}`)
    const { files, problems } = await listHomeRollouts(home)
    expect(files.map(({ path }) => path)).toEqual([newer])
    expect(problems.map(({ file }) => file)).toEqual([older])
  })

  it('takes the files of a reverted session for one, the first one first', async () => {
    const first = put(`sessions/2026/11/21/${named(idA)}`, 60_000)
    const second = put(`sessions/2026/11/21/${named(`${idA}_${idB}`)}`)
    const { files, problems } = await listHomeRollouts(home)
    expect(problems).toEqual([])
    expect(files).toHaveLength(1)
    expect(files[0]?.parts.map(({ path, fileId }) => [path, fileId])).toEqual([
      [first, idA],
      [second, idB],
    ])
    expect(files[0]?.changedAtMs).toBeGreaterThan(files[0]?.mtimeMs ?? 0)
  })

  it('follows no link and tells of names that Codex never gives', async () => {
    const outside = put('elsewhere/secret')
    mkdirSync(join(home, 'sessions/2026/11/21'), { recursive: true })
    symlinkSync(outside, join(home, 'sessions/2026/11/21', named(idA)))
    put('sessions/2026/11/21/rollout-strange.jsonl')
    const { files, problems } = await listHomeRollouts(home)
    expect(files).toEqual([])
    expect(problems).toHaveLength(2)
  })

  it('searches any folder, and knows what was archived', async () => {
    put(`backup/old/sessions/2026/11/21/${named(idA)}`)
    put(`backup/old/archived_sessions/${named(idB)}`)
    const { files } = await searchFolderRollouts(home)
    expect(new Map(files.map(({ threadId, archived }) => [threadId, archived]))).toEqual(
      new Map([
        [idA, false],
        [idB, true],
      ]),
    )
  })

  it('does not run in circles where folders link to each other', async () => {
    put(`a/${named(idA)}`)
    symlinkSync(home, join(home, 'a/loop'))
    expect((await searchFolderRollouts(home)).files).toHaveLength(1)
  })
})
