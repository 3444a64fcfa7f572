// Providers as the form writes them: the real Codex takes every kind, and its configuration works at each step of using and
// deleting one.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigEdit } from '@contract/config'
import { setKey } from '../../../renderer/stores/config/edit-words'
import { readLayers } from '../../../renderer/stores/config/layers'
import { formProblems } from '../../../renderer/stores/config/providers-check'
import {
  emptyForm,
  leaveProvider,
  providerEdit,
  removeProvider,
  storedProviders,
  templateOf,
  type ProviderForm,
} from '../../../renderer/stores/config/providers-form'
import { setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'

let stage: ConfigStage
let staged: StagedProject
beforeEach(() => {
  stage = setConfigStage()
  staged = stage.add('p')
})
afterEach(() => stage.end())
const layers = async () => {
  const session = await staged.codex()
  return readLayers(await session.connection.requestRaw('config/read', { includeLayers: true }))
}
const write = async (edits: readonly ConfigEdit[]) =>
  (await stage.wing.writes.write({ kind: 'project', projectId: staged.project.id }, [...edits], null))[0]

const whole: ProviderForm = {
  ...emptyForm,
  id: 'my.house_1',
  name: 'House',
  baseUrl: 'https://models.example/v1',
  auth: 'command',
  command: '/usr/bin/token',
  args: ['--for', 'me'],
  timeoutMs: '2000',
  refreshMs: '60000',
  headers: [{ name: 'X-Team', value: 'red "and" blue' }],
  envHeaders: [{ name: 'X-Secret', value: 'HOUSE_SECRET' }],
  query: [{ name: 'api version', value: '1&2' }],
}

describe('a provider by form', () => {
  it.each<[string, ProviderForm]>([
    ['with a key', { ...emptyForm, id: 'house', name: 'House', baseUrl: 'http://127.0.0.1:9/v1', envKey: 'HOUSE_KEY' }],
    ['with everything', whole],
    ['of Azure', { ...templateOf('azure'), baseUrl: 'https://weather.openai.azure.com/openai' }],
    ['of Bedrock', { ...templateOf('bedrock'), awsProfile: 'work', awsRegion: 'eu-west-1' }],
  ])('is taken by Codex and read back the same: %s', async (_name, form) => {
    expect(formProblems(form, [])).toEqual({})
    expect(await write([providerEdit(form)])).toMatchObject({ state: 'written', problem: null, overridden: null })
    const [stored] = storedProviders(await layers())
    expect(stored?.form).toEqual(form)
    // Used: a chat can be begun with it.
    expect(await write([setKey(['model_provider'], form.id)])).toMatchObject({ state: 'written', problem: null })
    const session = await staged.codex()
    const begun = await session.connection.requestRaw('thread/start', {
      cwd: staged.project.path,
      sandbox: 'read-only',
      ephemeral: true,
    })
    expect(begun).toMatchObject({ modelProvider: form.id })
    expect(await write(removeProvider(form.id, await layers(), ['gpt-5.5']))).toMatchObject({
      state: 'written',
      problem: null,
    })
    expect(staged.read()).not.toContain('model_provider')
  })

  it('keeps what it has no field for', async () => {
    const table = {
      name: 'House',
      base_url: 'https://models.example/v1',
      stream_idle_timeout_ms: 1000,
      auth: { command: '/usr/bin/token', cwd: '/tmp' },
      unheard_of: { a: [1, 2] },
    }
    await write([setKey(['model_providers', 'house'], table)])
    const [stored] = storedProviders(await layers())
    if (!stored) throw new Error('no provider')
    expect(await write([providerEdit({ ...stored.form, name: 'Home' })])).toMatchObject({ state: 'written' })
    const [changed] = storedProviders(await layers())
    expect(changed?.table).toMatchObject({ ...table, name: 'Home', wire_api: 'responses' })
  })

  it('gives the choice back with a model of its own, and leaves one that Codex knows', async () => {
    await write([
      providerEdit({ ...emptyForm, id: 'house', name: 'House', baseUrl: 'http://127.0.0.1:9/v1', auth: 'none' }),
    ])
    await write([setKey(['model_provider'], 'house'), setKey(['model'], 'llama')])
    await write(leaveProvider(await layers(), ['gpt-5.5']))
    expect(staged.read()).not.toMatch(/^model(?:_provider)? =/m)
    await write([setKey(['model_provider'], 'house'), setKey(['model'], 'gpt-5.5')])
    await write(leaveProvider(await layers(), ['gpt-5.5']))
    expect(staged.read()).toMatch(/^model = "gpt-5.5"/m)
  })

  it('can’t be taken away while it is chosen: that write is taken back', async () => {
    await write([
      providerEdit({ ...emptyForm, id: 'house', name: 'House', baseUrl: 'http://127.0.0.1:9/v1', auth: 'none' }),
    ])
    await write([setKey(['model_provider'], 'house')])
    const before = staged.read()
    expect(await write([{ path: ['model_providers', 'house'], value: null, merge: 'replace' }])).toMatchObject({
      state: 'refused',
    })
    expect(staged.read()).toBe(before)
  })
})
