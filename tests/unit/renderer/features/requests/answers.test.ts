// Every answer must be exactly what Codex reads: each is held against the schema that the bundled binary generated.
import Ajv from 'ajv'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  commandAnswer,
  elicitationAccepted,
  elicitationRefused,
  fileAnswer,
  legacyAnswer,
  permissionsAnswer,
  questionsAnswer,
  toolCallRefused,
} from '../../../../../renderer/features/requests/answers'
import { grantedProfile } from '../../../../../renderer/features/requests/permission-grants'

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })

function problemsOf(schema: string, response: unknown): unknown {
  const path = join(process.cwd(), 'codex-bin/protocol/schema', `${schema}.json`)
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')))
  return validate(response) ? null : validate.errors
}

describe('answers fit the schema of their method', () => {
  it.each([
    ['accept' as const],
    ['acceptForSession' as const],
    ['decline' as const],
    ['cancel' as const],
    [{ acceptWithExecpolicyAmendment: { execpolicy_amendment: ['npm', 'test'] } }],
    [{ applyNetworkPolicyAmendment: { network_policy_amendment: { host: 'example.org', action: 'allow' as const } } }],
  ])('command approval: %j', (decision) => {
    expect(problemsOf('CommandExecutionRequestApprovalResponse', commandAnswer(decision))).toBeNull()
  })

  it.each(['accept', 'acceptForSession', 'decline', 'cancel'] as const)('file approval: %s', (decision) => {
    expect(problemsOf('FileChangeRequestApprovalResponse', fileAnswer(decision))).toBeNull()
  })

  it.each([
    ['approved' as const],
    ['approved_for_session' as const],
    [{ denied: { rejection: 'no' } }],
    ['abort' as const],
  ])('the older approvals: %j', (decision) => {
    expect(problemsOf('ApplyPatchApprovalResponse', legacyAnswer(decision))).toBeNull()
    expect(problemsOf('ExecCommandApprovalResponse', legacyAnswer(decision))).toBeNull()
  })

  it('questions, answered and skipped', () => {
    const questions = [{ id: 'language', hasOptions: true }]
    expect(problemsOf('ToolRequestUserInputResponse', questionsAnswer(questions, {}))).toBeNull()
    const given = { language: { option: 'German', words: 'Swiss' } }
    expect(problemsOf('ToolRequestUserInputResponse', questionsAnswer(questions, given))).toBeNull()
  })

  it('elicitations, accepted and refused', () => {
    expect(problemsOf('McpServerElicitationRequestResponse', elicitationAccepted({ name: 'Ada', age: 36 }))).toBeNull()
    expect(problemsOf('McpServerElicitationRequestResponse', elicitationAccepted(null))).toBeNull()
    expect(problemsOf('McpServerElicitationRequestResponse', elicitationRefused('decline'))).toBeNull()
    expect(problemsOf('McpServerElicitationRequestResponse', elicitationRefused('cancel'))).toBeNull()
  })

  it('permissions, some, all and none', () => {
    const asked = {
      network: { enabled: true },
      fileSystem: {
        read: null,
        write: null,
        entries: [{ path: { type: 'path', path: '/srv/data' }, access: 'write' }],
      },
    }
    const all = grantedProfile(asked, new Set(['network', 'entry:0']))
    expect(problemsOf('PermissionsRequestApprovalResponse', permissionsAnswer(all, 'session'))).toBeNull()
    expect(problemsOf('PermissionsRequestApprovalResponse', permissionsAnswer({}, 'turn'))).toBeNull()
  })

  it('a refused tool call', () => {
    expect(problemsOf('DynamicToolCallResponse', toolCallRefused('no such tool'))).toBeNull()
  })
})

describe('answers to questions', () => {
  it('mark own words as a note beside a choice', () => {
    const given = { q: { option: 'German', words: ' formal, please ' } }
    expect(questionsAnswer([{ id: 'q', hasOptions: true }], given)).toEqual({
      answers: { q: { answers: ['German', 'user_note: formal, please'] } },
    })
  })

  it('send own words plainly when there was nothing to choose', () => {
    const given = { q: { option: null, words: 'port 8080' } }
    expect(questionsAnswer([{ id: 'q', hasOptions: false }], given)).toEqual({
      answers: { q: { answers: ['port 8080'] } },
    })
  })

  it('leave nothing out: a skipped question has no answers, but is there', () => {
    expect(questionsAnswer([{ id: 'q', hasOptions: true }], {})).toEqual({ answers: { q: { answers: [] } } })
  })
})
