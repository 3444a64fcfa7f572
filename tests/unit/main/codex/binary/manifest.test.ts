import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseManifest } from '../../../../../main/codex/binary/manifest'
import { platformLabels, platformNames } from '../../../../../main/codex/binary/platform'

const digest = 'a'.repeat(64)
const pin = {
  package: 'p',
  npmVersion: '1.0.0-linux-x64',
  triple: 't',
  integrity: 'sha512-x',
  files: { 'bin/codex': digest },
}
const manifest = (change: object = {}) => ({ version: '1.0.0', platforms: { 'linux-x64': { ...pin, ...change } } })

describe('the committed manifest', () => {
  const committed = parseManifest(
    JSON.parse(readFileSync(new URL('../../../../../codex-bin/manifest.json', import.meta.url), 'utf8')),
  )

  it.each(platformLabels)('pins %s with its program, its ripgrep and a full integrity', (label) => {
    const { triple, npmPackage, exeSuffix } = platformNames(label)
    const pinned = committed.platforms[label]
    expect(pinned).toMatchObject({ triple, package: npmPackage })
    expect(pinned?.npmVersion).toBe(`${committed.version}-${npmPackage.replace('@openai/codex-', '')}`)
    expect(pinned?.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
    expect(Object.keys(pinned?.files ?? {})).toEqual(
      expect.arrayContaining([`bin/codex${exeSuffix}`, `codex-path/rg${exeSuffix}`, 'codex-package.json']),
    )
    for (const program of pinned?.executables ?? []) expect(pinned?.files).toHaveProperty([program])
  })
})

describe('a manifest', () => {
  it('may name platforms that are not known yet', () => {
    expect(parseManifest({ ...manifest(), platforms: { ...manifest().platforms, 'plan9-x64': {} } }).platforms).toEqual(
      {
        'linux-x64': { ...pin, executables: [] },
      },
    )
  })

  it.each([
    ['nothing', null, 'the manifest is not an object'],
    ['no version', { platforms: {} }, 'version is not a text'],
    ['a version that is a path', { version: '../1.0.0', platforms: {} }, 'is not a version'],
    ['no files', manifest({ files: undefined }), 'linux-x64.files is not an object'],
    ['a file outside the bundle', manifest({ files: { '../evil': digest } }), 'outside the bundle'],
    ['an absolute file', manifest({ files: { '/etc/passwd': digest } }), 'outside the bundle'],
    ['a backslash', manifest({ files: { 'bin\\codex': digest } }), 'outside the bundle'],
    ['a digest that is none', manifest({ files: { 'bin/codex': 'abc' } }), 'is not a SHA-256'],
    ['executables that are no list', manifest({ executables: 'bin/codex' }), 'executables is not a list'],
  ])('with %s is refused', (_what, value, reason) => {
    expect(() => parseManifest(value)).toThrow(reason)
  })
})
