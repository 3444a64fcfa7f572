import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rolloutChain } from '../../../../../main/sessions/export/rollout-chain'

const id = (digit: number) => `01a1fc75-0000-7000-8000-00000000000${digit}`

describe('the files of a session', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chain-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const pathOf = (fileId: string) => join(folder, `rollout-${fileId}.jsonl`)
  const locate = async (fileId: string) => (known.has(fileId) ? pathOf(fileId) : null)
  const known = new Set<string>()
  const file = async (fileId: string, base: object | null, more = '') => {
    const payload = {
      id: fileId,
      base_instructions: 'x'.repeat(200_000),
      ...(base === null ? {} : { history_base: base }),
    }
    await writeFile(pathOf(fileId), `${JSON.stringify({ type: 'session_meta', payload })}\n${more}`)
    known.add(fileId)
  }

  it('is one file when it has no beginning elsewhere', async () => {
    await file(id(1), null)
    expect(await rolloutChain(pathOf(id(1)), locate)).toEqual([{ path: pathOf(id(1)), endByte: null }])
  })

  it('leads back over forks and reverts, oldest first, with the bytes that belong to it', async () => {
    await file(id(1), null)
    await file(id(2), { thread_id: id(1), end_ordinal_exclusive: 23, end_byte_offset: 5000 })
    await file(id(3), { thread_id: id(2), end_ordinal_exclusive: 34, end_byte_offset: 700 })
    expect(await rolloutChain(pathOf(id(3)), locate)).toEqual([
      { path: pathOf(id(1)), endByte: 5000 },
      { path: pathOf(id(2)), endByte: 700 },
      { path: pathOf(id(3)), endByte: null },
    ])
  })

  it('names a beginning that is gone, and comes to an end when files name each other', async () => {
    await file(id(4), { thread_id: id(9), end_byte_offset: 1 })
    expect(await rolloutChain(pathOf(id(4)), locate)).toEqual([
      { missing: id(9) },
      { path: pathOf(id(4)), endByte: null },
    ])
    await file(id(5), { thread_id: id(6), end_byte_offset: 1 })
    await file(id(6), { thread_id: id(5), end_byte_offset: 2 })
    expect(await rolloutChain(pathOf(id(5)), locate)).toHaveLength(3)
  })

  it.each([
    '',
    'no json\n',
    '{"payload":7}\n',
    '{"payload":{"history_base":{"thread_id":"../../etc/passwd"}}}\n',
    '\u0000\u0001',
  ])('is one file when the first line is %j', async (content) => {
    await writeFile(pathOf('odd'), content)
    expect(await rolloutChain(pathOf('odd'), locate)).toHaveLength(1)
  })
})
