import { expect, it } from 'vitest'
import { currentPlatform, platformLabels, platformNames } from '../../../../../main/codex/binary/platform'

it('each platform has its triple, its package and its program suffix', () => {
  expect(platformLabels.map(platformNames)).toEqual([
    { label: 'linux-x64', triple: 'x86_64-unknown-linux-musl', npmPackage: '@openai/codex-linux-x64', exeSuffix: '' },
    {
      label: 'linux-arm64',
      triple: 'aarch64-unknown-linux-musl',
      npmPackage: '@openai/codex-linux-arm64',
      exeSuffix: '',
    },
    { label: 'darwin-x64', triple: 'x86_64-apple-darwin', npmPackage: '@openai/codex-darwin-x64', exeSuffix: '' },
    { label: 'darwin-arm64', triple: 'aarch64-apple-darwin', npmPackage: '@openai/codex-darwin-arm64', exeSuffix: '' },
    {
      label: 'windows-x64',
      triple: 'x86_64-pc-windows-msvc',
      npmPackage: '@openai/codex-win32-x64',
      exeSuffix: '.exe',
    },
    {
      label: 'windows-arm64',
      triple: 'aarch64-pc-windows-msvc',
      npmPackage: '@openai/codex-win32-arm64',
      exeSuffix: '.exe',
    },
  ])
})

it('what Node calls the platform is translated, and an unknown one is refused', () => {
  expect(currentPlatform('win32', 'x64')).toBe('windows-x64')
  expect(currentPlatform('darwin', 'arm64')).toBe('darwin-arm64')
  expect(() => currentPlatform('freebsd', 'x64')).toThrow('no build for freebsd-x64')
  expect(() => currentPlatform('linux', 'ia32')).toThrow('no build for linux-ia32')
})
