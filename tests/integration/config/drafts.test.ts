// What was typed and not saved, kept by main over the page's end: the text, and what it was typed over.
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConfigFile } from '@contract/config'
import { quiet, setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'

let stage: ConfigStage
let one: StagedProject
beforeEach(() => {
  stage = setConfigStage()
  one = stage.add('one')
})
afterEach(() => stage.end())

const config: ConfigFile = { kind: 'config' }
const keep = (text: string, baseHash: string, file: ConfigFile = config): Promise<void> =>
  stage.wing.files.keepDraft(one.project.id, file, { text, baseHash })
const drafts = () => stage.wing.files.drafts(one.project.id)
const hash = async (): Promise<string> => (await stage.wing.files.text(one.project.id, config)).hash

it('is there with what it was typed over, also when the file was changed since', async () => {
  one.put(`\ufeff${quiet}`)
  const base = await hash()
  await keep('first', base)
  one.put('# theirs\n')
  await keep('last', base)
  expect(await drafts()).toEqual([{ file: config, text: 'last', base: { text: quiet, hash: base, exists: true } }])
})

it('is there for a file that is not', async () => {
  const profile: ConfigFile = { kind: 'profile', name: 'deep' }
  await keep('model = "x"\n', 'absent', profile)
  expect(await drafts()).toEqual([
    { file: profile, text: 'model = "x"\n', base: { text: '', hash: 'absent', exists: false } },
  ])
})

it('says that nothing is known of what it was typed over, rather than what is there now', async () => {
  await keep('mine', 'a hash of long ago')
  expect(await drafts()).toEqual([
    { file: config, text: 'mine', base: { text: '', hash: 'a hash of long ago', exists: true } },
  ])
})

it('is gone without a trace when it is saved or thrown away, however close behind', async () => {
  const base = await hash()
  await Promise.all([keep('a', base), keep('b', base), stage.wing.files.keepDraft(one.project.id, config, null)])
  expect(await drafts()).toEqual([])
  expect(readdirSync(join(stage.userData, 'config-drafts', one.project.id))).toEqual([])
})

it('can be read by its owner only, and what is no draft is passed over', async () => {
  await keep('secret = "x"\n', await hash())
  const folder = join(stage.userData, 'config-drafts', one.project.id)
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  writeFileSync(join(folder, 'half.json'), '{"file":')
  writeFileSync(
    join(folder, 'hostile.json'),
    JSON.stringify({ file: { kind: 'profile', name: '../x' }, text: '', baseHash: '' }),
  )
  expect((await drafts()).map(({ text }) => text)).toEqual(['secret = "x"\n'])
})

it('is on disk once the room is left, megabytes and a project that is gone, too', async () => {
  const text = `# ${'x'.repeat(5_000_000)}\n`
  void keep(text, await hash())
  await stage.wing.dispose()
  expect((await drafts())[0]?.text).toBe(text)
  stage.remove(one)
  rmSync(one.home, { recursive: true })
  await keep('more', 'h')
  expect((await drafts())[0]?.text).toBe('more')
})
