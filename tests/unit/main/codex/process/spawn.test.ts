import { describe, expect, it } from 'vitest'
import { runShort, spawnChild } from '../../../../../main/codex/process/spawn'
import { until } from '../../../../support/waiting'

const env = { PATH: process.env['PATH'] ?? '' }
const node = process.execPath

describe('a child', () => {
  it('gets its arguments as they are, its own environment, and bytes go both ways', async () => {
    const script =
      'process.stdin.pipe(process.stdout); console.log(JSON.stringify([process.argv.slice(1), Object.keys(process.env)]))'
    const child = await spawnChild({ command: node, args: ['-e', script, '--', '$HOME; "x" *'], env: { ONLY: 'this' } })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin.end(Buffer.from([0xff, 0x00, 0x0a]))
    expect(await child.exited).toEqual({ code: 0, signal: null })
    await until(() => child.stdout.readableEnded, 'its output to end')
    const [line, rest] = [
      Buffer.concat(chunks).toString('latin1').split('\n')[0] ?? '',
      Buffer.concat(chunks).subarray(-3),
    ]
    const [args, names] = JSON.parse(line)
    expect(args).toEqual(['$HOME; "x" *'])
    expect(names).toContain('ONLY')
    expect(names).not.toContain('PATH')
    expect([...rest]).toEqual([0xff, 0x00, 0x0a])
  })

  it('keeps the end of what it said on stderr, and its exit code', async () => {
    const child = await spawnChild({ command: node, args: ['-e', 'console.error("why"); process.exit(7)'], env })
    expect(await child.exited).toEqual({ code: 7, signal: null })
    await until(() => child.stderrTail.text() === 'why', 'stderr to arrive')
  })

  it.skipIf(process.platform === 'win32')('leads a process group of its own', async () => {
    const child = await spawnChild({ command: node, args: ['-e', 'setInterval(() => {}, 1000)'], env })
    process.kill(-child.pid, 'SIGKILL')
    expect((await child.exited).signal).toBe('SIGKILL')
  })

  it('a program that is not there is a clear error', async () => {
    await expect(spawnChild({ command: '/nowhere/at/all', args: [], env })).rejects.toMatchObject({
      code: 'spawn-failed',
      message: expect.stringContaining('/nowhere/at/all'),
    })
  })
})

describe('a small tool', () => {
  it('gives its output, or null when it can not be run or takes too long', async () => {
    expect(await runShort(node, ['-p', '1+1'], { env })).toEqual({ code: 0, stdout: '2' })
    expect(await runShort('/nowhere/at/all', [], { env })).toBeNull()
    expect(await runShort(node, ['-e', 'setInterval(() => {}, 1000)'], { env, timeoutMs: 50 })).toBeNull()
  })
})
