import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureHome, type Measured } from '../../../../main/homes/measure'

const id = (n: number): string => `0199c0de-0000-7000-8000-${String(n).padStart(12, '0')}`

describe('the size of a home', () => {
  let home: string
  const put = (path: string, content = 'x'): string => {
    const file = join(home, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  beforeEach(() => (home = realpathSync(mkdtempSync(join(tmpdir(), 'deck-measure-')))))
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  it.runIf(process.platform === 'linux')(
    'is what du says, hard links counted once and links not followed',
    async () => {
      const big = put('sessions/big.bin', 'x'.repeat(300_000))
      linkSync(big, join(home, 'again.bin'))
      symlinkSync('/usr', join(home, 'usr'))
      symlinkSync(home, join(home, 'loop'))
      for (let n = 0; n < 1200; n++) put(`many/f${n}`, 'y'.repeat(n))
      const [said] = execFileSync('du', ['-s', '-x', '--block-size=1', home], { encoding: 'utf8' }).split('\t')
      const measured = await measureHome(home)
      expect(measured).toEqual({ bytes: Number(said), files: 1204, sessions: 0, state: 'whole' })
    },
  )

  it('counts sessions by their names, archived ones too and segments once', async () => {
    put(`sessions/2026/01/02/rollout-2026-01-02T03-04-05-${id(1)}.jsonl`)
    put(`sessions/2026/01/03/rollout-2026-01-03T03-04-05-${id(1)}_${id(9)}.jsonl`)
    put(`sessions/2026/01/02/rollout-2026-01-02T03-04-05-${id(2)}.jsonl.zst`)
    put(`archived_sessions/rollout-2026-01-02T03-04-05-${id(3)}.jsonl`)
    put(`worktrees/x/rollout-2026-01-02T03-04-05-${id(4)}.jsonl`)
    put('sessions/2026/01/02/rollout-notes.jsonl')
    mkdirSync(join(home, `sessions/rollout-2026-01-02T03-04-05-${id(5)}.jsonl`))
    symlinkSync('/etc/hostname', join(home, `sessions/rollout-2026-01-02T03-04-05-${id(6)}.jsonl`))
    expect((await measureHome(home)).sessions).toBe(3)
  })

  it('is nothing where nothing is, or a file or a link stands', async () => {
    const nothing = { bytes: 0, files: 0, sessions: 0, state: 'whole' }
    expect(await measureHome(join(home, 'gone'))).toEqual(nothing)
    expect(await measureHome(put('file'))).toEqual(nothing)
    symlinkSync(home, join(home, 'link'))
    expect(await measureHome(join(home, 'link'))).toEqual(nothing)
  })

  it('ends at its bounds and says so', async () => {
    for (let n = 0; n < 40; n++) put(`a/f${n}`)
    put('deep/er/est/f')
    const few = await measureHome(home, { bounds: { entries: 10, depth: 9 } })
    expect(few.state).toBe('partial')
    expect(few.files).toBeLessThanOrEqual(10)
    expect(await measureHome(home, { bounds: { entries: 999, depth: 2 } })).toMatchObject({
      state: 'partial',
      files: 40,
    })
  })

  it.runIf(process.getuid?.() !== 0)('says when a folder could not be read', async () => {
    put('shut/f')
    chmodSync(join(home, 'shut'), 0)
    expect((await measureHome(home)).state).toBe('partial')
    chmodSync(join(home, 'shut'), 0o700)
  })

  it('can be stopped, and tells how far it is', async () => {
    for (let n = 0; n < 30; n++) put(`d${n}/f`)
    const stop = new AbortController()
    const told: Measured[] = []
    const onProgress = (soFar: Measured): void => {
      told.push(soFar)
      if (told.length === 3) stop.abort(new Error('enough'))
    }
    await expect(measureHome(home, { signal: stop.signal, onProgress, progressMs: 0 })).rejects.toThrow('enough')
    expect(told).toHaveLength(3)
    expect(told.every(({ state }) => state === 'counting')).toBe(true)
  })
})
