import { describe, expect, it } from 'vitest'
import {
  permissionProfileProblem,
  readPermissionProfiles,
  rootProblem,
  rootsOf,
  rootWarning,
} from '../../../../../renderer/stores/config/permissions'

describe('a folder that may be written to', () => {
  it('is named by its whole path, as the system writes it', () => {
    expect(rootProblem('/data', [], 'linux')).toBeNull()
    expect(rootProblem('data', [], 'linux')).toMatch(/whole path/)
    expect(rootProblem('~/data', [], 'darwin')).toMatch(/whole path/)
    expect(rootProblem('C:\\data', [], 'win32')).toBeNull()
    expect(rootProblem('\\\\server\\share', [], 'win32')).toBeNull()
    expect(rootProblem('C:data', [], 'win32')).toMatch(/drive/)
    expect(rootProblem('/data', [], 'win32')).toMatch(/drive/)
    expect(rootProblem(' /data ', ['/data'], 'linux')).toMatch(/already/)
    expect(rootProblem('/da\nta', [], 'linux')).not.toBeNull()
    expect(rootProblem('  ', [], 'linux')).not.toBeNull()
  })

  it('is warned of when it is much', () => {
    for (const path of ['/', 'C:\\', 'C:/']) expect(rootWarning(path, '/home/me')).toMatch(/whole disk/)
    expect(rootWarning('/home/me/', '/home/me')).toMatch(/your home folder/)
    expect(rootWarning('/home', '/home/me')).toMatch(/Your home folder lies in it/)
    expect(rootWarning('C:\\Users', 'c:\\users\\me')).toMatch(/lies in it/)
    expect(rootWarning('/home/meadow', '/home/me')).toBeNull()
    expect(rootWarning('/home/me/code', '/home/me')).toBeNull()
  })

  it('is read leniently', () => {
    expect(rootsOf(['/a', 5, null])).toEqual(['/a'])
    expect(rootsOf('/a')).toEqual([])
  })
})

describe('permission profiles', () => {
  it('are read with what Codex tells of them, and words for its own', () => {
    expect(
      readPermissionProfiles({
        data: [
          { id: ':workspace', allowed: false },
          { id: 'x', description: 'mine' },
          { id: '' },
          null,
          { id: ':future' },
        ],
      }),
    ).toEqual([
      { id: ':workspace', about: expect.stringContaining('Writes'), allowed: false, builtIn: true },
      { id: 'x', about: 'mine', allowed: true, builtIn: false },
      { id: ':future', about: null, allowed: true, builtIn: true },
    ])
    expect(readPermissionProfiles('nothing')).toEqual([])
  })

  it('are refused before Codex has to', () => {
    const fine = { id: 'docs', about: '', extends: ':workspace', paths: [], network: false }
    const path = (value: string) => ({ ...fine, paths: [{ path: value, access: 'read' as const }] })
    expect(permissionProfileProblem(fine, [], 'linux')).toBeNull()
    expect(permissionProfileProblem({ ...fine, id: ':own' }, [], 'linux')).not.toBeNull()
    expect(permissionProfileProblem(fine, ['docs'], 'linux')).toMatch(/already/)
    for (const given of ['/a', '~/a', ':tmpdir']) expect(permissionProfileProblem(path(given), [], 'linux')).toBeNull()
    for (const given of ['', 'a', '~a', ':', './a'])
      expect(permissionProfileProblem(path(given), [], 'linux')).not.toBeNull()
  })
})
