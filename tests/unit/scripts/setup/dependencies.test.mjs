import { describe, expect, it } from 'vitest'
import { installedMatches } from '../../../../scripts/setup/dependencies.mjs'

const entry = (version) => ({ version, integrity: `sha512-${version}` })

describe('whether node_modules is what the lock asks for', () => {
  const lock = {
    packages: {
      '': { name: 'app' },
      'node_modules/a': entry('1.0.0'),
      'node_modules/b': { ...entry('2.0.0'), optional: true },
    },
  }

  it('agrees when every package has the version and hash of the lock', () => {
    const installed = { packages: { 'node_modules/a': entry('1.0.0'), 'node_modules/b': entry('2.0.0') } }
    expect(installedMatches(lock, installed)).toBe(true)
  })

  it('lets optional packages of other platforms be missing', () => {
    expect(installedMatches(lock, { packages: { 'node_modules/a': entry('1.0.0') } })).toBe(true)
  })

  it('disagrees on another version, on a missing package and on one too many', () => {
    expect(installedMatches(lock, { packages: { 'node_modules/a': entry('1.0.1') } })).toBe(false)
    expect(installedMatches(lock, { packages: {} })).toBe(false)
    const more = { 'node_modules/a': entry('1.0.0'), 'node_modules/c': entry('3.0.0') }
    expect(installedMatches(lock, { packages: more })).toBe(false)
  })

  it('disagrees when npm left no record behind, as after an interrupted install', () => {
    expect(installedMatches(lock, null)).toBe(false)
  })
})
