import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LoginChoice } from '../../../../../renderer/features/accounts/login-choice'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { fakeDeck, later, refusal, type FakeDeck } from '../../stores/fake-deck'
import { sampleAccount } from './sample-account'

const signingIn = sampleAccount({ state: 'signing-in', login: { kind: 'browser', url: 'https://auth.example.org/go' } })
const signedIn = sampleAccount({ state: 'signed-in', kind: 'apiKey' })

beforeEach(() => useAccounts.setState({ accounts: [], busy: false, problem: null }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
async function show(answers: Parameters<typeof fakeDeck>[0], accountId: string | null = null) {
  const deck: FakeDeck = fakeDeck({ 'accounts/allowed': null, ...answers })
  const onDone = vi.fn()
  await act(async () => void render(<LoginChoice accountId={accountId} onDone={onDone} />))
  return { deck, onDone }
}
/** Opens the menu of the other ways and chooses one. */
async function choose(name: RegExp): Promise<void> {
  fireEvent.keyDown(button('Other ways'), { key: 'Enter' })
  await act(async () => fireEvent.click(await screen.findByRole('menuitem', { name })))
}

it('signs in by the browser first, and makes room once the account’s own card tells of it', async () => {
  const { deck, onDone } = await show({ 'accounts/login': signingIn })
  await act(async () => fireEvent.click(button('Sign in with ChatGPT')))
  expect(deck.of('accounts/login')).toEqual([{ accountId: null, login: { kind: 'chatgpt' } }])
  expect(onDone).toHaveBeenCalledOnce()
})

it('stays where it is when a login can’t begin', async () => {
  const { onDone } = await show({ 'accounts/login': refusal('Port 1455 is taken.') })
  await act(async () => fireEvent.click(button('Sign in with ChatGPT')))
  expect(onDone).not.toHaveBeenCalled()
  expect(useAccounts.getState().problem?.message).toBe('Port 1455 is taken.')
  expect(button('Sign in with ChatGPT').disabled).toBe(false)
})

it('takes no second press while a login begins', async () => {
  const slow = later()
  const { deck } = await show({ 'accounts/login': () => slow.promise })
  await act(async () => fireEvent.click(button('Sign in with ChatGPT')))
  fireEvent.click(button(/Sign in with ChatGPT/))
  expect(deck.of('accounts/login')).toHaveLength(1)
  await act(async () => slow.settle(signingIn))
})

it('signs in to the account that it was asked for, by a code', async () => {
  const { deck } = await show({ 'accounts/login': signingIn }, 'second')
  await choose(/With a code/)
  expect(deck.of('accounts/login')).toEqual([{ accountId: 'second', login: { kind: 'deviceCode' } }])
})

it('takes an access token in a field that hides it, and drops it once it is sent', async () => {
  const { deck, onDone } = await show({ 'accounts/login': refusal('The token was refused.') })
  await choose(/access token/)
  const field = screen.getByLabelText<HTMLInputElement>('Access token')
  expect(field.type).toBe('password')
  fireEvent.change(field, { target: { value: '  at-typed-token ' } })
  await act(async () => fireEvent.click(button('Use this token')))
  expect(deck.of('accounts/login')).toEqual([
    { accountId: null, login: { kind: 'accessToken', accessToken: 'at-typed-token' } },
  ])
  expect(field.value).toBe('')
  expect(onDone).not.toHaveBeenCalled()
})

it('doesn’t send what is too short to be a key', async () => {
  const { deck } = await show({ 'accounts/login': signedIn })
  fireEvent.click(button('Use an API key'))
  fireEvent.change(screen.getByLabelText('OpenAI API key'), { target: { value: 'sk-1' } })
  await act(async () => fireEvent.click(button('Use this key')))
  expect(deck.of('accounts/login')).toEqual([])
  expect(screen.getByText('That is too short.')).toBeTruthy()
})

it('a form that is left keeps nothing of what was typed', async () => {
  await show({ 'accounts/login': signedIn })
  fireEvent.click(button('Use an API key'))
  fireEvent.change(screen.getByLabelText('OpenAI API key'), { target: { value: 'sk-typed-key' } })
  fireEvent.click(button('Cancel'))
  fireEvent.click(button('Use an API key'))
  expect(screen.getByLabelText<HTMLInputElement>('OpenAI API key').value).toBe('')
})

it.each([
  [['api'], 'The requirements of this machine allow API keys only.', ['Sign in with ChatGPT']],
  [['chatgpt'], 'The requirements of this machine allow ChatGPT only.', ['Use an API key']],
  [[], 'The requirements of this machine allow no login.', ['Sign in with ChatGPT', 'Use an API key']],
])('where requirements allow %j, it says so and offers no other', async (allowed, words, disabled) => {
  await show({ 'accounts/allowed': () => allowed })
  expect(screen.getByText(words)).toBeTruthy()
  for (const name of ['Sign in with ChatGPT', 'Use an API key'])
    expect(button(name).disabled, name).toBe(disabled.includes(name))
})

it('offers everything where there are no requirements, or they can’t be read', async () => {
  await show({ 'accounts/allowed': refusal('no server') })
  expect(screen.queryByText(/requirements/)).toBeNull()
  expect(button('Sign in with ChatGPT').disabled).toBe(false)
})
