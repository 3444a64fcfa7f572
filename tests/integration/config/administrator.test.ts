// A machine with an administrator: the real Codex with files in /etc/codex that it alone sees. What the window makes of Codex's
// answers, and what an edit is told.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigEdit, ConfigValue, HomeWrite } from '@contract/config'
import { effectiveRows, type ConfigRow } from '../../../renderer/stores/config/effective-rows'
import { knownKeys } from '../../../renderer/stores/config/known-keys'
import { readLayers } from '../../../renderer/stores/config/layers'
import { readRequirements, requirementWords } from '../../../renderer/stores/config/requirements'
import { quiet, setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { mountProblem } from '../../support/mounts'

const problem = mountProblem()

describe.skipIf(problem !== null)(`a machine with an administrator${problem === null ? '' : ` (${problem})`}`, () => {
  let stage: ConfigStage
  beforeEach(() => {
    stage = setConfigStage()
  })
  afterEach(() => stage.end())

  const rowsOf = async (one: StagedProject): Promise<(key: string) => ConfigRow> => {
    const session = await one.codex()
    const answer = await session.request('config/read', { includeLayers: true })
    const rows = effectiveRows({
      layers: readLayers(answer),
      config: answer.config,
      known: knownKeys(await stage.wing.types.list()),
      requirements: readRequirements(await session.request('configRequirements/read', undefined)),
    })
    return (key) => {
      const row = rows.find((candidate) => candidate.key === key)
      if (row === undefined) throw new Error(`no row ${key} among ${rows.map((each) => each.key).join(', ')}`)
      return row
    }
  }
  const write = async (one: StagedProject, key: string, value: ConfigValue): Promise<HomeWrite> => {
    const edit: ConfigEdit = { path: key.split('.'), value, merge: 'replace' }
    const [report] = await stage.wing.writes.write({ kind: 'project', projectId: one.project.id }, [edit], null)
    if (report === undefined) throw new Error('no report')
    return report
  }

  it('has values that win over the home’s, and says so of an edit', async () => {
    const one = stage.add('one', {
      config: `model_verbosity = "low"\n${quiet}`,
      managed: { 'managed_config.toml': 'model_verbosity = "high"\n' },
    })
    const row = (await rowsOf(one))('model_verbosity')
    expect(row).toMatchObject({ value: 'high', home: 'low', from: { managed: true, place: 'above' } })
    expect(row.from?.source).toBe('/etc/codex/managed_config.toml')
    expect(row.below.map(({ value }) => value)).toEqual(['low'])

    const report = await write(one, 'model_verbosity', 'medium')
    expect(report.state).toBe('written')
    expect(report.overridden).toMatch(/administrator sets model_verbosity \(\/etc\/codex\/managed_config\.toml\)/)
    expect(one.read()).toContain('model_verbosity = "medium"')
  })

  it('has a system’s values under the home’s', async () => {
    const one = stage.add('one', {
      config: `model = "mine"\n${quiet}`,
      managed: { 'config.toml': 'model = "theirs"\nmodel_verbosity = "high"\n' },
    })
    const row = await rowsOf(one)
    expect(row('model')).toMatchObject({ value: 'mine', below: [{ value: 'theirs', layer: { type: 'system' } }] })
    expect(row('model_verbosity')).toMatchObject({ value: 'high', home: undefined, from: { place: 'below' } })
    expect((await write(one, 'model', 'x')).overridden).toBeNull()
  })

  it('marks what is required, and what may not be although Codex takes it without a word', async () => {
    const one = stage.add('one', {
      config: `approval_policy = "never"\nweb_search = "disabled"\n${quiet}`,
      managed: {
        'requirements.toml': [
          'allowed_approval_policies = ["on-request"]',
          'allowed_sandbox_modes = ["read-only", "workspace-write"]',
          'allowed_web_search_modes = ["disabled", "cached"]',
          '[features]',
          'goals = false',
          '',
        ].join('\n'),
      },
    })
    const row = await rowsOf(one)
    expect(row('approval_policy')).toMatchObject({ refused: true, required: { allowed: ['on-request'] } })
    // What is off may be whatever is allowed.
    expect(row('web_search')).toMatchObject({ refused: false })
    expect(row('sandbox_mode').required?.allowed).toEqual(['read-only', 'workspace-write'])
    expect(row('features.goals').required?.allowed).toEqual([false])
    const required = row('approval_policy').required
    expect(required && requirementWords(required)).toBe('Your administrator requires "on-request".')

    expect((await write(one, 'web_search', 'live')).overridden).toMatch(
      /administrator doesn’t allow "live" for web_search/,
    )
    expect((await write(one, 'web_search', 'cached')).overridden).toBeNull()
    const before = one.read()
    const refused = await write(one, 'features.goals', true)
    expect(refused).toMatchObject({ state: 'refused' })
    expect(refused.problem).toMatch(/features\.goals.*not in the allowed set/)
    expect(one.read()).toBe(before)
  })
})
