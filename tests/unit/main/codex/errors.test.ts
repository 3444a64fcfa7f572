import { expect, it } from 'vitest'
import { CodexError, isCodexError, systemErrorCode, toCodexError } from '../../../../main/codex/errors'

it('a CodexError carries its code, its cause and what is known', () => {
  const cause = new Error('ENOENT')
  const error = new CodexError('spawn-failed', 'It can not start', { cause, data: { path: '/x' } })
  expect(error).toMatchObject({ name: 'CodexError', code: 'spawn-failed', cause, data: { path: '/x' } })
  expect(isCodexError(error)).toBe(true)
  expect(isCodexError(error, 'timeout')).toBe(false)
  expect(isCodexError(cause)).toBe(false)
})

it('anything thrown becomes one, and one stays itself', () => {
  const error = new CodexError('timeout', 'late')
  expect(toCodexError(error, 'rpc', 'x')).toBe(error)
  expect(toCodexError('odd', 'rpc', 'Asking')).toMatchObject({ code: 'rpc', message: 'Asking: odd', cause: 'odd' })
  expect(systemErrorCode(Object.assign(new Error(), { code: 'EACCES' }))).toBe('EACCES')
  expect(systemErrorCode(null)).toBeUndefined()
})
