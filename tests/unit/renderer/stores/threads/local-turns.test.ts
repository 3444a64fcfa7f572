import { describe, expect, it } from 'vitest'
import {
  adoptTurn,
  withLocalMessage,
  withLocalTurn,
  withoutLocal,
} from '../../../../../renderer/stores/threads/local-turns'
import { completed, fresh, input, itemStarted, reduceAll, started, turn, turnId } from '../samples'

const sent = (clientId: string | null, text = 'Hello') => ({
  type: 'userMessage',
  id: 'u',
  clientId,
  content: [{ type: 'text', text, text_elements: [] }],
})
const drawn = () => withLocalTurn(fresh(), 'cid', input, 7)
const shape = (state: ReturnType<typeof fresh>) => state.turns.map((one) => [one.id, one.items.map((item) => item.id)])

describe('a message drawn at once', () => {
  it('is there, runs, and gives the thread its title', () => {
    expect(drawn()).toMatchObject({
      title: 'Hello',
      runningTurnId: 'local:cid',
      turns: [{ local: true, startedAtMs: 7, items: [{ content: [{ text: 'Hello' }] }] }],
    })
  })

  it.each([
    [
      'the answer comes first',
      (state = drawn()) =>
        reduceAll([started(), itemStarted(sent('cid'))], adoptTurn(state, 'cid', turn(turnId, 'inProgress'))),
    ],
    [
      'the events come first',
      (state = drawn()) =>
        adoptTurn(reduceAll([started(), itemStarted(sent('cid'))], state), 'cid', turn(turnId, 'inProgress')),
    ],
    [
      'the item comes without its client id',
      (state = drawn()) =>
        adoptTurn(reduceAll([started(), itemStarted(sent(null))], state), 'cid', turn(turnId, 'inProgress')),
    ],
  ])('becomes the real one when %s', (_name, act) => {
    const state = act()
    expect(shape(state)).toEqual([[turnId, ['u']]])
    expect(state.runningTurnId).toBe(turnId)
    expect(state.turns[0]?.local).toBeUndefined()
  })

  it('joins the turn that ran already', () => {
    const running = reduceAll([started()])
    const state = adoptTurn(withLocalTurn(running, 'cid', input, 7), 'cid', turn(turnId, 'inProgress'))
    expect(shape(state)).toEqual([[turnId, ['local:cid']]])
    expect(shape(reduceAll([itemStarted(sent('cid'))], state))).toEqual([[turnId, ['u']]])
  })

  it('is taken back when it was not sent', () => {
    expect(withoutLocal(drawn(), 'cid')).toMatchObject({ turns: [], runningTurnId: null })
    const steered = withLocalMessage(reduceAll([started()]), turnId, 'cid', input)
    expect(shape(steered)).toEqual([[turnId, ['local:cid']]])
    expect(shape(withoutLocal(steered, 'cid'))).toEqual([[turnId, []]])
  })

  it('does not run again when the turn ended before the answer came', () => {
    const state = adoptTurn(reduceAll([started(), completed()], drawn()), 'cid', turn(turnId, 'inProgress'))
    expect(state.runningTurnId).toBeNull()
    expect(state.turns[0]?.status).toBe('completed')
  })
})
