import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locateBundle } from '../../../../../main/codex/binary/locate'
import { verifyBundle } from '../../../../../main/codex/binary/verify'

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

describe('verifying', () => {
  it('accepts what was pinned and hashes it only once', async () => {
    const bundle = await locateBundle({ root, ...linux })
    const cacheFile = join(root, 'state', 'verified.json')
    expect(await verifyBundle(bundle, { cacheFile })).toEqual({ files: 3, hashed: 3 })
    expect(await verifyBundle(bundle, { cacheFile })).toEqual({ files: 3, hashed: 0 })
    expect(await verifyBundle(bundle)).toEqual({ files: 3, hashed: 3 })
  })

  it('finds a file that was changed after it was cached, even with its size and times restored', async () => {
    const bundle = await locateBundle({ root, ...linux })
    const cacheFile = join(root, 'verified.json')
    const path = join(dir, 'bin/codex')
    utimesSync(path, 1000, 1000)
    await verifyBundle(bundle, { cacheFile })
    writeFileSync(path, '#!evil!')
    utimesSync(path, 1000, 1000)
    const verifying = verifyBundle(bundle, { cacheFile })
    await expect(verifying).rejects.toMatchObject({ code: 'bundle-altered', data: { path } })
    await expect(verifying).rejects.toThrow(path)
  })

  it('finds a file too many, a missing one, a link in place of one, and one that is not executable', async () => {
    const bundle = await locateBundle({ root, ...linux })
    put('codex-path/git', '#!evil')
    await expect(verifyBundle(bundle)).rejects.toThrow(join(dir, 'codex-path/git'))
    rmSync(join(dir, 'codex-path/git'))

    rmSync(join(dir, 'codex-package.json'))
    await expect(verifyBundle(bundle)).rejects.toMatchObject({ code: 'bundle-missing' })
    symlinkSync('/etc/hostname', join(dir, 'codex-package.json'))
    await expect(verifyBundle(bundle)).rejects.toMatchObject({ code: 'bundle-altered' })
    rmSync(join(dir, 'codex-package.json'))
    put('codex-package.json', '{}')

    chmodSync(join(dir, 'codex-path/rg'), 0o644)
    await expect(verifyBundle(bundle)).rejects.toMatchObject({ code: 'bundle-not-executable' })
  })

  it('does without a cache that is broken', async () => {
    const bundle = await locateBundle({ root, ...linux })
    const cacheFile = join(root, 'verified.json')
    writeFileSync(cacheFile, '[[[')
    expect(await verifyBundle(bundle, { cacheFile })).toEqual({ files: 3, hashed: 3 })
  })
})
