// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PendingRequest } from '../../../../../preload/contract/model'
import { requestsOf, useRequests } from '../../../../../renderer/stores/app/requests'
import { fakeDeck, later, refusal } from '../fake-deck'
import { projectId, threadId } from '../samples'

const request = (key: string, thread: string | null = threadId): PendingRequest => ({
  key,
  projectId,
  method: 'item/commandExecution/requestApproval',
  params: {},
  threadId: thread,
  itemId: null,
  item: null,
  receivedAtMs: 1,
})
const store = () => useRequests.getState()

beforeEach(() => store().receive([request('a'), request('b', 'other')]))
afterEach(() => vi.unstubAllGlobals())

it('sends an answer once, however often it is clicked, and then forgets the request', async () => {
  const answer = later()
  const deck = fakeDeck({ 'requests/answer': () => answer.promise })
  const first = store().answer('a', { decision: 'accept' })
  expect(store().answering.has('a')).toBe(true)
  expect(await store().answer('a', { decision: 'decline' })).toBe(false)
  answer.settle(null)
  expect(await first).toBe(true)
  expect(deck.of('requests/answer')).toEqual([{ key: 'a', response: { decision: 'accept' } }])
  expect(store().requests.map((waiting) => waiting.key)).toEqual(['b'])
})

it('keeps the request with the reason when the answer was not taken', async () => {
  fakeDeck({ 'requests/answer': refusal('not valid') })
  expect(await store().answer('a', {})).toBe(false)
  expect(store()).toMatchObject({ problems: { a: { message: 'not valid' } }, requests: [{ key: 'a' }, { key: 'b' }] })
  expect(store().answering.size).toBe(0)
})

it('shows no problem for a request that was withdrawn meanwhile', async () => {
  const answer = later()
  fakeDeck({ 'requests/answer': () => answer.promise })
  const first = store().answer('a', {})
  store().removed('a')
  answer.settle(refusal('gone'))
  await first
  expect(store().problems).toEqual({})
})

it('takes in new ones at the end, and never twice', () => {
  store().added(request('c'))
  store().added(request('a'))
  expect(store().requests.map((waiting) => waiting.key)).toEqual(['b', 'c', 'a'])
  expect(requestsOf(store().requests, projectId, threadId).map((waiting) => waiting.key)).toEqual(['c', 'a'])
  expect(requestsOf(store().requests, 'another project with the same thread', threadId)).toEqual([])
})
