import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineConfig, findConfigProblem, requireHealthyConfig } from '../../../../../main/codex/home/config-health'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'health-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('a config.toml', () => {
  it('that is absent, empty, or has keys nobody knows is fine', async () => {
    expect(await findConfigProblem(home)).toBeNull()
    expect(await examineConfig('')).toBeNull()
    expect(await examineConfig('future = 9223372036854775807\n[x.y]\nz = 1979-05-27T07:32:00Z\n')).toBeNull()
    expect(await examineConfig('approval_policy = "on-request"')).toBeNull()
  })

  it('with a mistake is told by line and column, in one line of words', async () => {
    const problem = await examineConfig('model = "gpt"\n\n[features\nweb = true\n')
    expect(problem).toMatchObject({ kind: 'syntax', line: 3, column: expect.any(Number) })
    expect(problem?.kind === 'syntax' && problem.reason).not.toContain('\n')
  })

  it('with a setting that makes Codex exit is told by its line', async () => {
    const text = '# approval_policy = "untrusted"\nmodel = "m"\napproval_policy = "untrusted"\n'
    expect(await examineConfig(text)).toMatchObject({ kind: 'fatal-value', key: 'approval_policy', line: 3 })
  })

  it('is refused before a server starts, with the place and what to do', async () => {
    writeFileSync(join(home, 'config.toml'), 'approval_policy = "untrusted"')
    const requiring = requireHealthyConfig(home)
    await expect(requiring).rejects.toMatchObject({
      code: 'config-invalid',
      data: { path: join(home, 'config.toml'), line: 1 },
    })
    await expect(requiring).rejects.toThrow('Use "on-request" or "never" instead')
  })
})
