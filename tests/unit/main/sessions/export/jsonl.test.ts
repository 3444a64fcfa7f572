import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SecretMask } from '../../../../../main/app/redact'
import { jsonlOf, maxLineBytes } from '../../../../../main/sessions/export/jsonl'
import { joined } from './samples'

describe('the raw records', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'))
    path = join(folder, 'rollout.jsonl')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const bytesOf = async (content: string | Uint8Array, endByte: number | null = null) => {
    await writeFile(path, content)
    const mask = new SecretMask()
    const pieces: Uint8Array[] = []
    for await (const piece of jsonlOf([{ path, endByte }], mask))
      pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
    return { content: Buffer.concat(pieces), report: mask.report() }
  }

  it('come out byte for byte when there is no secret in them, bad lines and broken UTF-8 too', async () => {
    const content = Buffer.concat([
      Buffer.from('{"type":"session_meta","payload":{"n":1.0}}\n\n  \nno record at all\n{"torn":"\n'),
      Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
      Buffer.from('{"日":"本"}\r\n'),
    ])
    expect(await bytesOf(content)).toEqual({ content, report: [] })
  })

  it('stay valid JSON line by line where something is masked', async () => {
    const lines = Array.from({ length: 500 }, (_, index) =>
      JSON.stringify({
        index,
        text: `a "quoted" sk-abcdefgh${index}xxxx \n`,
        nested: JSON.stringify({ token: 'hunter22x' }),
      }),
    )
    const { content, report } = await bytesOf(`${lines.join('\n')}\n`)
    const records = content
      .toString()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(records).toHaveLength(500)
    expect(records[7]).toEqual({
      index: 7,
      text: 'a "quoted" [masked: API key] \n',
      nested: '{"token":"[masked: Secret value]"}',
    })
    expect(report).toEqual([
      { kind: 'API key', count: 500 },
      { kind: 'Secret value', count: 500 },
    ])
  })

  it('get a line end where the last line is torn off', async () => {
    expect((await bytesOf('{"a":1}\n{"b":')).content.toString()).toBe('{"a":1}\n{"b":\n')
  })

  it('find a secret that lies across two reads of the file', async () => {
    const before = JSON.stringify({ text: 'x'.repeat(1024 * 1024 - 40) })
    const { content } = await bytesOf(`${before}\n{"text":"sk-abcdefgh12345678"}\n`)
    expect(content.toString()).not.toContain('sk-abcdefgh')
  })

  it('end where the part of the file ends that belongs to the session', async () => {
    expect((await bytesOf('{"a":1}\n{"b":2}\n', 8)).content.toString()).toBe('{"a":1}\n')
    expect((await bytesOf('{"a":1}\n', 0)).content.toString()).toBe('')
  })

  it('say so where a line is too long, or a part is missing', async () => {
    const long = `{"text":"${'x'.repeat(maxLineBytes)}"}\n`
    const { content } = await bytesOf(`{"a":1}\n${long}{"b":2}\n`)
    const lines = content.toString().trimEnd().split('\n')
    expect(lines).toEqual([
      '{"a":1}',
      JSON.stringify({ type: 'omitted', payload: { reason: `A line of ${long.length} bytes.` } }),
      '{"b":2}',
    ])
    const missing = await joined(jsonlOf([{ missing: 'some-id' }, { path, endByte: 8 }], new SecretMask()))
    expect(missing.split('\n').slice(1)).toEqual(['{"a":1}', ''])
    expect(JSON.parse(missing.split('\n')[0] ?? '')).toMatchObject({ type: 'omitted' })
  })
})
