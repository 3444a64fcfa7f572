import { expect, it } from 'vitest'
import { Turnstile } from '../../../../main/mcp/turnstile'
import { gate } from '../../../support/waiting'

it('lets many through together, and one alone between them', async () => {
  const turnstile = new Turnstile()
  const order: string[] = []
  const first = gate()
  const second = gate()
  const alone = gate()
  const step = (name: string, open: Promise<void>) => async () => {
    order.push(`${name} in`)
    await open
    order.push(`${name} out`)
  }
  const all = [
    turnstile.together(step('a', first.opened)),
    turnstile.together(step('b', second.opened)),
    turnstile.alone(step('x', alone.opened)),
    turnstile.together(step('c', Promise.resolve())),
    turnstile.alone(step('y', Promise.resolve())),
  ]
  await Promise.resolve()
  expect(order).toEqual(['a in', 'b in'])
  second.open()
  first.open()
  await all[0]
  alone.open()
  await Promise.all(all)
  expect(order.indexOf('x in')).toBeGreaterThan(order.indexOf('a out'))
  expect(order.indexOf('x in')).toBeGreaterThan(order.indexOf('b out'))
  expect(order.indexOf('c in')).toBeGreaterThan(order.indexOf('x out'))
  expect(order.indexOf('y out') - order.indexOf('y in')).toBe(1)
  await turnstile.free()
})

it('goes on after a failure', async () => {
  const turnstile = new Turnstile()
  await expect(turnstile.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(turnstile.together(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turnstile.alone(async () => 'yes')).toBe('yes')
})
