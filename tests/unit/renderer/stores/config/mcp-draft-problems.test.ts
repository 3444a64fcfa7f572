import { describe, expect, it } from 'vitest'
import { emptyDraft, type McpDraft } from '../../../../../renderer/stores/config/mcp-draft'
import { draftProblems, nameProblem } from '../../../../../renderer/stores/config/mcp-draft-problems'

const stdio = (change: Partial<McpDraft> = {}): McpDraft => ({
  ...emptyDraft(),
  name: 'docs',
  command: 'npx',
  ...change,
})
const http = (change: Partial<McpDraft> = {}): McpDraft => ({
  ...emptyDraft(),
  name: 'web',
  kind: 'http',
  url: 'https://x.test/mcp',
  ...change,
})
const none = new Set<string>()

describe('what is wrong with a draft', () => {
  it('is nothing for a complete one of either kind', () => {
    expect(draftProblems(stdio(), none)).toEqual({})
    expect(draftProblems(http(), none)).toEqual({})
  })

  it.each(['', 'a b', 'ünï', 'a\u202Eb', "a'b", 'x'.repeat(101)])('the name %j', (name) => {
    expect(nameProblem(name, none)).not.toBeNull()
  })

  it('is told by field', () => {
    expect(nameProblem('a.b:c@d/e-f_9', none)).toBeNull()
    expect(nameProblem('docs', new Set(['docs']))).toMatch(/already/)
    expect(
      Object.keys(draftProblems(stdio({ command: ' ', startupTimeout: '-1', toolTimeout: 'soon' }), none)).toSorted(),
    ).toEqual(['command', 'startupTimeout', 'toolTimeout'])
    expect(draftProblems(stdio({ startupTimeout: '0' }), none).startupTimeout).toBeDefined()
    expect(draftProblems(stdio({ env: [{ name: '1X', value: '', secret: false }] }), none).env).toMatch(/1X/)
    const twice = [
      { name: 'A', value: '1', secret: false },
      { name: 'A', value: '2', secret: false },
    ]
    expect(draftProblems(stdio({ env: twice }), none).env).toMatch(/twice/)
    expect(draftProblems(stdio({ args: ['a\0b'] }), none).args).toBeDefined()
    for (const url of ['', 'x', 'file:///etc/passwd', 'javascript:alert(1)', 'ftp://x'])
      expect(draftProblems(http({ url }), none).url).toBeDefined()
    expect(draftProblems(http({ headers: [{ name: 'X Y', value: '', secret: false }] }), none).headers).toMatch(/X Y/)
    expect(
      draftProblems(http({ headers: [{ name: 'X', value: 'a\r\nEvil: 1', secret: false }] }), none).headers,
    ).toMatch(/one line/)
    expect(draftProblems(http({ bearerVariable: 'a-b' }), none).bearerVariable).toBeDefined()
  })

  it('is a secret whose variable would change what runs', () => {
    const env = [{ name: 'NODE_OPTIONS', value: 'x', secret: true }]
    expect(draftProblems(stdio({ env }), none).env).toMatch(/keychain/)
    expect(draftProblems(stdio({ env: [{ name: 'NODE_OPTIONS', value: 'x', secret: false }] }), none)).toEqual({})
    expect(draftProblems(stdio({ env: [{ name: 'TOKEN', value: '', secret: true }] }), none).env).toMatch(/value/)
  })
})
