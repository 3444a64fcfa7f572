// Places of words in a chat: order, numbering, and what is hostile to a pattern.
import { describe, expect, it } from 'vitest'
import { findInTurns, olderMatches } from '../../../../../renderer/features/chat/find'
import { sampleItems } from './items/sample-items'
import { asked, said, turnOf } from './sample-turns'

const at = (turnId: string, itemId: string, nth: number) => ({ turnId, itemId, nth })

describe('the places of words in turns', () => {
  it('stand oldest first and are numbered within their item', () => {
    const turns = [turnOf('one', [asked('a', 'ant, ant'), said('b', 'no')]), turnOf('two', [said('c', 'an Ant')])]
    expect(findInTurns(turns, 'ant')).toEqual([at('one', 'a', 0), at('one', 'a', 1), at('two', 'c', 0)])
  })

  it('are none for no words, and for spaces', () => {
    const turns = [turnOf('one', [said('a', 'some   words')])]
    expect(findInTurns(turns, '')).toEqual([])
    expect(findInTurns(turns, '  \n')).toEqual([])
  })

  it('are taken by letter, whatever the words would mean in a pattern', () => {
    const turns = [turnOf('one', [said('a', 'if (a[0] === "\\d+") { /* .* */ }')])]
    for (const words of ['a[0]', '\\d+', '(a', '/* .* */', '{', '.*']) expect(findInTurns(turns, words)).toHaveLength(1)
    expect(findInTurns(turns, 'a.0')).toEqual([])
  })

  it('do not overlap', () => {
    expect(findInTurns([turnOf('one', [said('a', 'aaaaa')])], 'aa')).toHaveLength(2)
  })

  it('are also in the output of a command, and in items of kinds that nobody knows', () => {
    const turns = [
      turnOf('one', [
        { ...sampleItems.commandExecution, aggregatedOutput: 'a needle' },
        { type: 'hologram', id: 'h', shows: 'needle' },
      ]),
    ]
    expect(findInTurns(turns, 'needle').map((match) => match.itemId)).toEqual(['cmd', 'h'])
  })

  it('find whole characters outside the first plane, in any case', () => {
    expect(findInTurns([turnOf('one', [said('a', '👩‍💻 ÄRGER')])], 'ärger')).toHaveLength(1)
    expect(findInTurns([turnOf('one', [said('a', '👩‍💻')])], '👩')).toHaveLength(1)
  })

  it('keep the newest when there are too many, with their right numbers', () => {
    const turns = [turnOf('old', [said('a', 'x')]), turnOf('new', [said('b', 'x'.repeat(6000)), said('c', 'x x')])]
    const matches = findInTurns(turns, 'x')
    expect(matches).toHaveLength(5000)
    expect(matches.at(-1)).toEqual(at('new', 'c', 1))
    expect(matches[0]).toEqual(at('new', 'b', 1002))
  })
})

describe('what Codex finds in older turns', () => {
  const found = (turnId: string, itemId: string) => ({ turnId, itemId })

  it('is numbered within its item', () => {
    expect(olderMatches([found('1', 'a'), found('1', 'a'), found('2', 'b'), found('1', 'a')], new Set())).toEqual([
      at('1', 'a', 0),
      at('1', 'a', 1),
      at('2', 'b', 0),
      at('1', 'a', 2),
    ])
  })

  it('is left out where the turn is here, for it was looked at already', () => {
    expect(olderMatches([found('1', 'a'), found('2', 'b')], new Set(['1']))).toEqual([at('2', 'b', 0)])
  })
})
