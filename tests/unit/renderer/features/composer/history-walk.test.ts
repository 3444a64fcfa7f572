// Walking the history and coming back to what was being typed.
import { describe, expect, it } from 'vitest'
import { stepHistory } from '../../../../../renderer/features/composer/history-walk'

const history = ['first', 'second']

describe('the history', () => {
  it('goes from the newest to the oldest and stops there', () => {
    const one = stepHistory(history, null, 'typed', 'back')
    expect(one?.text).toBe('second')
    const two = stepHistory(history, one?.walk ?? null, 'second', 'back')
    expect(two?.text).toBe('first')
    expect(stepHistory(history, two?.walk ?? null, 'first', 'back')).toBeNull()
  })

  it('ends forward with what was being typed', () => {
    const one = stepHistory(history, null, 'typed', 'back')
    expect(stepHistory(history, one?.walk ?? null, 'second', 'forward')).toEqual({ walk: null, text: 'typed' })
  })

  it('is nowhere to go when there is none', () => {
    expect(stepHistory([], null, '', 'back')).toBeNull()
  })
})
