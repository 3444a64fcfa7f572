import { describe, expect, it } from 'vitest'
import {
  commandChoices,
  fileChoices,
  legacyChoices,
  shellWords,
} from '../../../../../renderer/features/requests/choices'

const labels = (choices: { label: string }[]) => choices.map((choice) => choice.label)

describe('the decisions of a command approval', () => {
  it('are those that Codex lists, and declining always', () => {
    const choices = commandChoices({ availableDecisions: ['accept', 'cancel'] })
    expect(labels(choices)).toEqual(['Allow once', 'Decline', 'Decline and stop'])
  })

  it('are all the usual ones when Codex lists none', () => {
    expect(labels(commandChoices({ availableDecisions: null }))).toEqual([
      'Allow once',
      'Allow for this session',
      'Decline',
      'Decline and stop',
    ])
  })

  it('show what would always be allowed and send it back unchanged', () => {
    const decision = { acceptWithExecpolicyAmendment: { execpolicy_amendment: ['git', 'commit', '-m', 'two words'] } }
    const choice = commandChoices({ availableDecisions: ['accept', decision] }).at(1)
    expect(choice?.label).toBe("Always allow git commit -m 'two words'")
    expect(choice?.response).toEqual({ decision })
  })

  it('offer the proposed amendment also without a list', () => {
    const choices = commandChoices({ proposedExecpolicyAmendment: ['npm', 'test'] })
    expect(labels(choices)).toContain('Always allow npm test')
  })

  it('name the host of a network rule, and count blocking as a refusal', () => {
    const rule = (action: string) => ({
      applyNetworkPolicyAmendment: { network_policy_amendment: { host: 'example.org', action } },
    })
    const choices = commandChoices({ availableDecisions: [rule('deny'), rule('allow')] })
    expect(labels(choices)).toEqual(['Always allow example.org', 'Decline', 'Always block example.org'])
    expect(choices.at(-1)?.kind).toBe('refuse')
  })

  it('offer a decision of an unknown kind by its own name and give no key to it', () => {
    const choices = commandChoices({ availableDecisions: ['acceptForever', { acceptUntil: { hour: 5 } }] })
    expect(labels(choices)).toEqual(['acceptForever', 'acceptUntil', 'Decline'])
    expect(choices[0]).toMatchObject({ kind: 'other', response: { decision: 'acceptForever' } })
    expect(choices[0]?.key).toBeUndefined()
  })

  it('survive nonsense', () => {
    for (const params of [null, 7, [], { availableDecisions: [null, 3, {}] }]) {
      expect(labels(commandChoices(params))).toContain('Decline')
    }
  })
})

describe('the other approvals', () => {
  it('offer four decisions for a file change', () => {
    expect(labels(fileChoices({}))).toEqual(['Allow once', 'Allow for this session', 'Decline', 'Decline and stop'])
  })

  it('speak the older vocabulary to the older requests', () => {
    expect(legacyChoices().map((choice) => choice.response)).toEqual([
      { decision: 'approved' },
      { decision: 'approved_for_session' },
      { decision: { denied: { rejection: 'The person declined.' } } },
      { decision: 'abort' },
    ])
  })
})

describe('words of a shell line', () => {
  it('are quoted where a blank or a quote would blur them', () => {
    expect(shellWords(['rm', '-rf', 'my folder', "it's", ''])).toBe("rm -rf 'my folder' 'it'\\''s' ''")
  })
})
