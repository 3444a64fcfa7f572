// Finding a thread's files in a home by their names.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRollout } from '../../../../../main/codex/rollout/find'

const id = '01a1fc6f-7f1f-7370-aab4-b497f16bfb2a'
const other = '01a1fc6f-7f5c-7bc1-ad93-b63073c267f7'
const early = '01a1fc70-0000-7000-8000-000000000001'
const late = '01a1fc71-0000-7000-8000-000000000001'
let home: string

beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'rollout-find-'))))
afterEach(() => rmSync(home, { recursive: true, force: true }))

const named = (stem: string, time = '2026-11-21T04-48-47'): string => `rollout-${time}-${stem}.jsonl`
function put(path: string, ageMs = 0): string {
  const file = join(home, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  const at = new Date(Date.now() - ageMs)
  utimesSync(file, at, at)
  return file
}

describe('finding the file of a thread', () => {
  it('looks into the folders of days, and into the archive after them', async () => {
    const archived = put(`archived_sessions/${named(id)}`)
    put(`sessions/2026/11/21/${named(other)}`)
    expect(await findRollout(home, id)).toEqual({ path: archived, archived: true, parts: [archived] })
    const active = put(`sessions/2026/11/21/${named(id)}`)
    expect(await findRollout(home, id)).toEqual({ path: active, archived: false, parts: [active] })
  })

  it('takes the newest part of a reverted thread, wherever the parts lie, the first one first', async () => {
    const newest = put(`sessions/2026/11/21/${named(`${id}_${late}`)}`, 90_000)
    const middle = put(`sessions/2026/11/23/${named(`${id}_${early}`)}`)
    const first = put(`sessions/2026/11/22/${named(id)}`)
    expect(await findRollout(home, id)).toEqual({ path: newest, archived: false, parts: [first, middle, newest] })
  })

  it('takes one of two copies of a file: the one written to last', async () => {
    const older = put(`sessions/2026/11/20/${named(id)}`, 60_000)
    const newer = put(`sessions/2026/11/19/${named(id, '2026-11-19T00-00-00')}`)
    expect((await findRollout(home, id))?.parts).toEqual([newer])
    utimesSync(older, new Date(), new Date(Date.now() + 60_000))
    expect((await findRollout(home, id))?.parts).toEqual([older])
  })

  it('finds a part by its own id too: that is what other files call it', async () => {
    const segment = put(`sessions/2026/11/21/${named(`${id}_${late}`)}`)
    expect((await findRollout(home, late))?.path).toBe(segment)
  })

  it('takes ids and names in both cases', async () => {
    const path = put(`sessions/2026/11/21/${named(id.toUpperCase())}`)
    expect((await findRollout(home, id))?.path).toBe(path)
    expect((await findRollout(home, id.toUpperCase()))?.path).toBe(path)
  })

  it.each([
    `notes-${id}.jsonl`,
    `rollout-2026-11-21T04-48-47-${id}.jsonl.bak`,
    `rollout-2026-11-21T04-48-47-${id}0.jsonl`,
    `rollout-2026-11-21T04-48-47-${id}.jsonl.zst`,
    named(other),
  ])('passes over %s', async (name) => {
    put(`sessions/2026/11/21/${name}`)
    expect(await findRollout(home, id)).toBeNull()
  })

  it('passes over a folder of that name, and whatever lies deeper than days do', async () => {
    mkdirSync(join(home, `sessions/2026/11/21/${named(id)}`), { recursive: true })
    put(`sessions/2026/11/21/more/${named(id)}`)
    expect(await findRollout(home, id)).toBeNull()
  })

  it.skipIf(process.platform === 'win32')('passes over a pipe, and follows no link to a folder', async () => {
    mkdirSync(join(home, 'sessions'))
    execFileSync('mkfifo', [join(home, `sessions/${named(id)}`)])
    put(`elsewhere/${named(id)}`)
    symlinkSync(join(home, 'elsewhere'), join(home, 'sessions/2026'))
    symlinkSync(join(home, 'sessions'), join(home, 'sessions/round'))
    expect(await findRollout(home, id)).toBeNull()
  })

  it('finds nothing in a home that is missing, empty or no folder', async () => {
    expect(await findRollout(join(home, 'missing'), id)).toBeNull()
    expect(await findRollout(home, id)).toBeNull()
    writeFileSync(join(home, 'sessions'), '')
    expect(await findRollout(home, id)).toBeNull()
  })

  it.each(['', '..', '../../etc/passwd', '*', id.slice(0, -1), `${id}/..`, `${id}\n`, `${'0'.repeat(36)}`])(
    'refuses %j as an id',
    async (threadId) => {
      put(`sessions/2026/11/21/rollout-${threadId.replaceAll('/', '')}.jsonl`)
      put(`sessions/2026/11/21/${named(id)}`)
      expect(await findRollout(home, threadId)).toBeNull()
    },
  )
})
