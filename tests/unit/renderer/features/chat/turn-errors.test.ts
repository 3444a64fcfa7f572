// Failed turns are explained in words that say what helps.
import type { CodexErrorInfo } from '@protocol/v2/CodexErrorInfo'
import { describe, expect, it } from 'vitest'
import { errorName, explainError } from '../../../../../renderer/features/chat/turn-errors'

const error = (
  codexErrorInfo: CodexErrorInfo | null,
  message = 'raw words',
  additionalDetails: string | null = null,
) => ({
  message,
  codexErrorInfo,
  additionalDetails,
  misalignment: null,
})

describe('the words for a failed turn', () => {
  it.each([
    ['unauthorized', 'sign-in'],
    ['usageLimitExceeded', 'sign-in'],
    ['contextWindowExceeded', 'compact'],
    ['modelNotFound', 'choose-model'],
    ['sessionBudgetExceeded', 'new-chat'],
    ['serverOverloaded', 'none'],
  ] as const)('for %s offer the act %s', (info, act) => {
    expect(explainError(error(info)).act).toBe(act)
  })

  it('name the HTTP status and read 401 as a refused login', () => {
    const words = explainError(error({ httpConnectionFailed: { httpStatusCode: 401 } }))
    expect(words).toMatchObject({ title: 'The login was refused (HTTP 401).', act: 'sign-in' })
  })

  it.each([
    [429, /too many came at once \(HTTP 429\)/],
    [404, /does not know this model/],
    [503, /overloaded/],
    [502, /could not be reached \(HTTP 502\)/],
  ])('follow status %i', (httpStatusCode, title) => {
    expect(explainError(error({ httpConnectionFailed: { httpStatusCode } })).title).toMatch(title)
  })

  it('know a cut stream that Codex calls "other"', () => {
    const words = explainError(error('other', 'stream disconnected before completion: eof'))
    expect(words.title).toMatch(/cut before it was complete/)
    expect(words.details).toContain('eof')
  })

  it('keep the own message of an unknown kind, and its details apart', () => {
    const words = explainError(error('somethingNew', 'The moon is full', 'phase 4'))
    expect(words).toMatchObject({ title: 'The moon is full', details: 'phase 4', retry: true })
  })

  it('read the message out of a JSON body', () => {
    const words = explainError(error('other', '{"error":{"message":"Bad tool schema"}}'))
    expect(words.title).toBe('Bad tool schema')
    expect(words.details).toContain('{"error"')
  })

  it('point at config.toml when the project has a provider of its own', () => {
    const refused = error({ httpConnectionFailed: { httpStatusCode: 401 } })
    expect(explainError(refused, true)).toMatchObject({
      title: 'The provider rejected the key (HTTP 401).',
      act: 'show-config',
    })
  })

  it('say something when there is no error at all', () => {
    expect(explainError(null).title).toMatch(/gave no reason/)
  })
})

describe('the name of an error', () => {
  it('is the only key of an object, or the text itself', () => {
    expect(errorName({ responseStreamDisconnected: { httpStatusCode: null } })).toBe('responseStreamDisconnected')
    expect(errorName('badRequest')).toBe('badRequest')
    expect(errorName(null)).toBeNull()
  })
})
