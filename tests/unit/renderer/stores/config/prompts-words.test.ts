import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../../../preload/contract/extensions'
import { expandPrompt, matchPrompts, parsePrompt } from '../../../../../renderer/stores/config/prompts-words'

const expand = (body: string, argument = '') => {
  const result = expandPrompt(body, { name: 'x', argument })
  return result.ok ? result.value : result.error.message
}

describe('the call of a prompt', () => {
  it('is a whole message that begins with it', () => {
    expect(parsePrompt('/prompts:review')).toEqual({ name: 'review', argument: '' })
    expect(parsePrompt('/prompts:re.view-2  the parser\nand more ')).toEqual({
      name: 're.view-2',
      argument: 'the parser\nand more',
    })
    for (const text of [
      '/prompts',
      '/prompts:',
      ' /prompts:x',
      '/prompts:../x',
      '/prompts:a/b',
      '/review x',
      'prompts:x',
    ])
      expect(parsePrompt(text), text).toBeNull()
  })
})

describe('a prompt’s text', () => {
  it('takes what follows the name by place, as a shell would cut it', () => {
    expect(expand('Compare $1 with $2, not $3.', '"a b" c')).toBe('Compare a b with c, not .')
    expect(expand('Do: $ARGUMENTS!', 'this "and that"')).toBe('Do: this "and that"!')
  })

  it('takes named values, and says which are missing', () => {
    expect(expand('Fix $FILE for $WHO in $FILE', 'FILE="my file.ts" WHO=me')).toBe(
      'Fix my file.ts for me in my file.ts',
    )
    expect(expand('Fix $FILE for $WHO', 'WHO=me')).toBe('/prompts:x needs FILE=… after its name.')
    expect(expand('Fix $1', '"open')).toBe('A quote is opened and not closed.')
  })

  it('keeps dollars that are none of its own, and puts nothing in twice', () => {
    expect(expand('$$HOME costs $0 and $lower', 'x')).toBe('$HOME costs $0 and $lower')
    expect(expand('$1', "'$2 $ARGUMENTS $&'")).toBe('$2 $ARGUMENTS $&')
  })
})

describe('prompts among the commands', () => {
  const prompt = (name: string, description: string | null = null): Prompt => ({
    name,
    path: '',
    where: 'home',
    description,
    hint: null,
    begin: '',
  })
  const all = [prompt('tidy', 'Reviews nothing'), prompt('review'), prompt('my-review')]
  const found = (query: string) => matchPrompts(query, all).map(({ name }) => name)

  it('are found by their own name, with or without the sign before it', () => {
    expect(found('rev')).toEqual(['review', 'my-review'])
    expect(found('prompts:rev')).toEqual(['review', 'my-review', 'tidy'])
    for (const query of ['', 'p', 'prompts', 'prompts:']) expect(found(query)).toHaveLength(3)
    expect(found('zzz')).toEqual([])
  })
})
