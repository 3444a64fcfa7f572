// Where a mention, a skill or a command is being typed.
import { describe, expect, it } from 'vitest'
import { replaceTrigger, stillNamed, triggerAt } from '../../../../../renderer/features/composer/triggers'

const at = (text: string) => triggerAt(text, text.length)

describe('a trigger', () => {
  it.each([
    ['@', 'file', ''],
    ['look at @src/pa', 'file', 'src/pa'],
    ['(@a', 'file', 'a'],
    ['line\n@b', 'file', 'b'],
    ['$', 'skill', ''],
    ['use $prof', 'skill', 'prof'],
    ['/', 'command', ''],
    ['/rev', 'command', 'rev'],
  ])('in "%s" is a %s', (text, kind, query) => {
    expect(at(text)).toMatchObject({ kind, query, end: text.length })
  })

  it.each(['', 'hello', 'me@example.org', 'it costs $5', '@a ', 'see /rev', '/review now', ' /x'])(
    'is not in "%s"',
    (text) => {
      expect(at(text)).toBeNull()
    },
  )

  it('is read at the caret, not at the end', () => {
    expect(triggerAt('@ab and more', 3)).toMatchObject({ query: 'ab', start: 0 })
    expect(triggerAt('@ab and more', 8)).toBeNull()
  })

  it('is found at once in a message of a megabyte', () => {
    const text = `${'x'.repeat(1_000_000)} @here`
    expect(at(text)).toMatchObject({ query: 'here', start: 1_000_001 })
    expect(at('y'.repeat(1_000_000))).toBeNull()
  })
})

describe('choosing', () => {
  it('puts the name in place, one space after it', () => {
    const text = 'fix @pa please'
    const trigger = triggerAt(text, 7)
    expect(trigger && replaceTrigger(text, trigger, '@src/parser.ts')).toEqual({
      text: 'fix @src/parser.ts please',
      caret: 19,
    })
  })
})

describe('a mention', () => {
  it('goes when its name is deleted from the text', () => {
    const entries = [
      { name: 'a.ts', path: 'src/a.ts' },
      { name: 'b.ts', path: 'src/b.ts' },
    ]
    expect(stillNamed('see @src/a.ts', entries, '@')).toEqual([entries[0]])
  })
})
