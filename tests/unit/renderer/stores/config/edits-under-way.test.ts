import { beforeEach, expect, it, vi } from 'vitest'
import { EditsUnderWay } from '../../../../../renderer/stores/config/edits-under-way'
import { later } from '../fake-deck'

let drawn: [string, unknown, boolean][] = []
let hidden: string[] = []
const edits = () =>
  new EditsUnderWay(
    (id, value, runs) => drawn.push([id, value, runs]),
    (id) => hidden.push(id),
  )
beforeEach(() => {
  drawn = []
  hidden = []
})

it('draws a field at once, and a switch only when it takes a while', async () => {
  const some = edits()
  some.begin('field', 'x', false)
  some.begin('switch', true, true)
  expect(drawn).toEqual([['field', 'x', false]])
  await vi.waitFor(() => expect(drawn).toHaveLength(2))
  expect(drawn[1]).toEqual(['switch', true, false])
})

it('draws a switch at once when it runs, when it is pressed again, and never after its end', () => {
  const some = edits()
  const first = some.begin('switch', true, true)
  some.runs('switch', false)
  expect(drawn).toEqual([])
  some.runs('switch', true)
  expect(drawn).toEqual([['switch', true, true]])
  const second = some.begin('switch', false, true)
  expect(drawn.at(-1)).toEqual(['switch', false, false])
  // What the first press wanted is nobody's wish any more.
  some.runs('switch', true)
  first()
  expect(hidden).toEqual([])
  second()
  expect(hidden).toEqual(['switch'])
  some.runs('switch', false)
  expect(drawn).toHaveLength(2)
})

it('does one after the other in a project, whatever became of the one before, and side by side in two', async () => {
  const some = edits()
  const answers = [later(), later()]
  const begun: string[] = []
  const act = (name: string, answer: Promise<unknown>) => () => {
    begun.push(name)
    return answer
  }
  const first = some.inTurn('a', () => {
    begun.push('first')
    return Promise.reject(new Error('no'))
  })
  const second = some.inTurn('a', act('second', answers[0]?.promise ?? Promise.resolve()))
  const other = some.inTurn('b', act('other', answers[1]?.promise ?? Promise.resolve()))
  expect(begun).toEqual(['first', 'other'])
  await expect(first).rejects.toThrow('no')
  await vi.waitFor(() => expect(begun).toEqual(['first', 'other', 'second']))
  for (const answer of answers) answer.settle('done')
  await Promise.all([second, other])
})
