import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { ModelsSection } from '../../../../../renderer/features/models'
import { useSecrets } from '../../../../../renderer/stores/accounts/secrets'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useModels } from '../../../../../renderer/stores/config/models'
import { useProviders } from '../../../../../renderer/stores/config/providers'
import { homeWrite, projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: projectId })
beforeEach(() => {
  // A choice in a form measures itself; there is no layout here.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  )
  useConfigEdits.setState(useConfigEdits.getInitialState(), true)
  useEffective.setState(useEffective.getInitialState(), true)
  useModels.setState({ byProject: {} })
  useProviders.setState({ trials: {}, local: null, looking: false, localProblem: null })
  useSecrets.setState({ secrets: [], busy: false, problem: null })
  useProjects.setState({ projects: [project] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const answers = (config: object, more: object = {}) =>
  fakeDeck({
    'config/read': readAnswer([userLayer(config)]),
    'config/types': [],
    'model/list': {
      data: [
        {
          model: 'big',
          displayName: 'Big',
          isDefault: true,
          supportedReasoningEfforts: [{ reasoningEffort: 'ultra' }],
          serviceTiers: [{ id: 'priority', name: 'Fast' }],
        },
        { model: 'secret', displayName: 'Secret', hidden: true },
      ],
      nextCursor: null,
    },
    'models/traits': [],
    'providers/local': [
      {
        kind: 'ollama',
        baseUrl: 'http://localhost:11434/v1',
        reachable: true,
        models: ['llama3', 'qwen'],
        problem: null,
      },
      { kind: 'lmstudio', baseUrl: 'http://localhost:1234/v1', reachable: false, models: [], problem: null },
    ],
    'config/write': [homeWrite()],
    'secrets/list': [],
    ...more,
  })
const house = { model_providers: { house: { name: 'House', base_url: 'https://h.example/v1', env_key: 'HOUSE_KEY' } } }

it('offers what the model has, and hidden models only in the whole list', async () => {
  const deck = answers({})
  render(<ModelsSection project={project} />)
  const model = await screen.findByRole('combobox', { name: 'Model' })
  await waitFor(() =>
    expect(
      within(model)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Codex’s own choice', 'Big']),
  )
  expect(
    within(screen.getByRole('combobox', { name: 'Reasoning effort' })).getByRole('option', { name: 'ultra' }),
  ).toBeDefined()
  expect(screen.getByRole('combobox', { name: 'Speed' })).toBeDefined()
  expect(screen.queryByRole('combobox', { name: 'Tone' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /The models that this Codex knows/ }))
  expect(screen.getByRole('table').textContent).toContain('secret')
  fireEvent.change(model, { target: { value: 'big' } })
  await expect.poll(() => deck.of('config/write')[0]).toMatchObject({ edits: [{ path: ['model'], value: 'big' }] })
})

it('takes any name for a provider of one’s own, and says what has no effect', async () => {
  const deck = answers({ ...house, model_provider: 'house', model: 'mine', model_verbosity: 'high' })
  render(<ModelsSection project={project} />)
  const field = await screen.findByRole('textbox', { name: 'Model' })
  expect((field as HTMLInputElement).value).toBe('mine')
  expect(await screen.findByText('“high” is set, which mine doesn’t have.')).toBeDefined()
  expect(screen.queryByRole('combobox', { name: 'Length of answers' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Take it out' }))
  await expect
    .poll(() => deck.of('config/write')[0])
    .toMatchObject({ edits: [{ path: ['model_verbosity'], value: null }] })
  fireEvent.change(field, { target: { value: 'other' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  await expect.poll(() => deck.of('config/write')[1]).toMatchObject({ edits: [{ path: ['model'], value: 'other' }] })
})

it('offers nothing that the chosen model lacks, and says so of what is set', async () => {
  const home: Record<string, string> = { model: 'plain', model_reasoning_effort: 'ultra', service_tier: 'priority' }
  const deck = answers(
    {},
    {
      'config/read': () => readAnswer([userLayer(home)]),
      'config/write': () => {
        delete home['model']
        return [homeWrite()]
      },
      'model/list': {
        data: [
          { model: 'plain', displayName: 'Plain', supportedReasoningEfforts: [{ reasoningEffort: 'low' }] },
          { model: 'warm', displayName: 'Warm', isDefault: true, supportsPersonality: true },
        ],
        nextCursor: null,
      },
      'models/traits': [{ slug: 'plain', verbosity: false, summary: false }],
    },
  )
  render(<ModelsSection project={project} />)
  const effort = await screen.findByRole('combobox', { name: 'Reasoning effort' })
  await waitFor(() =>
    expect(
      within(effort)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['The model’s own', 'low', 'ultra (not of this model)']),
  )
  await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Summary of its thinking' })).toBeNull())
  for (const name of ['Speed', 'Length of answers', 'Tone']) expect(screen.queryByRole('combobox', { name })).toBeNull()
  expect(screen.getByText('“priority” is set, which Plain doesn’t have.')).toBeDefined()
  fireEvent.change(screen.getByRole('combobox', { name: 'Model' }), { target: { value: '' } })
  await expect.poll(() => deck.of('config/write')).toHaveLength(1)
  expect(await screen.findByRole('combobox', { name: 'Tone' })).toBeDefined()
})

it('keeps a key before the provider is written, in no file', async () => {
  const deck = answers({}, { 'secrets/set': { id: 's' } })
  render(<ModelsSection project={project} />)
  fireEvent.keyDown(await screen.findByRole('button', { name: 'Add' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: 'With the Responses API…' }))
  const form = await screen.findByTestId('provider-form')
  const type = (label: string, value: string) =>
    fireEvent.change(within(form).getByLabelText(label), { target: { value } })
  type('Name', 'House')
  type('Name in config.toml', 'house')
  type('Base URL', 'https://h.example/v1')
  type('Variable that holds the key (env_key)', 'HOUSE_KEY')
  type('Key', 'sk-very-secret-value')
  fireEvent.click(within(form).getByRole('button', { name: 'Add' }))
  await expect.poll(() => deck.of('config/write')).toHaveLength(1)
  expect(deck.calls.map(([name]) => name).filter((name) => name === 'secrets/set' || name === 'config/write')).toEqual([
    'secrets/set',
    'config/write',
  ])
  expect(deck.of('secrets/set')[0]).toMatchObject({
    facts: { projectId, name: 'HOUSE_KEY', purpose: 'provider-key' },
    value: 'sk-very-secret-value',
  })
  expect(JSON.stringify(deck.of('config/write'))).not.toContain('very-secret')
})

it('goes to the first field that is wrong, and is sent by Enter', async () => {
  const deck = answers({})
  render(<ModelsSection project={project} />)
  fireEvent.keyDown(await screen.findByRole('button', { name: 'Add' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: 'With the Responses API…' }))
  const form = await screen.findByTestId('provider-form')
  fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'House' } })
  fireEvent.click(within(form).getByRole('button', { name: 'Add' }))
  await waitFor(() => expect(document.activeElement).toBe(within(form).getByLabelText('Name in config.toml')))
  fireEvent.change(within(form).getByLabelText('Name in config.toml'), { target: { value: 'house' } })
  fireEvent.change(within(form).getByLabelText('Base URL'), { target: { value: 'https://h.example/v1' } })
  fireEvent.change(within(form).getByLabelText('Variable that holds the key (env_key)'), {
    target: { value: 'HOUSE_KEY' },
  })
  const inner = form.querySelector('form')
  if (inner === null) throw new Error('a form is wanted')
  fireEvent.submit(inner)
  await expect.poll(() => deck.of('config/write')).toHaveLength(1)
})

it('writes no provider when its key could not be kept', async () => {
  const deck = answers(house, { 'secrets/set': refusal('The keyring is locked.') })
  render(<ModelsSection project={project} />)
  fireEvent.keyDown(await screen.findByRole('button', { name: 'More for House' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Change…' }))
  const form = await screen.findByTestId('provider-form')
  fireEvent.change(within(form).getByLabelText('Key'), { target: { value: 'new-key' } })
  fireEvent.click(within(form).getByRole('button', { name: 'Save' }))
  expect(await within(form).findByText('The keyring is locked.')).toBeDefined()
  expect(deck.of('config/write')).toEqual([])
})

it('uses a provider, tries it, and says what is wrong with it', async () => {
  const deck = answers(house, {
    'providers/test': { ok: false, ms: 20, message: 'Nobody answers.', detail: 'refused' },
  })
  render(<ModelsSection project={project} />)
  const row = await screen.findByTestId('provider')
  fireEvent.click(within(row).getByRole('button', { name: 'Use' }))
  await expect
    .poll(() => deck.of('config/write')[0])
    .toMatchObject({ edits: [{ path: ['model_provider'], value: 'house' }] })
  await expect.poll(() => deck.of('projects/source')).toEqual([{ projectId, source: 'provider' }])
  fireEvent.click(within(row).getByRole('button', { name: 'Test' }))
  fireEvent.change(within(row).getByLabelText('Model to test with'), { target: { value: 'm' } })
  fireEvent.click(within(row).getByRole('button', { name: 'Try it' }))
  const outcome = await within(row).findByTestId('provider-result')
  expect(outcome.textContent).toContain('Nobody answers.')
  expect(deck.of('providers/test')).toEqual([{ projectId, provider: 'house', model: 'm' }])
})

it('uses a model of this computer with everything that goes with it, at once', async () => {
  const deck = answers({})
  render(<ModelsSection project={project} />)
  const [ollama, lmstudio] = await screen.findAllByTestId('local-server')
  if (!ollama || !lmstudio) throw new Error('two servers are wanted')
  expect(lmstudio.textContent).toContain('Not running')
  fireEvent.change(within(ollama).getByRole('combobox'), { target: { value: 'qwen' } })
  fireEvent.click(within(ollama).getByRole('button', { name: 'Use' }))
  await expect.poll(() => deck.of('config/write')).toHaveLength(1)
  expect(deck.of('config/write')[0]).toMatchObject({
    edits: [
      { path: ['model'], value: 'qwen' },
      { path: ['model_provider'], value: 'ollama' },
      { path: ['oss_provider'], value: 'ollama' },
    ],
  })
})
