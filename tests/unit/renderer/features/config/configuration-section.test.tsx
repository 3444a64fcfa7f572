import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { ConfigurationSection } from '../../../../../renderer/features/config'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useRaw } from '../../../../../renderer/stores/config/raw'
import { giveListLayout } from '../../list-layout'
import { binaryKeys, folderLayer, homeWrite, projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { editorField } from '../../editor-field'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

beforeEach(() => {
  giveListLayout()
  useConfigEdits.setState(useConfigEdits.getInitialState(), true)
  useEffective.setState(useEffective.getInitialState(), true)
  useRaw.setState(useRaw.getInitialState(), true)
  useNotices.setState({ notices: [] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const project: Project = sampleProject({ id: projectId })
const home = {
  model: 'gpt-x',
  hide_agent_reasoning: false,
  tool_output_token_limit: 100,
  model_verbosity: 'low',
  tool_hook_command: 'hook.sh',
  mcp_servers: { docs: { env: { API_TOKEN: 'hunter2' } } },
}
const show = async (
  answers: Record<string, unknown> = {},
  layers = [folderLayer({ model_verbosity: 'high' }), userLayer(home)],
  config: object = { model: null, mcp_servers: {} },
) => {
  const deck = fakeDeck({
    'config/read': readAnswer(layers, config),
    'config/types': binaryKeys,
    'config/write': [homeWrite()],
    ...answers,
  })
  render(<ConfigurationSection project={project} />)
  return deck
}
const row = async (key: string) => {
  const all = await screen.findAllByTestId('config-row')
  const one = all.find((element) => element.dataset['key'] === key)
  if (one === undefined) throw new Error(`no row ${key}`)
  return within(one)
}
const written = (deck: Awaited<ReturnType<typeof show>>) => deck.of('config/write').flatMap(({ edits }) => edits)

describe('a row', () => {
  it('turns a switch at once', async () => {
    const deck = await show()
    fireEvent.click((await row('hide_agent_reasoning')).getByRole('switch'))
    await waitFor(() =>
      expect(written(deck)).toEqual([{ path: ['hide_agent_reasoning'], value: true, merge: 'replace' }]),
    )
  })
  it('writes a text with Enter, nothing when it is the same, and brings it back with Escape', async () => {
    const deck = await show()
    const field = (await row('model')).getByRole('textbox')
    fireEvent.keyDown(field, { key: 'Enter' })
    fireEvent.change(field, { target: { value: 'gpt-y' } })
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(field).toHaveProperty('value', 'gpt-x')
    fireEvent.change(field, { target: { value: 'gpt-z' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(written(deck)).toEqual([{ path: ['model'], value: 'gpt-z', merge: 'replace' }]))
  })
  it('takes no word for a number', async () => {
    const deck = await show()
    const limit = await row('tool_output_token_limit')
    fireEvent.change(limit.getByRole('textbox'), { target: { value: 'many' } })
    fireEvent.keyDown(limit.getByRole('textbox'), { key: 'Enter' })
    expect(limit.getByRole('alert').textContent).toContain('number')
    expect(written(deck)).toEqual([])
  })
  it('shows where a value comes from and what it hides', async () => {
    await show()
    const verbosity = await row('model_verbosity')
    expect(verbosity.getByText('overridden')).toBeTruthy()
    fireEvent.click(verbosity.getByRole('button', { name: 'Layers of model_verbosity' }))
    const lines = verbosity.getAllByRole('row').map((one) => one.textContent)
    expect(lines).toEqual(['folder’s .codex"high"counts', 'this project’s home"low"overridden'])
  })
  it('never shows a secret unasked', async () => {
    await show()
    const token = await row('mcp_servers.docs.env.API_TOKEN')
    const field = token.getByLabelText('mcp_servers.docs.env.API_TOKEN')
    expect(field).toHaveProperty('type', 'password')
    fireEvent.click(token.getByRole('button', { name: 'Show' }))
    expect(field).toHaveProperty('type', 'text')
  })
  it('marks what Codex does not know', async () => {
    await show()
    expect((await row('tool_hook_command')).getByText('unknown')).toBeTruthy()
  })
  it('tells why an edit was refused, at its place', async () => {
    await show({ 'config/write': [homeWrite({ state: 'refused', problem: 'Not allowed.', undoId: null })] })
    fireEvent.click((await row('hide_agent_reasoning')).getByRole('switch'))
    expect((await (await row('hide_agent_reasoning')).findByRole('alert')).textContent).toContain('Not allowed.')
  })
  it('is reset from its menu', async () => {
    const deck = await show()
    fireEvent.keyDown((await row('model')).getByRole('button', { name: 'More for model' }), { key: 'Enter' })
    fireEvent.click(screen.getByRole('menuitem', { name: /Reset/ }))
    await waitFor(() => expect(written(deck)).toEqual([{ path: ['model'], value: null, merge: 'replace' }]))
  })
})

it('takes the last edit back with the keyboard, but not while somebody types', async () => {
  const deck = await show({ 'config/undo': [homeWrite()] })
  fireEvent.click((await row('hide_agent_reasoning')).getByRole('switch'))
  await waitFor(() => expect(useConfigEdits.getState().undoSteps[projectId]).toHaveLength(1))
  const field = (await row('model')).getByRole('textbox')
  fireEvent.change(field, { target: { value: 'gpt-y' } })
  fireEvent.keyDown(field, { key: 'z', ctrlKey: true })
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'z', ctrlKey: true })
  expect(deck.of('config/undo')).toEqual([])
  // Once it is taken or let go there is nothing typed, and undo means the last edit.
  fireEvent.keyDown(field, { key: 'Escape' })
  fireEvent.keyDown(field, { key: 'z', ctrlKey: true })
  await waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u1'] }]))
  fireEvent.keyDown(screen.getByTestId('configuration'), { key: 'Z', ctrlKey: true, shiftKey: true })
  await waitFor(() => expect(deck.of('config/undo')).toHaveLength(2))
})

it('reports a write to all projects home by home', async () => {
  const maps = homeWrite({
    projectId: 'b'.repeat(16),
    name: 'maps',
    state: 'refused',
    problem: 'Read-only disk.',
    undoId: null,
  })
  await show({ 'config/write': [homeWrite(), maps] })
  await row('model')
  fireEvent.click(screen.getByRole('radio', { name: 'All projects' }))
  fireEvent.click((await row('hide_agent_reasoning')).getByRole('switch'))
  const report = within(await screen.findByTestId('write-report'))
  expect(report.getByRole('status').textContent).toContain('1 of 2 homes')
  expect(report.getByText('Read-only disk.')).toBeTruthy()
})

it('shows both sides of a conflict and lets the person choose', async () => {
  let tries = 0
  const conflict = homeWrite({
    state: 'conflict',
    undoId: null,
    theirs: [{ path: ['hide_agent_reasoning'], value: 'soon' }],
  })
  const deck = await show({ 'config/write': () => ((tries += 1) === 1 ? [conflict] : [homeWrite()]) })
  fireEvent.click((await row('hide_agent_reasoning')).getByRole('switch'))
  const dialog = within(await screen.findByTestId('config-conflict'))
  expect(dialog.getAllByRole('row').at(-1)?.textContent).toBe('hide_agent_reasoningtrue"soon"')
  fireEvent.click(dialog.getByRole('button', { name: 'Write mine' }))
  await waitFor(() => expect(deck.of('config/write')).toHaveLength(2))
})

it('draws only what is in view of a thousand keys', async () => {
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`key_${at}`, at]))
  await show({}, [userLayer({ many })])
  await row('many.key_0')
  expect(screen.getByText('1,000 keys')).toBeTruthy()
  expect(screen.getAllByTestId('config-row').length).toBeLessThan(100)
})

describe('a broken file', () => {
  const broken = {
    'config/read': refusal(
      'failed to read configuration layers: /homes/weather/config.toml:3:13: invalid basic string',
    ),
    'config/text': {
      path: '/homes/weather/config.toml',
      exists: true,
      text: 'a = 1\nb = 2\nmodel = "gpt',
      lossy: false,
      hash: 'h1',
      writable: true,
      problems: [{ line: 3, column: 13, message: 'invalid basic string', level: 'error' }],
    },
    'config/check': [],
    'config/saveText': { state: 'saved', hash: 'h2', undoId: 'u1', backup: 'b1' },
    'config/backups': [{ id: 'b1', file: { kind: 'config' }, atMs: 0, bytes: 24 }],
  }
  it('is shown as text at once, with the error under the eyes, and mended', async () => {
    const deck = await show(broken)
    const field = await editorField('config.toml')
    expect(screen.getByTestId('editor-banner').textContent).toContain('This config.toml can’t be read: line 3.')
    expect(screen.getByRole('region', { name: 'Problems' }).textContent).toContain('line 3:13 invalid basic string')
    act(() => field.type('a = 1\nb = 2\nmodel = "gpt"\n'))
    fireEvent.keyDown(field.element, { key: 's', ctrlKey: true })
    await waitFor(() =>
      expect(deck.of('config/saveText')).toEqual([
        expect.objectContaining({ text: 'a = 1\nb = 2\nmodel = "gpt"\n', expectedHash: 'h1', evenIfInvalid: false }),
      ]),
    )
    expect(useNotices.getState().notices.at(-1)?.message).toContain('A copy of the broken file was kept.')
    fireEvent.click(screen.getByRole('button', { name: 'Copies from before repairs' }))
    expect(await screen.findByText('24 bytes')).toBeTruthy()
  })
  it('tells when it is left with something typed, which is kept', async () => {
    await show(broken)
    const field = await editorField('config.toml')
    act(() => field.type('mine'))
    cleanup()
    expect(useNotices.getState().notices.at(-1)?.message).toContain('config.toml of weather is not saved')
    await show(broken)
    expect((await editorField('config.toml')).text).toBe('mine')
  })
})

it('tells what keeps Codex from answering, and tries again, where no file is to be mended', async () => {
  let works = false
  await show({
    'config/read': () =>
      works
        ? readAnswer([userLayer({ model: 'gpt-x' })])
        : { failed: { code: 'home-unusable', message: 'The home is on a disk that can only be read.' } },
  })
  expect((await screen.findByRole('alert')).textContent).toContain('can only be read')
  expect(screen.queryByText('Mend config.toml')).toBeNull()
  works = true
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await row('model')).toBeTruthy()
})

it('goes from a key to its line in the file', async () => {
  await show({
    'config/text': {
      path: '/homes/weather/config.toml',
      exists: true,
      text: 'a = 1\nmodel = "gpt-x"\n',
      lossy: false,
      hash: 'h1',
      writable: true,
      problems: [],
    },
  })
  fireEvent.keyDown((await row('model')).getByRole('button', { name: 'More for model' }), { key: 'Enter' })
  fireEvent.click(screen.getByRole('menuitem', { name: 'Edit as text' }))
  const { view } = await editorField('config.toml')
  await waitFor(() => expect(view.state.selection.main.head).toBe(6))
})

describe('keys of forks', () => {
  const forks = { model: null, tool_hook_command: null, custom_tools: null }
  const lint = { command: ['lint', '--all'], mode: 'fast' }
  it('have no form where the binary does not know them', async () => {
    await show()
    await row('model')
    expect(screen.queryByRole('radio', { name: 'Fork' })).toBeNull()
  })
  it('are edited by form where it does: the program around tool calls', async () => {
    const deck = await show({}, [userLayer({ tool_hook_command: ['python3', 'a.py'] })], forks)
    fireEvent.click(await screen.findByRole('radio', { name: 'Fork' }))
    const field = screen.getByLabelText('The program and its arguments, one a line')
    expect(field).toHaveProperty('value', 'python3\na.py')
    fireEvent.change(field, { target: { value: 'python3\nb.py' } })
    fireEvent.click(screen.getByRole('button', { name: 'Write' }))
    await waitFor(() =>
      expect(written(deck)).toEqual([{ path: ['tool_hook_command'], value: ['python3', 'b.py'], merge: 'replace' }]),
    )
  })
  it('are edited by form where it does: a tool is added, changed and removed', async () => {
    const deck = await show({}, [userLayer({ custom_tools: { lint } })], forks)
    fireEvent.click(await screen.findByRole('radio', { name: 'Fork' }))
    const tool = within(screen.getByTestId('fork-tool'))
    expect(tool.getByText(/Also sets mode/)).toBeTruthy()
    fireEvent.click(tool.getByRole('button', { name: 'Edit lint' }))
    fireEvent.change(screen.getByLabelText('What it does'), { target: { value: 'Lints' } })
    fireEvent.click(within(screen.getByTestId('fork-tool-dialog')).getByRole('button', { name: 'Write' }))
    await waitFor(() => expect(screen.queryByTestId('fork-tool-dialog')).toBeNull())

    fireEvent.click(screen.getByRole('button', { name: 'Add a tool' }))
    const dialog = within(screen.getByTestId('fork-tool-dialog'))
    fireEvent.click(dialog.getByRole('button', { name: 'Add' }))
    expect(dialog.getByRole('alert').textContent).toContain('name')
    fireEvent.change(dialog.getByLabelText('Name'), { target: { value: 'fmt' } })
    fireEvent.change(dialog.getByLabelText('Program and arguments'), { target: { value: 'fmt' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Add' }))
    await waitFor(() => expect(screen.queryByTestId('fork-tool-dialog')).toBeNull())

    fireEvent.click(tool.getByRole('button', { name: 'Remove lint' }))
    await waitFor(() =>
      expect(written(deck)).toEqual([
        { path: ['custom_tools', 'lint', 'description'], value: 'Lints', merge: 'replace' },
        { path: ['custom_tools', 'fmt'], value: { command: ['fmt'] }, merge: 'replace' },
        { path: ['custom_tools', 'lint'], value: null, merge: 'replace' },
      ]),
    )
  })
})
