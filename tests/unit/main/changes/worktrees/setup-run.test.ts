import { describe, expect, it } from 'vitest'
import { batchText, posixCall, windowsCall } from '../../../../../main/changes/worktrees/setup-run'

describe('how the system’s shell gets the script', () => {
  it('is one argument of sh', () => {
    expect(posixCall('a "$b"\nc', '/wt')).toEqual({ command: '/bin/sh', args: ['-c', 'a "$b"\nc'], cwd: '/wt' })
  })

  it('is a file of ours on Windows, started in its folder so that no path stands on the command line', () => {
    expect(windowsCall('C:\\data\\a & b')).toEqual({
      command: 'cmd.exe',
      args: ['/d', '/c', 'setup.cmd'],
      cwd: 'C:\\data\\a & b',
    })
  })

  it('begins in the worktree, with the line ends that cmd wants, or not at all', () => {
    expect(batchText('npm ci\nnpm run build')).toBe(
      '@echo off\r\nchcp 65001 >nul\r\ncd /d "%DECK_WORKTREE%" || exit /b 1\r\nnpm ci\r\nnpm run build\r\n',
    )
  })
})
