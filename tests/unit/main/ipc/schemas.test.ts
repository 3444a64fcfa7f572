import { describe, expect, it } from 'vitest'
import { codexMethods } from '@contract/codex'
import { openProtocolSchemas } from '../../../../main/ipc/schemas'

const schemas = openProtocolSchemas('codex-bin/protocol')

describe('the generated schemas', () => {
  it('know every allowlisted method', async () => {
    for (const method of codexMethods)
      expect((await schemas.paramsProblem(method, {})) ?? '').not.toContain('no method')
  })

  it('accept what Codex takes and name what is wrong', async () => {
    expect(await schemas.paramsProblem('turn/interrupt', { threadId: 't', turnId: 'u' })).toBeNull()
    expect(await schemas.paramsProblem('turn/interrupt', { threadId: 't' })).toContain('turnId')
    expect(await schemas.paramsProblem('thread/start', { sandbox: 'anything' })).not.toBeNull()
    expect(await schemas.paramsProblem('no/such', {})).toContain('no method')
  })

  it('check answers to server requests', async () => {
    const method = 'item/commandExecution/requestApproval'
    expect(await schemas.responseProblem(method, { decision: 'decline' })).toBeNull()
    expect(await schemas.responseProblem(method, { decision: 'whatever' })).not.toBeNull()
    expect(await schemas.responseProblem('future/request', { any: 'thing' })).toBeNull()
  })
})
