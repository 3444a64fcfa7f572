import { describe, expect, it } from 'vitest'
import { readClaims } from '../../../../main/accounts/credential'

const jwt = (payload: unknown): string => `h.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.s`

describe('claims of an access token', () => {
  it('are account and plan', () => {
    const token = jwt({ 'https://api.openai.com/auth': { chatgpt_account_id: 'a', chatgpt_plan_type: 'pro' } })
    expect(readClaims(token)).toEqual({ accountId: 'a', plan: 'pro' })
  })

  it.each(['', 'x', 'a.b.c', jwt(null), jwt({}), jwt({ 'https://api.openai.com/auth': { chatgpt_account_id: 1 } })])(
    'are null in %j',
    (token) => {
      expect(readClaims(token)).toBeNull()
    },
  )
})
