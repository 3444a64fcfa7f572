import { describe, expect, it } from 'vitest'
import { goalCall } from '../../../../../renderer/features/composer/goal-call'

describe('what comes after /goal', () => {
  it.each([
    ['pause', { kind: 'pause' }],
    [' resume ', { kind: 'resume' }],
    ['clear', { kind: 'clear' }],
    ['budget 50k', { kind: 'budget', tokens: 50_000 }],
    ['budget 1.5m', { kind: 'budget', tokens: 1_500_000 }],
    ['budget 20,000', { kind: 'budget', tokens: 20_000 }],
    ['budget none', { kind: 'budget', tokens: null }],
    ['pause the music in the app', { kind: 'set', objective: 'pause the music in the app' }],
    ['budget the week ahead', { kind: 'set', objective: 'budget the week ahead' }],
    ['Make all tests pass', { kind: 'set', objective: 'Make all tests pass' }],
  ])('“%s” is understood', (argument, call) => expect(goalCall(argument)).toEqual(call))

  it.each(['', 'budget', 'budget 0', 'budget -5', 'budget much', `budget ${'9'.repeat(40)}`, 'x'.repeat(4001)])(
    '“%.20s” is asked about',
    (argument) => expect(goalCall(argument).kind).toBe('unclear'),
  )
})
