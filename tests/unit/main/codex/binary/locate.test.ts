import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locateBundle } from '../../../../../main/codex/binary/locate'

const contents = { 'bin/codex': '#!codex', 'codex-path/rg': '#!rg', 'codex-package.json': '{}' }
const linux = { platform: 'linux', arch: 'x64' }
let root: string
let dir: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codex-bin-'))
  dir = join(root, 'linux-x64', '1.2.3')
  const files: Record<string, string> = {}
  for (const [name, content] of Object.entries(contents)) {
    put(name, content)
    files[name] = createHash('sha256').update(content).digest('hex')
  }
  const executables = ['bin/codex', 'codex-path/rg']
  for (const name of executables) chmodSync(join(dir, name), 0o755)
  const pin = { package: 'p', npmVersion: '1.2.3-linux-x64', triple: 't', integrity: 'sha512-x', files, executables }
  writeFileSync(join(root, 'manifest.json'), JSON.stringify({ version: '1.2.3', platforms: { 'linux-x64': pin } }))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(name: string, content: string): void {
  const path = join(dir, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

describe('the bundle', () => {
  it('is found by platform and pinned version', async () => {
    expect(await locateBundle({ root, ...linux })).toMatchObject({
      version: '1.2.3',
      platform: 'linux-x64',
      dir,
      codex: join(dir, 'bin', 'codex'),
      rg: join(dir, 'codex-path', 'rg'),
      protocolDir: join(root, 'protocol'),
    })
  })

  it('that is not staged is an error that says what to do, whatever is on PATH', async () => {
    rmSync(dir, { recursive: true })
    const locating = locateBundle({ root, ...linux })
    await expect(locating).rejects.toMatchObject({ code: 'bundle-missing' })
    await expect(locating).rejects.toThrow('npm run setup')
  })

  it('without a manifest is missing, with a broken one is said to be broken', async () => {
    writeFileSync(join(root, 'manifest.json'), '{')
    await expect(locateBundle({ root, ...linux })).rejects.toMatchObject({ code: 'manifest-invalid' })
    rmSync(join(root, 'manifest.json'))
    await expect(locateBundle({ root, ...linux })).rejects.toMatchObject({ code: 'bundle-missing' })
  })

  it('of a platform without a pin, or that Codex has no build for, is refused', async () => {
    await expect(locateBundle({ root, platform: 'darwin', arch: 'arm64' })).rejects.toMatchObject({
      code: 'platform-unsupported',
    })
    await expect(locateBundle({ root, platform: 'sunos', arch: 'x64' })).rejects.toMatchObject({
      code: 'platform-unsupported',
    })
  })

  it.skipIf(process.platform === 'win32')('whose program may not be executed is refused', async () => {
    chmodSync(join(dir, 'bin/codex'), 0o644)
    await expect(locateBundle({ root, ...linux })).rejects.toMatchObject({ code: 'bundle-not-executable' })
  })
})
