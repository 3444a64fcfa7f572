import { expect, it, vi } from 'vitest'
import { onSessionEvent, tellSession } from '../../../../../renderer/stores/sessions/session-events'
import { projectId } from '../samples'

const event = { type: 'sessions-changed', projectId } as const

it('hands an event to all who asked, until they stop', () => {
  const first = vi.fn()
  const second = vi.fn()
  const stopFirst = onSessionEvent(first)
  const stopSecond = onSessionEvent(second)
  tellSession(event)
  stopFirst()
  stopFirst()
  tellSession(event)
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2])
  expect(second).toHaveBeenLastCalledWith(event)
  stopSecond()
  tellSession(event)
  expect(second).toHaveBeenCalledTimes(2)
})

it('lets a listener stop while it is told', () => {
  const told: string[] = []
  const stop = onSessionEvent(() => {
    told.push('once')
    stop()
  })
  const stopOther = onSessionEvent(() => void told.push('other'))
  tellSession(event)
  tellSession(event)
  expect(told).toEqual(['once', 'other', 'other'])
  stopOther()
})
