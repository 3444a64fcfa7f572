import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { candidates, findProgram } from '../../../../../main/codex/process/find-program'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'codex-deck-path-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('looking for a program', () => {
  it('takes the first of the PATH that may be run, and no folder of its name', async () => {
    for (const name of ['one', 'two', 'three']) mkdirSync(join(root, name))
    mkdirSync(join(root, 'one', 'gh'))
    writeFileSync(join(root, 'two', 'gh'), '')
    writeFileSync(join(root, 'three', 'gh'), '')
    chmodSync(join(root, 'three', 'gh'), 0o755)
    const PATH = ['one', 'two', 'three', 'nowhere'].map((name) => join(root, name)).join(':')
    expect(await findProgram('gh', { PATH }, 'linux')).toBe(join(root, 'three', 'gh'))
    expect(await findProgram('gh', {}, 'linux')).toBeNull()
  })

  it('never looks where it is started: relative and empty entries are left out', () => {
    expect(candidates('gh', { PATH: '.:bin::/usr/bin' }, 'linux')).toEqual(['/usr/bin/gh'])
  })

  it('takes programs and no batch files on Windows, by whatever case PATH is written in', () => {
    expect(candidates('gh', { Path: String.raw`.;"C:\Program Files\GitHub CLI";D:\tools` }, 'win32')).toEqual([
      String.raw`C:\Program Files\GitHub CLI\gh.exe`,
      String.raw`C:\Program Files\GitHub CLI\gh.com`,
      String.raw`D:\tools\gh.exe`,
      String.raw`D:\tools\gh.com`,
    ])
  })
})
