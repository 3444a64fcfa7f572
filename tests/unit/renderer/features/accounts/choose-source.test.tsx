import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { ChooseSource } from '../../../../../renderer/features/accounts'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { sampleAccount } from './sample-account'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ source: 'unset' })
const signedIn = sampleAccount({ state: 'signed-in', kind: 'chatgpt', email: 'ada@example.org', plan: 'plus' })
const signingIn = sampleAccount({
  state: 'signing-in',
  login: { kind: 'browser', url: 'https://auth.example.org/go' },
})
const call = vi.fn()

beforeEach(() => {
  call.mockResolvedValue({ ok: true, value: null })
  Object.assign(window, { deck: { call, onEvents: () => () => undefined, pathOf: () => '' } })
  useAccounts.setState({ accounts: [], busy: false, problem: null })
})
afterEach(() => {
  cleanup()
  call.mockReset()
})

const button = (name: string) => screen.getByRole('button', { name })

it('offers an account, a key and the demo', () => {
  render(<ChooseSource project={project} />)
  for (const name of ['Sign in with ChatGPT', 'Use an API key', 'Offline demo']) expect(button(name)).toBeTruthy()
})

it('takes the demo at once', () => {
  render(<ChooseSource project={project} />)
  fireEvent.click(button('Offline demo'))
  expect(call).toHaveBeenCalledWith('projects/source', { projectId: project.id, source: 'demo' })
})

it('uses the account for the project once the login that was begun here has ended well', async () => {
  call.mockResolvedValueOnce({ ok: true, value: signingIn })
  render(<ChooseSource project={project} />)
  fireEvent.click(button('Sign in with ChatGPT'))
  act(() => useAccounts.getState().receive([signingIn]))
  expect(await screen.findByText(/Finish signing in/)).toBeTruthy()
  expect(button('Copy the link')).toBeTruthy()
  act(() => useAccounts.getState().receive([signedIn]))
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith('projects/source', { projectId: project.id, source: 'account' }),
  )
})

it('does not take an account for granted: who is signed in must be chosen', () => {
  useAccounts.setState({ accounts: [signedIn] })
  render(<ChooseSource project={project} />)
  expect(call).not.toHaveBeenCalled()
  expect(button('Use your account').textContent).toContain('ada@example.org')
})

it('cancels a login', async () => {
  useAccounts.setState({ accounts: [signingIn] })
  render(<ChooseSource project={project} />)
  fireEvent.click(button('Cancel'))
  await waitFor(() => expect(call).toHaveBeenCalledWith('accounts/cancelLogin', { accountId: 'main' }))
})

it('hides a typed key and drops it once it is sent', async () => {
  call.mockResolvedValueOnce({ ok: false, error: { code: 'x', message: 'The key was refused.' } })
  render(<ChooseSource project={project} />)
  fireEvent.click(button('Use an API key'))
  const field = screen.getByLabelText<HTMLInputElement>('OpenAI API key')
  expect(field.type).toBe('password')
  fireEvent.change(field, { target: { value: 'sk-test-123456' } })
  fireEvent.click(button('Use this key'))
  expect(call).toHaveBeenCalledWith('accounts/login', {
    accountId: null,
    login: { kind: 'apiKey', apiKey: 'sk-test-123456' },
  })
  expect((await screen.findByRole('alert')).textContent).toContain('The key was refused.')
  expect(field.value).toBe('')
})
