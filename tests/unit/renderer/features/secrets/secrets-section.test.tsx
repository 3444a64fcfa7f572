import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Keyring, Secret } from '../../../../../preload/contract/secrets'
import { SecretsSection } from '../../../../../renderer/features/secrets'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useSecrets } from '../../../../../renderer/stores/accounts/secrets'
import { fakeDeck, refusal, type FakeDeck } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

const projectId = '0123456789abcdef'
const secret = (change: Partial<Secret> = {}): Secret => ({
  id: '0011223344556677',
  projectId,
  name: 'MY_KEY',
  purpose: 'mcp-bearer',
  label: 'the work one',
  createdAtMs: 1,
  kept: true,
  problem: null,
  ...change,
})
const ready: Keyring = { state: 'ready', words: 'The system’s keyring is ready.', detail: null }
const none: Keyring = { state: 'none', words: 'No keyring of the system can be reached.', detail: 'Failed to connect' }

const fresh = useSecrets.getState()
let deck: FakeDeck
const answers: Record<string, unknown> = {}
beforeEach(() => {
  useSecrets.setState(fresh, true)
  useProjects.setState({
    projects: [sampleProject({ id: projectId, source: 'demo' })],
  })
  Object.assign(answers, {
    'secrets/list': [],
    'secrets/state': ready,
    'secrets/set': secret(),
    'secrets/delete': null,
  })
  deck = fakeDeck({
    'secrets/list': () => answers['secrets/list'],
    'secrets/state': () => answers['secrets/state'],
    'secrets/set': () => answers['secrets/set'],
    'secrets/delete': () => answers['secrets/delete'],
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = async (): Promise<void> => {
  render(<SecretsSection projectId={projectId} />)
  await waitFor(() => expect(useSecrets.getState()).toMatchObject({ secrets: expect.anything(), looking: false }))
}
const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the keyring', () => {
  it('is told in words, with what to do without one', async () => {
    answers['secrets/state'] = none
    await show()
    expect(screen.getByTestId('keyring-state').textContent).toBe('None')
    const status = screen.getByText(/No keyring of the system/)
    expect(status.textContent).toContain('one run of the app')
    expect(status.textContent).toContain('Failed to connect')
  })

  it('is looked at again, thoroughly', async () => {
    answers['secrets/state'] = none
    await show()
    answers['secrets/state'] = ready
    press('Check again')
    await waitFor(() => expect(screen.getByTestId('keyring-state').textContent).toBe('Ready'))
    expect(deck.of('secrets/state').at(-1)).toEqual({ thorough: true })
  })
})

describe('the list', () => {
  it('says what to do when it is empty', async () => {
    await show()
    expect(screen.getByText('No secrets yet')).toBeTruthy()
  })

  it('shows each secret under its project, how config names it, and what is wrong with it', async () => {
    answers['secrets/list'] = [
      secret({ problem: 'The keyring is locked.' }),
      secret({ id: '1', projectId: null, name: 'ALL', kept: false }),
    ]
    await show()
    const group = within(screen.getByRole('region', { name: 'weather' }))
    expect(group.getByText('bearer_token_env_var = "MY_KEY"')).toBeTruthy()
    expect(group.getByText('The keyring is locked.')).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'All projects' })).getByText('This run only')).toBeTruthy()
  })

  it('deletes after asking by name', async () => {
    answers['secrets/list'] = [secret()]
    await show()
    press('Delete MY_KEY')
    expect(deck.of('secrets/delete')).toEqual([])
    const dialog = within(screen.getByRole('dialog'))
    fireEvent.click(dialog.getByRole('button', { name: 'Delete MY_KEY' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(deck.of('secrets/delete')).toEqual([{ id: '0011223344556677' }])
  })
})

describe('the form', () => {
  it('adds a secret for the project in view and forgets the value', async () => {
    await show()
    press('Add a secret')
    expect(screen.getByLabelText<HTMLInputElement>('Value').type).toBe('password')
    type('Environment variable', 'MY_KEY')
    type('Value', ' sk-canary ')
    expect(screen.getByText('env_key = "MY_KEY"')).toBeTruthy()
    press('Add')
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
    const facts = { projectId, name: 'MY_KEY', purpose: 'provider-key', label: '' }
    expect(deck.of('secrets/set')).toEqual([{ id: null, facts, value: 'sk-canary', keep: true }])
    expect(JSON.stringify(useSecrets.getState())).not.toContain('sk-canary')
    expect(document.body.innerHTML).not.toContain('sk-canary')
  })

  it('sends nothing that can’t be a name or has no value', async () => {
    await show()
    press('Add a secret')
    type('Environment variable', 'LD_PRELOAD')
    expect(screen.getByText(/means something/)).toBeTruthy()
    press('Add')
    expect(screen.getByText('Give its value.')).toBeTruthy()
    expect(deck.of('secrets/set')).toEqual([])
  })

  it('offers this run only without a keyring', async () => {
    answers['secrets/state'] = none
    await show()
    press('Add a secret')
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false)
    type('Environment variable', 'MY_KEY')
    type('Value', 'sk-canary')
    press('Add')
    await waitFor(() => expect(deck.of('secrets/set')).toMatchObject([{ keep: false }]))
  })

  it('keeps what was typed when the keyring refused, says why, and takes it for this run', async () => {
    await show()
    answers['secrets/set'] = refusal('The keyring is locked.')
    press('Add a secret')
    type('Environment variable', 'MY_KEY')
    type('Value', 'sk-canary')
    press('Add')
    expect((await screen.findByRole('alert')).textContent).toBe('The keyring is locked.')
    answers['secrets/set'] = secret({ kept: false })
    fireEvent.click(screen.getByRole('checkbox'))
    press('Add')
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
    expect(deck.of('secrets/set').map(({ value, keep }) => [value, keep])).toEqual([
      ['sk-canary', true],
      ['sk-canary', false],
    ])
  })

  it('replaces one without showing its value', async () => {
    answers['secrets/list'] = [secret()]
    await show()
    press('Replace MY_KEY')
    expect(screen.getByLabelText<HTMLInputElement>('Value').value).toBe('')
    expect(screen.getByLabelText<HTMLInputElement>('Environment variable').value).toBe('MY_KEY')
    type('Value', 'sk-new')
    press('Replace')
    await waitFor(() => expect(deck.of('secrets/set')).toMatchObject([{ id: '0011223344556677', value: 'sk-new' }]))
  })
})
