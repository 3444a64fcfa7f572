import { describe, expect, it } from 'vitest'
import { denies, grantedProfile, grantLines } from '../../../../../renderer/features/requests/permission-grants'

const entry = (path: object, access: string) => ({ path, access })
const asked = {
  network: { enabled: true },
  fileSystem: {
    read: ['/etc/hosts'],
    write: ['/srv'],
    entries: [
      entry({ type: 'path', path: '/srv' }, 'write'),
      entry({ type: 'glob_pattern', pattern: '/srv/**/.env' }, 'deny'),
      entry({ type: 'special', value: { kind: 'tmpdir' } }, 'read'),
    ],
  },
}

describe('the lines of a permission request', () => {
  it('name each permission once, entries before their older spelling', () => {
    expect(grantLines(asked).map((line) => [line.label, line.subject])).toEqual([
      ['Network', null],
      ['Write', '/srv'],
      ['Deny', '/srv/**/.env'],
      ['Read', 'the temporary folder'],
    ])
  })

  it('fall back on the older lists', () => {
    const older = { fileSystem: { read: ['/a'], write: ['/b'] }, network: null }
    expect(grantLines(older).map((line) => line.id)).toEqual(['read:/a', 'write:/b'])
  })

  it('survive nonsense', () => {
    expect(grantLines(null)).toEqual([])
    expect(grantLines({ fileSystem: { entries: [null, 4] } })).toHaveLength(2)
  })
})

describe('what is granted', () => {
  it('is only what was ticked', () => {
    expect(grantedProfile(asked, new Set(['network']))).toEqual({ network: { enabled: true } })
  })

  it('keeps what is denied within it', () => {
    const profile = grantedProfile(asked, new Set(['entry:0']))
    expect(profile.fileSystem?.entries?.map((granted) => granted.access)).toEqual(['write', 'deny'])
    expect(profile.network).toBeUndefined()
  })

  it('is nothing when nothing was ticked, also where something is denied', () => {
    expect(grantedProfile(asked, new Set())).toEqual({})
    expect(grantLines(asked).filter(denies)).toHaveLength(1)
  })

  it('answers the older lists in kind', () => {
    const older = { fileSystem: { read: ['/a'], write: ['/b', '/c'] }, network: null }
    expect(grantedProfile(older, new Set(['write:/c']))).toEqual({ fileSystem: { read: null, write: ['/c'] } })
  })
})
