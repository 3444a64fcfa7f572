// Messages that are commands, and those that only look like one.
import { describe, expect, it } from 'vitest'
import { matchSlash, parseSlash, slashCommands } from '../../../../../renderer/features/composer/slash'

describe('a slash command', () => {
  it.each([
    ['/new', 'new', ''],
    ['/compact ', 'compact', ''],
    ['/rename  A better title ', 'rename', 'A better title'],
    ['/goal clear', 'goal', 'clear'],
    ['/review look\nat this', 'review', 'look\nat this'],
  ])('"%s" is %s', (text, name, argument) => {
    const call = parseSlash(text)
    expect(call?.command.name).toBe(name)
    expect(call?.argument).toBe(argument)
  })

  it.each(['/unknown', '/', ' /new', 'new', '/compact the parser', '/etc/hosts is wrong', '/new\tthing'])(
    '"%s" is sent as text',
    (text) => {
      expect(parseSlash(text)).toBeNull()
    },
  )

  it('is found by its beginning first', () => {
    expect(matchSlash('re', true).map(({ name }) => name)).toEqual(['review', 'rename'])
    expect(matchSlash('el', true).map(({ name }) => name)).toEqual(['model'])
    expect(matchSlash('zzz', true)).toEqual([])
  })

  it('that needs a chat is offered only in one', () => {
    expect(matchSlash('', false).every((command) => !command.needsThread)).toBe(true)
    expect(matchSlash('', true)).toHaveLength(slashCommands.length)
  })
})
