import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Turn } from '@protocol/v2/Turn'
import { exportSession, type ExportOptions } from '../../../../../main/sessions/export/export-session'
import { agent, command, each, turn, user } from './samples'

const secret = 'sk-abcdefgh12345678'

describe('exporting a session', () => {
  let folder: string
  let target: string
  let rolloutPath: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'))
    target = join(folder, 'session.out')
    rolloutPath = join(folder, 'rollout.jsonl')
    await writeFile(rolloutPath, `{"type":"event_msg","payload":{"message":"${secret}"}}\n`)
  })
  afterEach(() => rm(folder, { recursive: true }))

  const run = (more: Partial<ExportOptions>) =>
    exportSession({
      format: 'markdown',
      threadId: 'id',
      title: 'A session',
      turns: each(turn([user('hello'), agent(`the key is ${secret}`)])),
      rolloutPath,
      target,
      ...more,
    })

  it.each(['markdown', 'html', 'jsonl'] as const)('writes %s, and reports size and what was masked', async (format) => {
    const report = await run({ format })
    const written = await readFile(target, 'utf8')
    expect(report).toEqual({ path: target, bytes: Buffer.byteLength(written), masked: [{ kind: 'API key', count: 1 }] })
    expect(written).not.toContain(secret)
    expect(written).toContain('[masked: API key]')
    expect(await readdir(folder)).toHaveLength(2)
  })

  it.skipIf(process.platform === 'win32')('makes a document like any other that a person saves', async () => {
    await run({})
    expect((await stat(target)).mode & 0o777 & ~0o022).toBe(0o644)
  })

  it('leaves the old file as it was, and nothing beside it, when the turns can’t be read to their end', async () => {
    await writeFile(target, 'old')
    async function* broken(): AsyncGenerator<Turn> {
      yield turn([user('one')])
      throw new Error('the server ended')
    }
    await expect(run({ turns: broken() })).rejects.toThrow('the server ended')
    expect(await readFile(target, 'utf8')).toBe('old')
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('stops when told to, and leaves nothing', async () => {
    const stop = new AbortController()
    async function* endless(): AsyncGenerator<Turn> {
      for (let number = 0; ; number += 1) {
        if (number === 3) stop.abort(new Error('no longer wanted'))
        yield turn([user(`question ${number}`)])
      }
    }
    await expect(run({ turns: endless(), signal: stop.signal })).rejects.toThrow('no longer wanted')
    expect(await readdir(folder)).toEqual(['rollout.jsonl'])
  })

  it('says why when it can’t write, or the rollout is gone', async () => {
    await expect(run({ target: join(folder, 'no', 'such', 'folder.md') })).rejects.toThrow('ENOENT')
    await expect(run({ format: 'jsonl', rolloutPath: join(folder, 'gone.jsonl') })).rejects.toThrow('ENOENT')
    expect(await readdir(folder)).toEqual(['rollout.jsonl'])
  })

  it('holds no more than a turn at a time: 300 turns with 1 MB each', async () => {
    const output = `${'some output of a command\n'.repeat(40_000)}`
    let alive = 0
    async function* many(): AsyncGenerator<Turn> {
      for (let number = 0; number < 300; number += 1) {
        alive = Math.max(alive, process.memoryUsage().heapUsed)
        yield turn([command('make', `${number}${output}`)])
      }
    }
    const before = process.memoryUsage().heapUsed
    const { bytes } = await run({ turns: many() })
    expect(bytes).toBeGreaterThan(300 * 150_000)
    expect(alive - before).toBeLessThan(250 * 1024 * 1024)
  }, 30_000)
})
