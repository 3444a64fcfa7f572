import type { PendingRequest } from '@contract/model'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { McpSection } from '../../../../../renderer/features/mcp'
import type { DrawRequest } from '../../../../../renderer/features/mcp/request-slot'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useRequests } from '../../../../../renderer/stores/app/requests'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { useMcp } from '../../../../../renderer/stores/config/mcp'
import { useFolderServers } from '../../../../../renderer/stores/config/mcp-folder'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { configWith, folderServer, homeWrite, projectId, statusOf } from '../../stores/config/mcp-samples'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'
import { project } from '../../stores/samples'

const folders = useFolderServers.getInitialState()
const threads = useThreads.getInitialState()
class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  // jsdom has none; the parts that measure themselves only ask that it exists.
  vi.stubGlobal('ResizeObserver', NoObserver)
  useFolderServers.setState(folders, true)
  useThreads.setState(threads, true)
  useNotices.setState({ notices: [] })
  useProjects.setState({ projects: [project] })
  window.localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = async (answers: Record<string, unknown> = {}, request: DrawRequest = () => null) => {
  const deck = fakeDeck({
    'config/read': configWith({
      docs: { command: 'npx', args: ['-y', 'docs'] },
      'off.one': { command: 'x', enabled: false },
    }),
    'mcp/folderServers': [],
    'mcpServerStatus/list': ({ serverName }: Record<string, unknown>) =>
      statusOf(String(serverName), { runtimeStatus: null }),
    'secrets/list': [],
    'secrets/state': { state: 'ready', words: 'Ready', detail: null },
    ...answers,
  })
  render(<McpSection project={project} request={request} />)
  return deck
}
const row = (name: string) =>
  screen.getAllByTestId('mcp-server').find((one) => one.dataset['name'] === name) ?? document.body
const stateOf = (name: string) => row(name).dataset['state']
const openRow = (name: string) =>
  fireEvent.click(within(row(name)).getByRole('button', { expanded: false, name: new RegExp(`^${name},`) }))

describe('the list', () => {
  it('shows each server with how it is doing and what its tools cost', async () => {
    await show()
    await waitFor(() => expect(stateOf('docs')).toBe('ready'))
    expect(row('docs').textContent).toContain('npx -y docs')
    expect(row('docs').textContent).toMatch(/1 tool≈ \d+ tokens/)
    expect(stateOf('off.one')).toBe('off')
  })

  it('says when there is none, and when they could not be read', async () => {
    await show({ 'config/read': configWith({}) })
    expect(await screen.findByText('No servers yet')).toBeTruthy()
    cleanup()
    useFolderServers.setState(folders, true)
    await show({ 'config/read': refusal('config.toml: line 3 is wrong') })
    expect(await screen.findByText('config.toml: line 3 is wrong')).toBeTruthy()
  })

  it('draws hidden characters of names and commands', async () => {
    await show({ 'config/read': configWith({ 'a\u202Eb': { command: 'x\u200b' } }) })
    await waitFor(() => expect(screen.getAllByText(/⟦U\+202E⟧/).length).toBeGreaterThan(0))
    expect(screen.getAllByText(/⟦U\+200B⟧/).length).toBeGreaterThan(0)
  })

  it('the switch shows what was wanted at once and goes back on failure', async () => {
    await show({ 'config/write': refusal('The disk is full.') })
    const toggle = await screen.findByRole('switch', { name: 'Switch off.one on' })
    fireEvent.click(toggle)
    expect(stateOf('off.one')).toBe('starting')
    await waitFor(() => expect(stateOf('off.one')).toBe('off'))
    expect(useNotices.getState().notices.at(-1)?.message).toContain('The disk is full.')
  })

  it('tells why a server failed, and shows what it says when it is started alone', async () => {
    await show({
      'mcpServerStatus/list': statusOf('docs', {
        runtimeStatus: null,
        toolsError: 'No such file or directory (os error 2)',
      }),
      'mcp/output': { lines: ['\u001b[31mboom\u001b[0m'], startMs: null, error: null },
    })
    await waitFor(() => expect(stateOf('docs')).toBe('failed'))
    openRow('docs')
    expect(screen.getByText(/No program “npx” was found/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /Start it alone/ }))
    expect(await screen.findByText('boom')).toBeTruthy()
  })
})

describe('a server of the folder', () => {
  it('waits, is shown whole, and its switch starts nothing', async () => {
    const deck = await show({ 'mcp/folderServers': [folderServer()] })
    await waitFor(() => expect(stateOf('ours')).toBe('waiting'))
    fireEvent.click(screen.getByRole('switch', { name: 'Switch ours on' }))
    expect(deck.of('mcp/decide')).toEqual([])
    expect(deck.of('mcpServerStatus/list').map(({ serverName }) => serverName)).not.toContain('ours')
    expect(screen.getByText('--fast')).toBeTruthy()
  })

  it('is let run by its hash, once the button has been there for a moment', async () => {
    const deck = await show({ 'mcp/folderServers': [folderServer({ hash: 'h7' })] })
    await waitFor(() => expect(stateOf('ours')).toBe('waiting'))
    fireEvent.click(screen.getByRole('button', { name: 'Look at it' }))
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Let it run' })
    expect(button.disabled).toBe(true)
    await waitFor(() => expect(button.disabled).toBe(false))
    fireEvent.click(button)
    await waitFor(() => expect(deck.of('mcp/decide')).toEqual([{ projectId, name: 'ours', hash: 'h7', approve: true }]))
  })

  it('shuts the button again when the definition becomes another one under it', async () => {
    const deck = await show({ 'mcp/folderServers': [folderServer()] })
    await waitFor(() => expect(stateOf('ours')).toBe('waiting'))
    fireEvent.click(screen.getByRole('button', { name: 'Look at it' }))
    const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Let it run' })
    await waitFor(() => expect(button().disabled).toBe(false))
    useFolderServers.setState({
      byProject: { [projectId]: [folderServer({ hash: 'h2', state: 'changed', before: folderServer().definition })] },
    })
    await waitFor(() => expect(button().disabled).toBe(true))
    expect(deck.of('mcp/decide')).toEqual([])
  })
})

describe('the form', () => {
  it('says what is wrong before anything is written, then writes one table', async () => {
    const deck = await show({ 'config/write': [homeWrite()] })
    fireEvent.click(await screen.findByRole('button', { name: 'Add a server' }))
    const form = await screen.findByTestId('mcp-form')
    fireEvent.submit(form)
    expect(within(form).getByText('Give it a name.')).toBeTruthy()
    fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'docs' } })
    expect(within(form).getByText(/with this name already/)).toBeTruthy()
    fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'fresh' } })
    fireEvent.change(within(form).getByLabelText('Command'), { target: { value: 'node' } })
    fireEvent.submit(form)
    await waitFor(() =>
      expect(deck.of('config/write')[0]).toMatchObject({
        edits: [{ path: ['mcp_servers', 'fresh'], value: { command: 'node' } }],
        expectedVersion: 'v1',
      }),
    )
    await waitFor(() => expect(screen.queryByTestId('mcp-form')).toBeNull())
  })

  it('offers to write over somebody else’s change, on a word', async () => {
    const deck = await show({ 'config/write': [homeWrite({ state: 'conflict', problem: 'Changed meanwhile.' })] })
    fireEvent.click(await screen.findByRole('button', { name: 'Add a server' }))
    const form = await screen.findByTestId('mcp-form')
    fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'fresh' } })
    fireEvent.change(within(form).getByLabelText('Command'), { target: { value: 'node' } })
    fireEvent.submit(form)
    fireEvent.click(await within(form).findByRole('button', { name: 'Write mine over it' }))
    await waitFor(() =>
      expect(deck.of('config/write').map(({ expectedVersion }) => expectedVersion)).toEqual(['v1', null]),
    )
  })
})

describe('what somebody else writes while a server is edited', () => {
  const edit = async (change: (servers: Record<string, unknown>) => void) => {
    const servers: Record<string, unknown> = { docs: { command: 'npx', args: ['a'] }, other: { command: 'x' } }
    let version = 'v1'
    const deck = await show({ 'config/read': () => configWith(servers, { version }), 'config/write': [homeWrite()] })
    await waitFor(() => expect(stateOf('docs')).toBe('ready'))
    openRow('docs')
    fireEvent.click(within(row('docs')).getByRole('button', { name: 'Edit…' }))
    const form = await screen.findByTestId('mcp-form')
    fireEvent.change(within(form).getByLabelText('Command'), { target: { value: 'node' } })
    change(servers)
    version = 'v2'
    act(() => tellConfig({ type: 'config-changed', projectId }))
    await waitFor(() => expect(useMcp.getState().version).toBe('v2'))
    fireEvent.submit(screen.getByTestId('mcp-form'))
    await waitFor(() => expect(deck.of('config/write')).toHaveLength(1))
    return deck.of('config/write')[0]
  }
  const command = { path: ['mcp_servers', 'docs', 'command'], value: 'node', merge: 'replace' }

  it('about another is not in the way', async () => {
    const written = await edit((servers) => (servers['other'] = { command: 'y' }))
    expect(written).toMatchObject({ edits: [command], expectedVersion: 'v2' })
  })

  it('about the same is told of, and no other key of theirs is written over', async () => {
    const written = await edit((servers) => (servers['docs'] = { command: 'npx', args: ['b'] }))
    expect(written).toMatchObject({ edits: [command], expectedVersion: 'v1' })
  })

  it('though it takes it away, the form keeps what was typed', async () => {
    const written = await edit((servers) => delete servers['docs'])
    expect(written).toMatchObject({
      edits: [{ path: ['mcp_servers', 'docs'], value: { command: 'node', args: ['a'] } }],
      expectedVersion: 'v1',
    })
  })
})

describe('values that look like secrets', () => {
  it('go to the keychain once they do, unless the person says otherwise', async () => {
    const deck = await show({ 'config/write': [homeWrite()], 'secrets/set': { id: 'aaaaaaaaaaaaaaaa' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Add a server' }))
    const form = await screen.findByTestId('mcp-form')
    const type = (label: string, value: string) =>
      fireEvent.change(within(form).getByLabelText(label), { target: { value } })
    type('Name', 'fresh')
    type('Command', 'node')
    fireEvent.click(
      within(within(form).getByRole('group', { name: 'Variables' })).getByRole('button', { name: 'Add a variable' }),
    )
    type('Name of variable 1', 'MY_TOKEN')
    type('Value of variable 1', 'abc123def456')
    const key = within(form).getByRole('button', { name: /MY_TOKEN goes to the keychain/ })
    expect(within(form).getByLabelText<HTMLInputElement>('Value of variable 1').type).toBe('password')
    fireEvent.click(key)
    type('Value of variable 1', 'abc123def4567')
    expect(within(form).getByText(/stands readable/)).toBeTruthy()
    fireEvent.click(within(form).getByRole('button', { name: 'Keep MY_TOKEN in the keychain' }))
    fireEvent.submit(form)
    await waitFor(() => expect(deck.of('config/write')).toHaveLength(1))
    expect(deck.of('secrets/set')[0]).toMatchObject({ value: 'abc123def4567', facts: { name: 'MY_TOKEN' } })
    expect(JSON.stringify(deck.of('config/write'))).not.toContain('abc123')
  })
})

describe('tools', () => {
  it('that are tried show what their server asks meanwhile, and nothing that another asks', async () => {
    const called = later<unknown>()
    await show({ 'thread/start': { thread: { id: 'e1' } }, 'mcpServer/tool/call': () => called.promise }, ({ key }) => (
      <p>request {key}</p>
    ))
    await waitFor(() => expect(stateOf('docs')).toBe('ready'))
    openRow('docs')
    const tool = screen.getByTestId('mcp-tool')
    fireEvent.click(within(tool).getByRole('button', { expanded: false }))
    fireEvent.click(within(tool).getByRole('button', { name: 'Try it…' }))
    const form = await screen.findByTestId('try-tool')
    fireEvent.change(within(form).getByLabelText('a'), { target: { value: '3' } })
    const asks = (key: string, params: object, owner = projectId): PendingRequest => ({
      key,
      projectId: owner,
      threadId: 'e1',
      method: 'mcpServer/elicitation/request',
      params,
      receivedAtMs: 1,
      itemId: null,
      item: null,
    })
    act(() =>
      useRequests
        .getState()
        .receive([
          asks('of-another-server', { serverName: 'else', turnId: null }),
          asks('of-a-turn', { serverName: 'docs', turnId: 't' }),
          asks('of-another-project', { serverName: 'docs', turnId: null }, 'other'),
          asks('mine', { serverName: 'docs', turnId: null }),
        ]),
    )
    expect(within(form).queryByText(/^request/)).toBeNull()
    fireEvent.click(within(form).getByRole('button', { name: 'Call add' }))
    await waitFor(() =>
      expect(
        within(form)
          .getAllByText(/^request/)
          .map((one) => one.textContent),
      ).toEqual(['request mine']),
    )
    act(() => called.settle({ content: [{ type: 'text', text: 'three' }] }))
    expect(await within(form).findByText('three')).toBeTruthy()
    expect(within(form).queryByText(/^request/)).toBeNull()
  })

  it('are switched one by one and tried with a form', async () => {
    const deck = await show({
      'config/write': [homeWrite()],
      'thread/start': { thread: { id: 'e1' } },
      'mcpServer/tool/call': { content: [{ type: 'text', text: 'three' }], isError: true },
    })
    await waitFor(() => expect(stateOf('docs')).toBe('ready'))
    openRow('docs')
    const tool = screen.getByTestId('mcp-tool')
    fireEvent.click(within(tool).getByRole('button', { expanded: false }))
    fireEvent.click(within(tool).getByRole('button', { name: 'Try it…' }))
    const form = await screen.findByTestId('try-tool')
    fireEvent.change(within(form).getByLabelText('a'), { target: { value: 'no number' } })
    fireEvent.click(within(form).getByRole('button', { name: 'Call add' }))
    expect(within(form).getByText('Enter a number.')).toBeTruthy()
    fireEvent.change(within(form).getByLabelText('a'), { target: { value: '3' } })
    fireEvent.click(within(form).getByRole('button', { name: 'Call add' }))
    expect(await within(form).findByText('the tool failed')).toBeTruthy()
    expect(deck.of('mcpServer/tool/call')).toEqual([
      { threadId: 'e1', server: 'docs', tool: 'add', arguments: { a: 3 } },
    ])
    fireEvent.click(within(tool).getByRole('switch', { name: 'Switch the tool add off' }))
    await waitFor(() =>
      expect(deck.of('config/write')[0]).toMatchObject({
        edits: [{ path: ['mcp_servers', 'docs', 'disabled_tools'], value: ['add'] }],
      }),
    )
  })
})
