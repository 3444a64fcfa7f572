import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HomesSection } from '../../../../../renderer/features/homes'
import { useHomes } from '../../../../../renderer/stores/accounts/homes'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { accountHome, overview, sampleHome, sizeOf, terminalHome } from './sample-homes'

const fresh = useHomes.getInitialState()
beforeEach(() => useHomes.setState(fresh, true))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const onProject = vi.fn()
const show = async (answers: Record<string, unknown> = {}) => {
  const deck = fakeDeck({ 'homes/list': overview, ...answers })
  render(<HomesSection onProject={onProject} />)
  await screen.findByRole('table', { name: 'Homes' })
  return deck
}
const row = (name: string) =>
  screen.getAllByTestId('home').find((one) => within(one).queryByRole('button', { name: `More for ${name}` })) ??
  document.body
const menu = (name: string) =>
  fireEvent.keyDown(within(row(name)).getByRole('button', { name: `More for ${name}` }), { key: 'Enter' })
const choose = (name: string, act: RegExp) => {
  menu(name)
  fireEvent.click(screen.getByRole('menuitem', { name: act }))
}

describe('the table of homes', () => {
  it('has a row for each, with sizes and sessions as they come in', async () => {
    const deck = await show()
    expect(screen.getAllByTestId('home')).toHaveLength(3)
    expect(screen.getByText('3 homes, 0 B so far')).toBeTruthy()
    deck.push(
      { type: 'home-size', size: sizeOf(sampleHome().id, { bytes: 1_500_000, sessions: 1234 }) },
      { type: 'home-size', size: sizeOf(accountHome.id, { bytes: 900, sessions: 0 }) },
      { type: 'home-size', size: sizeOf(terminalHome.id, { bytes: 2_000_000_000, state: 'partial' }) },
    )
    await waitFor(() => expect(row('weather').textContent).toContain('1.5 MB'))
    expect(row('weather').textContent).toContain('1,234')
    expect(row('Codex in the terminal').textContent).toContain('> 2.0 GB')
    expect(screen.getByText('3 homes, 2.0 GB')).toBeTruthy()
  })

  it('says what is wrong with a configuration, and hides no character of a name', async () => {
    const problem = '/x/config.toml is not valid TOML at line 3, column 1: it is malformed'
    await show({
      'homes/list': { ...overview, homes: [sampleHome({ configProblem: problem, label: 'a\u202Eb', use: 'busy' })] },
    })
    expect(screen.getByText(problem)).toBeTruthy()
    expect(screen.getByText(/⟦/)).toBeTruthy()
    expect(screen.getByText('working')).toBeTruthy()
  })

  it('says when there is none, and when the list failed', async () => {
    fakeDeck({ 'homes/list': { homes: [], accounts: [] } })
    render(<HomesSection onProject={onProject} />)
    expect(await screen.findByText('No homes yet')).toBeTruthy()
    cleanup()
    useHomes.setState(fresh, true)
    fakeDeck({ 'homes/list': refusal('The disk is gone.') })
    render(<HomesSection onProject={onProject} />)
    expect(await screen.findByText('The disk is gone.')).toBeTruthy()
  })

  it('opens a home by its id, and leads to where a project’s home is chosen', async () => {
    const deck = await show()
    choose('weather', /Show in file manager/)
    expect(deck.of('homes/reveal')).toEqual([{ homeId: sampleHome().id }])
    choose('weather', /Choose the project’s home/)
    expect(onProject).toHaveBeenCalledWith('0123456789abcdef')
  })

  it('offers no template to homes of no project, no login to an account, and no trash to one that is signed in', async () => {
    await show()
    menu('me@example.com')
    expect(screen.queryByRole('menuitem', { name: /template/ })).toBeNull()
    expect(screen.queryByRole('menuitem', { name: /terminal/ })).toBeNull()
    expect(screen.getByRole('menuitem', { name: /Move to trash/ }).hasAttribute('data-disabled')).toBe(true)
    expect(screen.getByText('me@example.com is signed in here. Sign out first.')).toBeTruthy()
  })
})

describe('moving a home to the trash', () => {
  it('is asked about by name, with what goes with it, and done by id', async () => {
    const deck = await show({ 'homes/trash': true })
    choose('weather', /Move to trash/)
    const dialog = screen.getByTestId('trash-home')
    expect(dialog.textContent).toContain('Move the home of weather to the trash?')
    expect(dialog.textContent).toContain('weather begins again with an empty home')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Keep it' }))
    expect(deck.of('homes/trash')).toEqual([])
    choose('weather', /Move to trash/)
    fireEvent.click(screen.getByRole('button', { name: 'Move to trash' }))
    await waitFor(() => expect(screen.queryByTestId('trash-home')).toBeNull())
    expect(deck.of('homes/trash')).toEqual([{ homeId: sampleHome().id }])
  })

  it('says why it failed', async () => {
    await show({ 'homes/trash': refusal('Codex is working in it.') })
    choose('weather', /Move to trash/)
    fireEvent.click(screen.getByRole('button', { name: 'Move to trash' }))
    expect(await screen.findByText('Codex is working in it.')).toBeTruthy()
  })
})

describe('making a home usable in a terminal', () => {
  it('warns of the rotation for a login that is renewed, of the plain key for one that isn’t', async () => {
    await show()
    choose('weather', /usable in a terminal/)
    expect(screen.getByTestId('rotation-warning').textContent).toMatch(/each renewal makes every other copy worthless/)
    fireEvent.change(screen.getByRole('combobox', { name: 'Account' }), { target: { value: 'key' } })
    expect(screen.getByTestId('rotation-warning').textContent).toMatch(/plain text/)
    expect(screen.queryByRole('option', { name: 'Signed out' })).toBeNull()
  })

  it('does what was chosen, replacing nothing unless asked, and shows the line for the shell', async () => {
    const report = {
      copied: ['auth.json'],
      missing: ['.credentials.json'],
      storeBefore: 'ephemeral',
      command: 'CODEX_HOME=/x codex',
    }
    const deck = await show({ 'homes/makeTerminalReady': report })
    choose('weather', /usable in a terminal/)
    fireEvent.click(screen.getByRole('button', { name: 'Copy the login' }))
    expect(await screen.findByText('CODEX_HOME=/x codex')).toBeTruthy()
    expect(screen.getByTestId('terminal-home').textContent).toContain('before: ephemeral')
    expect(deck.of('homes/makeTerminalReady')).toEqual([
      { homeId: sampleHome().id, accountId: 'main', auth: 'require', mcpCredentials: 'skip-missing', replace: false },
    ])
  })

  it('can require logins of MCP servers, leave them out, and replace', async () => {
    const deck = await show({ 'homes/makeTerminalReady': refusal('None.') })
    choose('weather', /usable in a terminal/)
    fireEvent.click(screen.getByRole('checkbox', { name: /Stop when there are none/ }))
    fireEvent.click(screen.getByRole('checkbox', { name: /Replace a login/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Copy the login' }))
    expect(await screen.findByText('None.')).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: /Also logins of MCP servers/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Copy the login' }))
    await waitFor(() =>
      expect(deck.of('homes/makeTerminalReady')).toMatchObject([
        { mcpCredentials: 'require', replace: true },
        { mcpCredentials: 'leave-out', replace: true },
      ]),
    )
  })
})

describe('adding from a template', () => {
  it('copies the chosen parts from another home, never an account’s, and tells what came of it', async () => {
    const report = {
      copied: ['AGENTS.md'],
      settings: ['model'],
      left: [{ name: 'config.toml: mcp_servers.x.env', reason: 'It may hold a secret.' }],
      leftCount: 1,
    }
    const deck = await show({ 'homes/createFromTemplate': report })
    choose('weather', /template/)
    const from = screen.getByRole('combobox', { name: 'Home to copy from' })
    expect(within(from).getAllByRole('option')).toHaveLength(1)
    fireEvent.click(screen.getByRole('checkbox', { name: /Skills/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await screen.findByText('AGENTS.md')).toBeTruthy()
    expect(screen.getByText(/It may hold a secret/)).toBeTruthy()
    expect(deck.of('homes/createFromTemplate')).toEqual([
      {
        projectId: '0123456789abcdef',
        templateId: terminalHome.id,
        parts: ['config', 'instructions', 'rules'],
      },
    ])
  })
})
