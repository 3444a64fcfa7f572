// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import type { RulesFile, RuleTrial } from '../../../../../preload/contract/workings'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { noRules, useRules, verdictOf } from '../../../../../renderer/stores/config/rules'
import { fakeDeck, later, refusal } from '../fake-deck'

const trial = (decision: RuleTrial['decision']): RuleTrial => ({ decision, matches: [], problems: [] })
const tried = (...decisions: RuleTrial['decision'][]) =>
  decisions.map((decision) => ({ words: ['x'], trial: trial(decision) }))
const file: RulesFile = {
  where: 'home',
  name: 'default',
  path: '/h/rules/default.rules',
  counts: true,
  problem: null,
  rules: [
    {
      line: 3,
      text: 'prefix_rule(pattern=["ls"])',
      kind: 'command',
      pattern: ['ls'],
      decision: 'allow',
      justification: null,
    },
  ],
}
const state = () => useRules.getState().byProject['p'] ?? noRules

beforeEach(() => {
  useRules.setState({ byProject: {} })
  useNotices.setState({ notices: [] })
})

describe('what rules say to a line', () => {
  it('is the strictest of its commands, and an allowance only when each has one', () => {
    expect(verdictOf(tried('allow', 'forbidden', 'prompt'))).toBe('forbidden')
    expect(verdictOf(tried('allow', 'prompt'))).toBe('prompt')
    expect(verdictOf(tried('allow', null, 'prompt'))).toBe('prompt')
    expect(verdictOf(tried('allow', 'allow'))).toBe('allow')
    expect(verdictOf(tried('allow', null))).toBeNull()
    expect(verdictOf(tried(null))).toBeNull()
    expect(verdictOf([])).toBeNull()
  })

  it('is asked once for each command, as Codex takes the line apart and as it was typed', async () => {
    const deck = fakeDeck({
      'rules/try': ({ command }: Record<string, unknown>) => trial(String(command) === 'ls' ? 'allow' : null),
    })
    await useRules.getState().try('p', 'ls && ls && cat x')
    expect(deck.of('rules/try').map(({ command }) => command)).toEqual([
      ['ls'],
      ['cat', 'x'],
      ['ls', '&&', 'ls', '&&', 'cat', 'x'],
    ])
    expect(state().trial?.commands.map(({ words }) => words)).toEqual([['ls'], ['ls'], ['cat', 'x']])
    await useRules.getState().try('p', 'ls > x')
    expect(deck.of('rules/try').at(-2)).toMatchObject({ command: ['/bin/bash', '-lc', 'ls > x'] })
  })

  it('is the answer to the last line, whichever answer comes last', async () => {
    const first = later<RuleTrial>()
    fakeDeck({
      'rules/try': ({ command }: Record<string, unknown>) =>
        String(command) === 'slow' ? first.promise : trial('prompt'),
    })
    const slow = useRules.getState().try('p', 'slow')
    await useRules.getState().try('p', 'quick')
    first.settle(trial('forbidden'))
    await slow
    expect(state().trial?.line).toBe('quick')
    expect(state().trying).toBe(false)
  })

  it('is told in words when it can’t be had', async () => {
    fakeDeck({ 'rules/try': refusal('Codex is missing.') })
    await useRules.getState().try('p', 'ls')
    expect(state()).toMatchObject({ trial: null, trialProblem: 'Codex is missing.' })
    await useRules.getState().try('p', Array.from({ length: 30 }, (_, at) => `c${at}`).join(';'))
    expect(state().trialProblem).toMatch(/more than 20/)
  })
})

describe('revoking a rule', () => {
  it('names the line as it was seen, offers an undo, and looks again', async () => {
    const deck = fakeDeck({
      'rules/list': [file],
      'rules/remove': { undoId: 'u' },
      'config/undo': [{ state: 'written', problem: null }],
    })
    await useRules.getState().remove('p', file, 3)
    expect(deck.of('rules/remove')).toEqual([
      { projectId: 'p', where: 'home', name: 'default', line: 3, text: 'prefix_rule(pattern=["ls"])' },
    ])
    const [notice] = useNotices.getState().notices
    expect(notice?.message).toContain('Chats that are open keep it')
    notice?.action?.run()
    await expect.poll(() => deck.of('config/undo')).toEqual([{ undoIds: ['u'] }])
    await expect.poll(() => deck.of('rules/list')).toHaveLength(2)
  })

  it('that is not there any more says so and shows what is', async () => {
    const deck = fakeDeck({ 'rules/list': [], 'rules/remove': refusal('This line says something else now.') })
    await useRules.getState().remove('p', file, 3)
    expect(useNotices.getState().notices[0]?.message).toContain('something else now')
    expect(state().files).toEqual([])
    await useRules.getState().remove('p', file, 99)
    expect(deck.of('rules/remove')).toHaveLength(1)
  })
})
