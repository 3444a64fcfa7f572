import { describe, expect, it } from 'vitest'
import { creationDateCall, lstartCall, systemRoot, taskkillCall } from '../../../../../main/codex/process/system-tools'

describe('on Windows', () => {
  it('taskkill is called by its absolute path, for the whole tree, by force', () => {
    expect(taskkillCall(4242, { SystemRoot: 'D:\\WinNT', Path: 'C:\\evil' })).toEqual({
      command: 'D:\\WinNT\\System32\\taskkill.exe',
      args: ['/PID', '4242', '/T', '/F'],
      env: { SystemRoot: 'D:\\WinNT' },
    })
  })

  it('the system folder has a usual place, and is never a relative one', () => {
    expect(systemRoot({})).toBe('C:\\Windows')
    expect(systemRoot({ SYSTEMROOT: 'evil' })).toBe('C:\\Windows')
    expect(systemRoot({ systemroot: 'E:\\Windows' })).toBe('E:\\Windows')
  })

  it('the creation date is asked of Windows PowerShell, without a profile', () => {
    const { command, args } = creationDateCall(77, {})
    expect(command).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
    expect(args.slice(0, 2)).toEqual(['-NoProfile', '-NonInteractive'])
    expect(args.at(-1)).toContain("'ProcessId=77'")
  })
})

it('on macOS the start is asked of ps in a fixed language and zone', () => {
  expect(lstartCall(5)).toEqual({
    command: '/bin/ps',
    args: ['-o', 'lstart=', '-p', '5'],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  })
})
