import { describe, expect, it } from 'vitest'
import { readStartTime, type StartTimeReaders } from '../../../../../main/codex/process/start-time'

function readers(more: Partial<StartTimeReaders>): StartTimeReaders {
  return {
    platform: 'linux',
    readText: () => Promise.reject(new Error('ENOENT')),
    run: () => Promise.resolve(null),
    environment: {},
    ...more,
  }
}

function proc(stat: string) {
  return readers({ readText: async (path) => (path.endsWith('/stat') ? stat : 'boot-1\n') })
}

const after = (state: string) => `${state} 1 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 1000 50`

describe('on Linux', () => {
  it('the start is the boot and field 22 of stat, even if the name holds spaces and parentheses', async () => {
    expect(await readStartTime(42, proc(`42 (a) b) (c) ${after('S')}`))).toBe('boot-1:987654')
  })

  it('a process that is only waiting to be collected counts as gone', async () => {
    expect(await readStartTime(42, proc(`42 (node) ${after('Z')}`))).toBeNull()
  })

  it('no process, no time', async () => {
    expect(await readStartTime(42, readers({}))).toBeNull()
    expect(await readStartTime(42, proc('nonsense'))).toBeNull()
  })
})

describe('elsewhere', () => {
  it('macOS tells it with ps', async () => {
    const run = async () => 'Fri Nov 20 10:00:00 2026\n'
    expect(await readStartTime(42, readers({ platform: 'darwin', run }))).toBe('Fri Nov 20 10:00:00 2026')
  })

  it('Windows tells it with its creation date', async () => {
    const run = async () => '133000000000000000\r\n'
    expect(await readStartTime(42, readers({ platform: 'win32', run }))).toBe('133000000000000000')
  })

  it('an error text or no output is no time', async () => {
    expect(
      await readStartTime(42, readers({ platform: 'win32', run: async () => 'You cannot call a method' })),
    ).toBeNull()
    expect(await readStartTime(42, readers({ platform: 'darwin' }))).toBeNull()
  })
})

it('of this very process is known and stays the same', async () => {
  const first = await readStartTime(process.pid)
  expect(first).not.toBeNull()
  expect(await readStartTime(process.pid)).toBe(first)
})
