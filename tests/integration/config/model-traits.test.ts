// What models take, as the real Codex prints its catalog: the one that it brings, and one of the person's own.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { ModelCatalog } from '../../../main/config/model-traits'
import { codexBinary } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { sampleProject } from '../../support/sample-project'

let home: TestHome
/** What config/read says. */
let config: Record<string, unknown> = {}
beforeAll(() => {
  home = createTestHome({ config: '', trust: 'trusted' })
})
afterAll(() => home.remove())

const project: Project = sampleProject({ path: '/srv/p', name: 'p', source: 'provider' })
const catalog = () =>
  new ModelCatalog({
    find: () => project,
    request: () => Promise.resolve({ config }),
    codex: async () => codexBinary(),
    environment: { PATH: process.env['PATH'], HOME: home.root },
    scratch: join(home.root, 'catalog'),
  })

it('knows what the models of the bundled catalog take, and leaves no login or home behind', async () => {
  const traits = await catalog().traits(project.id)
  expect(traits.find(({ slug }) => slug === 'gpt-5.5')).toEqual({ slug: 'gpt-5.5', verbosity: true, summary: true })
  expect(traits.length).toBeGreaterThan(5)
  expect(readdirSync(join(home.root, 'catalog')).filter((name) => /auth|config/.test(name))).toEqual([])
})

it('reads a catalog of the person’s own, and says when it can’t', async () => {
  const path = join(home.root, 'catalog of mine.json')
  const { execFileSync } = await import('node:child_process')
  const printed = execFileSync(codexBinary(), ['debug', 'models', '--bundled'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const { models } = JSON.parse(printed) as { models: object[] } // Codex's own output
  const plain = { ...models[0], slug: 'plain', support_verbosity: false, supports_reasoning_summary_parameter: false }
  writeFileSync(path, JSON.stringify({ models: [plain] }))
  config = { model_catalog_json: path }
  expect(await catalog().traits(project.id)).toEqual([{ slug: 'plain', verbosity: false, summary: false }])
  writeFileSync(path, 'no json')
  await expect(catalog().traits(project.id)).rejects.toThrow('could not list what its models take')
  expect(existsSync(path)).toBe(true)
})
