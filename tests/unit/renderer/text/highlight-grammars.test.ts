import { expect, it } from 'vitest'
import { loadGrammars } from '../../../../renderer/text/highlight-grammars'

it('loads a grammar when it is asked for', async () => {
  expect((await loadGrammars('json')).map((grammar) => grammar.name)).toContain('json')
})
