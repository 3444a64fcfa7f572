import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { within } from '../../../../main/codex/within'

const never = new Promise<string>(() => undefined)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('gives what comes in time and leaves no timer running', async () => {
  expect(await within(3000, Promise.resolve('here'))).toBe('here')
  expect(vi.getTimerCount()).toBe(0)
})

it('rejects as the work does, and leaves no timer running', async () => {
  await expect(within(3000, Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
})

it('gives null once the time is over, and not a moment before', async () => {
  let answer: unknown = 'nothing yet'
  void within(3000, never).then((value) => (answer = value))
  await vi.advanceTimersByTimeAsync(2999)
  expect(answer).toBe('nothing yet')
  await vi.advanceTimersByTimeAsync(1)
  expect(answer).toBeNull()
  expect(vi.getTimerCount()).toBe(0)
})

it('says what the caller says of being late, and may throw it', async () => {
  const said = within(10, never, () => 'late')
  const thrown = within(10, never, () => {
    throw new Error('The login server does not answer.')
  }).catch((error: unknown) => String(error))
  await vi.advanceTimersByTimeAsync(10)
  expect(await said).toBe('late')
  expect(await thrown).toContain('does not answer')
})

it('a null or undefined that came in time is not taken for being late', async () => {
  expect(await within(10, Promise.resolve(null), () => 'late')).toBeNull()
  expect(await within(10, Promise.resolve(undefined), () => 'late')).toBeUndefined()
})

it('what fails after the time troubles nobody', async () => {
  const unhandled = vi.fn<(reason: unknown) => void>()
  process.on('unhandledRejection', unhandled)
  let fail: (reason: Error) => void = () => undefined
  const waited = within(10, new Promise<string>((_resolve, reject) => (fail = reject)))
  await vi.advanceTimersByTimeAsync(10)
  expect(await waited).toBeNull()
  fail(new Error('much later'))
  vi.useRealTimers()
  await new Promise((resolve) => setImmediate(resolve)) // unhandled rejections are told by then
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
