import { expect, it } from 'vitest'
import { CodexError } from '../../../../../main/codex/errors'
import { Waiters } from '../../../../../main/codex/server/waiters'

/** The error that a promise rejects with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )

it('all who wait get the thing, or the reason why not', async () => {
  const waiters = new Waiters<number>()
  const both = Promise.all([waiters.wait(), waiters.wait()])
  waiters.resolve(7)
  expect(await both).toEqual([7, 7])
  const late = failureOf(waiters.wait())
  waiters.reject(new CodexError('timeout', 'no'))
  expect(await late).toMatchObject({ code: 'timeout' })
  expect(waiters.size).toBe(0)
})

it('one who loses interest leaves alone', async () => {
  const waiters = new Waiters<number>()
  const abort = new AbortController()
  const bored = failureOf(waiters.wait(abort.signal))
  const patient = waiters.wait()
  abort.abort()
  expect(await bored).toMatchObject({ code: 'cancelled' })
  await expect(waiters.wait(abort.signal)).rejects.toMatchObject({ code: 'cancelled' })
  waiters.resolve(1)
  expect(await patient).toBe(1)
})
