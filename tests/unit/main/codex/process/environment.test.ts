import { describe, expect, it } from 'vitest'
import { codexEnvironment } from '../../../../../main/codex/process/environment'

const home = '/data/homes/x'

describe('the environment of a Codex child', () => {
  it('holds what is listed and CODEX_HOME', () => {
    const base = {
      PATH: '/bin',
      HOME: '/h',
      LC_ALL: 'C',
      XDG_RUNTIME_DIR: '/run',
      SSH_AUTH_SOCK: '/s',
      https_proxy: 'p',
      NO_PROXY: 'n',
    }
    expect(codexEnvironment({ base, home, platform: 'linux' })).toEqual({ ...base, CODEX_HOME: home })
  })

  it.each([
    'OPENAI_API_KEY',
    'CODEX_API_KEY',
    'CODEX_ACCESS_TOKEN',
    'CODEX_HOME_OTHER',
    'NODE_OPTIONS',
    'ELECTRON_RUN_AS_NODE',
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'DYLD_INSERT_LIBRARIES',
    'AWS_SECRET_ACCESS_KEY',
    'GITHUB_TOKEN',
    'BASH_ENV',
    'path',
    '__proto__',
  ])('does not hold %s', (name) => {
    const base = Object.fromEntries([[name, 'secret']])
    expect(codexEnvironment({ base, platform: 'linux' })).toEqual({})
  })

  it('replaces an inherited CODEX_HOME, and even a given one', () => {
    const environment = codexEnvironment({
      base: { CODEX_HOME: '/theirs' },
      extra: { CODEX_HOME: '/other' },
      home,
      platform: 'linux',
    })
    expect(environment).toEqual({ CODEX_HOME: home })
  })

  it('takes what the caller gives, and lets the caller take away', () => {
    const environment = codexEnvironment({
      base: { PATH: '/bin', SHELL: '/bin/sh' },
      extra: { CODEX_API_KEY: 'given', SHELL: undefined },
      platform: 'linux',
    })
    expect(environment).toEqual({ PATH: '/bin', CODEX_API_KEY: 'given' })
  })

  it('ignores case on Windows, keeps the names as they are, and has what programs there need', () => {
    const base = {
      Path: 'C:\\bin',
      SystemRoot: 'C:\\Windows',
      ComSpec: 'cmd',
      'ProgramFiles(x86)': 'p',
      Node_Options: 'x',
    }
    const environment = codexEnvironment({ base, extra: { PATH: 'D:\\bin' }, home, platform: 'win32' })
    expect(environment).toEqual({
      PATH: 'D:\\bin',
      SystemRoot: 'C:\\Windows',
      ComSpec: 'cmd',
      'ProgramFiles(x86)': 'p',
      CODEX_HOME: home,
    })
  })

  it('does not give Windows names to other systems', () => {
    expect(codexEnvironment({ base: { SYSTEMROOT: 'x', APPDATA: 'y' }, platform: 'darwin' })).toEqual({})
  })
})
