import { expect, it } from 'vitest'
import { Listeners } from '../../../../../main/codex/server/listeners'

it('listeners are called in order until they leave, also when they leave while being called', () => {
  const seen: string[] = []
  const listeners = new Listeners<number>()
  const leave = listeners.add((event) => {
    seen.push(`a${event}`)
    leave()
  })
  listeners.add((event) => seen.push(`b${event}`))
  listeners.emit(1)
  listeners.emit(2)
  expect(seen).toEqual(['a1', 'b1', 'b2'])
  expect(listeners.size).toBe(1)
})

it('one that throws is reported and keeps the others from nothing', () => {
  const errors: unknown[] = []
  const listeners = new Listeners<number>((error) => errors.push(error))
  const seen: number[] = []
  listeners.add(() => {
    throw new Error('bug')
  })
  listeners.add((event) => seen.push(event))
  listeners.emit(1)
  expect(seen).toEqual([1])
  expect(errors).toHaveLength(1)
})
